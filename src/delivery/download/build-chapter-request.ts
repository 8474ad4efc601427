/** What the assembling process is asked for: everything about one chapter's file, as plain values. */
import type { SliceMetadata } from '@chapterhouse/epub'
import { type Book, type Chapter, type ContributorRole, rightsOfChapter } from '#book'
import { canonical, type Place, paths } from '#web'
import type { ChapterRequest } from './chapter-request.ts'

type Parts = {
  readonly book: Book
  readonly chapter: Chapter
  /** Every chapter of the book: links to them become links to their pages. */
  readonly chapters: readonly Pick<Chapter, 'id' | 'slug' | 'source'>[]
  readonly place: Place
  /** Formatted in a style, tags removed. */
  readonly citation: string
}

/** Null when the chapter has no text in a file. */
export function buildChapterRequest({
  book,
  chapter,
  chapters,
  place,
  citation,
}: Parts): ChapterRequest | null {
  const { source } = chapter
  if (source === null) return null
  return {
    range: { from: source.from, to: source.to },
    notes: source.notes ?? [],
    metadata: metadataOf(book, chapter, place, citation),
    pages: chapters.flatMap((other) =>
      other.source === null
        ? []
        : [
            {
              range: { from: other.source.from, to: other.source.to },
              address: canonical(place, paths.chapter(other)),
            },
          ],
    ),
  }
}

function metadataOf(book: Book, chapter: Chapter, place: Place, citation: string): SliceMetadata {
  const contributors = chapter.contributors.length > 0 ? chapter.contributors : book.contributors
  const rights = rightsOfChapter(chapter, book)
  return {
    identifier: toUuid(chapter.id),
    title: chapter.title,
    language: chapter.language,
    creators: contributors.map(({ name, sortName, role }) => ({
      name,
      sortAs: sortName,
      role: RELATORS[role],
    })),
    publisher: book.imprint,
    rights: [rights.statement, rights.licence].filter((part) => part !== null).join(' ') || null,
    source: canonical(place, paths.chapter(chapter)),
    book: { title: book.title, identifier: bookIdentifier(book), position: String(chapter.position + 1) },
    citation,
    modified: `${chapter.updated.slice(0, 19)}Z`,
    words: chapter.language.startsWith('fr')
      ? { contents: 'Sommaire', notes: 'Notes' }
      : { contents: 'Contents', notes: 'Notes' },
  }
}

const bookIdentifier = ({ identifiers }: Book): string =>
  identifiers.doi !== null
    ? `https://doi.org/${identifiers.doi}`
    : identifiers.isbns[0] !== undefined
      ? `urn:isbn:${identifiers.isbns[0].value}`
      : identifiers.key

/**
 * The chapter's id as a UUID of version 8 (RFC 9562 §5.8): in every version of its book it is the same publication. An id is
 * sixteen letters of five bits, twenty hexadecimal digits.
 */
export function toUuid(id: string): string {
  const bits = [...id].reduce((sum, letter) => sum * 32n + BigInt(LETTERS.indexOf(letter) & 31), 0n)
  const hex = bits.toString(16).padStart(20, '0').padEnd(30, '0')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18)}`
}

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'

/** MARC relator codes (https://id.loc.gov/vocabulary/relators). */
const RELATORS: Readonly<Record<ContributorRole, string>> = {
  author: 'aut',
  editor: 'edt',
  translator: 'trl',
  introduction: 'win',
  foreword: 'wfw',
  afterword: 'waw',
  illustrator: 'ill',
  photographer: 'pht',
  compiler: 'com',
  narrator: 'nrt',
  contributor: 'ctb',
}

/** A draft as its pages would be, were it shelved now: nothing is written, nobody is given a page. */
import { createHash } from 'node:crypto'
import type { Media } from '#book'
import type { Database } from '#platform'
import { buildFacets } from '../build-facets.ts'
import { toOutline, toReadable } from '../build-readable.ts'
import { buildShelving, type Shelving } from '../build-shelving.ts'
import { decideFirstOnline, decideShelving } from '../decide-shelving.ts'
import { findPrevious } from '../find-previous.ts'
import type { FoundBook, FoundChapter } from '../shelf.ts'
import type { KeptDraft } from './draft-store.ts'

export type DraftPreview = {
  readonly book: Extract<FoundBook, { kind: 'book' }>
  findChapter(id: string): Extract<FoundChapter, { kind: 'chapter' }> | null
  /** One page of a chapter's text, from 1. */
  textOf(chapterId: string, section: number): string | null
  findMedia(name: string): Media | null
}

export async function previewDraft(db: Database, kept: KeptDraft, now: Date): Promise<DraftPreview> {
  const { draft, press } = kept
  const previous = await findPrevious(db, kept)
  const decided = decideShelving(previous, draft)
  const day = now.toISOString().slice(0, 10)
  const firstOnline = decideFirstOnline(previous?.book.firstOnline ?? null, draft.metadata.firstOnline, day)
  let made = 0
  const shelving = buildShelving(draft, {
    ...{ bookId: previous?.id ?? kept.id, press, now, firstOnline, previous, hash },
    note: draft.versionNote,
    decision: decided.kind === 'unchanged' ? { kind: 'new' } : decided,
    facets: buildFacets(draft.metadata, firstOnline),
    slugOf: ({ key }) => key,
    link: (contributor) => ({ ...contributor, page: { id: kept.id, slug: 'preview' } }),
    // The same again for each look at it, so that its pages lead to each other.
    newId: () => hash(`${kept.id} ${made++}`).slice(0, 16),
  })
  return toPreview(shelving, [...draft.media, ...shelving.publicMedia])
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

function toPreview(shelving: Shelving, media: readonly Media[]): DraftPreview {
  const { book } = shelving
  const ofBook = { bookId: book.id, press: book.press }
  const contents = shelving.contents.map((kept) => toOutline(kept, ofBook))
  return {
    book: { kind: 'book', book, contents, product: toReadable(shelving.product, ofBook) },
    findChapter: (id) => {
      const position = shelving.chapters.findIndex(({ record }) => record.id === id)
      const chapter = shelving.chapters[position]
      if (chapter === undefined) return null
      return {
        ...{ kind: 'chapter', chapter: chapter.record, book, contents },
        product: toReadable(chapter.product, ofBook),
        previous: contents[position - 1] ?? null,
        next: contents[position + 1] ?? null,
        parent: contents.find((other) => other.id === chapter.record.parentId) ?? null,
      }
    },
    textOf: (id, section) =>
      shelving.chapters.find(({ record }) => record.id === id)?.text?.sections[section - 1]?.html ?? null,
    findMedia: (name) => media.find((one) => one.name === name) ?? null,
  }
}

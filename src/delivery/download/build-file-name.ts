/**
 * Names that people recognise in a folder of downloads a year later: ISBN (or the book's title), chapter, pages, short title.
 * ASCII only and short, since they pass through mail programs and clouds; the page's address tells the rest.
 */
import { toSlug } from '#base'
import type { Book, Chapter } from '#book'

export function buildChapterFileName(
  book: NamedBook,
  chapter: Pick<Chapter, 'label' | 'type' | 'position' | 'pages' | 'title'>,
  format: 'epub' | 'pdf' = 'epub',
): string {
  const parts = [
    isbnOf(book, format) ?? shorten(toAscii(book.title), 24),
    chapter.label === null
      ? `${chapter.type}-${chapter.position + 1}`
      : `c${toAscii(chapter.label).padStart(2, '0')}`,
    chapter.pages === null ? null : `p${toAscii(chapter.pages.first)}-${toAscii(chapter.pages.last)}`,
    shorten(toAscii(chapter.title), 48),
  ]
  return `${parts.filter((part) => part !== null && part !== '').join('_')}.${format}`
}

/** A whole book's, where the name that its press gave the file would say nothing in a folder of many. */
export function buildBookFileName(book: NamedBook & Pick<Book, 'id'>, format: 'epub' | 'pdf'): string {
  const parts = [isbnOf(book, format), shorten(toAscii(book.title), 48)]
  const name = parts.filter((part) => part !== null && part !== '').join('_')
  return `${name === '' ? book.id : name}.${format}`
}

type NamedBook = Pick<Book, 'identifiers' | 'title'>

/** That of the format, where it has one of its own. */
const isbnOf = ({ identifiers: { isbns } }: NamedBook, of: 'epub' | 'pdf'): string | null =>
  (isbns.find(({ format }) => format === of) ?? isbns[0])?.value ?? null

/** Letters of other scripts have no ASCII form that their readers would recognise: the number then has to do. */
const toAscii = (text: string): string =>
  toSlug(text)
    .replace(/[^a-z0-9-]+/g, '')
    .replace(/^-+|-+$/g, '')
    .replace(/^untitled$/, '')

const shorten = (slug: string, most: number): string => {
  if (slug.length <= most) return slug
  const cut = slug.slice(0, most)
  return cut.includes('-') ? cut.slice(0, cut.lastIndexOf('-')) : cut
}

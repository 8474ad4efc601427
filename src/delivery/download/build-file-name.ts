/**
 * Names that people recognise in a folder of downloads a year later: ISBN (or the book's title), chapter, pages, short title.
 * ASCII only and short, since they pass through mail programs and clouds; the page's address tells the rest.
 */
import { toSlug } from '#base'
import type { Book, Chapter } from '#book'

export function buildChapterFileName(
  book: Pick<Book, 'identifiers' | 'title'>,
  chapter: Pick<Chapter, 'label' | 'type' | 'position' | 'pages' | 'title'>,
): string {
  const isbn = book.identifiers.isbns.find(({ format }) => format === 'epub') ?? book.identifiers.isbns[0]
  const parts = [
    isbn?.value ?? shorten(toAscii(book.title), 24),
    chapter.label === null
      ? `${chapter.type}-${chapter.position + 1}`
      : `c${toAscii(chapter.label).padStart(2, '0')}`,
    chapter.pages === null ? null : `p${toAscii(chapter.pages.first)}-${toAscii(chapter.pages.last)}`,
    shorten(toAscii(chapter.title), 48),
  ]
  return `${parts.filter((part) => part !== null && part !== '').join('_')}.epub`
}

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

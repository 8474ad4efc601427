/**
 * COinS (OpenURL 1.0 KEV "mtx:book" in a span): what older readers of pages look for, and the one way to offer several
 * things on a page, so that a book page can give each of its chapters to Zotero.
 */
import { yearOf } from '#base'
import type { Book, Chapter, Contributor, Product } from '#book'
import { authorsOf, wholeTitle } from '#citations'
import { type Html, html, paths } from '#web'
import { languageOf } from './build-citation-tags.ts'

export function renderCoins(product: Product, origin: string): Html {
  const { book } = product
  const chapter = product.kind === 'chapter' ? product.chapter : null
  const authors = authorsOf(product)
  const [first] = authors
  return span(
    query([
      ...(chapter === null ? [] : chapterPairs(chapter, authors)),
      ['rft.aulast', first?.familyName],
      ['rft.aufirst', first?.givenName],
      ...(chapter === null ? authors.map(toAuthor) : []),
      ['rft.language', languageOf(product)],
      [
        'rft_id',
        chapter === null
          ? idOf(book.identifiers.doi, origin + paths.book(book))
          : idOf(chapter.doi, origin + paths.chapter(chapter)),
      ],
    ]) + bookHalf(book, chapter === null ? 'book' : 'bookitem'),
  )
}

/** A line of a book's contents, at its address: it knows names, but not their halves. */
export function renderContentsCoins(
  entry: Pick<Chapter, 'title' | 'subtitle' | 'pages' | 'doi'> & {
    readonly contributors: readonly Pick<Contributor, 'name' | 'role'>[]
  },
  book: Book,
  address: string,
): Html {
  const half = halves.get(book) ?? bookHalf(book, 'bookitem')
  halves.set(book, half)
  const own = entry.contributors.filter(({ role }) => role === 'author')
  const authors = own.length > 0 ? own : authorsOf({ kind: 'book', book })
  return span(query([...chapterPairs(entry, authors), ['rft_id', idOf(entry.doi, address)]]) + half)
}

/** What sixty chapters of one page say alike is written once. */
const halves = new WeakMap<Book, string>()

type Pair = readonly [key: string, value: string | null | undefined]
type Named = Pick<Contributor, 'name'>

const chapterPairs = (
  chapter: Pick<Chapter, 'title' | 'subtitle' | 'pages'>,
  authors: readonly Named[],
): readonly Pair[] => [
  ['rft.atitle', wholeTitle(chapter)],
  ...authors.map(toAuthor),
  ['rft.spage', chapter.pages?.first],
  ['rft.epage', chapter.pages?.last],
  ['rft.pages', chapter.pages === null ? null : `${chapter.pages.first}-${chapter.pages.last}`],
]

const toAuthor = ({ name }: Named): Pair => ['rft.au', name]

const bookHalf = (book: Book, genre: 'book' | 'bookitem'): string =>
  query([
    ['ctx_ver', 'Z39.88-2004'],
    ['rft_val_fmt', 'info:ofi/fmt:kev:mtx:book'],
    ['rft.genre', genre],
    ['rft.btitle', wholeTitle(book)],
    ['rft.isbn', book.identifiers.isbns[0]?.value],
    ['rft.date', String(book.printYear ?? yearOf(book.firstOnline))],
    ['rft.pub', book.imprint],
    ['rft.series', book.series[0]?.title],
    ['rft.edition', book.edition],
  ])

const idOf = (doi: string | null, address: string): string => (doi === null ? address : `info:doi/${doi}`)

/** Each pair ends with an ampersand, so that halves can be put together; an empty pair at the end says nothing. */
function query(pairs: readonly Pair[]): string {
  let text = ''
  for (const [key, value] of pairs) if (value) text += `${key}=${encodeURIComponent(value.toWellFormed())}&`
  return text
}

const span = (title: string): Html => html`<span class="Z3988" title="${title.slice(0, -1)}" hidden></span>`

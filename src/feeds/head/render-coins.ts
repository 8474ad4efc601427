/**
 * COinS (OpenURL 1.0 KEV "mtx:book" in a span): what Zotero's and LibX's older readers look for, and the one way to
 * offer several things on a page, so that a book page can give each of its chapters.
 */
import { yearOf } from '#base'
import type { Book, Chapter, Contributor, Product } from '#book'
import { authorsOf, buildCslItem, wholeTitle } from '#citations'
import { type Html, html } from '#web'

export function renderCoins(product: Product, origin: string): Html {
  const item = buildCslItem(product, { origin })
  const authors = authorsOf(product)
  return span([
    ...header(product.kind === 'chapter' ? 'bookitem' : 'book'),
    ...(product.kind === 'chapter'
      ? [
          ['rft.atitle', wholeTitle(product.chapter)],
          ['rft.btitle', wholeTitle(product.book)],
        ]
      : [['rft.btitle', wholeTitle(product.book)]]),
    ...firstAuthor(authors[0]),
    ...authors.map(({ name }): Pair => ['rft.au', name]),
    ...ofBook(product.book),
    ['rft.pages', item.page],
    ['rft.spage', product.kind === 'chapter' ? product.chapter.pages?.first : undefined],
    ['rft.epage', product.kind === 'chapter' ? product.chapter.pages?.last : undefined],
    ['rft.language', item.language],
    ['rft_id', item.DOI === undefined ? item.URL : `info:doi/${item.DOI}`],
  ] as readonly Pair[])
}

/** A line of a book's contents: it knows names, but not their halves. */
export const renderContentsCoins = (
  entry: Pick<Chapter, 'title' | 'subtitle' | 'pages' | 'doi'> & {
    readonly contributors: readonly Pick<Contributor, 'name' | 'role'>[]
  },
  book: Book,
  address: string,
): Html => {
  const authors = entry.contributors.filter(({ role }) => role === 'author')
  const named = authors.length > 0 ? authors : authorsOf({ kind: 'book', book })
  return span([
    ...header('bookitem'),
    ['rft.atitle', wholeTitle(entry)],
    ['rft.btitle', wholeTitle(book)],
    ...named.map(({ name }): Pair => ['rft.au', name]),
    ...ofBook(book),
    ['rft.pages', entry.pages === null ? undefined : `${entry.pages.first}-${entry.pages.last}`],
    ['rft_id', entry.doi === null ? address : `info:doi/${entry.doi}`],
  ])
}

type Pair = readonly [key: string, value: string | undefined]

const header = (genre: 'book' | 'bookitem'): readonly Pair[] => [
  ['ctx_ver', 'Z39.88-2004'],
  ['rft_val_fmt', 'info:ofi/fmt:kev:mtx:book'],
  ['rft.genre', genre],
]

const firstAuthor = (author: Contributor | undefined): readonly Pair[] =>
  author === undefined || author.familyName === null
    ? []
    : [
        ['rft.aulast', author.familyName],
        ['rft.aufirst', author.givenName ?? undefined],
      ]

const ofBook = (book: Book): readonly Pair[] => [
  ['rft.isbn', book.identifiers.isbns[0]?.value],
  ['rft.date', String(book.printYear ?? yearOf(book.firstOnline))],
  ['rft.pub', book.imprint ?? undefined],
  ['rft.series', book.series[0]?.title],
  ['rft.edition', book.edition ?? undefined],
]

const span = (pairs: readonly Pair[]): Html => {
  const query = new URLSearchParams(pairs.flatMap(([key, value]) => (value ? [[key, value]] : [])))
  return html`<span class="Z3988" title="${query.toString().replaceAll('+', '%20')}" hidden></span>`
}

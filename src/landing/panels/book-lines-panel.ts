import type { BookListing } from '#catalogue'
import {
  type AccessState,
  accessSign,
  cover,
  type Html,
  html,
  type Language,
  listFormat,
  type Part,
  paths,
  words as webWords,
} from '#web'
import { at, coverOf, type Frame, languageOf } from '../frame.ts'
import { words } from '../words.ts'

/**
 * A list of books as a publisher's catalogue prints one: cover, title, who, where and when. `level` is that of their
 * headings, which depends on what stands above.
 */
export const bookLines = (
  frame: Frame,
  books: readonly BookListing[],
  level: 2 | 3,
): Html => html`<ol class="book-lines">
${books.map((book) => bookLine(frame, book, level, null))}</ol>`

export const bookLine = (frame: Frame, book: BookListing, level: 2 | 3, more: Part): Html => {
  const { language } = frame.place
  const address = at(frame, paths.book(book))
  const tag = html` lang="${languageOf(book)}"${book.direction === 'rtl' && html` dir="rtl"`}`
  return html`<li class="book-line">
<a class="book-line-cover" href="${address}" tabindex="-1" aria-hidden="true">${cover(coverOf(frame, book, 'thumbnail'), 'decorative')}</a>
<div class="book-line-words"><h${level} class="book-line-title"><a href="${address}"${tag}>${book.title}</a></h${level}>
${book.subtitle !== null && html`<p class="book-line-subtitle"${tag}>${book.subtitle}</p>\n`}${contributors(book, language)}<p class="book-line-facts">${facts(book)}${accessSign(stateOf(book), language)}</p>
${more}</div></li>
`
}

export const stateOf = ({ open }: BookListing): AccessState =>
  (({ all: 'open', some: 'partly-open', none: 'closed' }) as const)[open]

const MOST_NAMES = 4

/** Authors, or who else made it; a crowd is cut short. */
function contributors(book: BookListing, language: Language): Part {
  const authors = book.contributors.filter(({ role }) => role === 'author')
  const named =
    authors.length > 0 ? authors : book.contributors.filter(({ role }) => role === book.contributors[0]?.role)
  if (named.length === 0) return null
  const role = named[0]?.role ?? 'author'
  const names = named.slice(0, MOST_NAMES).map(({ name }) => name)
  const all = named.length > MOST_NAMES ? [...names, words(language).others] : names
  return html`<p class="book-line-who">${role !== 'author' && `${webWords(language).role[role]} `}${listFormat(language).format(all)}</p>\n`
}

const facts = (book: BookListing): Part =>
  [book.imprint, book.printYear ?? book.firstOnline.slice(0, 4)]
    .filter((fact) => fact !== null)
    .map((fact) => html`<span>${fact}</span> `)

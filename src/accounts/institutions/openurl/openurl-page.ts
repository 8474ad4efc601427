/** What a reader sees whose reference led to no single page: what was asked for, what may be meant, where else to look. */
import type { BookListing } from '#catalogue'
import { definitionList, type Html, href, html, listFormat, type Part, type Place, paths } from '#web'
import { sheet } from '../../sheet.ts'
import { words } from '../words.ts'
import type { Reference } from './parse-openurl.ts'

export type OpenurlPage = {
  readonly place: Place
  /** Null: there was none. */
  readonly reference: Reference | null
  readonly books: readonly BookListing[]
}

export function renderOpenurlPage({ place, reference, books }: OpenurlPage): Html {
  const t = words(place.language)
  const said = reference === null ? t.openurlEmpty : books.length > 0 ? t.openurlSeveral : t.openurlNone
  return sheet(
    t.openurl,
    html`<p>${said}</p>\n`,
    books.length > 0 &&
      html`<ul class="ways">${books.map((book) => html`<li><a href="${href(place, paths.book(book))}"><span lang="${book.languages[0] ?? 'und'}">${book.subtitle === null ? book.title : `${book.title}: ${book.subtitle}`}</span></a>${aside(book, place)}</li>\n`)}</ul>\n`,
    reference !== null && html`<section><h2>${t.reference}</h2>\n${facts(reference, place)}</section>\n`,
    html`<section><p>${t.openurlSteps} <a href="${href(place, paths.books)}">${t.allBooks}</a>.</p>
<p>${t.openurlLibrary}</p></section>`,
  )
}

function aside({ contributors, imprint, printYear }: BookListing, { language }: Place): Part {
  const names = listFormat(language).format(contributors.slice(0, 3).map(({ name }) => name))
  const said = [names, imprint, printYear].filter((one) => one !== null && one !== '')
  return said.length > 0 && html` <span class="label">${said.join(', ')}</span>`
}

function facts(
  { chapterTitle, bookTitle, author, year, startPage, isbns, dois }: Reference,
  { language }: Place,
): Part {
  const t = words(language)
  const fact = (term: string, value: string | null) => ({ term, values: value === null ? [] : [value] })
  return definitionList([
    fact(t.chapterOf, chapterTitle),
    fact(t.book, bookTitle),
    fact(t.author, author),
    fact(t.year, year),
    fact(t.page, startPage),
    { term: 'ISBN', values: isbns },
    { term: 'DOI', values: dois },
  ])
}

import { quiet } from '#accounts'
import type { StaffListing } from '#catalogue'
import { type Html, html, type Place } from '#web'
import { at } from '../console-page.ts'
import { ledger, onwards, searchForm } from '../ledger.ts'
import { words } from './words.ts'

export type BooksPage = {
  readonly place: Place
  readonly books: readonly StaffListing[]
  readonly several: boolean
  /** May change them, and not only look. */
  readonly mayEdit: boolean
  readonly asked: string
  readonly only: 'faulty' | 'withdrawn' | null
  readonly more: string | null
}

export function renderBooksPage({ place, books, several, mayEdit, asked, only, more }: BooksPage): Html {
  const t = words(place.language)
  const link = (value: BooksPage['only'], label: string) => {
    const query = new URLSearchParams({
      ...(asked === '' ? {} : { q: asked }),
      ...(value === null ? {} : { only: value }),
    })
    return html`<li><a href="${at(place, 'books')}?${String(query)}"${value === only && html` aria-current="true"`}>${label}</a></li>`
  }
  const count = (n: number) => (n === 0 ? '–' : n)
  return html`${searchForm(place, { action: at(place, 'books'), label: t.search, value: asked, kept: only === null ? {} : { only } })}
<nav aria-label="${t.filter}"><ul class="inline-list filters">${link(null, t.all)}${link('faulty', t.faulty)}${link('withdrawn', t.withdrawnOnly)}</ul></nav>
<form method="get" action="${at(place, 'books', 'several')}">${ledger({
    ...{ id: 'books', caption: t.caption, empty: asked === '' && only === null ? t.noneYet : t.none },
    head: [
      t.columns.title,
      t.columns.by,
      ...(several ? [t.columns.press] : []),
      t.columns.data,
      t.columns.content,
      t.columns.version,
      t.columns.state,
      ...(mayEdit ? [t.several.choose] : []),
    ],
    rows: books.map((book) => [
      html`<a href="${at(place, 'books', book.id)}">${book.title}</a>`,
      book.contributors.join(', '),
      ...(several ? [book.press] : []),
      count(book.dataFaults),
      count(book.contentFaults),
      book.version,
      book.shelved ? t.onShelf : t.withdrawn,
      ...(mayEdit
        ? [
            book.shelved &&
              html`<input type="checkbox" name="book" value="${book.id}" aria-label="${t.several.chooseOf(book.title)}">`,
          ]
        : []),
    ]),
  })}${mayEdit && books.some(({ shelved }) => shelved) && html`<p class="acts">${quiet(t.several.go)}</p>`}</form>${onwards(place, more)}`
}

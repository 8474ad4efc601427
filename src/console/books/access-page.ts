import { act } from '#accounts'
import type { ShelvedBook, ShelvedChapter } from '#catalogue'
import { type Html, html, type Part, type Place, selectField, textField } from '#web'
import { at } from '../console-page.ts'
import { ledger } from '../ledger.ts'
import { words } from './words.ts'

export type AccessPage = {
  readonly place: Place
  readonly book: ShelvedBook
  readonly chapters: readonly ShelvedChapter[]
  readonly currency: string
  /** By product, as it is typed. */
  readonly prices: Readonly<Record<string, string>>
  readonly maySell: boolean
}

export function renderAccessPage({ place, book, chapters, currency, prices, maySell }: AccessPage): Html {
  const t = words(place.language)
  const access = (id: string, title: string, value: string): Part =>
    html`<select name="access-${id}" aria-label="${t.accessOf(title)}">${['open', 'closed'].map((one) => html`<option value="${one}"${one === value && html` selected`}>${t.choices[one]}</option>`)}</select>`
  const price = (id: string, title: string): Part =>
    maySell
      ? html`<input name="price-${id}" inputmode="decimal" size="8" aria-label="${t.priceOf(title)}" value="${prices[id] ?? ''}">`
      : (prices[id] ?? '–')
  return html`<p>${t.accessLead}</p>
<form method="post" action="${at(place, 'books', book.id, 'access')}" novalidate>
<div class="console-columns">${selectField({
    ...{ id: 'access-all', name: 'access-all', label: t.allAccess, value: '' },
    options: [
      { value: '', label: t.leave },
      ...['open', 'closed'].map((value) => ({ value, label: t.choices[value] ?? value })),
    ],
  })}${maySell && textField({ id: 'price-all', name: 'price-all', label: t.allPrice, hint: t.allPriceHint })}
${maySell && textField({ id: 'currency', name: 'currency', label: t.currency, value: currency })}</div>
${ledger({
  ...{ id: 'access-list', caption: t.accessTitle, empty: t.none },
  head: [t.accessColumns.title, t.accessColumns.access, t.accessColumns.price],
  rows: [
    [html`<em>${book.title}</em>`, access(book.id, book.title, book.openness), price(book.id, book.title)],
    ...chapters
      .filter(({ type }) => type !== 'part')
      .map(({ id, label, title, openness }) => [
        label === null ? title : `${label}. ${title}`,
        access(id, title, openness),
        price(id, title),
      ]),
  ],
})}
${textField({ id: 'note', name: 'note', label: t.editNote, hint: t.editNoteHint })}
<p class="acts">${act(t.save)}</p></form>`
}

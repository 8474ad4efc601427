import { act, hidden, quiet } from '#accounts'
import type { ShelvedBook, ShelvedChapter } from '#catalogue'
import type { ListedPrice } from '#sales'
import {
  type Html,
  html,
  type Part,
  type Place,
  selectField,
  textField,
  writeCountry,
  writePrice,
} from '#web'
import { at } from '../console-page.ts'
import { ledger } from '../ledger.ts'
import { groupPrices } from './group-prices.ts'
import { renderPriceFields, taxes } from './price-form.ts'
import { words } from './words.ts'

export type AccessPage = {
  readonly place: Place
  readonly book: ShelvedBook
  /** Without parts: they are neither open nor sold. */
  readonly chapters: readonly ShelvedChapter[]
  readonly currency: string
  /** In which something is sold for good and everywhere. */
  readonly currencies: readonly string[]
  readonly taxIncluded: boolean
  /** In that currency, for good and everywhere, by product, as it is typed. */
  readonly prices: Readonly<Record<string, string>>
  readonly listed: readonly ListedPrice[]
  readonly typed: (name: string) => string
  readonly problems: Readonly<Record<string, string>>
}

export const renderAccessPage = (page: AccessPage): Html =>
  html`<p class="lead">${words(page.place.language).accessLead}</p>${table(page)}${allPrices(page)}${addPrice(page)}`

const nameOf = ({ label, title }: ShelvedChapter): string => (label === null ? title : `${label}. ${title}`)

const table = ({ place, book, chapters, currency, currencies, taxIncluded, prices }: AccessPage): Html => {
  const t = words(place.language)
  const access = (id: string, title: string, value: string): Part =>
    html`<select name="access-${id}" aria-label="${t.accessOf(title)}">${['open', 'closed'].map((one) => html`<option value="${one}"${one === value && html` selected`}>${t.choices[one]}</option>`)}</select>`
  const price = (id: string, title: string): Part =>
    html`<input name="price-${id}" inputmode="decimal" size="8" aria-label="${t.priceOf(title)}" value="${prices[id] ?? ''}">`
  const others = currencies.filter((one) => one !== currency)
  return html`<section aria-labelledby="everywhere"><h2 id="everywhere">${t.prices.standing}</h2>
<form method="post" action="${at(place, 'books', book.id, 'access')}" novalidate>
<div class="console-columns">${selectField({
    ...{ id: 'access-all', name: 'access-all', label: t.allAccess, value: '' },
    options: [
      { value: '', label: t.leave },
      ...['open', 'closed'].map((value) => ({ value, label: t.choices[value] ?? value })),
    ],
  })}${textField({ id: 'price-all', name: 'price-all', label: t.allPrice, hint: t.allPriceHint })}
${textField({ id: 'currency', name: 'currency', label: t.currency, value: currency })}${selectField({ id: 'tax', name: 'tax', label: t.prices.tax, value: taxIncluded ? 'included' : 'added', options: taxes(place.language) })}</div>
${others.length > 0 && html`<p class="hint">${t.prices.alsoIn} ${others.map((one, i) => html`${i > 0 && ', '}<a href="${at(place, 'books', book.id, 'access')}?currency=${one}">${one}</a>`)}</p>`}
${ledger({
  ...{ id: 'access-list', caption: t.accessTitle, empty: t.none },
  head: [t.accessColumns.title, t.accessColumns.access, `${t.accessColumns.price} (${currency})`],
  rows: [
    [html`<em>${book.title}</em>`, access(book.id, book.title, book.openness), price(book.id, book.title)],
    ...chapters.map((chapter) => [
      nameOf(chapter),
      access(chapter.id, chapter.title, chapter.openness),
      price(chapter.id, chapter.title),
    ]),
  ],
})}
${textField({ id: 'note', name: 'note', label: t.editNote, hint: t.editNoteHint })}
<p class="acts">${act(t.save)}</p></form></section>`
}

/** Whatever is sold, and where, for how long: what a buyer may be asked for. */
const allPrices = ({ place, book, chapters, listed }: AccessPage): Html => {
  const t = words(place.language).prices
  const { language } = place
  const sum = ({ amount, currency, taxIncluded }: ListedPrice): Part =>
    amount === null
      ? html`${currency} <span class="label">${t.takenOff}</span>`
      : html`${writePrice({ amount, currency }, language)} <span class="label">${taxIncluded ? t.taxIncluded : t.taxAdded}</span>`
  return html`<section aria-labelledby="prices"><h2 id="prices">${t.all}</h2>${ledger({
    ...{ id: 'price-list', caption: t.all, empty: t.none },
    head: [
      t.columns.product,
      t.columns.price,
      t.columns.where,
      t.columns.days,
      t.columns.from,
      t.columns.act,
    ],
    rows: groupPrices(listed, book.id).map(({ price, productIds }) => {
      const priced = chapters.filter(({ id }) => productIds.includes(id))
      const [only] = priced
      const name =
        priced.length > 1 ? t.chapters(priced.length) : only === undefined ? book.title : nameOf(only)
      return [
        only === undefined ? html`<em>${name}</em>` : priced.length > 1 ? several(name, priced) : name,
        sum(price),
        price.territory === '*' ? t.everywhere : writeCountry(price.territory, language),
        price.days === null ? t.forGood : t.forDays(price.days),
        t.sources[price.from],
        price.amount !== null &&
          html`<form method="post" action="${at(place, 'books', book.id, 'access', 'prices', 'remove')}">${hiddenKey(price, productIds)}${quiet(t.remove, html` aria-label="${t.removeOf(name, price.currency)}"`)}</form>`,
      ]
    }),
  })}</section>`
}

const several = (name: string, chapters: readonly ShelvedChapter[]): Html =>
  html`<details><summary>${name}</summary><ul class="steps">${chapters.map((one) => html`<li>${nameOf(one)}</li>\n`)}</ul></details>`

const hiddenKey = ({ currency, territory, days }: ListedPrice, productIds: readonly string[]): Part => [
  productIds.map((id) => hidden('product', id)),
  hidden('currency', currency),
  hidden('country', territory === '*' ? '' : territory),
  hidden('days', days === null ? '' : String(days)),
]

const addPrice = ({ place, book, chapters, typed, problems }: AccessPage): Html => {
  const t = words(place.language).prices
  return html`<section aria-labelledby="add-price"><h2 id="add-price">${t.add}</h2><p>${t.addText}</p>
<form method="post" action="${at(place, 'books', book.id, 'access', 'prices')}" novalidate>
${selectField({
  ...{ id: 'for', name: 'for', label: t.for, value: typed('for'), problem: problems['for'] ?? null },
  options: [
    { value: '', label: t.book },
    ...(chapters.length > 0
      ? [
          { value: 'closed', label: t.closedChapters },
          { value: 'chapters', label: t.everyChapter },
        ]
      : []),
    ...chapters.map((chapter) => ({ value: chapter.id, label: nameOf(chapter) })),
  ],
})}
${renderPriceFields(place, typed, problems)}
<p class="acts">${act(t.add)}</p></form></section>`
}

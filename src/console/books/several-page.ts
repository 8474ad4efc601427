import { act } from '#accounts'
import type { ShelvedBook } from '#catalogue'
import { type Html, html, type Place, selectField } from '#web'
import { at } from '../console-page.ts'
import { renderPriceFields } from './price-form.ts'
import { words } from './words.ts'

export type SeveralPage = {
  readonly place: Place
  readonly books: readonly ShelvedBook[]
  readonly typed: (name: string) => string
  readonly problems: Readonly<Record<string, string>>
}

export function renderSeveralPage({ place, books, typed, problems }: SeveralPage): Html {
  const t = words(place.language)
  const s = t.several
  if (books.length === 0)
    return html`<p class="empty">${s.none}</p><p class="acts"><a class="quiet" href="${at(place, 'books')}"><span>${t.title}</span></a></p>`
  return html`<p class="lead">${s.lead}</p>
<form method="post" action="${at(place, 'books', 'several')}" novalidate>
<section aria-labelledby="chosen"><h2 id="chosen">${s.books}</h2><ul class="steps">${books.map(({ id, title, languages }) => html`<li><input type="hidden" name="book" value="${id}"><a href="${at(place, 'books', id)}"><span lang="${languages[0] ?? 'und'}">${title}</span></a></li>\n`)}</ul></section>
<section aria-labelledby="access-of-all"><h2 id="access-of-all">${t.access}</h2>${selectField({
    ...{ id: 'access', name: 'access', label: s.access, value: typed('access') },
    options: [
      { value: '', label: t.leave },
      { value: 'open', label: s.opened },
      { value: 'closed', label: s.closed },
    ],
  })}</section>
<section aria-labelledby="price-of-all"><h2 id="price-of-all">${s.price}</h2><p>${s.priceText}</p>
${selectField({
  ...{ id: 'for', name: 'for', label: s.for, value: typed('for') || 'closed' },
  options: (['book', 'closed', 'chapters'] as const).map((value) => ({ value, label: s.forOptions[value] })),
})}${renderPriceFields(place, typed, problems)}</section>
<p class="acts">${act(s.apply(books.length))}</p></form>`
}

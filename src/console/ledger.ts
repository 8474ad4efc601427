/** Lists of the console: a table, of which a telephone makes a sheet for each row, and the way to what follows. */
import { type Html, html, type Part, type Place } from '#web'
import { words } from './words.ts'

export type Ledger = {
  readonly id: string
  /** Said to those who hear the table. */
  readonly caption: string
  readonly head: readonly string[]
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly Part[])[]
  readonly empty: string
}

export const ledger = ({ id, caption, head, rows, empty }: Ledger): Html =>
  rows.length === 0
    ? html`<p class="empty">${empty}</p>`
    : html`<div class="ledger-frame" role="group" aria-labelledby="${id}" tabindex="0"><table class="ledger">
<caption id="${id}" class="visually-hidden">${caption}</caption>
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${rows.map(([first, ...others]) => html`<tr><th scope="row">${first}</th>${others.map((cell, i) => html`<td data-label="${head[i + 1] ?? ''}">${cell}</td>`)}</tr>\n`)}</tbody></table></div>`

/** To the next screen; null: this is the last. */
export const onwards = (place: Place, address: string | null): Part =>
  address !== null &&
  html`<p class="acts onwards"><a class="quiet" href="${address}" rel="next"><span>${words(place.language).further}</span></a></p>`

export const searchForm = (
  place: Place,
  {
    action,
    label,
    value,
    kept = {},
  }: {
    readonly action: string
    readonly label: string
    readonly value: string
    readonly kept?: Readonly<Record<string, string>>
  },
): Html => html`<form class="console-search" method="get" action="${action}" role="search">
${Object.entries(kept).map(([name, text]) => html`<input type="hidden" name="${name}" value="${text}">`)}<div class="field"><label for="q">${label}</label><input id="q" name="q" type="search" value="${value}"></div>
<button type="submit" class="quiet"><span>${words(place.language).search}</span></button></form>`

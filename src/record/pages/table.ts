import { type Html, html, type Part } from '#web'

export type Table = {
  readonly caption: string
  /** The heading above says the same: the caption is for those who do not see it. */
  readonly hidden?: boolean
  readonly head: readonly string[]
  readonly rows: readonly { readonly id?: string; readonly cells: readonly Part[] }[]
}

/**
 * The first cell of a row names it. On a narrow page each row stands by itself, every cell under its own heading; roles are
 * said, because a style that lays a table out otherwise would take them from it. What is still too wide moves within its frame,
 * also by the keyboard.
 */
export const table = ({
  caption,
  hidden = false,
  head,
  rows,
}: Table): Html => html`<div class="r-table" role="group" aria-label="${caption}" tabindex="0"><table role="table">
<caption${hidden && html` class="visually-hidden"`}>${caption}</caption>
<thead role="rowgroup"><tr role="row">${head.map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map(({ id, cells: [name, ...cells] }) => html`<tr role="row"${id !== undefined && html` id="${id}"`}><th scope="row" role="rowheader">${name}</th>${cells.map((cell, i) => html`<td role="cell" data-label="${head[i + 1] ?? ''}">${cell}</td>`)}</tr>\n`)}</tbody></table></div>`

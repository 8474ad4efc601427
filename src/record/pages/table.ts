import { type Html, html, type Part } from '#web'

export type Table = {
  readonly caption: string
  /** The heading above says the same: the caption is for those who do not see it. */
  readonly hidden?: boolean
  readonly head: readonly string[]
  readonly rows: readonly { readonly id?: string; readonly cells: readonly Part[] }[]
}

/** The first cell of a row names it. On a narrow page the table moves within its own frame, also by the keyboard. */
export const table = ({
  caption,
  hidden = false,
  head,
  rows,
}: Table): Html => html`<div class="r-table" role="group" aria-label="${caption}" tabindex="0"><table>
<caption${hidden && html` class="visually-hidden"`}>${caption}</caption>
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${rows.map(({ id, cells: [name, ...cells] }) => html`<tr${id !== undefined && html` id="${id}"`}><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table></div>`

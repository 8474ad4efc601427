import { type Html, html, type Part } from '#web'

export type Table = {
  readonly caption: string
  /** The heading above says the same: the caption is for those who do not see it. */
  readonly hidden?: boolean
  readonly head: readonly string[]
  readonly rows: readonly { readonly id?: string; readonly cells: readonly Part[] }[]
}

/** Rows by the hundred, each standing by itself, would make a telephone's page without end: from so many on they stay rows. */
export const LONG = 60

/**
 * The first cell of a row names it. On a narrow page each row stands by itself, every cell under its own heading; roles are
 * said, because a style that lays a table out otherwise would take them from it. What is still too wide moves within its frame,
 * also by the keyboard.
 */
export const table = (shown: Table): Html => {
  const { caption, hidden = false, head, rows } = shown
  const parts = rows.length > LONG ? LONG_PARTS : PARTS
  return html`<div class="r-table${rows.length > LONG && ' r-long'}" role="group" aria-label="${caption}" tabindex="0"><table${parts.table}>
<caption${hidden && html` class="visually-hidden"`}>${caption}</caption>
<thead${parts.group}><tr${parts.row}>${head.map((name) => html`<th scope="col"${parts.column}>${name}</th>`)}</tr></thead>
<tbody${parts.group}>
${rows.map(({ id, cells: [name, ...cells] }) => html`<tr${parts.row}${id !== undefined && html` id="${id}"`}><th scope="row"${parts.name}>${name}</th>${cells.map((cell, i) => html`<td${parts.cell(head[i + 1] ?? '')}>${cell}</td>`)}</tr>\n`)}</tbody></table></div>`
}

const PARTS = {
  ...{ table: html` role="table"`, group: html` role="rowgroup"`, row: html` role="row"` },
  ...{ column: html` role="columnheader"`, name: html` role="rowheader"` },
  cell: (label: string): Part => html` role="cell" data-label="${label}"`,
}

/** It is laid out as a table on every page, so that its elements say what they are. */
const LONG_PARTS = {
  ...{ table: null, group: null, row: null, column: null, name: null },
  cell: (): Part => null,
}

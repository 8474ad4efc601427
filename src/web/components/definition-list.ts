import { type Html, html, type Part } from '../html.ts'

export type Definition = {
  readonly term: string
  /** Several values of one term stand under one another. */
  readonly values: readonly Part[]
}

/** A fine table of facts. Terms without a value are left out, so that nothing is said to be empty. */
export const definitionList = (definitions: readonly Definition[], className = 'facts'): Html | null => {
  const known = definitions.filter(({ values }) => values.length > 0)
  if (known.length === 0) return null
  return html`<dl class="${className}">
${known.map(({ term, values }) => html`<div><dt>${term}</dt>${values.map((value) => html`<dd>${value}</dd>`)}</div>\n`)}</dl>`
}

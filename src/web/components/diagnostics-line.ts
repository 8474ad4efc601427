import { type Html, html } from '../html.ts'
import type { Language } from '../place.ts'
import { words } from '../words.ts'

/** What support needs to find this rendering again: chapter-page rows 4 to 8. */
export type Diagnostics = {
  /** The id of the instance; no address of a machine. The same stands in a header and in the log. */
  readonly instance: string
  readonly release: string
  readonly milliseconds: number
  readonly rendered: Date
  /** Null where the page shows no product. */
  readonly hasDataIssue: boolean | null
  readonly hasContentIssue: boolean | null
}

export const diagnosticsLine = (facts: Diagnostics, language: Language): Html => {
  const t = words(language)
  const rendered = facts.rendered.toISOString()
  const yesNo = (value: boolean) => html`<data value="${String(value)}">${value ? t.yes : t.no}</data>`
  return html`<div class="diagnostics"><dl>
<div><dt>${t.instance}</dt><dd>${facts.instance}, ${t.release} ${facts.release}</dd></div>
<div><dt>${t.renderTime}</dt><dd>${toMilliseconds(facts.milliseconds)} ms</dd></div>
<div><dt>${t.renderDate}</dt><dd><time datetime="${rendered}">${rendered}</time></dd></div>
${facts.hasDataIssue !== null && html`<div><dt>${t.hasDataIssue}</dt><dd>${yesNo(facts.hasDataIssue)}</dd></div>\n`}${facts.hasContentIssue !== null && html`<div><dt>${t.hasContentIssue}</dt><dd>${yesNo(facts.hasContentIssue)}</dd></div>\n`}</dl></div>`
}

const toMilliseconds = (milliseconds: number): string => milliseconds.toFixed(milliseconds < 10 ? 2 : 0)

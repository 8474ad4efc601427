/** What cannot all be true, by how much, and what the author answers. */
import { type Html, html, type Part } from '#web'
import type { Conflict } from '../dates/chronology.ts'
import { words } from '../words.ts'
import { conflictMark } from './claims-panel.ts'
import { sayIssue } from './say-dates.ts'
import { hrefOf, isAuthors, langOf, nameOf, partHeading, type RecordView } from './view.ts'

export const conflictsPanel = (view: RecordView): Part => {
  const { conflicts } = view.findings.chronology
  if (view.document.events.length === 0) return null
  const t = words(view.place.language)
  return html`<section class="r-part" aria-labelledby="r-conflicts">${partHeading(view, 'r-conflicts', t.conflicts)}<div class="r-body">
${
  conflicts.length === 0
    ? html`<p>${t.noConflicts}</p>`
    : html`<p class="r-lead">${t.conflictsLead}</p>
${conflicts.map((conflict, i) => html`<section class="conflict" id="${conflictMark(view, i)}">${conflictBody(view, conflict)}</section>\n`)}`
}</div></section>
`
}

export const conflictBody = (view: RecordView, conflict: Conflict): Html => {
  const t = words(view.place.language)
  const { rules } = view.findings.chronology
  const answer = view.document.conflicts.find(({ id }) => id === conflict.answer) ?? null
  return html`<p class="conflict-head"><b>${t.shortBy(conflict.shortBy)}.</b> ${conflict.claims.length > 0 ? t.cannotAll(conflict.claims.length) : t.cannotAll(conflict.rules.length)}</p>
${
  conflict.claims.length > 0
    ? html`<ul>${conflict.claims.map((id) => claimLine(view, id))}</ul>`
    : html`<ul>${conflict.rules.map((at) => {
        const rule = rules[at]
        return rule !== undefined && html`<li>${sayIssue(view, rule)}</li>`
      })}</ul>`
}
<p class="conflict-answer"><b>${answer === null ? t.unanswered : t.answered}</b>${answer !== null && html` <span${langOf(view)}>${answer.resolved}</span>`}</p>
${answer?.restsOn != null && html`<p class="claim-foot">${t.restsOn}: <a href="${hrefOf(view, answer.restsOn)}">${nameOf(view, answer.restsOn)}</a></p>`}`
}

const claimLine = (view: RecordView, id: string): Part => {
  const claim = view.index.claims.get(id)
  const by = claim?.by ?? null
  return html`<li><a href="${hrefOf(view, id)}">${nameOf(view, id)}</a>${claim !== undefined && by !== null && !isAuthors(view, claim) && html` <span class="soft">${nameOf(view, by)}</span>`}</li>`
}

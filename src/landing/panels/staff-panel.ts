import type { IssueInWords } from '#intake'
import { type Html, href, html, type Place, paths } from '#web'
import { words } from '../words.ts'

/** A fault as staff see it on the very page (chapter-page rows 7 and 8). */
export type StaffIssue = {
  readonly about: 'data' | 'content'
  readonly rule: string
  readonly said: IssueInWords
  readonly mend: string | null
}

export type StaffPanel = {
  readonly bookId: string
  readonly chapterId: string | null
  readonly issues: readonly StaffIssue[]
}

/** For those who work for the press of this product, and for nobody else: what is wrong with it, and where it is mended. */
export function staffPanel(place: Place, { bookId, chapterId, issues }: StaffPanel): Html {
  const t = words(place.language)
  const own = `${paths.console}/books/${bookId}`
  return html`<aside class="staff-bar" aria-label="${t.staff}"><div class="staff-bar-line"><span>${t.staffSays(issues.length)}</span>
<a href="${href(place, own)}">${t.staffBook}</a>
<a href="${href(place, chapterId === null ? `${own}/edit` : `${own}/chapters/${chapterId}`)}">${t.staffEdit}</a></div>
${
  issues.length > 0 &&
  html`<details><summary>${t.staffIssues}</summary><ul class="issues">${issues.map(
    ({ about, rule, said, mend }) =>
      html`<li class="issue"><p class="issue-kind"><strong>${t.staffAbout[about]}</strong> <code>${rule}</code></p>${tell(said)}${mend !== null && html`<p><a href="${href(place, mend)}">${t.staffMend}</a></p>`}</li>\n`,
  )}</ul></details>`
}</aside>`
}

const tell = (said: IssueInWords): Html => {
  switch (said.kind) {
    case 'found':
      return html`<p>${said.text}</p>`
    case 'rule':
      return html`<p>${said.holds}</p><p>${said.mend}</p>`
    case 'as-found':
      return html`<p lang="en">${said.found}</p>`
  }
}

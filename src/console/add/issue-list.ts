/** Issues with their place and what to do, as staff see them wherever they look. */
import type { Issue } from '#book'
import { type Html, html, type Language, type Part } from '#web'
import type { SayIssue } from './issue-words.ts'
import { words } from './words.ts'

/** `chapterName`: of the chapter at this place in the draft. */
export function issueList(
  issues: readonly Issue[],
  language: Language,
  chapterName: (chapter: number) => Part = () => null,
  /** What leads to where it can be mended. */
  mend: (issue: Issue) => Part = () => null,
  say: SayIssue = ({ message }) => ({ kind: 'as-found', found: message }),
): Html {
  const t = words(language)
  if (issues.length === 0) return html`<p class="empty">${t.noIssues}</p>`
  return html`<ol class="issues">${[...issues].sort(bySeverity).map(
    (issue) => html`<li class="issue issue-${issue.severity}">
<p class="issue-kind"><strong>${t.severities[issue.severity]}</strong> <span>${t.about[issue.about]}</span> <code>${issue.rule}</code></p>
${told(issue, language, say)}
<p class="label">${[placeOf(issue, language), issue.chapter === null ? null : chapterName(issue.chapter), mend(issue) || null].filter((part) => part !== null).map((part, i) => [i > 0 && ' · ', part])}</p></li>\n`,
  )}</ol>`
}

/** In the reader's language; where a finding is not, its rule is, and what was found stands beside in English. */
function told(issue: Issue, language: Language, say: SayIssue): Html {
  const said = say(issue)
  if (said.kind === 'found') return html`<p>${said.text}</p>`
  if (said.kind === 'as-found') return html`<p lang="en">${said.found}</p>`
  const t = words(language)
  return html`<p>${t.shouldHold} ${said.holds}</p>
<p>${t.toMend} ${said.mend}</p>
<details><summary>${t.found}</summary><p lang="en">${said.found}</p></details>`
}

const ORDER = { error: 0, warning: 1, note: 2 }
const bySeverity = (a: Issue, b: Issue): number => ORDER[a.severity] - ORDER[b.severity]

const placeOf = ({ where }: Issue, language: Language): string =>
  [
    where.file,
    ...(where.line === null ? [] : [words(language).line(where.line)]),
    ...(where.element === null ? [] : [where.element]),
  ].join(', ')

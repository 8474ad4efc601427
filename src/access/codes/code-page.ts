/** Where a code is typed, and what is said once it is used. */
import { act, alarm, hidden, sheet } from '#accounts'
import { type Html, href, html, type Part, type Place, paths, textField } from '#web'
import { writeEnd } from '../describe-access.ts'
import type { LicenceKind } from '../visitor.ts'
import { words } from '../words.ts'

export type CodeProblem = 'malformed' | 'unknown' | 'withdrawn' | 'over' | 'used-up' | 'too-often'

export type CodePage = {
  readonly place: Place
  readonly typed: string
  readonly problem: CodeProblem | null
  /** The page to come back to, with language and press. */
  readonly to: string
}

export function renderCodePage({ place, typed, problem, to }: CodePage): Html {
  const t = words(place.language).codes
  return sheet(
    t.title,
    html`<p>${t.lead}</p>\n`,
    problem === 'too-often' && alarm(t.problems[problem]),
    html`<form method="post" action="${href(place, paths.accessCode)}">
${hidden('to', to)}${textField({
  id: 'code',
  name: 'code',
  label: t.field,
  hint: t.hint,
  value: typed,
  autocomplete: 'off',
  required: true,
  problem: problem === null || problem === 'too-often' ? null : t.problems[problem],
})}
<p>${act(t.use)}</p></form>\n`,
  )
}

export type UsedCodePage = {
  readonly place: Place
  readonly kind: LicenceKind
  readonly until: Date | null
  /** What it covers, as a reader can go there. */
  readonly opens: readonly { readonly title: string; readonly path: string | null }[]
  readonly inAccount: boolean
  readonly to: string
}

export function renderUsedCodePage(page: UsedCodePage): Html {
  const { place, to } = page
  const { codes: t, kinds } = words(place.language)
  const until = page.until === null ? null : writeEnd(page.until, place.language)
  return sheet(
    t.usedTitle,
    html`<p role="status">${t.used(kinds[page.kind], until)}</p>\n`,
    page.opens.length > 0 &&
      html`<section><h2>${t.opens}</h2><ul class="ways">${page.opens.map(opened)}</ul></section>\n`,
    page.inAccount ? html`<p>${t.inAccount}</p>\n` : onThisDevice(page),
    html`<p><a class="act" href="${to}"><span>${t.readOn}</span></a></p>\n`,
  )
}

const opened = ({ title, path }: UsedCodePage['opens'][number]): Html =>
  html`<li>${path === null ? title : html`<a href="${path}">${title}</a>`}</li>\n`

const onThisDevice = ({ place, to }: UsedCodePage): Part => {
  const t = words(place.language).codes
  return html`<p>${t.onThisDevice} <a href="${href(place, paths.signIn)}?${String(new URLSearchParams({ to }))}">${t.signIn}</a></p>\n`
}

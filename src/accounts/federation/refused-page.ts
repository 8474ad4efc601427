/** What a reader is told when signing in has failed: what happened, what to do, and what to tell whoever can help. */
import { definitionList, type Html, href, html, type Part, type Place, paths } from '#web'
import { sheet } from '../sheet.ts'
import { type Rule, reasonOf } from './refusal.ts'
import { words } from './words.ts'

export type RefusedPage = {
  readonly place: Place
  readonly rule: Rule
  /** The same as in the log. */
  readonly requestId: string
  /** With language and press; null: nobody knows where the reader came from. */
  readonly returnTo: string | null
  readonly finderPath: string
}

export function renderRefusedPage({ place, rule, requestId, returnTo, finderPath }: RefusedPage): Html {
  const t = words(place.language)
  const reason = reasonOf(rule)
  return sheet(
    t.refusedTitle,
    html`<p>${t.refused[reason]}</p>
<p>${t.advice[reason]}</p>
${ways([returnTo, t.backToReading], [href(place, finderPath), t.findInstitution])}`,
    definitionList([
      { term: t.requestNumber, values: [code(requestId)] },
      { term: t.rule, values: [code(rule)] },
    ]),
  )
}

export function renderNoInstitutionPage(place: Place, requestId: string, finderPath: string): Html {
  const t = words(place.language)
  return sheet(
    t.refusedTitle,
    html`<p>${t.noInstitution}</p>
<p>${t.noInstitutionAdvice}</p>
${ways([href(place, paths.home), t.home], [href(place, finderPath), t.findInstitution])}`,
    definitionList([{ term: t.requestNumber, values: [code(requestId)] }]),
  )
}

/** Single log-out is not offered: few providers carry it out, and none can promise it (SAML Profiles §4.4). The page says so. */
export function renderSignedOutPage(place: Place): Html {
  const t = words(place.language)
  return sheet(
    t.signedOutTitle,
    html`<p>${t.signedOut}</p>
<p>${t.signedOutThere}</p>
${ways([href(place, paths.home), t.home])}`,
  )
}

const ways = (...links: readonly (readonly [string | null, string])[]): Html =>
  html`<ul>
${links.map(([to, label]) => to !== null && html`<li><a href="${to}">${label}</a></li>\n`)}</ul>`

const code = (text: string): Part => html`<code class="identifier">${text}</code>`

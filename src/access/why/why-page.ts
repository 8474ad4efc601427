/** Why this visitor may, or may not, read this: who they are, what was asked, each reason, what to do. */
import { sheet } from '#accounts'
import { type Html, href, html, type Part, type Place, paths } from '#web'
import { type AccessDecision, isReadable } from '../decide-access.ts'
import { describeReason } from '../describe-access.ts'
import type { Visitor } from '../visitor.ts'
import { renderWays, type WaysPanel } from '../ways/ways-panel.ts'
import { words } from '../words.ts'

export type WhyPage = {
  readonly place: Place
  readonly title: string
  readonly language: string
  readonly visitor: Visitor
  /** Null: it cannot be told. */
  readonly address: string | null
  /** How many words of codes and links this browser bears. */
  readonly passes: number
  readonly reading: AccessDecision
  readonly taking: AccessDecision
  readonly ways: WaysPanel
  readonly requestId: string
  readonly instance: string
  readonly most: number
}

export function renderWhyPage(page: WhyPage): Html {
  const t = words(page.place.language)
  const { reading, taking, ways } = page
  return sheet(
    isReadable(reading) ? t.why.can : t.why.cannot,
    html`<p><a href="${ways.page}" lang="${page.language}">${page.title}</a></p>\n`,
    html`<section><h2>${t.why.who}</h2>
<ul>${whoYouAre(page).map((line) => html`<li>${line}</li>\n`)}</ul></section>\n`,
    decision(page, t.why.reading, reading),
    decision(page, t.why.taking, taking),
    reading.kind === 'closed' &&
      html`<section><h2>${t.why.help}</h2>
<ul class="ways">${renderWays(reading.options, ways).map((way) => html`<li>${way}</li>\n`)}</ul></section>\n`,
    ownWords(page),
    html`<section><h2>${t.why.number}</h2>
<p class="identifier">${page.requestId}</p>
<p class="hint">${t.why.numberHow(page.instance, String(page.most))}</p></section>\n`,
  )
}

function decision({ place }: WhyPage, heading: string, { kind, reasons }: AccessDecision): Html {
  const t = words(place.language).why
  return html`<section><h2>${heading}</h2>
<p><strong>${kind === 'closed' ? t.no : t.yes}</strong></p>
<ul>${reasons.map((reason) => html`<li>${describeReason(reason, place.language)}</li>\n`)}</ul></section>\n`
}

function whoYouAre({ place, visitor, address, passes }: WhyPage): readonly string[] {
  const t = words(place.language).why
  const { account, institutions, staff, librarianOf } = visitor
  return [
    account === null ? t.notSignedIn : t.signedIn(account.email),
    ...(account !== null && !account.verified ? [t.unverified] : []),
    ...institutions.map(({ name, affiliation, through }) =>
      t.recognised(t.affiliations[affiliation], name, t.through[through]),
    ),
    ...(institutions.length > 0 ? [] : [address === null ? t.noInstitutionAtAll : t.noInstitution(address)]),
    ...(staff.length > 0 ? [t.staff] : []),
    ...(librarianOf.length > 0 ? [t.librarian] : []),
    ...(passes > 0 ? [t.passes(passes)] : []),
  ]
}

/** What this browser alone holds is kept for every device once the account holds it. */
function ownWords({ place, visitor, passes, ways }: WhyPage): Part {
  const t = words(place.language).codes
  if (
    passes === 0 ||
    visitor.account === null ||
    !visitor.grants.some(({ holder }) => holder.kind === 'bearer')
  )
    return null
  return html`<form method="post" action="${href(place, paths.accessClaim)}"><input type="hidden" name="to" value="${ways.page}">
<button type="submit" class="quiet"><span>${t.claim}</span></button></form>\n`
}

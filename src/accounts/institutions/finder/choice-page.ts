/** How the readers of one institution come in. */
import { type Html, href, html, type Part, type Place, paths, sign } from '#web'
import { hidden, quiet, sheet } from '../../sheet.ts'
import { words } from '../words.ts'

export type ChoicePage = {
  readonly place: Place
  readonly institution: { readonly id: string; readonly name: string; readonly contact: string | null }
  /** Its providers, by the names under which readers know them. */
  readonly signIns: readonly { readonly entityId: string; readonly name: string }[]
  /** The page wanted, through its proxy; null: it has none. */
  readonly proxyLink: string | null
  readonly onNetwork: boolean
  /** It is remembered on this device. */
  readonly chosen: boolean
  readonly offersPairing: boolean
  /** With language and press. */
  readonly to: string
}

export function renderChoicePage(page: ChoicePage): Html {
  const { place, institution, to } = page
  const t = words(place.language)
  return sheet(
    institution.name,
    page.onNetwork &&
      html`<div><p>${t.onNetwork(institution.name)}</p>
<p><a class="act" href="${to}"><span>${t.readOn}</span>${sign('next')}</a></p></div>\n`,
    page.signIns.length > 0 && signIns(page),
    page.proxyLink !== null && proxy(page, page.proxyLink),
    page.signIns.length === 0 && page.proxyLink === null && !page.onNetwork && noSignIn(page),
    html`<section>${!page.chosen && remember(page)}
<ul class="ways"><li><a href="${href(place, paths.institutions)}?${String(new URLSearchParams({ to }))}">${t.otherInstitution}</a></li>
${page.offersPairing && html`<li><a href="${href(place, paths.offCampus)}">${t.offCampus}</a></li>\n`}</ul></section>`,
  )
}

function signIns({ place, signIns, to, institution, onNetwork }: ChoicePage): Html {
  const t = words(place.language)
  return html`<div><p>${t.signInLead}</p>
<ul class="ways">${signIns.map(
    ({ entityId, name }, i) =>
      html`<li><a class="${i === 0 && !onNetwork ? 'act' : 'quiet'}" rel="nofollow" href="${href(place, paths.signInInstitution)}?${String(new URLSearchParams({ entity: entityId, to }))}"><span>${t.signInWith(signIns.length === 1 ? institution.name : name)}</span></a></li>\n`,
  )}</ul></div>\n`
}

/** The first thing to do where there is no sign-in, one of several else. */
function proxy({ place, institution, signIns, onNetwork }: ChoicePage, link: string): Html {
  const t = words(place.language)
  const first = signIns.length === 0 && !onNetwork
  return html`<div><p>${t.proxyHint}</p>
<p><a class="${first ? 'act' : 'quiet'}" href="${link}" rel="nofollow"><span>${t.throughProxy(institution.name)}</span></a></p></div>\n`
}

function noSignIn({ place, institution }: ChoicePage): Html {
  const t = words(place.language)
  return html`<div><p>${t.noSignIn(institution.name)}</p>
<ul class="steps">${t.noSignInSteps.map((step) => html`<li>${step}</li>\n`)}</ul>
${institution.contact !== null && html`<p><a href="mailto:${institution.contact}">${t.askLibrary}</a></p>`}</div>\n`
}

function remember({ place, institution, to }: ChoicePage): Part {
  const t = words(place.language)
  return html`<form method="post" action="${href(place, paths.institution(institution.id))}">${hidden('to', to)}${quiet(t.rememberChoice)}
<p class="hint">${t.rememberHint}</p></form>`
}

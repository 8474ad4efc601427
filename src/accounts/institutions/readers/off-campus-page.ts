/** Remembering a device on campus, so that it reads elsewhere; and forgetting it again. */
import { type Html, href, html, type Part, type Place, paths, writeDate } from '#web'
import { act, hidden, quiet, sheet, told } from '../../sheet.ts'
import { words } from '../words.ts'

export type OffCampusPage = {
  readonly place: Place
  /** This device; null: it is not remembered. */
  readonly remembered: RememberedDevice | null
  readonly offer:
    | { readonly kind: 'offered'; readonly institution: string; readonly days: number }
    | { readonly kind: 'refused'; readonly reason: 'off-campus' | 'by-institution' | 'sign-in-first' }
  /** Those of the account that is signed in. */
  readonly devices: readonly RememberedDevice[]
  /** It has just been forgotten. */
  readonly forgotten: boolean
}

export type RememberedDevice = {
  readonly id: string
  readonly institution: string
  /** "Firefox, Linux"; empty: not known. */
  readonly device: string
  readonly made: Date
  readonly until: Date
}

export function renderOffCampusPage(page: OffCampusPage): Html {
  const t = words(page.place.language)
  return sheet(
    t.offCampus,
    told(page.forgotten ? t.deviceForgotten : null),
    html`<p>${t.offCampusLead}</p>\n`,
    page.remembered === null ? offer(page) : remembered(page.place, page.remembered),
    page.devices.length > 0 &&
      html`<section><h2>${t.yourDevices}</h2>\n${renderDevices(page.place, page.devices)}</section>`,
  )
}

/** Also in My account. */
export function renderDevices(place: Place, devices: readonly RememberedDevice[]): Html {
  const t = words(place.language)
  return html`<ul class="account-list">
${devices.map(({ id, device, institution, made, until }) => {
  const name = device === '' ? t.deviceUnknown : device
  return html`<li><div>${name}, ${institution}<br><span class="hint">${t.rememberedSince} ${day(made, place)}. ${t.rememberedUntil} ${day(until, place)}.</span></div>
<form method="post" action="${href(place, paths.offCampusEnded)}">${hidden('device', id)}${quiet(t.forget, html` aria-label="${t.forgetNamed(name, institution)}"`)}</form></li>\n`
})}</ul>`
}

function remembered(place: Place, { institution, until }: RememberedDevice): Html {
  const t = words(place.language)
  return html`<p>${t.remembered(institution, day(until, place))}</p>
<form method="post" action="${href(place, paths.offCampusEnded)}">${quiet(t.forgetDevice)}</form>\n`
}

function offer({ place, offer }: OffCampusPage): Part {
  const t = words(place.language)
  if (offer.kind === 'offered')
    return html`<form method="post" action="${href(place, paths.offCampus)}"><p>${t.rememberDeviceFor(offer.institution, offer.days)}</p>
<p class="hint">${t.rememberDeviceHint}</p><p>${act(t.rememberDevice)}</p></form>\n`
  const back = String(new URLSearchParams({ to: href(place, paths.offCampus) }))
  return html`<p>${t.pairingRefused[offer.reason]}</p>
<ul class="ways">${offer.reason === 'sign-in-first' && html`<li><a href="${href(place, paths.signIn)}?${back}">${t.signInHere}</a></li>\n`}<li><a href="${href(place, paths.institutions)}">${t.find}</a></li></ul>\n`
}

const day = (date: Date, { language }: Place): string => writeDate(date.toISOString().slice(0, 10), language)

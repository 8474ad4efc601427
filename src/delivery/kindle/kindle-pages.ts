/** The pages of Kindle: a reader's devices, the letter's page, and help. They follow account pages in look. */
import { act, alarm, hidden, quiet, sheet, told } from '#accounts'
import { type Html, href, html, type Part, type Place, paths, writeBytes } from '#web'
import type { Problem } from '../deliveries/destination.ts'
import { type KindleDevice, MOST_DEVICES } from './devices/device-store.ts'
import { type KindleDomains, toEmailAddress } from './kindle-address.ts'
import { copyable, outward, renderAddress } from './kindle-form.ts'
import { words } from './words.ts'

export type KindlesPage = {
  readonly place: Place
  readonly devices: readonly KindleDevice[]
  readonly domains: KindleDomains
  readonly done: string | null
  readonly given: URLSearchParams | null
  readonly problems: readonly Problem[]
}

const part = (place: Place, name: string): string => href(place, paths.accountPart(`kindle${name}`))

export function renderKindlesPage(page: KindlesPage): Html {
  const { place, devices } = page
  const t = words(place.language)
  return sheet(
    t.yourKindles,
    told(page.done),
    alarm(page.problems.find(({ field }) => field === 'kindle')?.sentence ?? null),
    html`<p>${t.lead} <a href="${href(place, paths.kindleHelp)}">${t.help}</a></p>\n`,
    devices.length > 0 &&
      html`<ul class="account-list">${devices.map((device) => renderDevice(place, device))}</ul>\n`,
    devices.length < MOST_DEVICES &&
      html`<section aria-labelledby="add-kindle"><h2 id="add-kindle">${t.addTitle}</h2>
<form method="post" action="${part(place, '')}" novalidate>
${renderAddress(page)}
<p class="acts">${act(t.add)}</p></form></section>`,
  )
}

/** Also in My account. */
export function renderDevice(place: Place, device: KindleDevice): Html {
  const t = words(place.language)
  const { id, label, confirmed, trouble } = device
  const state = trouble !== null ? t.trouble : confirmed === null ? t.waiting : t.ready
  return html`<li><span>${label} <span class="label">${toEmailAddress(device)}</span></span>
<span class="kindle-acts">${confirmed === null && form(part(place, `/${id}/again`), quiet(t.again))}${form(part(place, `/${id}/remove`), quiet(t.remove, html` aria-label="${t.removeWhat(label)}"`))}</span>
<span class="terms">${state}</span></li>\n`
}

const form = (action: string, body: Part): Html => html`<form method="post" action="${action}">${body}</form>`

export function renderPanel(place: Place, devices: readonly KindleDevice[]): Html {
  const t = words(place.language)
  return html`${
    devices.length === 0
      ? html`<p>${t.kindlesNone}</p>`
      : html`<ul class="account-list">${devices.map((device) => html`<li><span>${device.label} <span class="label">${toEmailAddress(device)}</span></span></li>\n`)}</ul>`
  }
<p><a href="${part(place, '')}">${devices.length === 0 ? t.addTitle : t.kindlesManage}</a></p>`
}

export function renderPendingPage(
  place: Place,
  page: { readonly email: string; readonly device: KindleDevice; readonly back: string },
): Html {
  const t = words(place.language)
  return sheet(
    t.pendingTitle,
    html`<p>${t.pending(page.email, toEmailAddress(page.device))}</p>
<p>${t.pendingHint}</p>
${form(part(place, `/${page.device.id}/again`), [hidden('to', page.back), html`<p class="acts">${quiet(t.again)} <a href="${page.back}">${t.goOn}</a></p>`])}`,
  )
}

/** It acts only when its button is pressed: mail programs open links as well. */
export function renderConfirmPage(place: Place, device: KindleDevice, path: string): Html {
  const t = words(place.language)
  return sheet(
    t.confirmTitle,
    html`<p>${t.confirmText(toEmailAddress(device))}</p>
${form(href(place, path), html`<p class="acts">${act(t.confirm)}</p>`)}`,
  )
}

export function renderConfirmGonePage(place: Place): Html {
  const t = words(place.language)
  return sheet(
    t.confirmGoneTitle,
    html`<p>${t.confirmGone}</p>
<p><a href="${part(place, '')}">${t.yourKindles}</a></p>`,
  )
}

const MARKETPLACES = ['com', 'co.uk', 'fr', 'de', 'ca', 'it', 'es', 'nl', 'in', 'com.au', 'co.jp', 'com.br']

export function renderHelpPage(
  place: Place,
  help: {
    /** Of the press of this place, or of all of them. */
    readonly senders: readonly { readonly press: string | null; readonly sender: string }[]
    readonly limit: number
  },
): Html {
  const t = words(place.language)
  const h = t.helpPage
  const section = (id: string, title: string, ...body: readonly Part[]): Html =>
    html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>\n${body}</section>\n`
  if (help.senders.length === 0) return sheet(t.help, html`<p>${h.notOffered}</p>`)
  return sheet(
    t.help,
    html`<p>${h.lead}</p>\n`,
    section(
      'senders',
      h.sendersTitle,
      html`<p>${h.senders}</p>\n`,
      help.senders.map(({ press, sender }) => [
        press !== null && html`<p>${h.sendersOf(press)}</p>\n`,
        copyable(place, sender),
      ]),
      html`<p>${h.marketplaces} ${MARKETPLACES.map((top, i) => [i > 0 && ' · ', outward(place, `https://www.amazon.${top}/hz/mycd/myx`, `amazon.${top}`)])}</p>\n`,
    ),
    section('verify', h.verifyTitle, html`<p>${h.verify}</p>\n`),
    section(
      'size',
      h.sizeTitle,
      html`<p>${h.size(writeBytes(help.limit, place.language))} ${outward(place, `https://www.${t.advice.webUpload}`, t.advice.webUpload)}.</p>\n`,
    ),
    section('codes', h.codesTitle, html`<p>${h.codes}</p>\n`),
    section('means', h.meansTitle, html`<p>${h.means}</p>\n`),
    section('kept', h.privacyTitle, html`<p>${h.privacy}</p>\n`),
    html`<p><a href="${part(place, '')}">${t.yourKindles}</a></p>`,
  )
}

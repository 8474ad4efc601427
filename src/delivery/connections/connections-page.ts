/** A reader's Dropbox and Google Drive: which are connected, as whom, and how to change that. */
import { quiet, sheet, told } from '#accounts'
import { type Html, href, html, type Part, type Place, paths, time } from '#web'
import type { AgreementLine } from './agreement-store.ts'
import { connectAddress } from './build-explanation.ts'
import type { Cloud } from './cloud.ts'
import type { Connection } from './connection.ts'
import { words } from './words.ts'

type Known = Pick<Cloud, 'name' | 'label'>

export type ConnectionsPage = {
  readonly place: Place
  readonly clouds: readonly Known[]
  readonly connections: readonly Connection[]
  readonly agreements: readonly (AgreementLine & { readonly name: string })[]
  readonly done: string | null
}

export function renderConnectionsPage(page: ConnectionsPage): Html {
  const { place, clouds, agreements } = page
  const t = words(place.language)
  return sheet(
    t.title,
    told(page.done),
    html`<p>${clouds.length > 0 ? t.intro : t.nothingOffered}</p>\n`,
    renderConnections(page, 'h2'),
    agreements.length > 0 &&
      html`<section aria-labelledby="agreements"><h2 id="agreements">${t.agreements}</h2>
<ul class="account-list">${agreements.map((one) => html`<li>${one.name}, ${t.agreed(one.version)}, ${time(day(one.agreed), place.language)}</li>\n`)}</ul></section>\n`,
    html`<p><a href="${href(place, paths.account)}">${t.myAccount}</a></p>\n`,
  )
}

export const renderConnections = (
  { place, clouds, connections }: Pick<ConnectionsPage, 'place' | 'clouds' | 'connections'>,
  heading: 'h2' | 'h3',
): Part =>
  clouds.map((cloud) =>
    section(place, cloud, connections.find((one) => one.cloud === cloud.name) ?? null, heading),
  )

function section(place: Place, cloud: Known, connection: Connection | null, heading: 'h2' | 'h3'): Html {
  const id = `cloud-${cloud.name}`
  const title =
    heading === 'h2' ? html`<h2 id="${id}">${cloud.label}</h2>` : html`<h3 id="${id}">${cloud.label}</h3>`
  return html`<section aria-labelledby="${id}">${title}
${connection === null ? unconnected(place, cloud) : connected(place, cloud, connection)}<p><a href="${href(place, paths.savingHelp(cloud.name))}">${words(place.language).form.about(cloud.label)}</a></p></section>
`
}

function unconnected(place: Place, cloud: Known): Html {
  const t = words(place.language)
  return html`<p>${t.notConnected}</p>\n<p class="acts">${connectLink(place, cloud, t.connect(cloud.label), 'act')}</p>\n`
}

function connected(place: Place, cloud: Known, { state, why, label, made, used }: Connection): Html {
  const t = words(place.language)
  const since = html`${t.since} ${time(day(made), place.language)}, ${used === null ? t.neverUsed : html`${t.lastUsed} ${time(day(used), place.language)}`}.`
  const broken = state === 'broken'
  return html`<p>${broken ? html`<strong>${t.broken[why ?? 'revoked']}</strong>` : html`${t.connectedTo(label)} <span class="label">${since}</span>`}</p>
<div class="acts">${connectLink(place, cloud, broken ? t.reconnect(cloud.label) : t.other, broken ? 'act' : 'quiet')}<form method="post" action="${href(place, paths.disconnectCloud(cloud.name))}">${quiet(t.disconnect(cloud.label))}</form></div>
<p class="hint">${t.disconnectNote(cloud.label)}</p>
`
}

const connectLink = (place: Place, { name }: Known, text: string, look: 'act' | 'quiet'): Html =>
  html`<a class="${look}" href="${connectAddress(place, name, {})}"><span>${text}</span></a>`

const day = (date: Date): string => date.toISOString().slice(0, 10)

/** Leads on by itself; by its link where a browser does not. */
export function renderGoingOnPage(place: Place, cloud: Known, url: string): Html {
  const t = words(place.language)
  return sheet(t.goingOn(cloud.label), html`<p><a href="${url}">${t.goingOnText(cloud.label)}</a></p>`)
}

/** What to know of saving there. */
export function renderHelpPage(place: Place, { name, label }: Known): Html {
  const t = words(place.language)
  return sheet(
    t.help.title(label),
    t.help.sections.map(
      (part, i) => html`<section aria-labelledby="help-${i + 1}"><h2 id="help-${i + 1}">${part.heading}</h2>
<p>${part[name]}</p></section>\n`,
    ),
    html`<p><a href="${href(place, paths.connections)}">${t.help.manage}</a></p>\n`,
  )
}

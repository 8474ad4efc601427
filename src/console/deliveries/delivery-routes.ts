/** Deliveries, for those who look after the site: where readers can save, what is missing for it, and what went wrong. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { alarm, goTo, queryOf, readForm } from '#accounts'
import {
  countDeliveries,
  type Destination,
  deliveryWords,
  describeStateToStaff,
  endPause,
  explain,
  explainToStaff,
  type KeptDelivery,
  listDeliveries,
  listUnmakeable,
  type StaffSection,
  type Standing,
} from '#delivery'
import { type Html, html, type Part, sign } from '#web'
import { moment } from '../add/add-page.ts'
import { noteDeed } from '../audit/audit-log.ts'
import { admit, allPresses, type Clerk, deedOf } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { ledger } from '../ledger.ts'
import { showConsole } from '../show-console.ts'

const WEEK_MS = 7 * 86_400_000
const LATEST = 50

export function deliveryRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  app.get(consolePath('deliveries'), (request, reply) =>
    admit(deps, request, reply, 'look', (clerk) => showDeliveries(deps, request, reply, clerk)),
  )
  app.post(consolePath('deliveries', 'resume'), (request, reply) =>
    admit(deps, request, reply, 'deliveries', (clerk) => resume(deps, request, reply, clerk)),
  )
}

/** The press's trouble is over, or Amazon's is: its sender goes on before the pause is out. */
async function resume(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
): Promise<FastifyReply> {
  const sender = readForm(request)('sender')
  const now = deps.now()
  if (mayResume(deps, clerk, sender))
    await deps.db.transaction().execute(async (tx) => {
      if (await endPause(tx, sender, now))
        await noteDeed(tx, deps.secretKey, deedOf(clerk, null, 'kindle-resumed', { name: sender }), now)
    })
  return goTo(reply, `${at(clerk.place, 'deliveries')}?done=resumed`)
}

/** A sender that other presses use as well is theirs too. */
const mayResume = (deps: ConsoleDeps, clerk: Clerk, sender: string): boolean => {
  const using = allPresses(deps).filter((press) =>
    deps.destinations.some(({ limits }) => limits(press).sender === sender),
  )
  return using.length > 0 && using.every((press) => clerk.may('deliveries', press))
}

async function showDeliveries(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
): Promise<FastifyReply> {
  const t = deliveryWords(clerk.place.language).staff
  const own = await Promise.all(
    deps.destinations.map((destination) =>
      destination.loadForStaff?.({
        ...{ place: clerk.place, presses: clerk.presses, ofSite: clerk.ofSite },
        bookAddress: (bookId) => at(clerk.place, 'books', bookId),
        resumeAddress: (sender) =>
          mayResume(deps, clerk, sender) ? at(clerk.place, 'deliveries', 'resume') : null,
      }),
    ),
  )
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'deliveries', title: t.title },
    done: queryOf(request, 'done') === 'resumed' ? t.resumed : null,
    body: html`<p>${t.lead}</p>
<section aria-labelledby="standing"><h2 id="standing">${t.standing}</h2>${await standings(deps, clerk)}</section>
${own.flatMap((sections) => sections ?? []).map(section)}<section aria-labelledby="unmakeable"><h2 id="unmakeable">${t.unmakeable}</h2><p>${t.unmakeableLead}</p>${await unmakeable(deps, clerk)}</section>
<section aria-labelledby="week"><h2 id="week">${t.lastDays}</h2>${await week(deps, clerk)}</section>
<section aria-labelledby="latest"><h2 id="latest">${t.latest}</h2>${await latest(deps, clerk)}</section>`,
  })
}

const section = ({ id, title, lead, alarm: amiss, ...table }: StaffSection): Html =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><p>${lead}</p>
${alarm(amiss)}${ledger({ ...table, id: `${id}-table`, caption: title })}</section>
`

async function standings({ destinations }: ConsoleDeps, { place, presses }: Clerk): Promise<Part> {
  const t = deliveryWords(place.language).staff
  const lines = await Promise.all(
    destinations.flatMap((destination) =>
      presses.map(async (press) => ({ destination, press, standing: await destination.standing(press) })),
    ),
  )
  return ledger({
    ...{ id: 'standings', caption: t.standing, empty: t.nowhere },
    head: [t.destination, ...(presses.length > 1 ? [t.press] : []), t.state, t.whatToDo],
    rows: lines.map(({ destination, press, standing }) => [
      destination.label,
      ...(presses.length > 1 ? [press] : []),
      t.standings[standing.kind],
      whatToDo(destination, standing, place.language),
    ]),
  })
}

function whatToDo(destination: Destination, standing: Standing, language: 'en' | 'fr'): Part {
  if (standing.kind === 'ready') return '–'
  const t = deliveryWords(language).staff
  if (standing.kind === 'paused') {
    const { sentence } = explain(language, destination, standing.fault, null)
    return html`<div>${sentence}${standing.until !== null && html` <span class="label">${t.until} ${moment(standing.until)}</span>`}</div>`
  }
  return html`<div>${standing.advice[language]}${standing.missing.length > 0 && html`<br><span class="label">${t.missing}: ${standing.missing.map((name, i) => html`${i > 0 && ', '}<code>${name}</code>`)}</span>`}</div>`
}

const QUARTER_MS = 90 * 86_400_000

async function unmakeable(deps: ConsoleDeps, { place, presses }: Clerk): Promise<Part> {
  const t = deliveryWords(place.language).staff
  const files = await listUnmakeable(deps.db, presses, new Date(deps.now().getTime() - QUARTER_MS))
  return ledger({
    ...{ id: 'unmakeable-files', caption: t.unmakeable, empty: t.unmakeableNone },
    head: [t.what, t.why, t.count, t.when],
    rows: files.map(({ thing, said, count, last }) => [
      html`<a href="${at(place, 'books', thing.bookId)}">${thing.title}</a> <span class="label">${thing.format.toUpperCase()}</span>`,
      said,
      html`<span class="number">${count}</span>`,
      moment(last),
    ]),
  })
}

async function week(deps: ConsoleDeps, { place, presses }: Clerk): Promise<Part> {
  const t = deliveryWords(place.language).staff
  const since = new Date(deps.now().getTime() - WEEK_MS)
  const counts = await countDeliveries(deps.db, presses, since)
  return ledger({
    ...{ id: 'counts', caption: t.lastDays, empty: t.none },
    head: [t.destination, t.state, t.count],
    rows: counts.map(({ destination, state, count }) => [
      labelOf(deps.destinations, destination),
      describeStateToStaff({ state, destination }, place.language),
      html`<span class="number">${count}</span>`,
    ]),
  })
}

/** Those about which something is to be done stand first. */
async function latest(deps: ConsoleDeps, { place, presses }: Clerk): Promise<Part> {
  const t = deliveryWords(place.language).staff
  const deliveries = await listDeliveries(deps.db, { presses, limit: LATEST })
  const faulty = ({ state }: KeptDelivery) =>
    state === 'failed' || state === 'bounced' || state === 'missing' || state === 'unconfirmed'
  const sorted = [...deliveries.filter(faulty), ...deliveries.filter((one) => !faulty(one))]
  return html`<p>${t.faulty}</p>${ledger({
    ...{ id: 'deliveries', caption: t.latest, empty: t.none },
    head: [t.what, t.destination, t.state, t.when],
    rows: sorted.map((delivery) => {
      const destination = deps.destinations.find(({ name }) => name === delivery.destination) ?? null
      const fault =
        delivery.fault === null
          ? null
          : t.readerIsTold(explainToStaff(place.language, destination, delivery.fault, delivery))
      const said = delivery.fault?.facts['said']
      return [
        html`<a href="${at(place, 'books', delivery.thing.bookId)}">${delivery.thing.title}</a> <span class="label">${delivery.thing.format.toUpperCase()}</span>`,
        labelOf(deps.destinations, delivery.destination),
        html`<div>${faulty(delivery) && sign('close')} ${describeStateToStaff(delivery, place.language)}${fault !== null && html`<br><span class="label">${fault}${said !== undefined && html` (${said})`}</span>`}</div>`,
        moment(delivery.changed),
      ]
    }),
  })}`
}

const labelOf = (destinations: readonly Destination[], name: string): string =>
  destinations.find((one) => one.name === name)?.label ?? name

/** Licences: who may read what, through which agreement. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  changeLicence,
  describeLicence,
  findLicence,
  grantLicence,
  type Holder,
  LICENCE_KINDS,
  type Licence,
  listLicences,
  revokeLicence,
} from '#access'
import { act, findInstitution, goTo, queryOf, quiet, readForm, searchInstitutions } from '#accounts'
import { type Database, parseMailAddress } from '#platform'
import { areaField, checkbox, type Html, html, type Place, selectField, textField, time } from '#web'
import { admit, type Clerk } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { inDeed } from '../in-deed.ts'
import { onwards } from '../ledger.ts'
import { showConsole, showMissing } from '../show-console.ts'
import { areWithin, findAllCovered } from './find-covered.ts'
import { kindOf, licenceLedger } from './licence-ledger.ts'
import { lastDay, parseCount, parseDay } from './parse-fields.ts'
import { words } from './words.ts'

const SCREEN = 50
type WithId = { Params: { id: string } }
type Problems = Readonly<Record<string, string>>

export function licenceRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const path = consolePath('licences')
  app.get(path, (request, reply) =>
    admit(deps, request, reply, 'access', (clerk) => showLicences(deps, request, reply, clerk, {})),
  )
  app.post(path, (request, reply) =>
    admit(deps, request, reply, 'access', (clerk) => grant(deps, request, reply, clerk)),
  )
  app.get<WithId>(`${path}/:id`, (request, reply) =>
    whenLicence(deps, request, reply, (clerk, licence) =>
      showLicence(deps, request, reply, clerk, licence, {}),
    ),
  )
  app.post<WithId>(`${path}/:id`, (request, reply) =>
    whenLicence(deps, request, reply, (clerk, licence) => change(deps, request, reply, clerk, licence)),
  )
  app.post<WithId>(`${path}/:id/revoke`, (request, reply) =>
    whenLicence(deps, request, reply, async (clerk, licence) => {
      const reason = readForm(request)('reason').trim() || null
      await inDeed(deps, clerk, async (tx) => {
        const gone = await revokeLicence(
          tx,
          { id: licence.id },
          { now: deps.now(), by: clerk.account.id, reason },
        )
        return gone.length === 0
          ? null
          : { act: 'licence-revoked', press: null, about: licence.id, details: { reason } }
      })
      return goTo(reply, `${at(clerk.place, 'licences', licence.id)}?done=revoked`)
    }),
  )
}

const whenLicence = (
  deps: ConsoleDeps,
  request: FastifyRequest<WithId>,
  reply: FastifyReply,
  then: (clerk: Clerk, licence: Licence) => Promise<FastifyReply>,
): Promise<FastifyReply> =>
  admit(deps, request, reply, 'access', async (clerk) => {
    const licence = await findLicence(deps.db, request.params.id)
    return licence === null || !(await areWithin(deps.db, clerk, licence.covers))
      ? showMissing(deps, request, reply, clerk)
      : then(clerk, licence)
  })

export const doneOf = (request: FastifyRequest, place: Place): string | null => {
  const { done } = words(place.language)
  const key = queryOf(request, 'done')
  return key !== undefined && Object.hasOwn(done, key) ? done[key as keyof typeof done] : null
}

async function showLicences(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  problems: Problems,
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language)
  const all = queryOf(request, 'show') === 'all'
  const after = queryOf(request, 'after')
  const institutionId = queryOf(request, 'institution')
  const found = await listLicences(deps.db, {
    ...(all ? {} : { inForce: deps.now() }),
    ...(after === undefined ? {} : { after }),
    ...(institutionId === undefined ? {} : { holder: { kind: 'institution', id: institutionId } as const }),
    limit: SCREEN + 1,
  })
  const screen = found.slice(0, SCREEN)
  const own: Licence[] = []
  for (const licence of screen) if (await areWithin(deps.db, clerk, licence.covers)) own.push(licence)
  const shown = await Promise.all(own.map((licence) => describeLicence(deps.db, licence)))
  const query = new URLSearchParams({ ...(all ? { show: 'all' } : {}), after: screen.at(-1)?.id ?? '' })
  const more = found.length > SCREEN ? `${at(place, 'licences')}?${query}` : null
  const isBad = Object.keys(problems).length > 0
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'licences', title: t.licences.title, done: doneOf(request, place), status: isBad ? 422 : 200 },
    body: html`<nav aria-label="${t.licences.filter}"><ul class="inline-list filters"><li><a href="${at(place, 'licences')}"${!all && html` aria-current="true"`}>${t.licences.inForce}</a></li><li><a href="${at(place, 'licences')}?show=all"${all && html` aria-current="true"`}>${t.licences.all}</a></li></ul></nav>
${licenceLedger(place, shown)}${onwards(place, more)}${grantForm(place, readForm(request), problems)}`,
  })
}

const grantForm = (place: Place, typed: (name: string) => string, problems: Problems): Html => {
  const t = words(place.language)
  const field = (name: string) => ({ id: name, name, value: typed(name), problem: problems[name] ?? null })
  return html`<section aria-labelledby="grant"><h2 id="grant">${t.licences.grant}</h2>
<form method="post" action="${at(place, 'licences')}" novalidate>
${textField({ ...field('institution'), label: t.licences.institution, hint: t.licences.institutionHint })}
${textField({ ...field('email'), label: t.licences.email, type: 'email' })}
${areaField({ ...field('covers'), label: t.covers, hint: t.coversHint })}
${selectField({ ...field('kind'), label: t.kind, options: LICENCE_KINDS.filter((kind) => GRANTED.has(kind)).map((kind) => ({ value: kind, label: kindOf(place, kind) })) })}
<div class="console-columns">${textField({ ...field('from'), label: t.from })}${textField({ ...field('until'), label: t.until, hint: t.untilHint })}
${textField({ ...field('grace'), label: t.licences.grace })}${textField({ ...field('seats'), label: t.licences.seats, hint: t.licences.seatsHint })}</div>
${textField({ ...field('note'), label: t.note, hint: t.noteHint })}
<p class="acts">${act(t.licences.grant)}</p></form></section>`
}

/** What is bought, redeemed or sent comes about in its own way. */
const GRANTED: ReadonlySet<string> = new Set([
  'subscription',
  'perpetual',
  'trial',
  'evidence-based',
  'gratis',
])

async function grant(deps: ConsoleDeps, request: FastifyRequest, reply: FastifyReply, clerk: Clerk) {
  const typed = readForm(request)
  const t = words(clerk.place.language).faults
  const holder = await findHolder(deps.db, typed('institution').trim(), typed('email').trim())
  const { covers, unknown } = await findAllCovered(deps.db, clerk, typed('covers'))
  const terms = readTerms(typed, clerk)
  const problems: Problems = {
    ...terms.problems,
    ...(holder === 'holder' ? { institution: t.holder } : {}),
    ...(holder === 'holder-none' ? { institution: t['holder-none'] } : {}),
    ...(holder === 'email' ? { email: t.email } : {}),
    ...(unknown !== null
      ? { covers: t.covers(unknown) }
      : covers.length === 0
        ? { covers: t['covers-none'] }
        : {}),
  }
  if (typeof holder === 'string' || Object.keys(problems).length > 0)
    return showLicences(deps, request, reply, clerk, problems)
  const kind = LICENCE_KINDS.find((one) => one === typed('kind') && GRANTED.has(one)) ?? 'subscription'
  let id = ''
  await inDeed(deps, clerk, async (tx) => {
    const order = { ...terms.value, kind, holder, covers }
    const { licence } = await grantLicence(tx, order, { now: deps.now(), by: clerk.account.id })
    id = licence.id
    return { act: 'licence-granted', press: null, about: id, details: order }
  })
  return goTo(reply, `${at(clerk.place, 'licences', id)}?done=granted`)
}

async function findHolder(
  db: Database,
  institution: string,
  email: string,
): Promise<Holder | 'holder' | 'holder-none' | 'email'> {
  if (institution !== '') {
    const known = await findInstitution(db, institution)
    const named =
      known ?? (await searchInstitutions(db, institution, 5)).find(({ name }) => isSame(name, institution))
    return named === undefined ? 'holder' : { kind: 'institution', id: named.id }
  }
  if (email === '') return 'holder-none'
  const address = parseMailAddress(email)
  return address === null ? 'email' : { kind: 'email', email: address }
}

const isSame = (a: string, b: string): boolean => a.localeCompare(b, undefined, { sensitivity: 'base' }) === 0

function readTerms(typed: (name: string) => string, { place }: Clerk) {
  const t = words(place.language).faults
  const [from, until] = [parseDay(typed('from'), false), parseDay(typed('until'), true)]
  const [grace, seats] = [parseCount(typed('grace'), 3650), parseCount(typed('seats'))]
  const problems: Problems = {
    ...(from.ok ? {} : { from: t.date }),
    ...(until.ok ? {} : { until: t.date }),
    ...(grace.ok || typed('grace').trim() === '0' ? {} : { grace: t.number }),
    ...(seats.ok ? {} : { seats: t.number }),
  }
  return {
    problems,
    value: {
      ...(from.ok && from.value !== null ? { from: from.value } : {}),
      until: until.ok ? until.value : null,
      graceDays: grace.ok ? (grace.value ?? 0) : 0,
      seats: seats.ok ? seats.value : null,
      note: typed('note').trim() || null,
    },
  }
}

async function showLicence(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  licence: Licence,
  problems: Problems,
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language)
  const told = await describeLicence(deps.db, licence)
  const isSent = Object.keys(problems).length > 0
  const typed = readForm(request)
  const kept: Readonly<Record<string, string>> = {
    from: licence.from.toISOString().slice(0, 10),
    until: lastDay(licence.until),
    grace: licence.graceDays === 0 ? '' : String(licence.graceDays),
    seats: licence.seats === null ? '' : String(licence.seats),
    note: licence.note ?? '',
  }
  const field = (name: string) => ({
    id: name,
    name,
    value: isSent ? typed(name) : (kept[name] ?? ''),
    problem: problems[name] ?? null,
  })
  return showConsole(deps, request, reply, clerk, {
    ...{
      here: 'licences',
      title: told.holder,
      above: t.licences.licence,
      done: doneOf(request, place),
      status: isSent ? 422 : 200,
    },
    body: html`<dl class="facts"><div><dt>${t.kind}</dt><dd>${kindOf(place, licence.kind)}</dd></div><div><dt>${t.covers}</dt>${told.covers.map((one) => html`<dd>${one}</dd>`)}</div>
<div><dt>${t.state}</dt><dd>${t.states[told.state]}</dd>${licence.revoked !== null && html`<dd>${t.licences.revoked(licence.revoked.at.toISOString().slice(0, 10))} ${licence.revoked.reason}</dd>`}</div>
<div><dt>${t.licences.grantedBy}</dt><dd>${time(licence.granted.toISOString().slice(0, 10), place.language)}</dd></div></dl>
${
  licence.revoked === null &&
  html`<section aria-labelledby="change"><h2 id="change">${t.change}</h2><form method="post" action="${at(place, 'licences', licence.id)}" novalidate>
<div class="console-columns">${textField({ ...field('from'), label: t.from })}${textField({ ...field('until'), label: t.until, hint: t.untilHint })}
${textField({ ...field('grace'), label: t.licences.grace })}${textField({ ...field('seats'), label: t.licences.seats, hint: t.licences.seatsHint })}</div>
${checkbox({ id: 'downloads', name: 'downloads', label: t.licences.downloads, checked: licence.downloads })}
${textField({ ...field('note'), label: t.note, hint: t.noteHint })}<p class="acts">${act(t.change)}</p></form></section>
<section aria-labelledby="revoke"><h2 id="revoke">${t.revoke}</h2><p>${t.licences.sure}</p><form method="post" action="${at(place, 'licences', licence.id, 'revoke')}">
${textField({ id: 'reason', name: 'reason', label: t.revokeReason })}<p class="acts">${quiet(t.revoke)}</p></form></section>`
}`,
  })
}

async function change(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  licence: Licence,
) {
  const typed = readForm(request)
  const { problems, value } = readTerms(typed, clerk)
  if (Object.keys(problems).length > 0) return showLicence(deps, request, reply, clerk, licence, problems)
  const changed = { ...value, downloads: typed('downloads') === 'yes' }
  await inDeed(deps, clerk, async (tx) => {
    await changeLicence(tx, licence.id, changed)
    return { act: 'licence-changed', press: null, about: licence.id, details: changed }
  })
  return goTo(reply, `${at(clerk.place, 'licences', licence.id)}?done=changed`)
}

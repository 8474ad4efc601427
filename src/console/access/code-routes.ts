/** Access codes, made in batches, and links for reading one thing for a time. Both are shown once. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  type CodeBatch,
  describeLicence,
  listCodeBatches,
  listCodes,
  listLicences,
  makeCodes,
  makeReadLink,
  revokeCodes,
} from '#access'
import { act, goTo, quiet, readForm } from '#accounts'
import {
  areaField,
  checkbox,
  type Html,
  href,
  html,
  type Place,
  paths,
  selectField,
  textField,
  time,
} from '#web'
import { noteDeed } from '../audit/audit-log.ts'
import { admit, type Clerk, deedOf } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { ledger } from '../ledger.ts'
import { showConsole, showMissing } from '../show-console.ts'
import { areWithin, findAllCovered } from './find-covered.ts'
import { licenceLedger } from './licence-ledger.ts'
import { doneOf } from './licence-routes.ts'
import { lastDay, parseCount, parseDay } from './parse-fields.ts'
import { words } from './words.ts'

type Problems = Readonly<Record<string, string>>
const KINDS = ['single', 'multiple', 'inspection'] as const
const MOST_CODES = 5000

export function codeRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const path = consolePath('codes')
  app.get(path, (request, reply) =>
    admit(deps, request, reply, 'access', (clerk) => showCodes(deps, request, reply, clerk, {})),
  )
  app.post(path, (request, reply) =>
    admit(deps, request, reply, 'access', (clerk) => make(deps, request, reply, clerk)),
  )
  app.post(`${path}/links`, (request, reply) =>
    admit(deps, request, reply, 'access', (clerk) => makeLink(deps, request, reply, clerk)),
  )
  app.post(`${path}/revoke`, (request, reply) =>
    admit(deps, request, reply, 'access', async (clerk) => {
      const typed = readForm(request)
      const label = typed('label')
      const licences = typed('licences') === 'yes'
      if (!(await isOwn(deps, clerk, label))) return showMissing(deps, request, reply, clerk)
      await deps.db.transaction().execute(async (tx) => {
        const codes = await revokeCodes(tx, { label }, { now: deps.now(), by: clerk.account.id, licences })
        const deed = deedOf(clerk, null, 'codes-revoked', { name: label, details: { codes, licences } })
        await noteDeed(tx, deps.secretKey, deed, deps.now())
      })
      return goTo(reply, `${at(clerk.place, 'codes')}?done=revoked`)
    }),
  )
}

/** Of a batch, all codes are for the same. */
async function isOwn({ db }: ConsoleDeps, clerk: Clerk, label: string): Promise<boolean> {
  const [first] = await listCodes(db, label)
  return first !== undefined && (await areWithin(db, clerk, first.covers))
}

async function showCodes(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  problems: Problems,
  made: { readonly title: string; readonly lines: readonly string[] } | null = null,
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language)
  const batches: CodeBatch[] = []
  for (const batch of await listCodeBatches(deps.db))
    if (clerk.ofSite || (await isOwn(deps, clerk, batch.label))) batches.push(batch)
  const links = []
  for (const licence of await listLicences(deps.db, { kind: 'read-link', inForce: deps.now(), limit: 50 }))
    if (await areWithin(deps.db, clerk, licence.covers)) links.push(await describeLicence(deps.db, licence))
  const isBad = Object.keys(problems).length > 0
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'codes', title: t.codes.title, done: doneOf(request, place), status: isBad ? 422 : 200 },
    body: html`${
      made !== null &&
      html`<section class="made" aria-labelledby="made"><h2 id="made">${made.title}</h2><pre tabindex="0" role="region" aria-labelledby="made">${made.lines.join('\n')}</pre></section>`
    }
${batchLedger(place, batches)}${codeForm(place, readForm(request), problems)}
<section aria-labelledby="links"><h2 id="links">${t.codes.links}</h2>${licenceLedger(place, links)}</section>${linkForm(place, readForm(request), problems)}`,
  })
}

function batchLedger(place: Place, batches: readonly CodeBatch[]): Html {
  const t = words(place.language).codes
  return ledger({
    ...{ id: 'codes', caption: t.caption, empty: t.none },
    head: [
      t.columns.label,
      t.columns.kind,
      t.columns.codes,
      t.columns.used,
      t.columns.until,
      t.columns.state,
    ],
    rows: batches.map(({ label, kind, codes, used, until, revoked }) => [
      label,
      t.kinds[kind],
      codes,
      used,
      until === null ? '–' : time(lastDay(until), place.language),
      revoked
        ? t.revoked
        : html`<details><summary>${t.usable}</summary><form method="post" action="${at(place, 'codes', 'revoke')}"><input type="hidden" name="label" value="${label}">
${checkbox({ id: `licences-${label.replace(/\W+/g, '-')}`, name: 'licences', label: t.alsoLicences })}${quiet(words(place.language).revoke)}</form></details>`,
    ]),
  })
}

const codeForm = (place: Place, typed: (name: string) => string, problems: Problems): Html => {
  const t = words(place.language)
  const field = (name: string) => ({
    id: `code-${name}`,
    name,
    value: typed(name),
    problem: problems[name] ?? null,
  })
  return html`<section aria-labelledby="make"><h2 id="make">${t.codes.make}</h2><form method="post" action="${at(place, 'codes')}" novalidate>
${textField({ ...field('label'), label: t.codes.label })}${areaField({ ...field('covers'), label: t.covers, hint: t.coversHint, rows: 2 })}
${selectField({ ...field('kind'), label: t.kind, options: KINDS.map((value) => ({ value, label: t.codes.kinds[value] })) })}
<div class="console-columns">${textField({ ...field('number'), label: t.codes.number })}${textField({ ...field('uses'), label: t.codes.uses, hint: t.codes.usesHint })}
${textField({ ...field('days'), label: t.codes.days, hint: t.codes.daysHint })}${textField({ ...field('until'), label: t.codes.columns.until, hint: t.untilHint })}</div>
<p class="acts">${act(t.codes.make)}</p></form></section>`
}

const linkForm = (place: Place, typed: (name: string) => string, problems: Problems): Html => {
  const t = words(place.language)
  const field = (name: string) => ({
    id: `link-${name}`,
    name,
    value: typed(name),
    problem: problems[name] ?? null,
  })
  return html`<section aria-labelledby="make-link"><h2 id="make-link">${t.codes.makeLink}</h2><form method="post" action="${at(place, 'codes', 'links')}" novalidate>
${textField({ ...field('product'), label: t.codes.product, hint: t.codes.productHint })}
${textField({ ...field('link-until'), label: t.until })}${textField({ ...field('note'), label: t.note, hint: t.noteHint })}
<p class="acts">${quiet(t.codes.makeLink)}</p></form></section>`
}

async function make(deps: ConsoleDeps, request: FastifyRequest, reply: FastifyReply, clerk: Clerk) {
  const typed = readForm(request)
  const t = words(clerk.place.language)
  const { covers, unknown } = await findAllCovered(deps.db, clerk, typed('covers'))
  const [number, uses, days] = [
    parseCount(typed('number'), MOST_CODES),
    parseCount(typed('uses')),
    parseCount(typed('days')),
  ]
  const until = parseDay(typed('until'), true)
  const label = typed('label').trim().slice(0, 200)
  // A batch is known by its name: another's may not be added to.
  const isTaken =
    label !== '' && (await listCodes(deps.db, label)).length > 0 && !(await isOwn(deps, clerk, label))
  const problems: Problems = {
    ...(label === '' || isTaken ? { label: t.faults.name } : {}),
    ...(unknown !== null
      ? { covers: t.faults.covers(unknown) }
      : covers.length === 0
        ? { covers: t.faults['covers-none'] }
        : {}),
    ...(number.ok ? {} : { number: t.faults.number }),
    ...(uses.ok ? {} : { uses: t.faults.number }),
    ...(days.ok ? {} : { days: t.faults.number }),
    ...(until.ok ? {} : { until: t.faults.date }),
  }
  if (Object.keys(problems).length > 0 || !number.ok || !uses.ok || !days.ok || !until.ok)
    return showCodes(deps, request, reply, clerk, problems)
  const kind = KINDS.find((one) => one === typed('kind')) ?? 'single'
  const terms = {
    kind,
    label,
    covers,
    number: number.value ?? 1,
    uses: uses.value ?? 1,
    days: days.value,
    until: until.value,
  }
  const codes = await deps.db.transaction().execute(async (tx) => {
    const made = await makeCodes(tx, terms, { now: deps.now(), by: clerk.account.id })
    await noteDeed(
      tx,
      deps.secretKey,
      deedOf(clerk, null, 'codes-made', { name: label, details: terms }),
      deps.now(),
    )
    return made
  })
  return showCodes(
    deps,
    request,
    reply,
    clerk,
    {},
    { title: t.codes.made, lines: codes.map(({ code }) => code) },
  )
}

async function makeLink(deps: ConsoleDeps, request: FastifyRequest, reply: FastifyReply, clerk: Clerk) {
  const typed = readForm(request)
  const t = words(clerk.place.language)
  const { covers, unknown } = await findAllCovered(deps.db, clerk, typed('product'))
  const [covered] = covers
  const until = parseDay(typed('link-until'), true)
  const isPast = until.ok && (until.value === null || until.value <= deps.now())
  const problems: Problems = {
    ...(covered?.kind === 'product'
      ? {}
      : { product: unknown === null ? t.faults['covers-none'] : t.faults.covers(unknown) }),
    ...(!until.ok ? { 'link-until': t.faults.date } : isPast ? { 'link-until': t.faults.past } : {}),
  }
  if (Object.keys(problems).length > 0 || covered?.kind !== 'product' || !until.ok || until.value === null)
    return showCodes(deps, request, reply, clerk, problems)
  const end = until.value
  const note = typed('note').trim()
  const { word } = await deps.db.transaction().execute(async (tx) => {
    const order = { productId: covered.id, until: end, ...(note === '' ? {} : { note }) }
    const made = await makeReadLink(tx, order, { now: deps.now(), by: clerk.account.id })
    const deed = deedOf(clerk, null, 'link-made', { about: made.licence.id, details: order })
    await noteDeed(tx, deps.secretKey, deed, deps.now())
    return made
  })
  const { place } = clerk
  const link = `${place.origin}${href(place, paths.readLink(word))}`
  return showCodes(deps, request, reply, clerk, {}, { title: t.codes.linkMade, lines: [link] })
}

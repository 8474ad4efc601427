/** Institutions: for staff all of them, for a librarian the own. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  act,
  addInstitution,
  addLibrarian,
  changeInstitution,
  describeAddressIssue,
  describeField,
  describeRefusal,
  findInstitution,
  type Institution,
  type InstitutionField,
  type InstitutionForm,
  listAccounts,
  listInstitutions,
  listRanges,
  parseAddressRanges,
  parseInstitution,
  queryOf,
  readForm,
  removeLibrarian,
  searchInstitutions,
  setRanges,
  toRangeList,
} from '#accounts'
import { html, type Language, selectField, textField } from '#web'
import { type Act, noteDeed } from '../audit/audit-log.ts'
import { deedOf } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { ledger, onwards, searchForm } from '../ledger.ts'
import { showConsole, showMissing } from '../show-console.ts'
import {
  backTo,
  type InstitutionStep,
  institutionPath,
  type WithId,
  whenInstitution,
} from './institution-door.ts'
import { renderInstitution } from './institution-page.ts'
import { admitLibrarian, type LibraryClerk } from './librarian.ts'
import { loadInstitutionScreen } from './load-institution.ts'
import { words } from './words.ts'

const SCREEN = 50
export type Problems = Readonly<Record<string, string>>
const OF_BOTH: Readonly<Record<string, InstitutionStep>> = { facts: change, ranges }
const OF_STAFF: Readonly<Record<string, InstitutionStep>> = { librarians: librarian, active: leaveOrReturn }

export function institutionConsole(app: FastifyInstance, deps: ConsoleDeps): void {
  const path = consolePath('institutions')
  app.get(path, (request, reply) =>
    admitLibrarian(deps, request, reply, 'institutions', (clerk) =>
      showList(deps, request, reply, clerk, {}),
    ),
  )
  app.post(path, (request, reply) =>
    admitLibrarian(deps, request, reply, 'institutions', (clerk) =>
      clerk.ofSite ? add(deps, request, reply, clerk) : showMissing(deps, request, reply, clerk),
    ),
  )
  app.get<WithId>(institutionPath, (request, reply) =>
    whenInstitution(deps, request, reply, (clerk, institution) =>
      show(deps, request, reply, clerk, institution),
    ),
  )
  for (const [what, step] of Object.entries({ ...OF_BOTH, ...OF_STAFF }))
    app.post<WithId>(`${institutionPath}/${what}`, (request, reply) =>
      whenInstitution(deps, request, reply, (clerk, institution) =>
        what in OF_STAFF && !clerk.ofSite
          ? showMissing(deps, request, reply, clerk)
          : step(deps, request, reply, clerk, institution),
      ),
    )
}

async function leaveOrReturn(
  deps: ConsoleDeps,
  _request: FastifyRequest,
  reply: FastifyReply,
  clerk: LibraryClerk,
  institution: Institution,
): Promise<FastifyReply> {
  const active = !institution.active
  await changeInstitution(deps.db, institution.id, { active })
  return back(deps, reply, clerk, institution, 'changed', 'institution-changed', { active })
}

async function back(
  deps: ConsoleDeps,
  reply: FastifyReply,
  clerk: LibraryClerk,
  institution: Institution,
  done: string,
  act: Act,
  details: Readonly<Record<string, unknown>>,
): Promise<FastifyReply> {
  const { id, name } = institution
  await noteDeed(deps.db, deps.secretKey, deedOf(clerk, null, act, { about: id, name, details }), deps.now())
  return backTo(reply, clerk, institution, [], done)
}

async function showList(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: LibraryClerk,
  problems: Problems,
): Promise<FastifyReply> {
  const { place, ofSite } = clerk
  const t = words(place.language)
  const asked = (queryOf(request, 'q') ?? '').slice(0, 200)
  const after = queryOf(request, 'after')
  const list = ofSite
    ? await listInstitutions(deps.db, {
        ...{ text: asked === '' ? null : asked, inactiveToo: true, limit: SCREEN },
        ...(after === undefined ? {} : { after }),
      })
    : { institutions: await findAll(deps, clerk.libraries), after: null }
  const typed = readForm(request)
  const field = (name: string) => ({ id: name, name, value: typed(name), problem: problems[name] ?? null })
  const isBad = Object.keys(problems).length > 0
  const query = new URLSearchParams({ q: asked, after: list.after ?? '' })
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'institutions', title: ofSite ? t.title : t.yours, status: isBad ? 422 : 200 },
    body: html`${ofSite && searchForm(place, { action: at(place, 'institutions'), label: t.search, value: asked })}
${ledger({
  ...{ id: 'institutions', caption: t.caption, empty: t.none },
  head: [t.columns.name, t.columns.kind, t.columns.place, t.columns.state],
  rows: list.institutions.map(({ id, name, kind, city, country, active }) => [
    html`<a href="${at(place, 'institutions', id)}">${name}</a>`,
    t.kinds[kind],
    [city, country].filter((part) => part !== null).join(', '),
    active ? t.here : t.left,
  ]),
})}${onwards(place, list.after === null ? null : `${at(place, 'institutions')}?${query}`)}
${
  ofSite &&
  html`<section aria-labelledby="add"><h2 id="add">${t.add}</h2><form method="post" action="${at(place, 'institutions')}" novalidate>
${textField({ ...field('name'), label: t.fields.name })}
${selectField({ ...field('kind'), label: t.fields.kind, options: (['institution', 'consortium'] as const).map((value) => ({ value, label: t.kinds[value] })) })}
<div class="console-columns">${textField({ ...field('country'), label: t.fields.country, hint: t.fields.countryHint })}${textField({ ...field('city'), label: t.fields.city })}
${textField({ ...field('ror'), label: t.fields.ror })}${textField({ ...field('contact'), label: t.fields.contact, type: 'email' })}</div>
<p class="acts">${act(t.add)}</p></form></section>`
}`,
  })
}

const findAll = async ({ db }: ConsoleDeps, ids: readonly string[]): Promise<readonly Institution[]> =>
  (await Promise.all(ids.map((id) => findInstitution(db, id)))).filter((one) => one !== null)

const toProblems = (fields: readonly InstitutionField[], language: Language): Problems =>
  Object.fromEntries(fields.map((field) => [field, describeField(field, language)]))

async function add(deps: ConsoleDeps, request: FastifyRequest, reply: FastifyReply, clerk: LibraryClerk) {
  const typed = readForm(request)
  const { language } = clerk.place
  const form = { name: typed('name'), kind: typed('kind'), country: typed('country'), city: typed('city') }
  const facts = parseInstitution({ ...form, ror: typed('ror'), contact: typed('contact') })
  if (!facts.ok) return showList(deps, request, reply, clerk, toProblems(facts.error, language))
  const added = await addInstitution(deps.db, facts.value, { by: clerk.account.email, now: deps.now() })
  if (!added.ok)
    return showList(deps, request, reply, clerk, { name: describeRefusal(added.error, language).join(' ') })
  return back(deps, reply, clerk, added.value, 'added', 'institution-added', { ...facts.value })
}

export type Shown = {
  readonly problems?: Problems
  readonly problem?: string | null
  readonly told?: string | null
  readonly notes?: readonly string[]
}

async function show(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: LibraryClerk,
  institution: Institution,
  { problems = {}, problem = null, told = null, notes = [] }: Shown = {},
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language)
  const screen = await loadInstitutionScreen(deps, clerk, institution)
  const done = queryOf(request, 'done')
  const isBad = problem !== null || Object.keys(problems).length > 0
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'institutions', title: institution.name, above: t.kinds[institution.kind], problem },
    done:
      told ??
      (done !== undefined && Object.hasOwn(t.done, done) ? t.done[done as keyof typeof t.done] : null),
    status: isBad ? 422 : 200,
    body: renderInstitution({
      ...screen,
      ...{ problems, notes, typed: request.method === 'POST' ? readForm(request) : null },
    }),
  })
}

/** What a librarian may say of the own institution; the rest is agreed with the press. */
const OWN: readonly (keyof InstitutionForm)[] = ['contact', 'pairingDays', 'proxyPrefix']
const ALL: readonly (keyof InstitutionForm)[] = [
  ...(['name', 'kind', 'otherNames', 'country', 'city', 'ror', 'isni', 'onCampus'] as const),
  ...OWN,
]

async function change(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: LibraryClerk,
  institution: Institution,
): Promise<FastifyReply> {
  const typed = readForm(request)
  const { language } = clerk.place
  const fields = clerk.ofSite ? ALL : OWN
  const form: InstitutionForm = Object.fromEntries(fields.map((field) => [field, typed(field)]))
  const facts = parseInstitution(form, institution)
  if (!facts.ok)
    return show(deps, request, reply, clerk, institution, { problems: toProblems(facts.error, language) })
  const memberOf = clerk.ofSite ? await findConsortia(deps, typed('memberOf')) : institution.memberOf
  if (typeof memberOf === 'string')
    return show(deps, request, reply, clerk, institution, {
      problems: { memberOf: words(language).unknownConsortium(memberOf) },
    })
  const changed = await changeInstitution(deps.db, institution.id, { ...facts.value, memberOf })
  if (!changed.ok)
    return show(deps, request, reply, clerk, institution, {
      problem: describeRefusal(changed.error, language).join(' '),
    })
  return back(deps, reply, clerk, changed.value, 'changed', 'institution-changed', {
    ...facts.value,
    memberOf,
  })
}

/** By id or name, one on a line; or the first that is not known. */
async function findConsortia({ db }: ConsoleDeps, text: string): Promise<readonly string[] | string> {
  const ids: string[] = []
  for (const word of text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')) {
    const found =
      (await findInstitution(db, word)) ??
      (await searchInstitutions(db, word, 10)).find(({ name }) => name.toLowerCase() === word.toLowerCase())
    if (found === undefined) return word
    ids.push(found.id)
  }
  return ids
}

async function ranges(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: LibraryClerk,
  institution: Institution,
): Promise<FastifyReply> {
  const typed = readForm(request)
  const { language } = clerk.place
  const t = words(language)
  const parsed = parseAddressRanges(typed('ranges'))
  const notes = parsed.issues.map((issue) => describeAddressIssue(issue, language))
  if (parsed.issues.some(({ severity }) => severity === 'error'))
    return show(deps, request, reply, clerk, institution, { problems: { ranges: notes[0] ?? '' }, notes })
  const dryRun = typed('what') === 'check'
  const before = toRangeList(await listRanges(deps.db, institution.id))
  const doing = { by: clerk.account.email, now: deps.now(), dryRun }
  const set = await setRanges(deps.db, institution.id, parsed.ranges, doing)
  if (!set.ok) {
    const [first = '', ...others] = describeRefusal(set.error, language)
    return show(deps, request, reply, clerk, institution, {
      problems: { ranges: first },
      notes: [...others, ...notes],
    })
  }
  const { added, removed } = set.value
  if (dryRun)
    return show(deps, request, reply, clerk, institution, { told: t.checked(added, removed), notes })
  return back(deps, reply, clerk, institution, 'ranges', 'ranges-changed', { added, removed, before })
}

async function librarian(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: LibraryClerk,
  institution: Institution,
): Promise<FastifyReply> {
  const typed = readForm(request)
  const gone = typed('remove')
  if (gone !== '') {
    await removeLibrarian(deps.db, { institutionId: institution.id, accountId: gone })
    return back(deps, reply, clerk, institution, 'librarian', 'librarian-removed', { accountId: gone })
  }
  const email = typed('email').trim().toLowerCase()
  const known =
    email === ''
      ? undefined
      : (await listAccounts(deps.db, { like: email })).find((one) => one.email.toLowerCase() === email)
  if (known === undefined)
    return show(deps, request, reply, clerk, institution, {
      problems: { email: words(clerk.place.language).noAccount },
    })
  const doing = { by: clerk.account.email, now: deps.now() }
  await addLibrarian(deps.db, { institutionId: institution.id, accountId: known.id }, doing)
  return back(deps, reply, clerk, institution, 'librarian', 'librarian-added', { email: known.email })
}

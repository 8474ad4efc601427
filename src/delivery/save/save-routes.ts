/**
 * From "Save to …" to a delivery. Nothing is written before the form is sent; sent twice, it is one delivery. What is asked here is
 * asked again before it is sent (`may-still-take.ts`).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Visitor } from '#access'
import { goTo } from '#accounts'
import { isId, newId } from '#base'
import { type Html, href, missing, paths, type Site, showPrivate } from '#web'
import type { DeliveredThing } from '../deliveries/delivery.ts'
import { listByRequest } from '../deliveries/delivery-store.ts'
import type { Asking, Choice, Destination, Problem } from '../deliveries/destination.ts'
import { explain } from '../deliveries/explain.ts'
import { countQueued, findRunning } from '../deliveries/limit-store.ts'
import { beginDelivery } from '../deliveries/moves.ts'
import { takeForms } from '../take-forms.ts'
import { words } from '../words.ts'
import { type Choices, pickable } from './choices.ts'
import { decideLimits } from './decide-limits.ts'
import type { SavingDeps } from './deps.ts'
import { loadChoices } from './load-choices.ts'
import { renderSavePage, type SaveTo, titleOf } from './save-page.ts'

type At = { Params: { id: string; to: string } }

export const saveRoutes =
  (deps: SavingDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    takeForms(app)
    const url = paths.save({ id: ':id' }, ':to')
    app.get<At>(url, { config: { shows: 'metadata' } }, (request, reply) =>
      at(deps, request, reply, (place) => showForm(deps, request, reply, place, null)),
    )
    app.post<At>(url, { config: { shows: 'metadata' } }, (request, reply) =>
      at(deps, request, reply, (place) => save(deps, request, reply, place)),
    )
  }

type Place = {
  readonly site: Site
  readonly visitor: Visitor
  /** Null: a download. */
  readonly destination: Destination | null
  readonly choices: Choices
}

/** What is not configured is not offered: it has no page either. */
async function at(
  deps: SavingDeps,
  request: FastifyRequest<At>,
  reply: FastifyReply,
  use: (place: Place) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const { id, to } = request.params
  const destination = deps.destinations.find(({ name }) => name === to) ?? null
  if (!isId(id) || (destination === null && to !== 'download')) return missing(reply)
  const site = deps.siteOf(request)
  const visitor = await deps.visitorOf(request)
  const choices = await loadChoices(deps, { site, visitor, id, destination })
  if (choices === null) return missing(reply)
  const standing = await destination?.standing(choices.press)
  if (standing?.kind === 'not-configured') return missing(reply)
  return use({ site, visitor, destination, choices })
}

type Filled = {
  readonly form: URLSearchParams
  readonly problems: readonly Problem[]
  readonly problem: string | null
  readonly choiceProblem: string | null
}

async function showForm(
  deps: SavingDeps,
  request: FastifyRequest<At>,
  reply: FastifyReply,
  place: Place,
  filled: Filled | null,
): Promise<FastifyReply> {
  const { site, choices, destination } = place
  const to = destination === null ? null : await toPlace(request, place, destination, filled)
  const page = { place: site.place, choices, to }
  return showPrivate(deps, request, reply, {
    title: `${titleOf(page)}: ${choices.groups[0]?.title ?? ''}`,
    path: paths.save({ id: request.params.id }, request.params.to),
    main: renderSavePage(page),
    status: filled === null ? 200 : 422,
  })
}

async function toPlace(
  request: FastifyRequest<At>,
  { site, visitor, choices }: Place,
  destination: Destination,
  filled: Filled | null,
): Promise<SaveTo> {
  const { name, label, several } = destination
  const asking = toAsking(request, site, visitor, choices)
  const standing = await destination.standing(choices.press)
  const given = filled?.form ?? null
  const fields: Html | null =
    asking === null ? null : await destination.renderFields(asking, given, filled?.problems ?? [])
  return {
    ...{ name, label, several, fields },
    action: href(site.place, paths.save({ id: request.params.id }, name)),
    key: keyOf(given) ?? newId(),
    chosen:
      given?.getAll('item') ??
      pickable(choices)
        .slice(0, 1)
        .map(({ value }) => value),
    problem: filled?.problem ?? null,
    choiceProblem: filled?.choiceProblem ?? null,
    paused:
      standing.kind === 'paused'
        ? explain(site.place.language, destination, standing.fault, null).sentence
        : null,
  }
}

function toAsking(
  request: FastifyRequest<At>,
  site: Site,
  visitor: Visitor,
  choices: Choices,
): Asking | null {
  const { account } = visitor
  if (account === null) return null
  return {
    ...{ place: site.place, press: choices.press, accountId: account.id },
    ...{ email: account.email, emailVerified: account.verified },
    path: paths.save({ id: request.params.id }, request.params.to),
  }
}

const keyOf = (form: URLSearchParams | null): string | null => {
  const key = form?.get('key') ?? ''
  return isId(key) ? key : null
}

async function save(
  deps: SavingDeps,
  request: FastifyRequest<At>,
  reply: FastifyReply,
  place: Place,
): Promise<FastifyReply> {
  const { site, visitor, destination, choices } = place
  const asking = toAsking(request, site, visitor, choices)
  if (destination === null)
    return goTo(reply, href(site.place, paths.save({ id: request.params.id }, 'download')))
  if (asking === null) return goTo(reply, signInPath(site, request))
  const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
  const t = words(site.place.language).save.problems
  const key = keyOf(form) ?? newId()
  const before = await listByRequest(deps.db, asking.accountId, key)
  if (before.length > 0)
    return goTo(
      reply,
      whereTo(
        site,
        before.map(({ id }) => id),
      ),
    )
  const again = (told: Partial<Filled>) =>
    showForm(deps, request, reply, place, { form, problems: [], problem: null, choiceProblem: null, ...told })
  const standing = await destination.standing(choices.press)
  if (standing.kind !== 'ready') return again({})
  const things = chosen(choices, form, destination.several)
  if (things === null) return again({ choiceProblem: t.notAllowed })
  if (things.length === 0) return again({ choiceProblem: t.nothing })
  const refusal = await refuseBeyondLimits(deps, asking, destination, things.length)
  if (refusal !== null) return again({ problem: refusal })
  const choice = await destination.readFields(asking, form)
  if (!choice.ok) return again({ problems: choice.error })
  return begin(deps, request, reply, { place, destination, asking, key, things, choice: choice.value })
}

const signInPath = ({ place }: Site, request: FastifyRequest<At>): string =>
  `${href(place, paths.signIn)}?${new URLSearchParams({ to: href(place, paths.save({ id: request.params.id }, request.params.to)) })}`

/** Null: something is asked for that this visitor may not have, or that does not fit. */
function chosen(choices: Choices, form: URLSearchParams, several: boolean): readonly DeliveredThing[] | null {
  const wanted = [...new Set(form.getAll('item'))]
  if (wanted.length > 1 && !several) return null
  const free = pickable(choices).map(({ value }) => value)
  if (wanted.some((value) => !free.includes(value))) return null
  return choices.groups.flatMap(({ of, id, title, items }) =>
    (items ?? [])
      .filter(({ value }) => wanted.includes(value))
      .map(({ format, manner }) => ({
        ...{ of, id, bookId: choices.bookId, format, title },
        ...(manner === null ? {} : { manners: [manner] }),
      })),
  )
}

const DAY_MS = 86_400_000

async function refuseBeyondLimits(
  deps: SavingDeps,
  { accountId, press, place }: Asking,
  destination: Destination,
  wanted: number,
): Promise<string | null> {
  const now = deps.now()
  const since = new Date(now.getTime() - DAY_MS)
  const limits = destination.limits(press)
  const decision = decideLimits(
    wanted,
    {
      reader: await countQueued(deps.db, { accountId, destination: destination.name }, since),
      sender: limits.sender === null ? null : await countQueued(deps.db, { sender: limits.sender }, since),
    },
    limits,
    now,
  )
  if (decision.kind === 'within') return null
  const time = new Intl.DateTimeFormat(place.language === 'fr' ? 'fr-FR' : 'en-GB', {
    ...{ hour: '2-digit', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short' },
  }).format(decision.again)
  const t = words(place.language).save.problems
  return decision.kind === 'reader' ? t.limitReader(decision.most, time) : t.limitSender(time)
}

type Beginning = {
  readonly place: Place
  readonly destination: Destination
  readonly asking: Asking
  readonly key: string
  readonly things: readonly DeliveredThing[]
  readonly choice: Choice
}

/** What is running already, to the same place, is not begun again. */
const RUNNING_MS = 600_000

async function begin(
  deps: SavingDeps,
  request: FastifyRequest<At>,
  reply: FastifyReply,
  { place, destination, asking, key, things, choice }: Beginning,
): Promise<FastifyReply> {
  const { site, visitor } = place
  const ready = choice.kind === 'ready' ? choice : null
  const basis = {
    institutions: visitor.institutions.map(({ id, name, affiliation, through }) => ({
      id,
      name,
      affiliation,
      through,
    })),
    bearers: deps.passes.hashesOf(request),
    staff: visitor.staff,
  }
  const ids: string[] = []
  for (const thing of things) {
    const target = ready?.target ?? null
    const like = { accountId: asking.accountId, destination: destination.name, target, thing }
    const since = new Date(deps.now().getTime() - RUNNING_MS)
    const running = await findRunning(deps.db, like, since)
    const requestKey = [key, thing.of, thing.format, ...(thing.manners ?? [])].join(':')
    const begun = {
      ...{ ...like, press: asking.press, targetLabel: ready?.label ?? null, basis, requestKey },
      sender: destination.limits(asking.press).sender,
      ...{ origin: asking.place.origin, base: asking.place.base, language: asking.place.language },
    }
    const id = running ?? (await beginDelivery(deps, begun, { code: 'not-connected', facts: {} }))
    if (id !== null) ids.push(id)
  }
  // Another request with this very form was quicker.
  const all = ids.length > 0 ? ids : (await listByRequest(deps.db, asking.accountId, key)).map(({ id }) => id)
  const back = whereTo(site, all)
  return goTo(reply, choice.kind === 'connect' ? choice.go(back, all[0] ?? '') : back)
}

const whereTo = ({ place }: Site, [first, ...more]: readonly string[]): string =>
  href(place, first === undefined || more.length > 0 ? paths.deliveries : paths.delivery(first))

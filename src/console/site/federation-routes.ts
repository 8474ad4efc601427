/** Whom this site believes when institutions sign their readers in: federations and single providers, OpenID issuers. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  addIssuerByCommand,
  bringFederation,
  goTo,
  listFederations,
  listIssuers,
  type MetadataOrder,
  queryOf,
  readForm,
  refreshOne,
  removeFederation,
  removeOidcProvider,
} from '#accounts'
import { toSlug } from '#base'
import { paths } from '#web'
import { noteDeed } from '../audit/audit-log.ts'
import { admit, type Clerk, deedOf } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { inDeed } from '../in-deed.ts'
import { receiveMetadata } from '../institutions/receive-metadata.ts'
import { describeMetadataRefusal } from '../institutions/sign-in-routes.ts'
import { showConsole } from '../show-console.ts'
import { renderFederations } from './federations-page.ts'
import { words } from './words.ts'

type Typed = (name: string) => string
type Step = (
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
) => Promise<FastifyReply>

const STEPS: Readonly<Record<string, Step>> = {
  '/ask': ask,
  '/remove': remove,
  '/issuers': addIssuer,
  '/issuers/remove': removeIssuer,
}

export function federationRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const path = consolePath('site', 'federations')
  app.get(path, (request, reply) =>
    admit(deps, request, reply, 'site', (clerk) => show(deps, request, reply, clerk)),
  )
  app.post(path, { config: { takesFiles: true } }, (request, reply) =>
    admit(deps, request, reply, 'site', (clerk) => add(deps, request, reply, clerk)),
  )
  for (const [what, step] of Object.entries(STEPS))
    app.post(`${path}${what}`, (request, reply) =>
      admit(deps, request, reply, 'site', (clerk) => step(deps, request, reply, clerk)),
    )
}

async function show(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  problems: Readonly<Record<string, string>> = {},
  typed: Typed = readForm(request),
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language)
  const [federations, issuers] = await Promise.all([listFederations(deps.db), listIssuers(deps.db)])
  const isBad = Object.keys(problems).length > 0
  const done = queryOf(request, 'done')
  return showConsole(deps, request, reply, clerk, {
    ...({ here: 'site', title: t.federations.title, above: t.site.title } as const),
    ...{ status: isBad ? 422 : 200, problem: isBad ? t.federations.wrong : null },
    done:
      done !== undefined && Object.hasOwn(t.federations.done, done)
        ? t.federations.done[done as keyof typeof t.federations.done]
        : null,
    body: renderFederations({
      ...{ place, federations, issuers, problems, typed },
      ownMetadata: `${place.origin}${paths.samlMetadata}`,
    }),
  })
}

const back = (reply: FastifyReply, { place }: Clerk, done: string): FastifyReply =>
  goTo(reply, `${at(place, 'site', 'federations')}?done=${done}`)

const refreshDeps = ({ db, log, now, federation }: ConsoleDeps) => ({
  ...{ db, log, now },
  fetch: federation.fetch,
})

/** Larger ones have an address: there they can grow to hundreds of megabytes. */
const MOST_BYTES = 20_000_000

const add = (...[deps, request, reply, clerk]: Parameters<Step>): Promise<FastifyReply> =>
  receiveMetadata(deps, request, reply, MOST_BYTES, async (brought) => {
    const { language } = clerk.place
    const t = words(language).federations
    if (brought === null) return show(deps, request, reply, clerk, { address: t.unreadable })
    const { field, document, address, fileName } = brought
    const refuse = (problems: Readonly<Record<string, string>>) =>
      show(deps, request, reply, clerk, problems, field)
    const [name, pem] = [field('name').trim(), field('certificate').trim()]
    if (document === null && !URL.canParse(address)) return refuse({ address: t.noSource })
    if (pem !== '' && !/-----BEGIN CERTIFICATE-----/.test(pem)) return refuse({ certificate: t.noPem })
    const called = name || (fileName ?? new URL(address).hostname)
    const id = toSlug(called)
    if ((await listFederations(deps.db)).some((one) => one.id === id))
      return refuse({ name: t.nameTaken(called) })
    const own = { id, name: called, certificate: pem === '' ? null : pem }
    const order: MetadataOrder = document === null ? { ...own, address } : { ...own, document }
    const kept = await bringFederation(refreshDeps(deps), order)
    if (!kept.ok) return refuse({ address: describeMetadataRefusal(kept.error, language) })
    const details = { source: fileName ?? address, signed: pem !== '', providers: kept.value }
    const deed = deedOf(clerk, null, 'federation-added', { about: id, name: called, details })
    await noteDeed(deps.db, deps.secretKey, deed, deps.now())
    return back(reply, clerk, 'added')
  })

/** An aggregate of thousands takes a minute: nobody waits longer than this, and it goes on. */
const PATIENCE_MS = 8000

async function ask(...[deps, request, reply, clerk]: Parameters<Step>): Promise<FastifyReply> {
  const id = readForm(request)('federation')
  const federation = (await listFederations(deps.db)).find((one) => one.id === id)
  if (federation === undefined) return back(reply, clerk, 'gone')
  const asking = refreshOne(refreshDeps(deps), { ...federation, etag: null, lastModified: null }).catch(
    (error: unknown) => deps.log.error({ err: error, federation: id }, 'A federation could not be asked'),
  )
  const waiting = new AbortController()
  const isDone = await Promise.race([
    asking.then(() => true),
    sleep(PATIENCE_MS, false, { signal: waiting.signal, ref: false }),
  ])
  waiting.abort()
  return back(reply, clerk, isDone ? 'asked' : 'asking')
}

async function remove(...[deps, request, reply, clerk]: Parameters<Step>): Promise<FastifyReply> {
  const id = readForm(request)('federation')
  const removed = await inDeed(deps, clerk, async (tx) =>
    (await removeFederation(tx, id))
      ? { act: 'federation-removed', press: null, about: id, details: { what: 'federation' } }
      : null,
  )
  return back(reply, clerk, removed ? 'removed' : 'gone')
}

async function addIssuer(...[deps, request, reply, clerk]: Parameters<Step>): Promise<FastifyReply> {
  const typed = readForm(request)
  const t = words(clerk.place.language).federations
  const [issuer, clientId] = [typed('issuer').trim(), typed('client-id').trim()]
  if (clientId === '') return show(deps, request, reply, clerk, { 'client-id': t.noClientId })
  const name = typed('issuer-name').trim()
  const scope = typed('scopes')
    .split(/[\s,]+/)
    .filter((one) => one !== '')
  const order = { clientId, clientSecret: typed('client-secret').trim() || null, scope }
  const { db, now, federation } = deps
  const added = await addIssuerByCommand({ ...federation, db, now }, issuer, {
    ...order,
    ...(name === '' ? {} : { name }),
  })
  if (!added.ok) return show(deps, request, reply, clerk, { issuer: added.error.join(' ') })
  const deed = deedOf(clerk, null, 'federation-added', {
    ...{ about: issuer, name: name || issuer, details: { clientId, scopes: scope } },
  })
  await noteDeed(db, deps.secretKey, deed, now())
  return back(reply, clerk, 'issuer')
}

async function removeIssuer(...[deps, request, reply, clerk]: Parameters<Step>): Promise<FastifyReply> {
  const issuer = readForm(request)('issuer')
  const removed = await inDeed(deps, clerk, async (tx) =>
    (await removeOidcProvider(tx, issuer))
      ? { act: 'federation-removed', press: null, about: issuer, details: { what: 'issuer' } }
      : null,
  )
  return back(reply, clerk, removed ? 'removed' : 'gone')
}

/** The web's side of signing in through institutions. What is decided is decided in `sign-in.ts`. */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { href, isOwn, paths } from '#web'
import { giveBrowserWord, readBrowserWord } from './browser-word.ts'
import type { FederationDeps } from './deps.ts'
import { findProvider, nameOf } from './metadata/provider-store.ts'
import { parseReturnPath } from './parse-return-path.ts'
import { type Rule, refusal } from './refusal.ts'
import { inLanguageOf, refuse, showRefused } from './refuse.ts'
import { renderNoInstitutionPage, renderSignedOutPage } from './refused-page.ts'
import type { Asked } from './saml/ask-provider.ts'
import { MOST_BYTES } from './saml/parse-message.ts'
import { randomWord } from './secrets.ts'
import { renderSendOnPage } from './send-on-page.ts'
import { serviceMetadata } from './service-metadata.ts'
import { type Answered, beginSignIn, openIdSignIn, samlSignIn } from './sign-in.ts'
import { fetchOutcome, keepOutcome } from './sign-in-request-store.ts'
import { words } from './words.ts'

type Query = { readonly Querystring: Readonly<Record<string, unknown>> }

export const federationRoutes =
  (deps: FederationDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    // The answers of providers are forms; this parser is this plugin's own.
    if (app.hasContentTypeParser(FORM)) app.removeContentTypeParser(FORM)
    app.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) =>
      done(null, new URLSearchParams(String(body))),
    )
    app.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store')
    })
    app.get<Query>(paths.signInInstitution, (request, reply) => begin(deps, request, reply))
    app.post(paths.samlAnswer, { bodyLimit: 2 * MOST_BYTES, config: { crossSite: true } }, (request, reply) =>
      takeForm(deps, request, reply),
    )
    app.get<{ Params: { provider: string } }>(paths.openidAnswer(':provider'), (request, reply) =>
      takeQuery(deps, request, reply),
    )
    app.get<Query>(paths.signInReturn, (request, reply) => finish(deps, request, reply))
    app.get<Query>(paths.signInRefused, (request, reply) => showRefused(deps, request, reply))
    app.post(paths.signOutInstitution, (request, reply) => signOut(deps, request, reply))
    app.get(paths.signedOutInstitution, (request, reply) => {
      const { place } = deps.siteOf(request)
      return deps.answerShell(request, reply, {
        title: words(place.language).signedOutTitle,
        path: paths.signedOutInstitution,
        main: renderSignedOutPage(place),
        robots: 'noindex',
      })
    })
    app.get(paths.samlMetadata, async (request, reply) => {
      const xml = await serviceMetadata(deps, deps.siteOf(request).brand.name)
      return reply
        .header('cache-control', 'public, max-age=3600')
        .header('content-disposition', 'inline; filename="metadata.xml"')
        .type('application/samlmetadata+xml; charset=utf-8')
        .send(xml)
    })
    app.get(SEND_ON, (_request, reply) =>
      reply
        .header('cache-control', 'public, max-age=86400')
        .type('text/javascript; charset=utf-8')
        .send('document.querySelector("form[data-send-on]")?.submit()\n'),
    )
  }

const FORM = 'application/x-www-form-urlencoded'
const SEND_ON = `${paths.signInInstitution}/send-on.js`

/** Each OpenID provider has an answer's address of its own, by a hash of its issuer. */
export const openIdKey = (issuer: string): string =>
  createHash('sha256').update(issuer).digest('hex').slice(0, 20)

async function begin(
  deps: FederationDeps,
  request: FastifyRequest<Query>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const { entity, to } = request.query
  if (typeof entity !== 'string') return reply.redirect(href(place, deps.finderPath), 303)
  const returnTo = parseReturnPath(typeof to === 'string' ? to : undefined, place.origin)
  const begun = await beginSignIn(deps, {
    entityId: entity,
    returnTo,
    browserWord: giveBrowserWord(request, reply, place.origin),
    samlAddress: `${place.origin}${paths.samlAnswer}`,
    openIdAddress: `${place.origin}${paths.openidAnswer(openIdKey(entity))}`,
  })
  if (!begun.ok) return refuse(deps, request, reply, { refusal: begun.error, provider: entity, returnTo })
  return sendOn(deps, request, reply, begun.value, entity)
}

async function sendOn(
  deps: FederationDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
  entityId: string,
): Promise<FastifyReply> {
  if (asked.kind === 'go') return reply.redirect(asked.url, 303)
  const { place } = deps.siteOf(request)
  const found = await findProvider(deps.db, entityId)
  const institution = found ? nameOf(found.provider, place.language) : entityId
  // Our pages may send forms to ourselves alone; this one goes to the provider.
  const policy = String(reply.getHeader('content-security-policy') ?? '')
  const allowed = `form-action ${new URL(asked.url).origin}`
  if (policy !== '') reply.header('content-security-policy', policy.replace(/form-action [^;]*/, allowed))
  return deps.answerShell(request, reply, {
    title: words(place.language).sendOnTitle(institution),
    path: paths.signInInstitution,
    main: renderSendOnPage({ place, institution, url: asked.url, fields: asked.fields, script: SEND_ON }),
    robots: 'noindex',
  })
}

/** A provider's answer, sent by the reader's browser. It comes from another site, and so brings none of our cookies. */
async function takeForm(
  deps: FederationDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
  const [fields, relays] = [form.getAll('SAMLResponse'), form.getAll('RelayState')]
  const [field] = fields
  if (field === undefined || fields.length > 1 || relays.length > 1) {
    const fault = refusal('message-is-a-response', `${fields.length} messages, ${relays.length} RelayStates`)
    return refuse(deps, request, reply, { refusal: fault, provider: null, returnTo: null })
  }
  const address = `${place.origin}${paths.samlAnswer}`
  const answered = await samlSignIn(deps, { field, relay: relays[0] ?? null, address })
  return goOn(deps, request, reply, answered)
}

/** OpenID's answer comes by a link, with our cookies, and could be finished here; one way of finishing is enough. */
async function takeQuery(
  deps: FederationDeps,
  request: FastifyRequest<{ Params: { provider: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const address = `${place.origin}${paths.openidAnswer(request.params.provider)}`
  const url = new URL(request.url, place.origin)
  const answered = await openIdSignIn(deps, { url: new URL(`${address}${url.search}`), address })
  return goOn(deps, request, reply, answered)
}

async function goOn(
  deps: FederationDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { result, request: asked, provider }: Answered,
): Promise<FastifyReply> {
  const returnTo = asked?.returnTo ?? null
  if (!result.ok) return refuse(deps, request, reply, { refusal: result.error, provider, returnTo })
  if (asked === null) return keep(deps, request, reply, result.value, '/')
  const handle = randomWord()
  await keepOutcome(deps.db, asked, result.value, handle)
  const place = inLanguageOf(deps.siteOf(request).place, asked.returnTo)
  return reply.redirect(`${href(place, paths.signInReturn)}?answer=${handle}`, 303)
}

/** Back in our own site, where the browser shows its cookies again. */
async function finish(
  deps: FederationDeps,
  request: FastifyRequest<Query>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const { answer } = request.query
  const word = readBrowserWord(request, place.origin)
  const fetched = await fetchOutcome(deps.db, typeof answer === 'string' ? answer : '', word, deps.now())
  if (fetched.kind === 'fetched') return keep(deps, request, reply, fetched.outcome, fetched.returnTo)
  const rules: Record<typeof fetched.kind, Rule> = {
    unknown: 'answer-is-used-once',
    'other-browser': 'answer-belongs-to-this-browser',
    'too-late': 'answer-comes-in-time',
  }
  const fault = refusal(rules[fetched.kind], 'on the way back')
  return refuse(deps, request, reply, { refusal: fault, provider: null, returnTo: null })
}

async function keep(
  deps: FederationDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: Parameters<FederationDeps['keepSignIn']>[2],
  returnTo: string,
): Promise<FastifyReply> {
  const { institutionHint, affiliation, scope, through } = signedIn
  const kept = await deps.keepSignIn(request, reply, signedIn)
  deps.log.info(
    { id: request.id, provider: institutionHint, affiliation, scope, through, kept },
    'An institution signed a reader in',
  )
  if (kept === 'kept') return reply.redirect(returnTo, 303)
  const { place } = deps.siteOf(request)
  return deps.answerShell(request, reply, {
    title: words(place.language).refusedTitle,
    path: paths.signInRefused,
    main: renderNoInstitutionPage(place, request.id, deps.finderPath),
    robots: 'noindex',
    status: 403,
  })
}

async function signOut(
  deps: FederationDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  if (!isOwn(request, place.origin)) return reply.code(403).type('text/plain').send('Not from this site.\n')
  await deps.forgetSignIn(request, reply)
  return reply.redirect(href(place, paths.signedOutInstitution), 303)
}

/**
 * Signing in by a provider that the operator has named, such as ORCID. OpenID itself is spoken by `federation/oidc`; here it is
 * decided whose account that is. A provider's word on an address is taken only where the operator says so; else the reader
 * proves it by a letter.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseMailAddress } from '#platform'
import { href, paths } from '#web'
import { parseName } from '../account.ts'
import { createAccount, findAccount, findByProvider, linkProvider } from '../account-store.ts'
import { type Desk, goTo, letIn, readForm, returnPath, show, toSignIn } from '../desk.ts'
import { guardedFetch } from '../federation/fetch/guarded-fetch.ts'
import { askOpenId } from '../federation/oidc/ask-openid.ts'
import type { OpenIdClient, OpenIdDeps } from '../federation/oidc/open-issuer.ts'
import { type Claims, takeOpenIdAnswer } from '../federation/oidc/take-openid-answer.ts'
import { openSecrets, randomWord } from '../federation/secrets.ts'
import { renderProviderAddressPage } from '../letters/letter-page.ts'
import { whenFresh } from '../my-account/require-signed-in.ts'
import { cookieNames, giveCookie, readCookie } from '../session-cookie.ts'
import { askLetter } from '../sign-in/ask-letter.ts'
import { words } from '../words.ts'
import { renderGoingOnPage } from './going-on-page.ts'
import type { SignInProvider } from './parse-providers.ts'

type Key = { readonly Params: { readonly key: string } }

/** Kept by the reader's browser alone, sealed: the answer counts there and nowhere else. */
type Pending = {
  readonly provider: string
  readonly state: string
  readonly secrets: { readonly nonce: string; readonly verifier: string }
  readonly returnTo: string
  /** The account it is to be joined to; null: to sign in. */
  readonly join: string | null
  readonly until: number
}

/** A provider knows the reader, and told no address that counts. */
type Told = {
  readonly provider: string
  readonly subject: string
  readonly returnTo: string
  readonly until: number
}

const PENDING_SECONDS = 900

export function providerRoutes(app: FastifyInstance, desk: Desk): void {
  if (desk.providers.length === 0) return
  const speaker = openSpeaker(desk)
  const known = (request: FastifyRequest<Key>) => desk.providers.find(({ key }) => key === request.params.key)
  app.post<Key>(paths.signInWith(':key'), async (request, reply) => {
    const provider = known(request)
    if (!provider) return reply.callNotFound()
    const returnTo = returnPath(desk.siteOf(request).place, readForm(request)('to'))
    return begin(speaker, request, reply, provider, { returnTo, join: null })
  })
  app.post<Key>(paths.accountPart('providers/:key/join'), (request, reply) =>
    whenFresh(desk, request, reply, async ({ account }) => {
      const provider = known(request)
      const returnTo = href(desk.siteOf(request).place, paths.account)
      if (!provider) return goTo(reply, returnTo)
      return begin(speaker, request, reply, provider, { returnTo, join: account.id })
    }),
  )
  app.get<Key>(paths.signInWithReturn(':key'), async (request, reply) => {
    const provider = known(request)
    return provider ? finish(speaker, request, reply, provider) : reply.callNotFound()
  })
  app.post<Key>(`${paths.signInWith(':key')}/address`, async (request, reply) => {
    const provider = known(request)
    return provider ? takeAddress(speaker, request, reply, provider) : reply.callNotFound()
  })
}

type Speaker = Desk & {
  readonly openid: OpenIdDeps
  readonly clientOf: (provider: SignInProvider) => OpenIdClient
}

function openSpeaker(desk: Desk): Speaker {
  const secrets = openSecrets(desk.secret)
  const privateToo = desk.privateProviders ?? false
  return {
    ...desk,
    openid: { now: desk.now, secrets, privateToo, fetch: guardedFetch({ privateToo }) },
    clientOf: ({ issuer, clientId, clientSecret, scopes }) => ({
      entityId: issuer,
      clientId,
      clientSecret: clientSecret === null ? null : secrets.seal(clientSecret),
      requestedScopes: scopes,
    }),
  }
}

const cookieOf = (origin: string): string => `${cookieNames(origin).prefix}-with`

const addressOf = (desk: Desk, request: FastifyRequest, { key }: SignInProvider): string =>
  `${desk.siteOf(request).place.origin}${paths.signInWithReturn(key)}`

async function begin(
  desk: Speaker,
  request: FastifyRequest,
  reply: FastifyReply,
  provider: SignInProvider,
  wanted: Pick<Pending, 'returnTo' | 'join'>,
): Promise<FastifyReply> {
  const { place } = desk.siteOf(request)
  const state = randomWord()
  const address = addressOf(desk, request, provider)
  const asked = await askOpenId(desk.openid, desk.clientOf(provider), { state, address }).catch(
    (error: unknown) => {
      desk.log.warn({ id: request.id, provider: provider.key, err: error }, 'A provider cannot be asked')
      return null
    },
  )
  if (asked === null) return failed(desk, request, reply, provider, wanted.returnTo)
  const until = desk.now().getTime() + PENDING_SECONDS * 1000
  const pending: Pending = { ...wanted, provider: provider.key, state, secrets: asked.secrets, until }
  const sealed = desk.openid.secrets.seal(JSON.stringify(pending))
  giveCookie(reply, place.origin, cookieOf(place.origin), sealed, PENDING_SECONDS)
  // Forms of ours may be sent to ourselves alone (form-action), also by a redirection: a page leads on.
  return show(desk, request, reply.header('refresh', `0; url=${asked.url}`), {
    title: words(place.language).goingOn(provider.name),
    path: paths.signIn,
    main: renderGoingOnPage(place, provider.name, asked.url),
  })
}

const failed = (
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { key }: SignInProvider,
  returnTo: string,
): FastifyReply => goTo(reply, `${toSignIn(desk, request, returnTo)}&failed=${key}`)

function takePending(
  desk: Speaker,
  request: FastifyRequest,
  reply: FastifyReply,
  provider: SignInProvider,
): Pending | null {
  const { origin } = desk.siteOf(request).place
  const sealed = readCookie(request, cookieOf(origin))
  if (sealed === null) return null
  giveCookie(reply, origin, cookieOf(origin), '', 0)
  const opened = desk.openid.secrets.unseal(sealed)
  if (opened === null) return null
  const pending: Pending = JSON.parse(opened)
  return pending.provider === provider.key && pending.until > desk.now().getTime() ? pending : null
}

async function finish(
  desk: Speaker,
  request: FastifyRequest,
  reply: FastifyReply,
  provider: SignInProvider,
): Promise<FastifyReply> {
  const { place } = desk.siteOf(request)
  const pending = takePending(desk, request, reply, provider)
  if (pending === null) return failed(desk, request, reply, provider, href(place, paths.home))
  const address = addressOf(desk, request, provider)
  const { search } = new URL(request.url, place.origin)
  const claims = await takeOpenIdAnswer(desk.openid, desk.clientOf(provider), {
    url: new URL(`${address}${search}`),
    address,
    state: pending.state,
    secrets: pending.secrets,
  })
  if (!claims.ok) {
    const { rule, detail } = claims.error
    desk.log.warn(
      { id: request.id, provider: provider.key, rule, detail },
      'A provider did not sign a reader in',
    )
    return failed(desk, request, reply, provider, pending.returnTo)
  }
  return pending.join === null
    ? enter(desk, request, reply, provider, claims.value, pending.returnTo)
    : join(desk, request, reply, provider, claims.value, pending.join)
}

async function join(
  desk: Speaker,
  request: FastifyRequest,
  reply: FastifyReply,
  provider: SignInProvider,
  { sub }: Claims,
  accountId: string,
): Promise<FastifyReply> {
  const { place } = desk.siteOf(request)
  const own = href(place, paths.account)
  const signedIn = await desk.identify(request)
  if (signedIn?.account.id !== accountId) return failed(desk, request, reply, provider, own)
  const joined = await linkProvider(desk.db, accountId, { provider: provider.key, subject: sub })
  return goTo(reply, `${own}?done=${joined ? 'linked' : 'taken'}`)
}

async function enter(
  desk: Speaker,
  request: FastifyRequest,
  reply: FastifyReply,
  provider: SignInProvider,
  claims: Claims,
  returnTo: string,
): Promise<FastifyReply> {
  const subject = { provider: provider.key, subject: claims.sub }
  const known = await findByProvider(desk.db, subject)
  const letInAs = async (accountId: string) =>
    goTo(reply, await letIn(desk, request, reply, { accountId, factor: 'first', returnTo }))
  if (known !== null) return letInAs(known.id)
  const email = typeof claims.email === 'string' ? parseMailAddress(claims.email) : null
  if (email === null || claims.email_verified !== true || !provider.trustsAddresses) {
    const until = desk.now().getTime() + 3_600_000
    const sealed = desk.openid.secrets.seal(JSON.stringify({ ...subject, returnTo, until } satisfies Told))
    return showAddress(desk, request, reply, provider, {
      sealed,
      name: nameIn(claims),
      problems: NO_PROBLEMS,
    })
  }
  const account = await desk.db.transaction().execute(async (transaction) => {
    const name = parseName(nameIn(claims)) ?? email.split('@')[0] ?? email
    const made = await createAccount(transaction, { email, name, verified: true })
    const account = made ?? (await findAccount(transaction, { email }))
    if (account !== null) await linkProvider(transaction, account.id, subject)
    return account
  })
  return account === null ? failed(desk, request, reply, provider, returnTo) : letInAs(account.id)
}

/** OpenID Connect Core §5.1. */
function nameIn({ name, given_name: given, family_name: family }: Claims): string {
  if (typeof name === 'string') return name
  return [given, family].filter((part) => typeof part === 'string').join(' ')
}

type AddressForm = Pick<Parameters<typeof renderProviderAddressPage>[0], 'sealed' | 'name' | 'problems'>

const NO_PROBLEMS: AddressForm['problems'] = { name: null, email: null }

function showAddress(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  provider: SignInProvider,
  form: AddressForm,
) {
  const { place } = desk.siteOf(request)
  return show(desk, request, reply, {
    title: words(place.language).providerAddressTitle,
    path: paths.signIn,
    status: form.problems === NO_PROBLEMS ? 200 : 422,
    main: renderProviderAddressPage({ ...form, place, provider }),
  })
}

async function takeAddress(
  desk: Speaker,
  request: FastifyRequest,
  reply: FastifyReply,
  provider: SignInProvider,
): Promise<FastifyReply> {
  const { place } = desk.siteOf(request)
  const t = words(place.language)
  const form = readForm(request)
  const opened = desk.openid.secrets.unseal(form('sealed'))
  const told: Told | null = opened === null ? null : JSON.parse(opened)
  if (told === null || told.provider !== provider.key || told.until < desk.now().getTime())
    return failed(desk, request, reply, provider, href(place, paths.home))
  const [name, email] = [parseName(form('name')), parseMailAddress(form('email'))]
  if (name === null || email === null) {
    const problems = {
      name: name === null ? t.nameProblem : null,
      email: email === null ? t.emailProblem : null,
    }
    return showAddress(desk, request, reply, provider, {
      sealed: form('sealed'),
      name: form('name'),
      problems,
    })
  }
  const { subject, returnTo } = told
  const provided = { provider: provider.key, subject }
  await askLetter(desk, request, email, { kind: 'sign-up', name, password: null, provided, returnTo })
  return goTo(reply, href(place, paths.signInSent))
}

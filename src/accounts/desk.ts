/** What every page of this slice needs: opened once, by `program`. */
import { createHmac, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Database, Log } from '#platform'
import { type AnswerShell, type Html, href, type Place, paths, type Site } from '#web'
import { findAccount } from './account-store.ts'
import type { Engine } from './better-auth.ts'
import { parseReturnPath } from './federation/parse-return-path.ts'
import { type Guesses, openGuesses } from './guess-store.ts'
import type { AccountIdentity, SignedInAccount } from './identity.ts'
import type { SignInProvider } from './providers/parse-providers.ts'
import { cookieNames, giveCookie, readCookie, readSigned, signValue } from './session-cookie.ts'
import type { SessionMemory } from './session-memory.ts'
import { beginSession, endSession, type Factor, findOwing } from './session-store.ts'

/** What another slice shows in My books, or in My account: null when it has nothing for this reader. */
export type AccountPanel = {
  readonly id: string
  readonly load: (
    account: AccountIdentity,
    place: Place,
    request: FastifyRequest,
  ) => Promise<{ readonly title: string; readonly body: Html } | null>
}

/** What another slice keeps of an account: goes into what a reader takes away of his own data. */
export type AccountPart = {
  readonly name: string
  readonly load: (account: AccountIdentity) => Promise<unknown>
}

export type AccountsDeps = {
  readonly db: Database
  readonly log: Log
  readonly now: () => Date
  readonly secretKey: string
  readonly siteOf: (request: FastifyRequest) => Site
  readonly answerShell: AnswerShell
  /** Where a reader looks for his institution; null: institutions are not asked here. */
  readonly finderPath: string | null
  readonly providers: readonly SignInProvider[]
  /** Providers may stand in a private network, and speak plain http: in tests. */
  readonly privateProviders?: boolean
  readonly panels: readonly AccountPanel[]
  readonly parts: readonly AccountPart[]
  readonly identify: Identify
}

/** Who is signed in; null: nobody. */
export type Identify = (request: FastifyRequest) => Promise<SignedInAccount | null>

export type Desk = AccountsDeps & {
  readonly secret: string
  readonly guesses: Guesses
  readonly engineOf: (site: Site) => Promise<Engine>
}

/** A key of this slice's own: what it signs says nothing of what others sign. */
export const accountSecret = (secretKey: string): string =>
  createHmac('sha256', secretKey).update('accounts').digest('hex')

export function openDesk(deps: AccountsDeps): Desk {
  const secret = accountSecret(deps.secretKey)
  const engines = new Map<string, Promise<Engine>>()
  return {
    ...deps,
    secret,
    guesses: openGuesses(deps.db, secret),
    engineOf: ({ place: { origin }, brand }) => {
      const known = engines.get(origin)
      if (known !== undefined) return known
      const opening = import('./better-auth.ts').then(({ openEngine }) =>
        openEngine({ db: deps.db, log: deps.log, secret, origin, siteName: brand.shortName }),
      )
      // Origins are those of the site's own hosts where PUBLIC_URL is set; else anybody may invent some.
      if (engines.size > 50) engines.clear()
      engines.set(origin, opening)
      return opening
    },
  }
}

export type IdentifyDeps = {
  readonly secretKey: string
  readonly siteOf: (request: FastifyRequest) => Site
  readonly sessions: Pick<SessionMemory, 'find'>
}

/** Without a cookie of ours, or with one we did not sign, nothing is asked of the database. Once for each request. */
export function openIdentify(deps: IdentifyDeps): Identify {
  const keeper = { siteOf: deps.siteOf, secret: accountSecret(deps.secretKey) }
  const known = new WeakMap<FastifyRequest, Promise<SignedInAccount | null>>()
  return async (request) => {
    if (request.headers.cookie === undefined) return null
    const token = sessionToken(keeper, request)
    if (token === null) return null
    const asked = known.get(request) ?? deps.sessions.find(token)
    known.set(request, asked)
    return asked
  }
}

/** Whoever sends something may end a session by it, his own or another of his: what he sees next is asked for anew. */
export function doubtWhoSends(
  app: FastifyInstance,
  {
    sessions,
    secretKey,
    siteOf,
  }: Pick<IdentifyDeps, 'secretKey' | 'siteOf'> & {
    readonly sessions: Pick<SessionMemory, 'doubt'>
  },
): void {
  const keeper = { siteOf, secret: accountSecret(secretKey) }
  app.addHook('onRequest', (request, _, done) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const token = sessionToken(keeper, request)
      if (token !== null) sessions.doubt(token)
    }
    done()
  })
}

type Keeper = Pick<Desk, 'secret' | 'siteOf'>

export function sessionToken(desk: Keeper, request: FastifyRequest): string | null {
  const { origin } = desk.siteOf(request).place
  return readSigned(readCookie(request, cookieNames(origin).session), desk.secret)
}

export const owingAccount = async (desk: Desk, request: FastifyRequest): Promise<string | null> => {
  const token = sessionToken(desk, request)
  return token === null ? null : findOwing(desk.db, token, desk.now())
}

/**
 * Lets somebody in who has proven who he is. The session is new, and the one before ends: nobody can have prepared it
 * (OWASP ASVS 7.2.4). Returns where to go next.
 */
export async function letIn(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  proven: { readonly accountId: string; readonly factor: 'first' | 'second'; readonly returnTo: string },
): Promise<string> {
  const { place } = desk.siteOf(request)
  const names = cookieNames(place.origin)
  const account = await findAccount(desk.db, { id: proven.accountId })
  if (account === null) return href(place, paths.signIn)
  const factor: Factor = account.twoFactor && proven.factor === 'first' ? 'owed' : proven.factor
  const before = sessionToken(desk, request)
  if (before !== null) await endSession(desk.db, before)
  const userAgent = request.headers['user-agent'] ?? ''
  const session = { accountId: account.id, factor, userAgent, now: desk.now() }
  const { token, seconds } = await beginSession(desk.db, session)
  giveCookie(reply, place.origin, names.session, signValue(token, desk.secret), seconds)
  if (factor === 'owed')
    return `${href(place, paths.signInCode)}?${new URLSearchParams({ to: proven.returnTo })}`
  giveCookie(reply, place.origin, names.device, deviceWord(desk.secret, account.email), 365 * 86_400)
  desk.log.info({ id: request.id, account: account.id, factor }, 'A reader signed in')
  return proven.returnTo
}

/** A browser in which this very address has signed in before; its guesses are counted by themselves. */
export function knownDevice(desk: Desk, request: FastifyRequest, email: string): string | null {
  const word = readCookie(request, cookieNames(desk.siteOf(request).place.origin).device)
  const [mark = ''] = word?.split('.') ?? []
  return word !== null && word === markedDevice(desk.secret, mark, email) ? mark : null
}

const deviceWord = (secret: string, email: string): string =>
  markedDevice(secret, randomBytes(12).toString('base64url'), email)

const markedDevice = (secret: string, mark: string, email: string): string =>
  `${mark}.${createHmac('sha256', secret).update(`device ${mark} ${email.toLowerCase()}`).digest('base64url')}`

export function forgetCookies(desk: Desk, request: FastifyRequest, reply: FastifyReply): void {
  const { origin } = desk.siteOf(request).place
  giveCookie(reply, origin, cookieNames(origin).session, '', 0)
}

/** One of our own pages; our front page for anything else. A letter's or a sign-in's own address is no page to return to. */
export function returnPath(place: Place, text: string | undefined): string {
  const path = parseReturnPath(text, place.origin)
  return path === '/' || /\/(letters|account\/delete)(\/|$)/.test(path) ? href(place, paths.home) : path
}

/** The page on which a link of ours was followed, when the browser tells. */
export function cameFrom(request: FastifyRequest, { origin }: Place): string | undefined {
  const { referer } = request.headers
  return referer?.startsWith(`${origin}/`) ? referer.slice(origin.length) : undefined
}

export const readForm = (request: FastifyRequest): ((name: string) => string) => {
  const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
  return (name) => form.get(name) ?? ''
}

export const queryOf = (request: FastifyRequest, name: string): string | undefined => {
  const { query } = request
  const value = typeof query === 'object' && query !== null ? Reflect.get(query, name) : undefined
  return typeof value === 'string' ? value : undefined
}

/** A page that is one reader's alone: never kept, never found by a search. */
export const show = (
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  page: { readonly title: string; readonly path: string; readonly main: Html; readonly status?: number },
): Promise<FastifyReply> =>
  desk.answerShell(request, reply.header('referrer-policy', 'same-origin'), { ...page, robots: 'noindex' })

export const toSignIn = (desk: Desk, request: FastifyRequest, returnTo: string, again = false): string =>
  `${href(desk.siteOf(request).place, paths.signIn)}?${new URLSearchParams({ to: returnTo, ...(again ? { again: 'yes' } : {}) })}`

export const goTo = (reply: FastifyReply, address: string): FastifyReply =>
  reply.header('cache-control', 'private, no-store').redirect(address, 303)

/** `/account` and its forms. Each does one thing, says that it is done, and writes to the owner where it matters. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseMailAddress, sendMail } from '#platform'
import { href, paths } from '#web'
import { type Account, PASSWORD_LEAST, parseName, parsePassword } from '../account.ts'
import {
  deleteAccount,
  findAccount,
  findPassword,
  keepPassword,
  listCredentials,
  listPasskeys,
  removePasskey,
  rename,
  unlinkProvider,
} from '../account-store.ts'
import {
  cameFrom,
  type Desk,
  forgetCookies,
  goTo,
  letIn,
  queryOf,
  readForm,
  returnPath,
  show,
  toSignIn,
} from '../desk.ts'
import { LIMITS } from '../guess-store.ts'
import type { SignedInAccount } from '../identity.ts'
import { buildAlarmEmail } from '../letters/letter-email.ts'
import { dropLetters } from '../letters/letter-store.ts'
import { endSessionOf, endSessions, listSessions } from '../session-store.ts'
import { askLetter } from '../sign-in/ask-letter.ts'
import { hashing } from '../sign-in/match-password.ts'
import { words } from '../words.ts'
import { exportAccount } from './export-account.ts'
import { type Problems, renderDeletedPage, renderDeletePage, renderMyAccountPage } from './my-account-page.ts'
import { whenFresh, whenSignedIn } from './require-signed-in.ts'

export function myAccountRoutes(app: FastifyInstance, desk: Desk): void {
  const part = (name: string) => paths.accountPart(name)
  app.get(paths.account, async (request, reply) => {
    const { place } = desk.siteOf(request)
    // The link in the head of every page leads here; after signing in, the reader goes on reading where he was.
    const from = returnPath(place, cameFrom(request, place))
    const own = href(place, paths.account)
    const to = queryOf(request, 'done') === undefined && from !== href(place, paths.home) ? from : own
    return whenSignedIn(desk, request, reply, (signedIn) => showAccount(desk, request, reply, signedIn), to)
  })
  app.post(part('name'), (request, reply) =>
    whenSignedIn(desk, request, reply, async (signedIn) => {
      const name = parseName(readForm(request)('name'))
      const problem = words(desk.siteOf(request).place.language).nameProblem
      if (name === null) return showAccount(desk, request, reply, signedIn, { name: problem })
      await rename(desk.db, signedIn.account.id, name)
      return done(desk, request, reply, 'name')
    }),
  )
  app.post(part('address'), (request, reply) =>
    whenFresh(desk, request, reply, (signedIn) => askNewAddress(desk, request, reply, signedIn)),
  )
  app.post(part('password'), (request, reply) =>
    whenSignedIn(desk, request, reply, (signedIn) => changePassword(desk, request, reply, signedIn)),
  )
  app.post(part('sessions/end'), (request, reply) =>
    whenSignedIn(desk, request, reply, async ({ account, session }) => {
      const which = readForm(request)('session')
      if (which === 'others') await endSessions(desk.db, account.id, session.id)
      else await endSessionOf(desk.db, account.id, which)
      return done(desk, request, reply, which === 'others' ? 'sessions' : 'session')
    }),
  )
  app.post<{ Params: { id: string } }>(part('passkeys/:id/remove'), (request, reply) =>
    whenFresh(desk, request, reply, async ({ account }) => {
      await removePasskey(desk.db, account.id, request.params.id)
      return done(desk, request, reply, 'passkey-removed')
    }),
  )
  app.post<{ Params: { key: string } }>(part('providers/:key/part'), (request, reply) =>
    whenFresh(desk, request, reply, async ({ account }) => {
      await unlinkProvider(desk.db, account.id, request.params.key)
      return done(desk, request, reply, 'unlinked')
    }),
  )
  app.get(part('export.json'), (request, reply) =>
    whenSignedIn(desk, request, reply, async ({ account }) =>
      reply
        .header('cache-control', 'private, no-store')
        .header('content-disposition', 'attachment; filename="my-data.json"')
        .type('application/json; charset=utf-8')
        .send(`${JSON.stringify(await exportAccount(desk, account), null, 2)}\n`),
    ),
  )
  app.get(part('delete'), (request, reply) =>
    whenFresh(desk, request, reply, () => showDelete(desk, request, reply, null)),
  )
  app.post(part('delete'), (request, reply) =>
    whenFresh(desk, request, reply, (signedIn) => closeAccount(desk, request, reply, signedIn)),
  )
}

const done = (
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  what: keyof ReturnType<typeof words>['done'],
): FastifyReply => goTo(reply, `${href(desk.siteOf(request).place, paths.account)}?done=${what}`)

async function showAccount(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedInAccount,
  problems: Problems = {},
): Promise<FastifyReply> {
  const { place } = desk.siteOf(request)
  const t = words(place.language)
  const { id } = signedIn.account
  const [found, credentials, passkeys, sessions, panels] = await Promise.all([
    findPassword(desk.db, { id }),
    listCredentials(desk.db, id),
    listPasskeys(desk.db, id),
    listSessions(desk.db, id, desk.now()),
    Promise.all(
      desk.panels.map(async (panel) => {
        const shown = await panel.load(signedIn.account, place, request)
        return shown === null ? [] : [{ id: panel.id, ...shown }]
      }),
    ),
  ])
  if (found === null) return goTo(reply, toSignIn(desk, request, href(place, paths.account)))
  const said = Object.entries(t.done).find(([key]) => key === queryOf(request, 'done'))?.[1] ?? null
  const joined = new Set(credentials.map(({ provider }) => provider))
  return show(desk, request, reply, {
    title: t.account,
    path: paths.account,
    status: Object.keys(problems).length > 0 ? 422 : 200,
    main: renderMyAccountPage({
      place,
      account: found.account,
      hasPassword: found.password !== null,
      isStaff: signedIn.staff.length > 0 || signedIn.session.owesSecondFactor,
      passkeys,
      sessions: sessions.map((session) => ({ ...session, here: session.id === signedIn.session.id })),
      providers: desk.providers.map(({ key, name }) => ({ key, name, joined: joined.has(key) })),
      panels: panels.flat(),
      done: said,
      problems,
    }),
  })
}

async function askNewAddress(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedInAccount,
): Promise<FastifyReply> {
  const { place } = desk.siteOf(request)
  const email = parseMailAddress(readForm(request)('email'))
  if (email === null)
    return showAccount(desk, request, reply, signedIn, { email: words(place.language).emailProblem })
  await askLetter(desk, request, email, { kind: 'change-address', accountId: signedIn.account.id })
  await tellOwner(desk, request, signedIn.account, 'address')
  return done(desk, request, reply, 'address-asked')
}

async function changePassword(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedInAccount,
): Promise<FastifyReply> {
  const { place, brand } = desk.siteOf(request)
  const t = words(place.language)
  const form = readForm(request)
  const { account } = signedIn
  const refuse = (problems: Problems) => showAccount(desk, request, reply, signedIn, problems)
  const known = (await findPassword(desk.db, { id: account.id }))?.password ?? null
  const { password } = await hashing(desk, request)
  if (known === null) {
    // Whoever has no password has just proven himself in another way, or does so now.
    const fresh = desk.now().getTime() - signedIn.session.begun.getTime() < 3_600_000
    if (!fresh) return goTo(reply, toSignIn(desk, request, href(place, paths.account), true))
  } else {
    const about = `own ${account.id}`
    const seconds = await desk.guesses.claim(LIMITS.account, about, desk.now())
    if (seconds > 0) return refuse({ current: t.tooOftenPlain(seconds) })
    const given = form('current').normalize('NFKC').slice(0, 1000)
    if (!(await password.verify({ hash: known, password: given })))
      return refuse({ current: t.wrongPassword })
    await desk.guesses.forgive(LIMITS.account, about)
  }
  const wanted = parsePassword(form('password'), [account.name, account.email, brand.name])
  if (!wanted.ok) return refuse({ password: t.passwordProblems[wanted.error](PASSWORD_LEAST) })
  const hash = await password.hash(wanted.value)
  await desk.db.transaction().execute(async (transaction) => {
    await keepPassword(transaction, account.id, hash)
    await endSessions(transaction, account.id)
    await dropLetters(transaction, account.email)
  })
  await tellOwner(desk, request, account, 'password')
  const returnTo = `${href(place, paths.account)}?done=password`
  // He has proven himself in this very session, with a code where one is asked for.
  return goTo(
    reply,
    await letIn(desk, request, reply, {
      accountId: account.id,
      factor: await factorOf(desk, signedIn),
      returnTo,
    }),
  )
}

/** An account with codes can only be here after one. */
async function factorOf(desk: Desk, { account, session }: SignedInAccount): Promise<'first' | 'second'> {
  const found = await findAccount(desk.db, { id: account.id })
  return found?.twoFactor === true ? 'second' : session.factor
}

export async function tellOwner(
  desk: Desk,
  request: FastifyRequest,
  { email, name }: Pick<Account, 'email' | 'name'>,
  what: Parameters<typeof buildAlarmEmail>[0],
): Promise<void> {
  const { place, brand } = desk.siteOf(request)
  const about = { name, siteName: brand.shortName, origin: place.origin, language: place.language }
  await sendMail(desk.db, { to: email, fromName: brand.shortName, ...buildAlarmEmail(what, about) })
}

function showDelete(desk: Desk, request: FastifyRequest, reply: FastifyReply, problem: string | null) {
  const { place } = desk.siteOf(request)
  return show(desk, request, reply, {
    title: words(place.language).deleteTitle,
    path: paths.accountPart('delete'),
    status: problem === null ? 200 : 422,
    main: renderDeletePage(place, problem),
  })
}

async function closeAccount(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { account }: SignedInAccount,
): Promise<FastifyReply> {
  const { place } = desk.siteOf(request)
  const t = words(place.language)
  if (readForm(request)('sure') !== 'yes') return showDelete(desk, request, reply, t.deleteUnconfirmed)
  await tellOwner(desk, request, account, 'closed')
  await deleteAccount(desk.db, account)
  forgetCookies(desk, request, reply)
  desk.log.info({ id: request.id, account: account.id }, 'A reader deleted an account')
  return show(desk, request, reply, {
    title: t.deletedTitle,
    path: paths.account,
    main: renderDeletedPage(place),
  })
}

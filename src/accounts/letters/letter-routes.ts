/** `/letters/…`: what a letter's link opens, and what its button does. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertNever } from '#base'
import { sendMail } from '#platform'
import { href, paths } from '#web'
import { PASSWORD_LEAST, parsePassword } from '../account.ts'
import {
  changeAddress,
  createAccount,
  findAccount,
  keepPassword,
  linkProvider,
  markVerified,
} from '../account-store.ts'
import { type Desk, goTo, letIn, readForm, show } from '../desk.ts'
import { endSessions } from '../session-store.ts'
import { hashing } from '../sign-in/match-password.ts'
import { words } from '../words.ts'
import type { Letter } from './letter.ts'
import { buildAlarmEmail } from './letter-email.ts'
import { renderLetterGonePage, renderLetterPage } from './letter-page.ts'
import { dropLetters, findLetter, useLetter } from './letter-store.ts'

type Key = { readonly Params: { readonly id: string; readonly proof: string } }

export function letterRoutes(app: FastifyInstance, desk: Desk): void {
  const path = paths.letter(':id', ':proof')
  app.get<Key>(path, async (request, reply) => {
    const letter = await find(desk, request)
    return letter === null
      ? showGone(desk, request, reply, 'gone')
      : showLetter(desk, request, reply, letter, null)
  })
  app.post<Key>(path, async (request, reply) => {
    const letter = await find(desk, request)
    return letter === null ? showGone(desk, request, reply, 'gone') : open(desk, request, reply, letter)
  })
}

const find = (desk: Desk, request: FastifyRequest<Key>): Promise<Letter | null> =>
  findLetter(desk.db, { ...request.params, secret: desk.secret }, desk.now())

function showLetter(
  desk: Desk,
  request: FastifyRequest<Key>,
  reply: FastifyReply,
  letter: Letter,
  problem: string | null,
) {
  const { place } = desk.siteOf(request)
  const path = paths.letter(request.params.id, request.params.proof)
  // The address of this page is a secret: it goes nowhere with a link. Our own forms still say where they come from.
  return show(desk, request, reply, {
    title: words(place.language).letterTitles[letter.wish.kind],
    path,
    status: problem === null ? 200 : 422,
    main: renderLetterPage({ place, letter, path, problem }),
  })
}

function showGone(desk: Desk, request: FastifyRequest, reply: FastifyReply, why: 'gone' | 'taken') {
  const { place } = desk.siteOf(request)
  return show(desk, request, reply, {
    title: words(place.language).letterGoneTitle,
    path: paths.signIn,
    status: 410,
    main: renderLetterGonePage(place, why),
  })
}

async function open(
  desk: Desk,
  request: FastifyRequest<Key>,
  reply: FastifyReply,
  letter: Letter,
): Promise<FastifyReply> {
  const { place } = desk.siteOf(request)
  const { wish } = letter
  const enter = async (accountId: string, returnTo: string) =>
    goTo(reply, await letIn(desk, request, reply, { accountId, factor: 'first', returnTo }))
  switch (wish.kind) {
    case 'sign-up': {
      const accountId = await makeAccount(desk, letter)
      return accountId === null ? showGone(desk, request, reply, 'taken') : enter(accountId, wish.returnTo)
    }
    case 'sign-in': {
      const accountId = await useFor(desk, letter)
      return accountId === null ? showGone(desk, request, reply, 'gone') : enter(accountId, wish.returnTo)
    }
    case 'reset':
      return reset(desk, request, reply, letter)
    case 'change-address': {
      const changed = await desk.db.transaction().execute(async (transaction) => {
        if (!(await useLetter(transaction, letter, desk.now()))) return false
        return changeAddress(transaction, wish.accountId, letter.email)
      })
      if (!changed) return showGone(desk, request, reply, 'gone')
      return goTo(reply, `${href(place, paths.account)}?done=address`)
    }
    default:
      return assertNever(wish)
  }
}

const makeAccount = (desk: Desk, letter: Letter): Promise<string | null> =>
  desk.db.transaction().execute(async (transaction) => {
    const { wish, email } = letter
    if (wish.kind !== 'sign-up' || !(await useLetter(transaction, letter, desk.now()))) return null
    const account = await createAccount(transaction, { email, name: wish.name, verified: true })
    if (account === null) return null
    if (wish.password !== null) await keepPassword(transaction, account.id, wish.password)
    if (wish.provided !== null) await linkProvider(transaction, account.id, wish.provided)
    return account.id
  })

/** Whoever opens a letter reads the mailbox it was sent to. */
const useFor = (desk: Desk, letter: Letter): Promise<string | null> =>
  desk.db.transaction().execute(async (transaction) => {
    if (!(await useLetter(transaction, letter, desk.now()))) return null
    const account = await findAccount(transaction, { email: letter.email })
    if (account !== null && !account.verified) await markVerified(transaction, account.id)
    return account?.id ?? null
  })

async function reset(
  desk: Desk,
  request: FastifyRequest<Key>,
  reply: FastifyReply,
  letter: Letter,
): Promise<FastifyReply> {
  const { place, brand } = desk.siteOf(request)
  const t = words(place.language)
  const account = await findAccount(desk.db, { email: letter.email })
  if (account === null) return showGone(desk, request, reply, 'gone')
  const password = parsePassword(readForm(request)('password'), [account.name, account.email, brand.name])
  if (!password.ok)
    return showLetter(desk, request, reply, letter, t.passwordProblems[password.error](PASSWORD_LEAST))
  const hash = await (await hashing(desk, request)).password.hash(password.value)
  const done = await desk.db.transaction().execute(async (transaction) => {
    if (!(await useLetter(transaction, letter, desk.now()))) return false
    await keepPassword(transaction, account.id, hash)
    await markVerified(transaction, account.id)
    await endSessions(transaction, account.id)
    await dropLetters(transaction, account.email)
    const about = {
      name: account.name,
      siteName: brand.shortName,
      origin: place.origin,
      language: place.language,
    }
    await sendMail(transaction, {
      to: account.email,
      fromName: brand.shortName,
      ...buildAlarmEmail('password', about),
    })
    return true
  })
  if (!done) return showGone(desk, request, reply, 'gone')
  const returnTo = href(place, paths.account)
  return goTo(reply, await letIn(desk, request, reply, { accountId: account.id, factor: 'first', returnTo }))
}

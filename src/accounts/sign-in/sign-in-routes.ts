/** `/sign-in`, `/sign-up`, `/sign-out` and what belongs to them: forms in, a redirection out. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseMailAddress } from '#platform'
import { href, paths } from '#web'
import { PASSWORD_LEAST, parseName, parsePassword } from '../account.ts'
import {
  cameFrom,
  type Desk,
  forgetCookies,
  goTo,
  letIn,
  owingAccount,
  queryOf,
  readForm,
  returnPath,
  sessionToken,
  show,
  toSignIn,
} from '../desk.ts'
import { endSession } from '../session-store.ts'
import { matchCode } from '../two-factor/match-code.ts'
import { words } from '../words.ts'
import { askLetter } from './ask-letter.ts'
import { hashing, matchPassword } from './match-password.ts'
import {
  renderCodePage,
  renderForgottenPage,
  renderSentPage,
  renderSignedOutPage,
  renderSignInPage,
} from './sign-in-page.ts'
import { renderSignUpPage } from './sign-up-page.ts'

export function signInRoutes(app: FastifyInstance, desk: Desk): void {
  app.get(paths.signIn, async (request, reply) => {
    const { place } = desk.siteOf(request)
    const returnTo = returnPath(place, queryOf(request, 'to') ?? cameFrom(request, place))
    const again = queryOf(request, 'again') === 'yes'
    if (!again && (await desk.identify(request)) !== null) return goTo(reply, returnTo)
    // Whoever looks at the form is about to send it: what checks it can be read meanwhile.
    void desk.engineOf(desk.siteOf(request)).catch(() => {})
    const failed = desk.providers.find(({ key }) => key === queryOf(request, 'failed'))
    const problem = failed ? words(place.language).providerFailed(failed.name) : null
    return showSignIn(desk, request, reply, { email: '', problem, again, returnTo, status: 200 })
  })
  app.post(paths.signIn, (request, reply) => signIn(desk, request, reply))
  app.post(paths.signInLink, (request, reply) => sendLink(desk, request, reply))
  app.get(paths.signInForgotten, (request, reply) => showForgotten(desk, request, reply, '', null))
  app.post(paths.signInForgotten, (request, reply) => sendReset(desk, request, reply))
  app.get(paths.signInSent, (request, reply) => {
    const { place } = desk.siteOf(request)
    const title = words(place.language).sentTitle
    return show(desk, request, reply, { title, path: paths.signInSent, main: renderSentPage(place) })
  })
  app.get(paths.signInCode, async (request, reply) => {
    const { place } = desk.siteOf(request)
    const returnTo = returnPath(place, queryOf(request, 'to'))
    if ((await owingAccount(desk, request)) === null) return goTo(reply, toSignIn(desk, request, returnTo))
    return showCode(desk, request, reply, returnTo, null)
  })
  app.post(paths.signInCode, (request, reply) => giveCode(desk, request, reply))
  app.get(paths.signUp, (request, reply) => {
    const { place } = desk.siteOf(request)
    const returnTo = returnPath(place, queryOf(request, 'to') ?? cameFrom(request, place))
    void desk.engineOf(desk.siteOf(request)).catch(() => {})
    return showSignUp(desk, request, reply, { name: '', email: '', returnTo, problems: NO_PROBLEMS })
  })
  app.post(paths.signUp, (request, reply) => signUp(desk, request, reply))
  app.get(paths.signOut, (request, reply) => {
    const { place } = desk.siteOf(request)
    const title = words(place.language).signedOutTitle
    return show(desk, request, reply, { title, path: paths.signOut, main: renderSignedOutPage(place) })
  })
  app.post(paths.signOut, async (request, reply) => {
    const token = sessionToken(desk, request)
    if (token !== null) await endSession(desk.db, token)
    forgetCookies(desk, request, reply)
    // W3C Clear-Site-Data: what the browser's back button might still show.
    reply.header('clear-site-data', '"cache"')
    return goTo(reply, href(desk.siteOf(request).place, paths.signOut))
  })
}

type SignInForm = {
  readonly email: string
  readonly problem: string | null
  readonly again: boolean
  readonly returnTo: string
  readonly status: number
}

function showSignIn(desk: Desk, request: FastifyRequest, reply: FastifyReply, form: SignInForm) {
  const { place } = desk.siteOf(request)
  const query = new URLSearchParams({ to: form.returnTo })
  const finderPath = desk.finderPath === null ? null : `${href(place, desk.finderPath)}?${query}`
  return show(desk, request, reply, {
    title: words(place.language).signIn,
    path: paths.signIn,
    status: form.status,
    main: renderSignInPage({ ...form, place, finderPath, providers: desk.providers }),
  })
}

async function signIn(desk: Desk, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { place } = desk.siteOf(request)
  const t = words(place.language)
  const form = readForm(request)
  const returnTo = returnPath(place, form('to'))
  const refuse = (problem: string, status: number) =>
    showSignIn(desk, request, reply, { email: form('email'), problem, again: false, returnTo, status })
  const email = parseMailAddress(form('email'))
  if (email === null) return refuse(t.emailProblem, 422)
  const checked = await matchPassword(desk, request, {
    email: email.toLowerCase(),
    password: form('password').normalize('NFKC').slice(0, 1000),
  })
  if (checked.kind === 'too-often') {
    reply.header('retry-after', checked.seconds)
    return refuse(t.tooOften(checked.seconds), 429)
  }
  if (checked.kind === 'wrong') return refuse(t.refused, 422)
  const proven = { accountId: checked.account.id, factor: 'first', returnTo } as const
  return goTo(reply, await letIn(desk, request, reply, proven))
}

async function sendLink(desk: Desk, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { place } = desk.siteOf(request)
  const form = readForm(request)
  const returnTo = returnPath(place, form('to'))
  const email = parseMailAddress(form('email'))
  if (email === null) {
    const problem = words(place.language).emailProblem
    return showSignIn(desk, request, reply, {
      email: form('email'),
      problem,
      again: false,
      returnTo,
      status: 422,
    })
  }
  await askLetter(desk, request, email, { kind: 'sign-in', returnTo })
  return goTo(reply, href(place, paths.signInSent))
}

function showForgotten(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  email: string,
  problem: string | null,
) {
  const { place } = desk.siteOf(request)
  return show(desk, request, reply, {
    title: words(place.language).forgottenTitle,
    path: paths.signInForgotten,
    status: problem === null ? 200 : 422,
    main: renderForgottenPage(place, email, problem),
  })
}

async function sendReset(desk: Desk, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { place } = desk.siteOf(request)
  const given = readForm(request)('email')
  const email = parseMailAddress(given)
  if (email === null) return showForgotten(desk, request, reply, given, words(place.language).emailProblem)
  await askLetter(desk, request, email, { kind: 'reset' })
  return goTo(reply, href(place, paths.signInSent))
}

function showCode(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  returnTo: string,
  problem: string | null,
) {
  const { place } = desk.siteOf(request)
  return show(desk, request, reply, {
    title: words(place.language).codeTitle,
    path: paths.signInCode,
    status: problem === null ? 200 : 422,
    main: renderCodePage(place, returnTo, problem),
  })
}

async function giveCode(desk: Desk, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { place } = desk.siteOf(request)
  const t = words(place.language)
  const form = readForm(request)
  const returnTo = returnPath(place, form('to'))
  const accountId = await owingAccount(desk, request)
  if (accountId === null) return goTo(reply, toSignIn(desk, request, returnTo))
  const checked = await matchCode(desk, request, accountId, form('code'))
  if (checked.kind === 'too-often')
    return showCode(desk, request, reply, returnTo, t.tooOftenPlain(checked.seconds))
  if (checked.kind === 'wrong') return showCode(desk, request, reply, returnTo, t.codeWrong)
  return goTo(reply, await letIn(desk, request, reply, { accountId, factor: 'second', returnTo }))
}

type SignUpForm = Omit<Parameters<typeof renderSignUpPage>[0], 'place'>

const NO_PROBLEMS: SignUpForm['problems'] = { name: null, email: null, password: null }

function showSignUp(desk: Desk, request: FastifyRequest, reply: FastifyReply, form: SignUpForm) {
  const { place } = desk.siteOf(request)
  return show(desk, request, reply, {
    title: words(place.language).signUp,
    path: paths.signUp,
    status: form.problems === NO_PROBLEMS ? 200 : 422,
    main: renderSignUpPage({ ...form, place }),
  })
}

/** No account is made here, only a letter: nobody can take an address that he does not read. */
async function signUp(desk: Desk, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { place, brand } = desk.siteOf(request)
  const t = words(place.language)
  const form = readForm(request)
  const returnTo = returnPath(place, form('to'))
  const name = parseName(form('name'))
  const email = parseMailAddress(form('email'))
  const password = parsePassword(form('password'), [form('name'), form('email'), brand.name])
  if (name === null || email === null || !password.ok)
    return showSignUp(desk, request, reply, {
      name: form('name'),
      email: form('email'),
      returnTo,
      problems: {
        name: name === null ? t.nameProblem : null,
        email: email === null ? t.emailProblem : null,
        password: password.ok ? null : t.passwordProblems[password.error](PASSWORD_LEAST),
      },
    })
  const hash = await (await hashing(desk, request)).password.hash(password.value)
  await askLetter(desk, request, email, { kind: 'sign-up', name, password: hash, provided: null, returnTo })
  return goTo(reply, href(place, paths.signInSent))
}

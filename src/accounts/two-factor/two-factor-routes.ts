/** `/account/code`: an authenticator app is shared a key with, proven once, and asked from then on. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { href, paths } from '#web'
import { findAccount } from '../account-store.ts'
import { type Desk, goTo, letIn, queryOf, readForm, returnPath, show } from '../desk.ts'
import type { SignedInAccount } from '../identity.ts'
import { tellOwner } from '../my-account/my-account-routes.ts'
import { whenFresh } from '../my-account/require-signed-in.ts'
import { words } from '../words.ts'
import { matchCode, newKey, newRecoveryCodes, sealing } from './match-code.ts'
import { renderBeginPage, renderSetUpPage } from './two-factor-page.ts'
import { beginTwoFactor, confirmTwoFactor, dropTwoFactor, findTwoFactor } from './two-factor-store.ts'

export function twoFactorRoutes(app: FastifyInstance, desk: Desk): void {
  app.get(paths.accountPart('code'), (request, reply) =>
    whenFresh(desk, request, reply, async (signedIn) => {
      const { place } = desk.siteOf(request)
      const account = await findAccount(desk.db, { id: signedIn.account.id })
      const returnTo = returnPath(place, queryOf(request, 'to') ?? href(place, paths.account))
      if (account?.twoFactor === true) return goTo(reply, href(place, paths.account))
      return show(desk, request, reply, {
        title: words(place.language).codeSetUpTitle,
        path: paths.accountPart('code'),
        main: renderBeginPage({ place, needed: signedIn.session.owesSecondFactor, returnTo }),
      })
    }),
  )
  app.post(paths.accountPart('code'), (request, reply) =>
    whenFresh(desk, request, reply, (signedIn) => begin(desk, request, reply, signedIn)),
  )
  app.post(paths.accountPart('code/confirm'), (request, reply) =>
    whenFresh(desk, request, reply, (signedIn) => confirm(desk, request, reply, signedIn)),
  )
  app.post(paths.accountPart('code/off'), (request, reply) =>
    whenFresh(desk, request, reply, async ({ account, staff }) => {
      const { place } = desk.siteOf(request)
      if (staff.length > 0) return goTo(reply, href(place, paths.account))
      await desk.db.transaction().execute((transaction) => dropTwoFactor(transaction, account.id))
      await tellOwner(desk, request, account, 'two-factor-off')
      return goTo(reply, `${href(place, paths.account)}?done=code-off`)
    }),
  )
}

async function begin(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { account }: SignedInAccount,
): Promise<FastifyReply> {
  const { place } = desk.siteOf(request)
  const found = await findTwoFactor(desk.db, account.id)
  if (found?.verified === true) return goTo(reply, href(place, paths.account))
  const seals = await sealing(desk, request)
  const sealed = {
    secret: await seals.seal(newKey()),
    codes: await seals.seal(JSON.stringify(newRecoveryCodes())),
  }
  await beginTwoFactor(desk.db, account.id, sealed)
  return showSetUp(desk, request, reply, account, null)
}

async function showSetUp(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  account: SignedInAccount['account'],
  problem: string | null,
): Promise<FastifyReply> {
  const { place, brand } = desk.siteOf(request)
  const found = await findTwoFactor(desk.db, account.id)
  if (found === null || found.verified) return goTo(reply, href(place, paths.account))
  const [{ encode }, { createOTP }, seals] = await Promise.all([
    import('uqr'),
    import('@better-auth/utils/otp'),
    sealing(desk, request),
  ])
  const address = createOTP(await seals.open(found.secret)).url(brand.shortName, account.email)
  return show(desk, request, reply, {
    title: words(place.language).codeSetUpTitle,
    path: paths.accountPart('code'),
    status: problem === null ? 200 : 422,
    main: renderSetUpPage({
      place,
      returnTo: returnPath(place, readForm(request)('to')),
      address,
      key: new URL(address).searchParams.get('secret') ?? '',
      squares: encode(address, { border: 0 }).data,
      recoveryCodes: JSON.parse(await seals.open(found.backup_codes)),
      problem,
    }),
  })
}

async function confirm(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { account }: SignedInAccount,
): Promise<FastifyReply> {
  const { place } = desk.siteOf(request)
  const t = words(place.language)
  const form = readForm(request)
  const checked = await matchCode(desk, request, account.id, form('code'))
  if (checked.kind !== 'right') {
    const problem = checked.kind === 'wrong' ? t.codeWrong : t.tooOftenPlain(checked.seconds)
    return showSetUp(desk, request, reply, account, problem)
  }
  await confirmTwoFactor(desk.db, account.id)
  const to = returnPath(place, form('to'))
  const own = href(place, paths.account)
  const returnTo = to === own || to === href(place, paths.home) ? `${own}?done=code` : to
  return goTo(reply, await letIn(desk, request, reply, { accountId: account.id, factor: 'second', returnTo }))
}

/** Who may see a page: whoever is signed in, whoever has just proven it, whoever works here. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { href, paths } from '#web'
import { type Desk, goTo, show, toSignIn } from '../desk.ts'
import type { SignedInAccount, StaffRole } from '../identity.ts'
import { words } from '../words.ts'
import { renderStaffOnlyPage } from './my-account-page.ts'

type Guarded = (signedIn: SignedInAccount) => Promise<FastifyReply>

/** The address as the reader's browser has it, with language and press; a form's page rather than the form itself. */
const ownAddress = (desk: Desk, request: FastifyRequest): string => {
  const { place } = desk.siteOf(request)
  return request.method === 'GET' ? request.originalUrl : href(place, paths.account)
}

export async function whenSignedIn(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  then: Guarded,
  returnTo = ownAddress(desk, request),
): Promise<FastifyReply> {
  const signedIn = await desk.identify(request)
  return signedIn === null ? goTo(reply, toSignIn(desk, request, returnTo)) : then(signedIn)
}

const FRESH_MS = 3_600_000

/** For what is hard to undo: somebody who walks up to an open browser must not be able to do it. */
export const whenFresh = (
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  then: Guarded,
): Promise<FastifyReply> =>
  whenSignedIn(desk, request, reply, async (signedIn) =>
    isFresh(desk, signedIn)
      ? then(signedIn)
      : goTo(reply, toSignIn(desk, request, ownAddress(desk, request), true)),
  )

export const isFresh = (desk: Desk, { session }: SignedInAccount): boolean =>
  desk.now().getTime() - session.begun.getTime() < FRESH_MS

/** `press`: one of them, or null for pages of the whole site. A role for the whole site counts for every press. */
export async function whenStaff(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  wanted: { readonly press: string | null; readonly roles: readonly StaffRole[] },
  then: Guarded,
): Promise<FastifyReply> {
  return whenSignedIn(desk, request, reply, async (signedIn) => {
    const { place } = desk.siteOf(request)
    if (signedIn.session.owesSecondFactor) {
      const to = new URLSearchParams({ to: ownAddress(desk, request) })
      return goTo(reply, `${href(place, paths.accountPart('code'))}?${to}`)
    }
    const counts = signedIn.staff.some(
      ({ press, role }) => (press === '*' || press === wanted.press) && wanted.roles.includes(role),
    )
    if (counts) return then(signedIn)
    return show(desk, request, reply, {
      title: words(place.language).staffOnlyTitle,
      path: paths.account,
      status: 403,
      main: renderStaffOnlyPage(place),
    })
  })
}

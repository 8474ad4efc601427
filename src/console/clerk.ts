/** Who works here, and for which presses: asked at the door of every page of the console, and nowhere else. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AccountIdentity, type StaffRole, whenStaff } from '#accounts'
import { HOUSE_SLUG } from '#press'
import type { Place, Site } from '#web'
import type { Act, Deed } from './audit/audit-log.ts'
import type { ConsoleDeps } from './deps.ts'

/** What a role is for. */
export type Right =
  /** Adding, editing, publishing, withdrawing. */
  | 'books'
  /** Seeing what is on the shelf, issues and previews too. */
  | 'look'
  /** Licences, codes, links, requests, orders. */
  | 'access'
  /** Institutions are of the whole site. */
  | 'institutions'
  /** Letting a sender go on that pauses. */
  | 'deliveries'
  | 'staff'
  | 'audit'
  /** Mail, jobs, federations, health: of the whole site. */
  | 'site'

export const ROLES: Readonly<Record<Right, readonly StaffRole[]>> = {
  books: ['owner', 'editor'],
  look: ['owner', 'editor', 'support', 'operator'],
  access: ['owner', 'support'],
  institutions: ['owner', 'support', 'operator'],
  deliveries: ['owner', 'operator'],
  staff: ['owner', 'operator'],
  audit: ['owner', 'operator'],
  site: ['owner', 'operator'],
}

/** A role for one press does not reach these, unless it is the only one. */
const OF_SITE: ReadonlySet<Right> = new Set(['institutions', 'site'])

export type Clerk = {
  readonly account: AccountIdentity
  readonly site: Site
  readonly place: Place
  /** Those for which the right that was asked for holds. */
  readonly presses: readonly string[]
  /** The right holds for the site as a whole. */
  readonly ofSite: boolean
  may(right: Right, press?: string): boolean
}

type Staff = readonly { readonly press: string; readonly role: StaffRole }[]

/** A press's own host shows that press alone. */
export function decidePresses(
  staff: Staff,
  right: Right,
  all: readonly string[],
  shown: string | null,
): { readonly presses: readonly string[]; readonly ofSite: boolean } {
  const held = staff.filter(({ role }) => ROLES[right].includes(role)).map(({ press }) => press)
  const [only] = all
  const ofSite = held.includes('*') || (all.length === 1 && only !== undefined && held.includes(only))
  const presses = all.filter((press) => held.includes('*') || held.includes(press))
  if (OF_SITE.has(right)) return { presses: ofSite ? all : [], ofSite }
  return { presses: shown === null ? presses : presses.filter((press) => press === shown), ofSite }
}

export const allPresses = ({ presses }: Pick<ConsoleDeps, 'presses'>): readonly string[] =>
  presses.all.length === 0 ? [HOUSE_SLUG] : presses.all.map(({ slug }) => slug)

type Handler = (clerk: Clerk) => Promise<FastifyReply>

/** Lets in whoever has the right for some press; everybody else is asked to sign in, or told that this is for staff. */
export async function admit(
  deps: Pick<ConsoleDeps, 'desk' | 'presses' | 'siteOf'>,
  request: FastifyRequest,
  reply: FastifyReply,
  right: Right,
  then: Handler,
): Promise<FastifyReply> {
  const site = deps.siteOf(request)
  const all = allPresses(deps)
  const known = await deps.desk.identify(request)
  const { presses } = decidePresses(known?.staff ?? [], right, all, site.press)
  const wanted = { press: presses[0] ?? null, roles: presses.length === 0 ? [] : ROLES[right] }
  return whenStaff(deps.desk, request, reply, wanted, ({ account, staff }) =>
    then({
      ...{ account, site, place: site.place, presses },
      ofSite: decidePresses(staff, right, all, site.press).ofSite,
      may: (other, press) => {
        const may = decidePresses(staff, other, all, site.press).presses
        return press === undefined ? may.length > 0 : may.includes(press)
      },
    }),
  )
}

export const deedOf = (
  { account }: Clerk,
  press: string | null,
  act: Act,
  more: Pick<Deed, 'about' | 'name' | 'details'> = {},
): Deed => ({ accountId: account.id, who: account.email, press, act, ...more })

/**
 * As whose reader a visitor comes: by signing in there, by the address, by a device that was on campus once. Somebody without
 * a cookie costs one look into memory.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '#platform'
import type { SignedIn } from '../../federation/signed-in.ts'
import type { Identity } from '../../identity.ts'
import type { AddressBook } from '../address-book.ts'
import { clientAddress } from '../client-address.ts'
import type { InstitutionIdentity } from '../institution.ts'
import { findBySignIn } from '../store/sign-in-store.ts'
import { findPairing, type Pairing } from './pairing-store.ts'
import { giveSignIn, readPairingToken, readSignIn, takeSignIn } from './reader-cookies.ts'

export type InstitutionDoor = {
  /** With those for which the account speaks (`named`), whose reader its librarian is from everywhere. */
  identifyAll(
    request: FastifyRequest,
    named: readonly string[],
  ): Promise<Pick<Identity, 'institutions' | 'librarianOf'>>
  /** Strongest first. */
  identify(request: FastifyRequest): Promise<readonly InstitutionIdentity[]>
  /** What can be told at once, without cookies: whose the address is. */
  identifyAddress(request: FastifyRequest): readonly InstitutionIdentity[]
  /** `unknown`: whoever vouched is no institution of ours. */
  keepSignIn(request: FastifyRequest, reply: FastifyReply, signedIn: SignedIn): Promise<'kept' | 'unknown'>
  forgetSignIn(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** The device is remembered no longer: at once here, and everywhere within half a minute. */
  forgetDevice(token: string): void
}

export type DoorDeps = {
  readonly db: Database
  readonly book: AddressBook
  readonly secret: string
  readonly originOf: (request: FastifyRequest) => string
  readonly now: () => Date
}

/** As long as a day of work. Institutions whose sessions are shorter say so. */
const LONGEST_SIGN_IN_MS = 12 * 3_600_000

export function openInstitutionDoor(deps: DoorDeps): InstitutionDoor {
  const { db, book, secret, originOf, now } = deps
  const devices = rememberBriefly((token: string) => findPairing(db, token, now()), now)
  const identifyAddress = (request: FastifyRequest) => book.findByAddress(clientAddress(request))
  const identify = async (request: FastifyRequest): Promise<readonly InstitutionIdentity[]> => {
    const here = identifyAddress(request)
    if (request.headers.cookie === undefined) return here
    const origin = originOf(request)
    const signIn = readSignIn(request, origin, secret, now())
    const token = readPairingToken(request, origin)
    const pairing = token === null ? null : await devices.find(token)
    return strongestFirst([
      signIn && book.identify(signIn.institutionId, signIn.through, signIn.affiliation),
      ...here,
      pairing && pairing.until > now() ? identifyPaired(book, pairing) : null,
    ])
  }
  return {
    identifyAddress,
    identify,
    async identifyAll(request, named) {
      const found = await identify(request)
      const librarianOf = named.filter((id) => book.find(id) !== null)
      if (librarianOf.length === 0) return { institutions: found, librarianOf }
      const own = librarianOf.map((id) => book.identify(id, 'librarian', 'member'))
      return { institutions: strongestFirst([...found, ...own]), librarianOf }
    },
    async keepSignIn(request, reply, { institutionHint, scope, through, affiliation, until }) {
      const institutionId = await findBySignIn(db, institutionHint, scope)
      if (institutionId === null || book.find(institutionId) === null) return 'unknown'
      const longest = now().getTime() + LONGEST_SIGN_IN_MS
      const end = new Date(Math.min(until?.getTime() ?? longest, longest))
      giveSignIn(reply, originOf(request), secret, { institutionId, through, affiliation, until: end }, now())
      return 'kept'
    },
    async forgetSignIn(request, reply) {
      takeSignIn(reply, originOf(request))
    },
    forgetDevice: devices.forget,
  }
}

/** An institution that remembers devices no longer knows none of those it remembered. */
function identifyPaired(
  book: AddressBook,
  { institutionId, affiliation }: Pairing,
): InstitutionIdentity | null {
  const institution = book.find(institutionId)
  return institution !== null && institution.settings.pairingDays > 0
    ? book.identify(institutionId, 'pairing', affiliation)
    : null
}

const STRENGTH = { member: 0, alum: 1, 'walk-in': 2 } as const

/** Of two ways into one institution, the one that gives more. */
function strongestFirst(identities: readonly (InstitutionIdentity | null)[]): readonly InstitutionIdentity[] {
  const sorted = identities
    .filter((identity) => identity !== null)
    .sort((a, b) => STRENGTH[a.affiliation] - STRENGTH[b.affiliation])
  return sorted.filter(({ id }, i) => sorted.findIndex((other) => other.id === id) === i)
}

const BRIEFLY_MS = 30_000
const MOST_KEPT = 10_000

/** The pages of one reader come in quick succession; what is ended elsewhere holds no longer than this. */
function rememberBriefly<T>(look: (key: string) => Promise<T>, now: () => Date) {
  const kept = new Map<string, { readonly found: Promise<T>; readonly at: number }>()
  return {
    find(key: string): Promise<T> {
      const known = kept.get(key)
      if (known !== undefined && now().getTime() - known.at < BRIEFLY_MS) return known.found
      kept.delete(key)
      const [oldest] = kept.keys()
      if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
      const found = look(key)
      kept.set(key, { found, at: now().getTime() })
      // A database that was away for a moment is asked again.
      found.catch(() => kept.delete(key))
      return found
    },
    forget: (key: string): void => void kept.delete(key),
  }
}

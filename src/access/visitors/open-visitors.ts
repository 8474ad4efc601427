/**
 * Who makes this request and what could let them read: identity and licences together, found once for each request. Somebody
 * of whom nothing is known costs nothing; a reader on campus costs two look-ups in memory.
 */
import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { clientAddress, type Identity } from '#accounts'
import type { Database, Notice } from '#platform'
import { hashWord, type Licence } from '../licences/licence.ts'
import { listLicencesOf } from '../licences/licence-store.ts'
import { openSeats, type Seats } from '../seats/open-seats.ts'
import { type Affiliation, NOBODY, type Visitor } from '../visitor.ts'
import { ANYONE, accessClassOf } from './access-class.ts'
import { buildGrants, listHolders } from './build-grants.ts'
import { type HeldLicences, openLicenceCache } from './licence-cache.ts'
import type { Passes } from './passes.ts'

export type VisitorsDeps = {
  readonly db: Database
  readonly now: () => Date
  readonly secretKey: string
  readonly identify: (request: FastifyRequest) => Promise<Identity>
  readonly passes: Passes
  /** Whom an institution's licences are for, by its id. */
  readonly admits: (institutionId: string) => readonly Affiliation[]
  readonly onTrouble: (error: unknown) => void
}

/** A visitor, with the class of pages kept for the likes of them; null: none are. */
export type KnownVisitor = { readonly visitor: Visitor; readonly accessClass: string | null }

export type Visitors = {
  find(request: FastifyRequest): Promise<KnownVisitor>
  /** A text was given by this licence, of whose seats there are only so many. */
  takeSeat(request: FastifyRequest, visitor: Visitor, licenceId: string): void
  follow(notice: Notice): void
  close(): Promise<void>
}

const ANY: KnownVisitor = { visitor: NOBODY, accessClass: ANYONE }
const SHOWN_AFTER_END_MS = 400 * 86_400_000

export function openVisitors(deps: VisitorsDeps): Visitors {
  const seats = openSeats(deps.db, deps)
  const cache = openLicenceCache({
    load: (holders) => listLicencesOf(deps.db, holders, new Date(deps.now().getTime() - SHOWN_AFTER_END_MS)),
    clock: () => deps.now().getTime(),
    onTrouble: deps.onTrouble,
  })
  const found = new WeakMap<FastifyRequest, Promise<KnownVisitor>>()
  const readerOf = seatReader(deps)
  const readers = openReaders()
  const find = async (request: FastifyRequest): Promise<KnownVisitor> => {
    const identity = await deps.identify(request)
    const bearers = deps.passes.hashesOf(request)
    if (isNobody(identity) && bearers.length === 0) return ANY
    const asking = { ...identity, bearers }
    const holders = listHolders(asking)
    const held = cache.known(holders) ?? (await cache.of(holders))
    const make = () =>
      toKnown(identity, held, {
        bearers,
        admits: deps.admits,
        seatsOf: (licence) => seats.stateOf(licence, readerOf(request, identity)),
      })
    return onlyOfInstitutions(asking) ? readers.of(identity, held, make) : make()
  }
  return {
    find: (request) => {
      const known = found.get(request) ?? find(request)
      found.set(request, known)
      return known
    },
    takeSeat: (request, visitor, licenceId) => {
      const limited = visitor.grants.some((grant) => grant.licenceId === licenceId && grant.seats !== 'none')
      if (limited) seats.take(licenceId, readerOf(request, visitor))
    },
    follow: (notice) => {
      if (notice.kind === 'licences-changed') cache.forget(notice.holders)
      if (notice.kind === 'institutions-changed') readers.forget()
    },
    close: () => seats.close(),
  }
}

const isNobody = ({ account, institutions, staff, librarianOf }: Identity): boolean =>
  account === null && institutions.length === 0 && staff.length === 0 && librarianOf.length === 0

const onlyOfInstitutions = ({ account, staff, librarianOf, bearers }: Identity & Bearing): boolean =>
  account === null && staff.length === 0 && librarianOf.length === 0 && bearers.length === 0

type Bearing = { readonly bearers: readonly string[] }

/** All readers of one institution, of one kind, are the same visitor, unless its seats are counted. */
function openReaders() {
  const known = new Map<string, KnownVisitor>()
  return {
    of: (
      { institutions }: Identity,
      held: ReadonlyMap<string, HeldLicences>,
      make: () => KnownVisitor,
    ): KnownVisitor => {
      const versions = [...held].map(([key, { version }]) => `${key}=${version}`)
      const key = [
        ...institutions.map((one) => `${one.id} ${one.affiliation} ${one.through} ${one.name}`),
        ...versions,
      ].join('|')
      const same = known.get(key)
      if (same !== undefined) return same
      const made = make()
      if (made.visitor.grants.some(({ seats }) => seats !== 'none')) return made
      if (known.size > 5000) known.clear()
      known.set(key, made)
      return made
    },
    forget: () => known.clear(),
  }
}

function toKnown(
  identity: Identity,
  held: ReadonlyMap<string, HeldLicences>,
  {
    bearers,
    admits,
    seatsOf,
  }: {
    readonly bearers: Bearing['bearers']
    readonly admits: VisitorsDeps['admits']
    readonly seatsOf: (licence: Licence) => ReturnType<Seats['stateOf']>
  },
): KnownVisitor {
  const licencesOf = (key: string) => held.get(key)?.licences ?? []
  const grants = buildGrants({ ...identity, bearers }, { licencesOf, admits, seatsOf })
  const visitor: Visitor = { ...identity, grants }
  const version = [...held.values()].map((one) => one.version).join('.')
  return { visitor, accessClass: accessClassOf(visitor, version) }
}

/**
 * Who sits on a seat: the account, or else this browser at this address, as a hash whose key changes every day. Neither the
 * address nor anything that leads back to it is kept.
 */
function seatReader({ secretKey, now }: Pick<VisitorsDeps, 'secretKey' | 'now'>) {
  return (request: FastifyRequest, { account }: Identity): string => {
    if (account !== null) return hashWord(`account ${account.id}`)
    const day = now().toISOString().slice(0, 10)
    return createHmac('sha256', secretKey)
      .update(`seat ${day} ${clientAddress(request)} ${request.headers['user-agent'] ?? ''}`)
      .digest('base64url')
  }
}

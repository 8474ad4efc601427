/**
 * Who makes this request and what could let them read: identity and licences together, found once for each request. Somebody
 * of whom nothing is known costs nothing; a reader on campus costs two look-ups in memory.
 */
import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { clientAddress, type Identity } from '#accounts'
import { ANY_READER, type Given, type Reader } from '#web'
import { hashWord, type Licence } from '../licences/licence.ts'
import { type Affiliation, type Grant, NOBODY, type Visitor } from '../visitor.ts'
import type { Traces } from '../why/traces.ts'
import { accessClassOf, shellClassOf } from './access-class.ts'
import { buildGrants, listHolders } from './build-grants.ts'
import type { HeldLicences } from './licence-cache.ts'
import type { Entitlements } from './open-entitlements.ts'
import type { Passes } from './passes.ts'

export type VisitorsDeps = {
  readonly now: () => Date
  readonly secretKey: string
  readonly entitlements: Entitlements
  readonly identify: (request: FastifyRequest) => Promise<Identity>
  readonly passes: Passes
  readonly traces: Traces
  /** Whom an institution's licences are for, by its id. */
  readonly admits: (institutionId: string) => readonly Affiliation[]
}

export type Visitors = {
  visitorOf(request: FastifyRequest): Promise<Visitor>
  /** The same, as the shell of a page and the key of a kept one need it. */
  readerOf(request: FastifyRequest): Promise<Reader>
  /** Remembers how it was decided, and takes a seat where a text was given by a licence that counts them. */
  noteGiven(request: FastifyRequest, given: Given): Promise<void>
  /** The same of somebody of whom nothing is known. */
  noteGivenToStranger(request: { readonly id: string }, given: Given): void
}

type Known = { readonly visitor: Visitor; readonly reader: Reader }

const ANY: Known = { visitor: NOBODY, reader: ANY_READER }

export function openVisitors(deps: VisitorsDeps): Visitors {
  const { licences, seats, collectionsVersion } = deps.entitlements
  const found = new WeakMap<FastifyRequest, Promise<Known>>()
  const readers = openReaders(deps.now)
  const seatOf = seatReader(deps)
  const find = async (request: FastifyRequest): Promise<Known> => {
    const identity = await deps.identify(request)
    const bearers = deps.passes.hashesOf(request)
    const asking = { ...identity, bearers }
    if (isNobody(asking)) return ANY
    const holders = listHolders(asking)
    const held = licences.known(holders) ?? (await licences.of(holders))
    const make = () => {
      const grants = buildGrants(asking, {
        licencesOf: (key) => held.get(key)?.licences ?? [],
        admits: deps.admits,
        seatsOf: (licence: Licence) => seats.stateOf(licence, seatOf(request, identity)),
      })
      return toKnown({ ...identity, grants }, `${collectionsVersion()}.${versionOf(held)}`, deps.now())
    }
    return hasOwnRights(asking)
      ? make()
      : readers.of(identity, `${collectionsVersion()} ${versionOf(held)}`, make)
  }
  const findOnce = (request: FastifyRequest): Promise<Known> => {
    const known = found.get(request) ?? find(request)
    found.set(request, known)
    return known
  }
  return {
    visitorOf: async (request) => (await findOnce(request)).visitor,
    readerOf: async (request) => (await findOnce(request)).reader,
    noteGivenToStranger: (request, given) =>
      deps.traces.note({ requestId: request.id, at: deps.now(), visitor: NOBODY, given }),
    noteGiven: async (request, given) => {
      const { visitor } = await findOnce(request)
      deps.traces.note({ requestId: request.id, at: deps.now(), visitor, given })
      const { through } = given.decision
      if (!given.text || through === undefined) return
      const counted = visitor.grants.some(
        ({ licenceId, seats }) => licenceId === through.licenceId && seats !== 'none',
      )
      if (counted) seats.take(through.licenceId, seatOf(request, visitor))
    },
  }
}

type Asking = Identity & { readonly bearers: readonly string[] }

/** More than what every reader of the institution may. */
const hasOwnRights = ({ account, staff, librarianOf, bearers }: Asking): boolean =>
  account !== null || staff.length > 0 || librarianOf.length > 0 || bearers.length > 0

const isNobody = (asking: Asking): boolean => !hasOwnRights(asking) && asking.institutions.length === 0

const versionOf = (held: ReadonlyMap<string, HeldLicences>): string =>
  [...held.values()].map(({ version }) => version).join('.')

function toKnown(visitor: Visitor, version: string, now: Date): Known {
  const institutions = visitor.institutions.map(({ id, name, lineage }) => ({
    ...{ id, name },
    provides: visitor.grants.some(
      (grant) =>
        grant.holder.kind === 'institution' && lineage.includes(grant.holder.id) && holds(grant, now),
    ),
  }))
  const accessClass = accessClassOf(visitor, version)
  return { visitor, reader: { accessClass, shellClass: shellClassOf(institutions), institutions } }
}

const holds = ({ revoked, bar, from, until }: Grant, now: Date): boolean =>
  !revoked && bar === null && from <= now && (until === null || now < until)

/** All readers of one institution, of one kind, are the same visitor, unless seats are counted or time passes over an end. */
function openReaders(now: () => Date) {
  const kept = new Map<string, { readonly known: Known; readonly until: number }>()
  return {
    of: ({ institutions }: Identity, version: string, make: () => Known): Known => {
      const names = institutions.map((one) =>
        [one.id, one.affiliation, one.through, one.name, ...one.lineage].join(' '),
      )
      const key = `${version}|${names.join('|')}`
      const same = kept.get(key)
      if (same !== undefined && now().getTime() < same.until) return same.known
      const known = make()
      if (known.visitor.grants.some(({ seats }) => seats !== 'none')) return known
      if (kept.size > MOST_READERS) kept.clear()
      kept.set(key, { known, until: now().getTime() + BRIEFLY_MS })
      return known
    },
  }
}

const MOST_READERS = 5000
const BRIEFLY_MS = 10_000

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

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { type Identity, type InstitutionIdentity, STRANGER } from '#accounts'
import type { Database } from '#platform'
import type { Reader } from '#web'
import { day, NOW, withAccess } from '../access.fixture.ts'
import { type Holder, hashWord } from '../licences/licence.ts'
import { grantLicence, type LicenceOrder, revokeLicence } from '../licences/licence-store.ts'
import type { Visitor } from '../visitor.ts'
import { openTraces } from '../why/traces.ts'
import { buildGrants } from './build-grants.ts'
import { openLicenceCache } from './licence-cache.ts'
import { type Entitlements, openEntitlements } from './open-entitlements.ts'
import { openVisitors } from './open-visitors.ts'
import { openPasses } from './passes.ts'

const institution = (id: string, more: Partial<InstitutionIdentity> = {}): InstitutionIdentity => ({
  ...{ id, name: `University of ${id}`, through: 'address', affiliation: 'member', lineage: [id], ...more },
})

const account = (more: Partial<NonNullable<Identity['account']>> = {}) => ({
  ...{ id: 'a1', email: 'ada@fenwick.example', name: 'Ada', verified: true, ...more },
})

type Asking = {
  readonly app: FastifyInstance
  readonly entitlements: Entitlements
  readonly db: Database
  /** `by`: a text is given by this licence. */
  ask(
    identity: Partial<Identity>,
    more?: { readonly cookie?: string; readonly by?: string },
  ): Promise<{ readonly visitor: Visitor } & Reader>
}

const withVisitors = (use: (asking: Asking) => Promise<void>, clock: () => Date = () => NOW) =>
  withAccess(async (db) => {
    const identities = new Map<string, Identity>()
    const passes = openPasses({ secretKey: 's'.repeat(32), originOf: () => 'http://localhost' })
    const entitlements = await openEntitlements(db, { now: clock, onTrouble: assert.ifError })
    const visitors = openVisitors({
      ...{ now: clock, secretKey: 's'.repeat(32), passes, entitlements, traces: openTraces() },
      identify: async (request: FastifyRequest) =>
        identities.get(String(request.headers['x-as'])) ?? STRANGER,
      admits: () => ['member', 'walk-in'],
    })
    const app = fastify()
    let last: ({ readonly visitor: Visitor } & Reader) | null = null
    app.get<{ Querystring: { by?: string } }>('/', async (request, reply) => {
      const [visitor, reader] = await Promise.all([visitors.visitorOf(request), visitors.readerOf(request)])
      last = { visitor, ...reader }
      const product = {
        ...{ id: 'c1', bookId: 'b1', press: 'aldine', openness: 'closed' as const, holds: [] },
        window: { freeFrom: null, freeUntil: null, embargoUntil: null },
      }
      if (request.query.by !== undefined)
        await visitors.noteGiven(request, {
          ...{ product, action: 'read', text: true },
          decision: { kind: 'licensed', reasons: [], through: { licenceId: request.query.by } },
        })
      return reply.send('')
    })
    app.get<{ Params: { word: string } }>('/pass/:word', async (request, reply) => {
      passes.give(request, reply, request.params.word)
      return reply.send('')
    })
    let n = 0
    await use({
      ...{ app, db, entitlements },
      ask: async (identity, { cookie, by } = {}) => {
        const as = String(n++)
        identities.set(as, { ...STRANGER, ...identity })
        const url = by === undefined ? '/' : `/?by=${by}`
        await app.inject({ url, headers: { 'x-as': as, ...(cookie === undefined ? {} : { cookie }) } })
        assert.ok(last)
        return last
      },
    })
    await entitlements.close()
    await app.close()
  })

const by = { now: NOW, by: 'test' }
const order = (holder: Holder, more: Partial<LicenceOrder> = {}): LicenceOrder => ({
  ...{ kind: 'subscription', holder, covers: [{ kind: 'press', slug: 'aldine' }], ...more },
})
const fenwick: Holder = { kind: 'institution', id: 'fenwick' }

describe('finding a visitor', () => {
  it('knows nothing of somebody without a cookie from nowhere in particular', () =>
    withVisitors(async ({ ask }) => {
      const { visitor, accessClass } = await ask({})
      assert.deepEqual(visitor, { ...STRANGER, grants: [] })
      assert.equal(accessClass, 'anyone')
    }))

  it('names an institution as providing access only where a licence of its holds', () =>
    withVisitors(async ({ ask, db }) => {
      await grantLicence(db, order(fenwick), by)
      await grantLicence(db, order({ kind: 'institution', id: 'late' }, { from: day(1) }), by)
      const { institutions, shellClass } = await ask({
        institutions: [institution('fenwick'), institution('late')],
        account: account(),
      })
      assert.deepEqual(
        institutions.map(({ provides }) => provides),
        [true, false],
      )
      assert.notEqual(shellClass, 'anyone')
    }))

  it('finds the licences of an institution and of its consortium, in the name by which the reader knows it', () =>
    withVisitors(async ({ ask, db }) => {
      await grantLicence(db, order(fenwick), by)
      await grantLicence(db, order({ kind: 'institution', id: 'union' }, { kind: 'trial' }), by)
      const { visitor } = await ask({
        institutions: [institution('fenwick', { lineage: ['fenwick', 'union'] })],
      })
      assert.deepEqual(
        visitor.grants.map(({ kind, holder }) => [kind, holder]),
        [
          ['subscription', { kind: 'institution', id: 'fenwick', name: 'University of fenwick' }],
          ['trial', { kind: 'institution', id: 'union', name: 'University of fenwick' }],
        ],
      )
    }))

  it('keeps one page for all readers of an institution, and another once its licences change', () =>
    withVisitors(async ({ ask, db, entitlements }) => {
      const asMember = { institutions: [institution('fenwick')] }
      const bare = await ask(asMember)
      assert.equal((await ask(asMember)).accessClass, bare.accessClass)
      const { licence } = await grantLicence(db, order(fenwick), by)
      await entitlements.follow({ kind: 'licences-changed', holders: ['institution:fenwick'] })
      const licensed = await ask(asMember)
      assert.notEqual(licensed.accessClass, bare.accessClass)
      const others = [
        { institutions: [institution('fenwick', { affiliation: 'walk-in' as const })] },
        { institutions: [institution('other')] },
        {},
      ]
      for (const other of others) assert.notEqual((await ask(other)).accessClass, licensed.accessClass)
      await revokeLicence(db, { id: licence.id }, by)
      await entitlements.follow({ kind: 'licences-changed', holders: ['institution:fenwick'] })
      const revoked = await ask(asMember)
      assert.deepEqual(
        revoked.visitor.grants.map((grant) => grant.revoked),
        [true],
      )
      assert.notEqual(revoked.accessClass, licensed.accessClass)
    }))

  it('keeps no page of somebody with a role, and one for all who merely signed in', () =>
    withVisitors(async ({ ask }) => {
      const known = [
        await ask({ staff: [{ press: 'aldine', role: 'editor' }] }),
        await ask({ librarianOf: ['fenwick'], institutions: [institution('fenwick')] }),
      ]
      for (const { accessClass } of known) assert.equal(accessClass, null)
      assert.equal((await ask({ account: account() })).accessClass, 'signed-in')
    }))

  it('lets whoever bears a word read by it, and nobody who made one up', () =>
    withVisitors(async ({ ask, app, db }) => {
      await grantLicence(
        db,
        order({ kind: 'bearer', hash: hashWord('swordfish') }, { kind: 'read-link' }),
        by,
      )
      const given = (await app.inject('/pass/swordfish')).cookies[0]
      assert.ok(given)
      assert.equal(given.httpOnly, true)
      const { visitor, accessClass } = await ask(
        {},
        { cookie: `${given.name}=${encodeURIComponent(given.value)}` },
      )
      assert.deepEqual(
        visitor.grants.map(({ kind, holder, downloads }) => [kind, holder.kind, downloads]),
        [['read-link', 'bearer', false]],
      )
      assert.equal(accessClass, null)
      const forged = await ask({}, { cookie: `${given.name}=swordfish.${'A'.repeat(44)}` })
      assert.equal(forged.accessClass, 'anyone')
    }))

  it('holds what was given to an e-mail address back until it is proved', () =>
    withVisitors(async ({ ask, db }) => {
      await grantLicence(db, order({ kind: 'email', email: 'Ada@Fenwick.example' }), by)
      const barOf = async (verified: boolean) =>
        (await ask({ account: account({ verified }) })).visitor.grants.map(({ bar }) => bar)
      assert.deepEqual(await barOf(false), ['email'])
      assert.deepEqual(await barOf(true), [null])
    }))

  it('takes a seat for whoever reads, and none for whoever comes when all are taken', () =>
    withVisitors(async ({ ask, db }) => {
      const { licence } = await grantLicence(db, order(fenwick, { seats: 1 }), by)
      const as = (id: string) => ({ account: account({ id }), institutions: [institution('fenwick')] })
      const seat = async (id: string) => (await ask(as(id))).visitor.grants[0]?.seats
      assert.equal(await seat('a1'), 'free')
      await ask(as('a1'), { by: licence.id })
      assert.equal(await seat('a1'), 'free')
      assert.equal(await seat('a2'), 'taken')
    }))
})

describe('grants', () => {
  const licences = (some: readonly Partial<LicenceOrder>[]) =>
    some.map((one, i) => ({
      ...({
        id: `l${i}`,
        kind: 'subscription',
        holder: fenwick,
        covers: [],
        from: NOW,
        until: null,
      } as const),
      ...{ graceDays: 0, seats: null, affiliations: null, downloads: true, note: null, source: null },
      ...{ granted: NOW, grantedBy: 'test', revoked: null },
      ...one,
    }))
  const grantsOf = (
    held: ReturnType<typeof licences>,
    institutions: readonly InstitutionIdentity[] = [institution('fenwick')],
  ) =>
    buildGrants(
      { ...STRANGER, institutions, bearers: [] },
      {
        licencesOf: (key) => (key === 'institution:fenwick' ? held : []),
        admits: () => ['member'],
        seatsOf: () => 'free',
      },
    )

  it('last through their days of grace', () => {
    assert.deepEqual(grantsOf(licences([{ until: day(1), graceDays: 30 }]))[0]?.until, day(31))
  })

  it('are for those whom the licence names, or else the institution', () => {
    const alum = [institution('fenwick', { affiliation: 'alum' })]
    const bars = grantsOf(licences([{}, { affiliations: ['alum'] }]), alum).map(({ bar }) => bar)
    assert.deepEqual(bars, ['affiliation', null])
  })

  it('of one licence are one, on the side on which it holds', () => {
    const both = [
      institution('fenwick', { affiliation: 'alum' }),
      institution('annex', { lineage: ['annex', 'fenwick'] }),
    ]
    assert.deepEqual(
      grantsOf(licences([{}]), both).map(({ bar, holder }) => [
        bar,
        holder.kind === 'institution' && holder.name,
      ]),
      [[null, 'University of annex']],
    )
  })
})

describe('licences in memory', () => {
  const open = () => {
    let now = 0
    let asked = 0
    const cache = openLicenceCache({
      load: async () => {
        asked++
        return []
      },
      clock: () => now,
      onTrouble: assert.ifError,
    })
    return { cache, asked: () => asked, pass: (ms: number) => (now += ms) }
  }

  it('are asked for once by however many at once', async () => {
    const { cache, asked } = open()
    await Promise.all(Array.from({ length: 50 }, () => cache.of([fenwick])))
    assert.equal(asked(), 1)
  })

  it('are asked for anew behind an answer after half a minute, and before it after fifty seconds', async () => {
    const { cache, asked, pass } = open()
    await cache.of([fenwick])
    pass(29_000)
    assert.ok(cache.known([fenwick]))
    assert.equal(asked(), 1)
    pass(2_000)
    assert.ok(cache.known([fenwick]))
    await new Promise(setImmediate)
    assert.equal(asked(), 2)
    pass(51_000)
    assert.equal(cache.known([fenwick]), null)
    await cache.of([fenwick])
    assert.equal(asked(), 3)
  })

  it('that were being read when a notice came are read again', async () => {
    const answers: (() => void)[] = []
    let asked = 0
    const cache = openLicenceCache({
      load: () => {
        asked++
        return new Promise((answer) => answers.push(() => answer([])))
      },
      clock: () => 0,
      onTrouble: assert.ifError,
    })
    const reading = cache.of([fenwick])
    cache.forget(['institution:fenwick'])
    answers.shift()?.()
    await new Promise(setImmediate)
    assert.equal(asked, 2)
    answers.shift()?.()
    await reading
  })
})

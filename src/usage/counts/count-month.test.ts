import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Database } from '#platform'
import { aUse, countEvents, NOON, note, withUsage } from '../usage.fixture.ts'
import type { Use } from '../use.ts'
import { countDueMonths, forgetOldUses } from './count-due.ts'
import { countMonth } from './count-month.ts'
import { listBookCounts, type Metrics, sumOf } from './read-counts.ts'

const NOW = new Date(NOON)
const SECOND = 1000

const counted = async (
  db: Database,
  query: { readonly institutions?: readonly string[]; readonly press?: string; readonly month?: string } = {},
): Promise<Metrics> => sumOf(await listBookCounts(db, { month: '2026-11', ...query }))

/** What came in, counted. */
const countOf = (uses: readonly Use[], look: (metrics: Metrics, db: Database) => void | Promise<void>) =>
  withUsage(async ({ db, spool, move }) => {
    note(spool, uses)
    await move()
    assert.equal(await countMonth(db, '2026-11', NOW), true)
    await look(await counted(db), db)
  })

const readers = (count: number) => Array.from({ length: count }, (_, i) => `reader${i}`)

describe('a month', () => {
  it('counts two clicks within thirty seconds as one, and two outside as two', () =>
    countOf(
      // COUNTER 5.1 Appendix E.2: 15 pairs inside, 15 outside.
      readers(30).flatMap((session, i) => [
        aUse({ session, at: NOON }),
        aUse({ session, at: NOON + (i < 15 ? 29 : 35) * SECOND }),
      ]),
      (metrics) => {
        assert.equal(metrics.Total_Item_Requests, 45)
        assert.equal(metrics.Unique_Item_Requests, 30)
        assert.equal(metrics.Total_Item_Investigations, 45)
      },
    ))

  it('keeps the last of a row of clicks, each of which follows soon upon the one before', () =>
    countOf(
      [0, 20, 40, 60, 80, 115].map((seconds) => aUse({ at: NOON + seconds * SECOND })),
      (metrics) => assert.equal(metrics.Total_Item_Requests, 2),
    ))

  it('counts seventy chapters of seven books as seventy items and seven titles', () =>
    countOf(
      Array.from({ length: 70 }, (_, i) =>
        aUse({ bookId: `b${i % 7}`, items: [{ id: `c${i}`, access: 'controlled' }] }),
      ),
      (metrics) => {
        assert.equal(metrics.Total_Item_Requests, 70)
        assert.equal(metrics.Unique_Item_Requests, 70)
        assert.equal(metrics.Unique_Title_Requests, 7)
        assert.equal(metrics.Unique_Title_Investigations, 7)
      },
    ))

  it('counts a book that was taken as one for each chapter in it, and once as a title', () =>
    countOf(
      Array.from({ length: 5 }, (_, book) =>
        aUse({
          bookId: `b${book}`,
          link: 'book:epub',
          items: Array.from(
            { length: 10 + book },
            (_, i) => ({ id: `b${book}c${i}`, access: 'open' }) as const,
          ),
        }),
      ),
      (metrics) => {
        assert.equal(metrics.Total_Item_Requests, 60)
        assert.equal(metrics.Unique_Item_Requests, 60)
        assert.equal(metrics.Unique_Title_Requests, 5)
      },
    ))

  it('tells open from controlled within one book', () =>
    countOf(
      [
        aUse({ items: [{ id: 'c1', access: 'open' }] }),
        aUse({ items: [{ id: 'c2', access: 'controlled' }] }),
        aUse({ items: [{ id: 'c3', access: 'free-to-read' }] }),
      ],
      async (_metrics, db) => {
        const lines = await listBookCounts(db, { month: '2026-11' })
        assert.deepEqual(
          lines.map(({ access, metrics }) => [access, metrics.Unique_Title_Requests]),
          [
            ['controlled', 1],
            ['free-to-read', 1],
            ['open', 1],
          ],
        )
      },
    ))

  it('counts turn-aways, and a page that was only looked at as no request', () =>
    countOf(
      [
        aUse({ kind: 'investigation' }),
        aUse({ kind: 'no-licence' }),
        aUse({ kind: 'no-licence', at: NOON + 10 * SECOND }),
        aUse({ kind: 'limit-exceeded', session: 'bea' }),
      ],
      (metrics) => {
        assert.equal(metrics.No_License, 1)
        assert.equal(metrics.Limit_Exceeded, 1)
        assert.equal(metrics.Total_Item_Investigations, 1)
        assert.equal(metrics.Unique_Title_Investigations, 1)
        assert.equal(metrics.Total_Item_Requests, 0)
        assert.equal(metrics.Unique_Title_Requests, 0)
      },
    ))

  it('gives a use to each institution it is credited to, and once to everybody', () =>
    countOf(
      [
        aUse({ institutions: ['i1', 'i2'] }),
        aUse({ session: 'bea', institutions: ['i1'] }),
        aUse({ session: 'cyd' }),
      ],
      async (metrics, db) => {
        assert.equal(metrics.Total_Item_Requests, 3)
        assert.equal((await counted(db, { institutions: ['i1'] })).Total_Item_Requests, 2)
        assert.equal((await counted(db, { institutions: ['i2'] })).Total_Item_Requests, 1)
        assert.equal((await counted(db, { institutions: ['i1', 'i2'] })).Total_Item_Requests, 3)
        assert.equal((await counted(db, { institutions: ['i3'] })).Total_Item_Requests, 0)
        assert.equal((await counted(db, { press: 'other' })).Total_Item_Requests, 0)
      },
    ))

  it('leaves robots out, and what belongs to another month', () =>
    countOf(
      [
        aUse({ robot: true }),
        aUse({ at: Date.UTC(2026, 9, 31, 23, 59, 59) }),
        aUse({ at: Date.UTC(2026, 11, 1) }),
      ],
      (metrics) => assert.equal(metrics.Total_Item_Investigations, 0),
    ))

  it('counts the pages of a long chapter as one request of it', () =>
    countOf(
      [
        ...['page', 'page:2', 'page:3'].map((link, i) => aUse({ link, at: NOON + i * 300 * SECOND })),
        // Who comes from elsewhere to a further page has asked for the chapter, too.
        ...['page:2', 'page:3'].map((link, i) => aUse({ link, session: 'bea', at: NOON + i * 300 * SECOND })),
      ],
      (metrics) => {
        assert.equal(metrics.Total_Item_Requests, 2)
        assert.equal(metrics.Unique_Item_Requests, 2)
      },
    ))

  it('is the same however often it is counted, and equal to counting by hand', () =>
    withUsage(async ({ db, spool, move }) => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyUse, { minLength: 1, maxLength: 120 }), async (uses) => {
          await sql`truncate usage_event`.execute(db)
          note(spool, uses)
          await move()
          await countMonth(db, '2026-11', NOW)
          await countMonth(db, '2026-11', NOW)
          for (const institution of ['', 'i1', 'i2'])
            assert.deepEqual(await counted(db, { institutions: [institution] }), byHand(uses, institution))
        }),
        { numRuns: 25 },
      )
    }))

  it('stays as it was counted when its uses are gone', () =>
    withUsage(async ({ db, spool, move }) => {
      note(spool, [aUse({ at: Date.UTC(2026, 8, 30) }), aUse({ at: Date.UTC(2026, 9, 2) }), aUse()])
      await move()
      await countDueMonths(db, NOW)
      // Forty days before is the middle of October: all of September is over it, October is not.
      assert.deepEqual(await forgetOldUses(db, 40, NOW), { months: ['2026-09'], uses: 1 })
      assert.equal(await countEvents(db), 2)
      assert.equal((await counted(db, { month: '2026-09' })).Total_Item_Requests, 1)
      assert.equal(await countMonth(db, '2026-09', NOW), false)
      assert.equal((await counted(db, { month: '2026-09' })).Total_Item_Requests, 1)
      note(spool, [aUse({ at: Date.UTC(2026, 8, 29) })])
      assert.deepEqual(await move(), { uses: 0, damaged: 0, late: 1 })
      assert.deepEqual(await forgetOldUses(db, 40, NOW), { months: [], uses: 0 })
    }))
})

/** Few sessions, items and moments, so that much of it meets. */
const anyUse: fc.Arbitrary<Use> = fc
  .record(
    {
      at: fc.integer({ min: 0, max: 400 }).map((n) => NOON + n * 10 * SECOND),
      session: fc.constantFrom('ada', 'bea'),
      robot: fc.constantFrom(false, false, false, true),
      kind: fc.constantFrom('investigation', 'request', 'request', 'no-licence'),
      item: fc.constantFrom('c1', 'c2', 'c3'),
      access: fc.constantFrom('open', 'controlled'),
      link: fc.constantFrom('page', 'page', 'file:epub', 'page:2', 'page:3'),
      institutions: fc.subarray(['i1', 'i2']),
    },
    { noNullPrototype: true },
  )
  .map(({ item, access, ...use }) => {
    const id = item
    return aUse({
      ...use,
      bookId: item === 'c3' ? 'b2' : 'b1',
      // Only what shows a text has further pages.
      link: use.kind === 'request' ? use.link : 'page',
      items: [{ id, access: item === 'c1' ? 'open' : (access as 'open' | 'controlled') }],
    } as Partial<Use>)
  })

/** The same rules, told another way. */
function byHand(uses: readonly Use[], institution: string): Metrics {
  const human = uses
    .map((use, order) => ({ ...use, order, item: use.items[0] ?? { id: '', access: 'open' as const } }))
    .filter(({ robot }) => !robot)
    .toSorted((a, b) => a.at - b.at || a.order - b.order)
  type One = (typeof human)[number]
  const hourOf = ({ at }: One) => Math.floor(at / 3_600_000)
  const isLook = ({ kind }: One) => kind === 'investigation' || kind === 'request'
  const credited = ({ institutions }: One) => institution === '' || institutions.includes(institution)
  const total = (isCounted: (one: One) => boolean) => {
    const clicks = human.filter(isCounted)
    const last = clicks.filter((one, i) => {
      const next = clicks
        .slice(i + 1)
        .find(
          (other) =>
            other.session === one.session && other.item.id === one.item.id && other.link === one.link,
        )
      return next === undefined || next.at - one.at > 30 * SECOND
    })
    return last.filter((one) => {
      if (!credited(one)) return false
      if (!one.link.startsWith('page:')) return true
      const together = human.filter(
        (other) =>
          other.kind === one.kind &&
          other.session === one.session &&
          other.item.id === one.item.id &&
          hourOf(other) === hourOf(one),
      )
      return (
        !together.some(({ link }) => link === 'page') &&
        together.findLast(({ link }) => link.startsWith('page:')) === one
      )
    }).length
  }
  const unique = (isCounted: (one: One) => boolean, what: (one: One) => string) =>
    new Set(
      human
        .filter((one) => isCounted(one) && credited(one))
        .map((one) => `${what(one)} ${one.item.access} ${one.session} ${hourOf(one)}`),
    ).size
  const isRequest = ({ kind }: One) => kind === 'request'
  return {
    Total_Item_Investigations: total(isLook),
    Total_Item_Requests: total(isRequest),
    Unique_Item_Investigations: unique(isLook, ({ item }) => item.id),
    Unique_Item_Requests: unique(isRequest, ({ item }) => item.id),
    Unique_Title_Investigations: unique(isLook, ({ bookId }) => bookId),
    Unique_Title_Requests: unique(isRequest, ({ bookId }) => bookId),
    No_License: total(({ kind }) => kind === 'no-licence'),
    Limit_Exceeded: 0,
  }
}

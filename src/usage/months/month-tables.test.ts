import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { migrations as catalogueMigrations } from '#catalogue'
import { type Database, migrate, withDatabase } from '#platform'
import { countDueMonths, forgetOldUses } from '../counts/count-due.ts'
import { migrations } from '../migrations.ts'
import { aUse, countEvents, NOON, note, withUsage } from '../usage.fixture.ts'
import { listMonthTables, makeMonthTables, monthsOfRest } from './month-tables.ts'

const NOW = new Date(NOON)

/** In which table each use lies, and all that is known of it. */
async function lying(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ where: string; what: string }>`
    select tableoid::regclass::text as where, row_to_json(usage_event)::text as what
    from usage_event order by at, segment, place, item_id`.execute(db)
  return rows.map(({ where, what }) => `${where} ${what}`)
}

const tablesOf = async (db: Database) => (await lying(db)).map((one) => one.split(' ')[0])

describe('the tables of months', () => {
  it('are made ahead, once, whoever makes them at the same time', () =>
    withUsage(async ({ db }) => {
      const made = await Promise.all([makeMonthTables(db, NOW), makeMonthTables(db, NOW)])
      assert.deepEqual(made.flat().sort(), ['2026-11', '2026-12', '2027-01'])
      assert.deepEqual(await listMonthTables(db), ['2026-11', '2026-12', '2027-01'])
      assert.deepEqual(await makeMonthTables(db, NOW), [])
    }))

  it('take what lay in the rest because they were not there, and nothing is lost or told twice', () =>
    withUsage(async ({ db, spool, move }) => {
      note(spool, [
        aUse(),
        aUse({ at: Date.UTC(2026, 11, 31, 23, 59, 59) }),
        aUse({ at: Date.UTC(2027, 0, 1) }),
      ])
      await move()
      assert.deepEqual(new Set(await tablesOf(db)), new Set(['usage_event_rest']))
      const before = (await lying(db)).map((one) => one.replace(/^\S+ /, ''))
      await makeMonthTables(db, NOW)
      assert.deepEqual(await tablesOf(db), [
        'usage_event_2026_11',
        'usage_event_2026_12',
        'usage_event_2027_01',
      ])
      assert.deepEqual(
        (await lying(db)).map((one) => one.replace(/^\S+ /, '')),
        before,
      )
      assert.deepEqual(await monthsOfRest(db), [])
    }))

  it('can be made while uses are being moved', () =>
    withUsage(async ({ db, spool, move }) => {
      note(
        spool,
        Array.from({ length: 200 }, (_, i) => aUse({ session: `s${i}` })),
      )
      await Promise.all([move(), makeMonthTables(db, NOW), move()])
      await move()
      assert.equal(await countEvents(db), 200)
      assert.deepEqual(new Set(await tablesOf(db)), new Set(['usage_event_2026_11']))
    }))

  it('go whole when their time is over, empty ones too, once they are counted', () =>
    withUsage(async ({ db, spool, move }) => {
      note(spool, [aUse({ at: Date.UTC(2026, 7, 3) }), aUse({ at: Date.UTC(2026, 8, 3) }), aUse()])
      await move()
      await makeMonthTables(db, new Date(Date.UTC(2026, 6, 1)))
      await makeMonthTables(db, NOW)
      await countDueMonths(db, NOW)
      const gone = await forgetOldUses(db, 62, NOW)
      assert.deepEqual(gone, { months: ['2026-08'], uses: 1 })
      assert.deepEqual(await listMonthTables(db), ['2026-09', '2026-11', '2026-12', '2027-01'])
      const { rows } = await sql`select from usage_item_count where month = '2026-08-01'`.execute(db)
      assert.equal(rows.length, 1)
      assert.equal(await countEvents(db), 2)
    }))
})

describe('a log of one table', () => {
  it('is sorted into months with every use as it was', () => {
    const { '0501-usage-by-month': byMonth, ...before } = migrations
    assert.ok(byMonth)
    return withDatabase({ ...catalogueMigrations, ...before }, async (db) => {
      await sql`insert into usage_event (at, segment, place, item_id, kind, press, book_id, year, access, method, link,
          session, robot, institutions)
        select timestamptz '2026-01-31 23:30:00+00' + i * interval '17 hours', 1, i, 'c' || i, 'request', 'aldine', 'b1',
          2020, 'open', 'regular', 'page', 'ada', i % 7 = 0, array['i1', 'i2'] from generate_series(1, 300) i`.execute(
        db,
      )
      const rows = async () => (await lying(db)).map((one) => one.replace(/^\S+ /, ''))
      const kept = await rows()
      assert.equal(kept.length, 300)
      await migrate(db, { ...catalogueMigrations, ...migrations })
      assert.deepEqual(await rows(), kept)
      const tables = await listMonthTables(db)
      assert.deepEqual([tables[0], tables.length >= 7], ['2026-02', true])
      assert.deepEqual(await monthsOfRest(db), [])
      // Each use still comes once.
      const { rows: again } = await sql`insert into usage_event select * from usage_event
        on conflict do nothing returning 1`.execute(db)
      assert.equal(again.length, 0)
    })
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { connectDatabase, type DatabasePool } from './database.ts'
import type { Migrations } from './migrations.ts'
import { withDatabase } from './test-database.ts'

const migrations: Migrations = {
  '0001-test-ledger': {
    up: async (db) => {
      await sql`create table ledger (account text, amount integer)`.execute(db)
    },
  },
}

/** What a server that dies does to everybody. */
const cutAllOff = ({ db }: DatabasePool) =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(db)

async function transfer({ db }: DatabasePool): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`insert into ledger values ('mine', -1)`.execute(trx)
    await sql`select pg_sleep(0.001)`.execute(trx)
    await sql`insert into ledger values ('yours', 1)`.execute(trx)
  })
}

describe('the connection pool', () => {
  it('leaves nobody waiting and nothing half done when sessions die, and goes on', () =>
    withDatabase(migrations, async (_db, killer) => {
      const pool = connectDatabase(killer.url, 4)
      let stopped = false
      let done = 0
      let failed = 0
      const workers = Array.from({ length: 8 }, async (_, n) => {
        while (!stopped) {
          try {
            await (n % 2 === 0 ? transfer(pool) : sql`select ${n}::integer`.execute(pool.db))
            done += 1
          } catch {
            failed += 1
            await sleep(1)
          }
        }
      })
      for (let cuts = 0; cuts < 30; cuts++) {
        await sleep(15)
        await cutAllOff(killer)
      }
      stopped = true
      await Promise.all(workers)
      await transfer(pool)
      const { rows } = await sql<{ sum: string }>`select sum(amount) from ledger`.execute(pool.db)
      assert.equal(rows[0]?.sum, '0')
      assert.ok(done > 0 && failed > 0, `${done} done, ${failed} failed`)
      await pool.close()
    }))

  it('gives connections in turn, and none for ever', () =>
    withDatabase(migrations, async (_db, { url }) => {
      const pool = connectDatabase(url, 2)
      const order: number[] = []
      await Promise.all(
        Array.from({ length: 6 }, (_, n) =>
          pool.db.connection().execute(async () => {
            order.push(n)
            await sleep(5)
          }),
        ),
      )
      assert.deepEqual(order, [0, 1, 2, 3, 4, 5])
      await pool.close()
    }))

  it('says so when what was to be committed had failed', () =>
    withDatabase(migrations, async (db) => {
      await assert.rejects(
        db.transaction().execute(async (trx) => {
          await sql`select no_such_thing`.execute(trx).catch(() => {})
        }),
        /could not be committed/,
      )
    }))

  it('streams what is too much to hold', () =>
    withDatabase(migrations, async (db) => {
      await sql`insert into ledger select 'a', n from generate_series(1, 1000) n`.execute(db)
      const ledger = db.withTables<{ ledger: { account: string; amount: number } }>()
      let sum = 0
      for await (const { amount } of ledger.selectFrom('ledger').select('amount').stream(100)) sum += amount
      assert.equal(sum, 500_500)
    }))
})

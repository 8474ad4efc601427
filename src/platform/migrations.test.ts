import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Migrations, migrate, pendingMigrations } from './migrations.ts'
import { OperatorError } from './operator-error.ts'
import { withDatabase } from './test-database.ts'

const first: Migrations = {
  '0010-shelf-books': {
    up: async (db) => {
      await db.schema.createTable('book').addColumn('id', 'text').addColumn('facts', 'jsonb').execute()
    },
  },
}
const second: Migrations = {
  '0005-porch-bell': {
    up: async (db) => {
      await db.schema.createTable('bell').addColumn('id', 'text').execute()
    },
  },
}

describe('migrate', () => {
  it('runs each step once', async () => {
    await withDatabase(first, async (db) => {
      assert.deepEqual(await migrate(db, first), [])
    })
  })

  it('runs a step of another slice that sorts before those already run', async () => {
    await withDatabase(first, async (db) => {
      assert.deepEqual(await pendingMigrations(db, { ...first, ...second }), ['0005-porch-bell'])
      assert.deepEqual(await migrate(db, { ...first, ...second }), ['0005-porch-bell'])
    })
  })

  it('runs each step once when several processes start together', async () => {
    await withDatabase({}, async (db) => {
      const ran = await Promise.all([migrate(db, first), migrate(db, first), migrate(db, first)])
      assert.equal(ran.flat().length, 1)
    })
  })

  it('refuses a database that a newer program has changed', async () => {
    await withDatabase({ ...first, ...second }, async (db) => {
      await assert.rejects(migrate(db, first), OperatorError)
    })
  })

  it('keeps what is put into a JSON column as it was', async () => {
    await withDatabase(first, async (db) => {
      const books = db.withTables<{ book: { id: string; facts: unknown } }>()
      const facts = { title: 'A “quoted” title', list: [1, 'two', null] }
      await books.insertInto('book').values({ id: 'a', facts }).execute()
      const row = await books.selectFrom('book').select('facts').executeTakeFirstOrThrow()
      assert.deepEqual(row.facts, facts)
    })
  })
})

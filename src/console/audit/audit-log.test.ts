import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { type Database, withDatabase } from '#platform'
import { migrations } from '../migrations.ts'
import { listDeeds, noteDeed, verifyAudit } from './audit-log.ts'

const KEY = 'a secret of thirty-two characters at least'
const deed = (name: string) => ({
  accountId: 'a',
  who: 'ada@example.org',
  press: 'house',
  act: 'book-edited' as const,
  name,
})

const withEntries = (use: (db: Database) => Promise<void>) =>
  withDatabase(migrations, async (db) => {
    for (const name of ['one', 'two', 'three']) await noteDeed(db, KEY, deed(name), new Date(1e12))
    await use(db)
  })

/** As whoever owns the database could, who may lift what holds others off. */
const meddle = async (db: Database, how: string) => {
  await sql.raw('alter table audit_entry disable trigger all').execute(db)
  await sql.raw(how).execute(db)
}

describe('the audit log', () => {
  it('numbers its entries without gaps, also when many are written at once, and proves whole', () =>
    withDatabase(migrations, async (db) => {
      await Promise.all(Array.from({ length: 12 }, (_, i) => noteDeed(db, KEY, deed(`${i}`), new Date())))
      const numbers = (await listDeeds(db, { presses: ['house'], limit: 50 })).map(({ number }) => number)
      assert.deepEqual(
        numbers,
        Array.from({ length: 12 }, (_, i) => 12 - i),
      )
      const verdict = await verifyAudit(db, KEY)
      assert.ok(verdict.kind === 'whole' && verdict.entries === 12 && verdict.foreignSeals === 0)
    }))

  it('lets nobody change, remove or empty it', () =>
    withEntries(async (db) => {
      for (const how of [
        `update audit_entry set who = 'somebody else'`,
        'delete from audit_entry where number = 2',
        'truncate audit_entry',
      ])
        await assert.rejects(sql.raw(how).execute(db), /neither changed nor removed/)
    }))

  it('shows which entry was meddled with by somebody who owns the database', async () => {
    for (const [how, number] of [
      [`update audit_entry set name = 'zwei' where number = 2`, 2],
      ['delete from audit_entry where number = 2', 3],
      [`update audit_entry set at = at + interval '1 second' where number = 3`, 3],
    ] as const)
      await withEntries(async (db) => {
        await meddle(db, how)
        assert.deepEqual(await verifyAudit(db, KEY), { kind: 'broken', number })
      })
  })

  it('cannot be written anew without the key of the site', () =>
    withEntries(async (db) => {
      await meddle(db, 'delete from audit_entry')
      for (const name of ['one', 'forged', 'three'])
        await noteDeed(db, 'another secret of thirty-two characters', deed(name), new Date(1e12))
      const verdict = await verifyAudit(db, KEY)
      assert.ok(verdict.kind === 'whole' && verdict.foreignSeals === 3, 'told by its seals')
    }))
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { getMigrations } from 'better-auth/db/migration'
import { openLog, withDatabase } from '#platform'
import { openEngine } from './better-auth.ts'
import { migrations } from './migrations.ts'

describe('the tables of accounts', () => {
  it('are those better-auth works on: it finds nothing to add', () =>
    withDatabase(migrations, async (db) => {
      const { options } = openEngine({
        ...{ db, secret: 's'.repeat(40), origin: 'http://localhost', siteName: 'Aldine' },
        log: openLog('silent'),
      })
      const { toBeAdded, toBeCreated } = await getMigrations({
        ...options,
        database: { db, type: 'postgres' },
      })
      assert.deepEqual([toBeAdded, toBeCreated], [[], []])
    }))
})

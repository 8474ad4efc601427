import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { readArray, writeArray } from './array-types.ts'
import { withDatabase } from './test-database.ts'

const text = { write: String, read: (written: string) => written }
const aText = fc.string({ unit: 'binary' }).filter((one) => !one.includes('\0') && one.isWellFormed())

describe('arrays', () => {
  it('are read back as they were written, whatever their texts hold', async () => {
    await fc.assert(
      fc.property(fc.array(fc.option(aText)), (list) => {
        assert.deepEqual(readArray(writeArray(list, text), text), list)
      }),
    )
  })

  it('go to the server and come back, of every kind in use', () =>
    withDatabase({}, async (db) => {
      const day = new Date('2026-11-23T10:00:00Z')
      await fc.assert(
        fc.asyncProperty(fc.array(fc.option(aText)), async (list) => {
          const { rows } = await sql<{ list: unknown }>`select ${list}::text[] as list`.execute(db)
          assert.deepEqual(rows[0]?.list, list)
        }),
        { numRuns: 30 },
      )
      const { rows } = await sql`select ${[1, -2]}::integer[] as numbers, ${['3']}::bigint[] as longs,
        array[true, false] as truths, ${[day.toISOString()]}::timestamptz[] as days,
        ${['{"a": [1, "\\"b\\""]}']}::text[]::jsonb[] as facts, array[[1, 2], [3, 4]] as rows,
        array['10.0.0.1'::inet] as addresses, array[]::text[] as nothing, '[0:1]={7,8}'::integer[] as bounded`.execute(
        db,
      )
      assert.deepEqual(rows[0], {
        numbers: [1, -2],
        longs: ['3'],
        truths: [true, false],
        days: [day],
        facts: [{ a: [1, '"b"'] }],
        rows: [
          [1, 2],
          [3, 4],
        ],
        addresses: ['10.0.0.1'],
        nothing: [],
        bounded: [7, 8],
      })
    }))
})

import assert from 'node:assert/strict'
import { appendFile, readdir, readFile, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { whileNothingMoves } from '../locks.ts'
import { aUse, countEvents, NOON, note, toLine, withUsage } from '../usage.fixture.ts'
import { FINAL_AFTER_MS, spoolFolder } from './segment.ts'
import { readSpoolState } from './spool-state.ts'

const uses = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) =>
    aUse({ at: NOON + from + i, items: [{ id: `c${from + i}`, access: 'open' }] }),
  )

const later = () => new Date(Date.now() + 2 * FINAL_AFTER_MS)

describe('the mover', () => {
  it('brings each use once, while its segment is being written and after', () =>
    withUsage(async ({ db, folder, spool, move }) => {
      note(spool, uses(10))
      assert.deepEqual(await move(), { uses: 10, damaged: 0, late: 0 })
      assert.deepEqual(await move(), { uses: 0, damaged: 0, late: 0 })
      note(spool, uses(5, 10))
      assert.equal((await move()).uses, 5)
      assert.equal(await countEvents(db), 15)
      assert.equal((await readdir(spoolFolder(folder))).length, 1)
      spool.close()
      await move(later())
      assert.deepEqual(await readdir(spoolFolder(folder)), [])
      assert.equal(await countEvents(db), 15)
    }))

  it('brings each use once when several move at the same time', () =>
    withUsage(async ({ db, spool, move }) => {
      note(spool, uses(12_000))
      const moved = await Promise.all([move(), move(), move()])
      assert.equal(
        moved.reduce((sum, one) => sum + one.uses, 0),
        12_000,
      )
      assert.equal(await countEvents(db), 12_000)
    }))

  it('gives a row to each chapter of a book that was taken as one', () =>
    withUsage(async ({ db, spool, move }) => {
      const items = ['c1', 'c2', 'c3'].map((id) => ({ id, access: 'controlled' }) as const)
      note(spool, [aUse({ items, link: 'book:epub', institutions: ['i1', 'i2'] })])
      assert.equal((await move()).uses, 1)
      const { rows } = await sql<{ item: string; institutions: string[]; at: Date }>`
        select item_id as item, institutions, at from usage_event order by item_id`.execute(db)
      assert.deepEqual(
        rows.map(({ item }) => item),
        ['c1', 'c2', 'c3'],
      )
      assert.deepEqual(rows[0]?.institutions, ['i1', 'i2'])
      assert.equal(rows[0]?.at.getTime(), NOON)
    }))

  it('waits for the rest of a line, and leaves half a line behind when its writer is dead', () =>
    withUsage(async ({ db, folder, spool, move }) => {
      note(spool, uses(2))
      const [name = ''] = await readdir(spoolFolder(folder))
      const path = join(spoolFolder(folder), name)
      const line = toLine(aUse({ at: NOON + 9 }))
      await appendFile(path, line.slice(0, 30))
      assert.equal((await move()).uses, 2)
      assert.equal((await move()).uses, 0)
      await appendFile(path, line.slice(30))
      assert.equal((await move()).uses, 1)
      await appendFile(path, line.slice(0, 30))
      await move(later())
      assert.deepEqual(await readdir(spoolFolder(folder)), [])
      assert.equal(await countEvents(db), 3)
    }))

  it('goes on after what a power cut has spoilt', () =>
    withUsage(async ({ db, folder, spool, move }) => {
      note(spool, uses(3))
      const [name = ''] = await readdir(spoolFolder(folder))
      const path = join(spoolFolder(folder), name)
      const whole = await readFile(path)
      whole.fill(0, 10, 40)
      await writeFile(path, whole)
      assert.deepEqual(await move(), { uses: 2, damaged: 1, late: 0 })
      assert.equal(await countEvents(db), 2)
      // A file that is shorter than what was moved of it gives nothing again.
      await truncate(path, 20)
      assert.deepEqual(await move(), { uses: 0, damaged: 0, late: 0 })
    }))

  it('stands still while a backup is made', () =>
    withUsage(async ({ pool, spool, move }) => {
      note(spool, uses(3))
      await whileNothingMoves(pool, async () => assert.equal((await move()).uses, 0))
      assert.equal((await move()).uses, 3)
    }))

  it('leaves a segment alone for as long as somebody may write to it', () =>
    withUsage(async ({ folder, spool, move }) => {
      note(spool, uses(1))
      const [name = ''] = await readdir(spoolFolder(folder))
      const path = join(spoolFolder(folder), name)
      const old = new Date(Date.now() - FINAL_AFTER_MS + 60_000)
      await utimes(path, old, old)
      await move()
      assert.equal((await readdir(spoolFolder(folder))).length, 1)
      const older = new Date(Date.now() - FINAL_AFTER_MS - 60_000)
      await utimes(path, older, older)
      await move()
      assert.equal((await readdir(spoolFolder(folder))).length, 0)
    }))

  it('can be seen to be behind', () =>
    withUsage(async ({ db, folder, spool, move }) => {
      assert.deepEqual(await readSpoolState(db, folder), { segments: 0, bytes: 0, oldest: null })
      note(spool, uses(3))
      const before = await readSpoolState(db, folder)
      assert.equal(before.oldest?.getTime(), NOON)
      assert.ok(before.bytes > 100)
      await move()
      assert.deepEqual(await readSpoolState(db, folder), { segments: 1, bytes: 0, oldest: null })
      note(spool, uses(1, 100))
      assert.equal((await readSpoolState(db, folder)).oldest?.getTime(), NOON + 100)
    }))
})

import assert from 'node:assert/strict'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { findBook, listBooks, type ShelvingWish, shelveParcel } from '#catalogue'
import { sampleBook, sampleEpub } from './sample-parcels.fixture.ts'
import { type TestPlace, withWorkplace } from './workplace.fixture.ts'

const wish: ShelvingWish = { press: 'house', openness: 'open', dryRun: false }

async function parcel({ folder }: TestPlace, key: string, words?: string): Promise<string> {
  const path = join(folder, `${key}.epub`)
  await writeFile(path, sampleEpub(sampleBook(key, words)))
  return path
}

describe('shelveParcel', () => {
  it('shelves a book once, updates it at its address, and leaves no job behind', () =>
    withWorkplace(async (place) => {
      const first = await shelveParcel(place, await parcel(place, 'Ada'), wish)
      assert.ok(first.kind === 'shelved' && first.isNew && first.chapters === 2)
      const again = await shelveParcel(place, await parcel(place, 'Ada'), wish)
      assert.equal(again.kind === 'unchanged' && again.bookId, first.bookId)
      const next = await shelveParcel(
        place,
        await parcel(place, 'Ada', 'It was a loud year for letters.'),
        wish,
      )
      assert.ok(next.kind === 'shelved' && !next.isNew)
      assert.equal(next.bookId, first.bookId)
      assert.ok(next.changes.length > 0 && next.changes.every((sentence) => sentence.endsWith('.')))
      assert.deepEqual(await readdir(place.jobsFolder), [])
    }))

  it('tells what it would do, and does nothing', () =>
    withWorkplace(async (place) => {
      const file = await parcel(place, 'Bea')
      const foretold = await shelveParcel(place, file, { ...wish, dryRun: true })
      assert.ok(foretold.kind === 'shelved' && foretold.isNew && foretold.bookId === null)
      assert.equal((await listBooks(place.db, { limit: 1 })).total, 0)
      const kept = []
      for await (const name of place.files.list()) kept.push(name)
      assert.deepEqual(kept, [])
    }))

  it('closes what does not say itself who may read it, when it is asked to', () =>
    withWorkplace(async (place) => {
      const outcome = await shelveParcel(place, await parcel(place, 'Cyd'), { ...wish, openness: 'closed' })
      assert.ok(outcome.kind === 'shelved' && outcome.bookId !== null)
      const found = await findBook(place.db, outcome.bookId)
      assert.equal(found?.kind === 'book' && found.book.openness, 'closed')
    }))

  it('refuses what is no book, in sentences, and leaves nothing behind', () =>
    withWorkplace(async (place) => {
      const path = join(place.folder, 'novel.epub')
      await writeFile(path, 'Once upon a time')
      const outcome = await shelveParcel(place, path, wish)
      assert.ok(outcome.kind === 'refused' && outcome.issues.length > 0)
      for (const { message } of outcome.issues) assert.match(message, /\.$/)
      assert.deepEqual(await readdir(place.jobsFolder), [])
    }))
})

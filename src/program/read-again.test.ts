import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { zipEpub } from '@chapterhouse/epub'
import type { BookDraft } from '#book'
import {
  type Corrections,
  decideShelving,
  findBook,
  findPrevious,
  listChapters,
  NO_CORRECTIONS,
  readShelved,
  shelveBook,
  shelveParcel,
} from '#catalogue'
import { sampleBook, sampleEpub } from './sample-parcels.fixture.ts'
import { type TestPlace, withWorkplace } from './workplace.fixture.ts'

const WISH = { press: 'house', openness: 'open', dryRun: false } as const

/** The shelf's own book, read again with these corrections; answers with what that would change. */
async function readAgain(place: TestPlace, bookId: string, corrections: Corrections = NO_CORRECTIONS) {
  const again = await readShelved(place, bookId, corrections, {
    ...{ openness: 'open', today: new Date(), onCrash: assert.ifError },
  })
  assert.ok(again?.read.kind === 'draft', 'It is read')
  const { draft, folder } = again.read
  const previous = await findPrevious(place.db, { draft, press: 'house', bookId })
  const decision = decideShelving(previous, draft)
  return {
    draft,
    folder,
    job: again.job,
    changes: decision.kind === 'update' ? decision.changes : [],
    decision,
  }
}

async function shelve(place: TestPlace, file: string): Promise<string> {
  const outcome = await shelveParcel(place, file, WISH)
  assert.ok(outcome.kind === 'shelved' && outcome.bookId !== null, JSON.stringify(outcome.issues))
  return outcome.bookId
}

const SAMPLES = join(import.meta.dirname, '..', '..', 'samples')

describe('a book that is read again from the shelf', () => {
  for (const name of ['ten-defections', 'soviet-defectors'])
    it(`is the same book when nothing was corrected: ${name}`, () =>
      withWorkplace(async (place) => {
        const { changes, job } = await readAgain(place, await shelve(place, join(SAMPLES, name)))
        assert.deepEqual(changes, [])
        await job.finish()
      }))

  it('names the chapter that was corrected, and no other', () =>
    withWorkplace(async (place) => {
      const id = await shelve(place, join(SAMPLES, 'ten-defections'))
      const chapter = (await listChapters(place.db, id)).find(({ type }) => type === 'chapter')
      assert.ok(chapter)
      const corrections = { book: {}, chapters: { [chapter.id]: { abstract: 'Something else.\n' } } }
      const { changes, job } = await readAgain(place, id, corrections)
      assert.deepEqual(changes, [{ kind: 'chapter-details', title: chapter.title }])
      await job.finish()
    }))

  it('leaves empty what was emptied, although the file says it, through further corrections', () =>
    withWorkplace(async (place) => {
      const file = join(place.folder, 'a.epub')
      await writeFile(file, sampleEpub(sampleBook('Ada')))
      const id = await shelve(place, file)
      const contributorsOf = (draft: BookDraft) => draft.metadata.contributors.map(({ name }) => name)
      const emptied = { book: { contributors: null, without: ['contributors'] }, chapters: {} }
      const first = await readAgain(place, id, emptied)
      assert.deepEqual(contributorsOf(first.draft), [])
      await shelveBook(
        { ...place, now: new Date() },
        { draft: first.draft, folder: first.folder, press: 'house', bookId: id },
      )
      await first.job.finish()
      const next = await readAgain(place, id, { book: { imprint: 'Aldine' }, chapters: {} })
      assert.deepEqual(contributorsOf(next.draft), [])
      assert.deepEqual(next.changes, [{ kind: 'details', field: 'imprint' }])
      await next.job.finish()
    }))

  it('keeps the level of the contents that is a chapter', () =>
    withWorkplace(async (place) => {
      const epub = sampleEpub(sampleBook('Ada'))
      const file = join(place.folder, 'a.zip')
      const yaml = 'title: The Book of Ada\nchapter-level: 2\n'
      await writeFile(
        file,
        zipEpub([
          { path: 'book.yaml', bytes: Buffer.from(yaml) },
          { path: 'a.epub', bytes: epub },
        ]),
      )
      const id = await shelve(place, file)
      const found = await findBook(place.db, id)
      assert.equal(found?.kind === 'book' && found.book.chapterLevel, 2)
      const { draft, changes, job } = await readAgain(place, id)
      assert.equal(draft.metadata.chapterLevel, 2)
      assert.deepEqual(changes, [])
      await job.finish()
    }))
})

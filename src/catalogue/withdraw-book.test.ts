import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import {
  contentVersion,
  findBook,
  findByDoi,
  findChapter,
  findContributor,
  findUnnamedFiles,
  listBooks,
  listChapters,
  listFacets,
  listIssues,
  listSitemapBooks,
  listSitemapParts,
  loadText,
  withdrawBook,
} from './index.ts'
import { chapter, contributor, draft, media } from './testing/sample-draft.ts'
import { NOW, withShelf } from './testing/with-shelf.ts'

const GONE = new Date('2026-06-01T09:00:00.000Z')
const picture = media('a picture')
const defectors = draft('Defectors', {
  metadata: { identifiers: { key: 'k', isbns: [], doi: '10.1515/X', others: [] } },
  chapters: [
    chapter('One', undefined, { doi: '10.1515/X.1', media: [picture.name] }),
    chapter('Two', undefined, { contributors: [contributor('Bo Lind')] }),
  ],
  media: [picture],
  issues: [
    {
      rule: 'chapter-has-doi',
      about: 'data',
      severity: 'warning',
      where: { file: 'x', line: 1, element: null },
      message: 'None.',
      chapter: 1,
    },
  ],
})

describe('withdrawBook', () => {
  it('leaves a tombstone that says what was there, by whom and why it is gone', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(defectors)
      const [one, two] = await listChapters(db, bookId)
      assert.deepEqual(await withdrawBook({ db, now: GONE }, { bookId, reason: 'At the author’s wish.' }), {
        kind: 'withdrawn',
      })
      const book = await findBook(db, bookId)
      assert.ok(book?.kind === 'withdrawn')
      assert.deepEqual(
        [book.title, book.contributors[0]?.name, book.doi, book.reason, book.withdrawn],
        ['Defectors', 'Ada Marsh', '10.1515/X', 'At the author’s wish.', GONE.toISOString()],
      )
      const stones = await Promise.all([one, two].map((each) => findChapter(db, each?.id ?? '')))
      assert.deepEqual(
        stones.map(
          (stone) =>
            stone?.kind === 'withdrawn' && [stone.title, stone.contributors[0]?.name, stone.book?.shelved],
        ),
        [
          ['One', 'Ada Marsh', false],
          ['Two', 'Bo Lind', false],
        ],
      )
      assert.equal((await findByDoi(db, '10.1515/x.1'))?.id, one?.id)
    }))

  it('takes it out of every list, with its words, its faults and its files', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(defectors)
      const [one] = await listChapters(db, bookId)
      const ada = one && (await findBook(db, bookId))
      const page = ada?.kind === 'book' ? ada.book.contributors[0]?.page.id : undefined
      assert.equal((await findContributor(db, page ?? ''))?.works.length, 1)
      const before = await contentVersion(db)
      await withdrawBook({ db, now: GONE }, { bookId, reason: null })
      assert.equal(await contentVersion(db), before + 1)
      assert.equal((await listBooks(db, { limit: 10 })).total, 0)
      assert.deepEqual((await listFacets(db, 'imprints', { limit: 10 })).facets, [])
      assert.equal(await findContributor(db, page ?? ''), null)
      assert.deepEqual(await listIssues(db, bookId), [])
      assert.deepEqual(await listChapters(db, bookId), [])
      assert.equal(await loadText(db, one?.id ?? '', 1), null)
      const hash = picture.name.slice(0, 64)
      assert.deepEqual(await findUnnamedFiles(db, [hash]), [hash])
      const parts = await listSitemapParts(db)
      assert.deepEqual(parts, [{ press: 'aldine', part: 0, updated: GONE.toISOString() }])
      assert.deepEqual(parts[0] && (await listSitemapBooks(db, parts[0])), [])
    }))

  it('tells downstream, in the same transaction', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(defectors)
      await withdrawBook({ db, now: GONE }, { bookId, reason: null })
      const { rows } = await sql<{ notice: unknown }>`select notice from notice order by id`.execute(db)
      assert.deepEqual(
        rows.map(({ notice }) => notice),
        [
          { kind: 'book-shelved', bookId, version: 1 },
          { kind: 'book-withdrawn', bookId },
        ],
      )
    }))

  it('gives a book that is sent again its addresses, dates and anchors back', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(defectors)
      const [one] = await listChapters(db, bookId)
      const text = await loadText(db, one?.id ?? '', 1)
      await withdrawBook({ db, now: GONE }, { bookId, reason: 'A mistake.' })
      const again = await shelve(defectors, { now: new Date('2026-07-01T00:00:00Z') })
      assert.ok(again.kind === 'shelved')
      assert.deepEqual([again.bookId, again.isNew, again.version], [bookId, false, 2])
      assert.deepEqual(again.changes, [{ kind: 'shelved-again' }])
      const found = await findChapter(db, one?.id ?? '')
      assert.ok(found?.kind === 'chapter')
      assert.equal(found.chapter.firstOnline, NOW.toISOString().slice(0, 10))
      assert.deepEqual(await loadText(db, one?.id ?? '', 1), text)
      assert.equal((await listBooks(db, { limit: 10 })).total, 1)
    }))

  it('says so when there is nothing to withdraw', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(defectors)
      await withdrawBook({ db, now: GONE }, { bookId, reason: 'First.' })
      assert.deepEqual(await withdrawBook({ db, now: GONE }, { bookId, reason: 'Second.' }), {
        kind: 'already-withdrawn',
      })
      assert.deepEqual(await withdrawBook({ db, now: GONE }, { bookId: '0000000000000000', reason: null }), {
        kind: 'unknown',
      })
    }))
})

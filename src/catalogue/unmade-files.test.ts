import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  findBook,
  forgetUnmadeFile,
  listChapters,
  listIssues,
  listUnmadeFiles,
  noteUnmadeFile,
  type UnmadeFile,
  withdrawBook,
} from './index.ts'
import { chapter, draft } from './testing/sample-draft.ts'
import { NOW, withShelf } from './testing/with-shelf.ts'

const SAID = 'The notes of this chapter are in a file that is not there.'
const later = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000)

describe('a file that cannot be made of a book', () => {
  it('is a fault of content of its chapter and its book, until it can be made after all', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(draft('Defectors', { chapters: [chapter('One'), chapter('Two')] }))
      const [, two] = await listChapters(db, bookId)
      const file: UnmadeFile = { bookId, chapterId: two?.id ?? '', fileName: 'a.epub', copyFor: null }
      const flags = async () => {
        const found = await findBook(db, bookId)
        const chapters = await listChapters(db, bookId)
        return [
          found?.kind === 'book' && found.book.hasContentIssue,
          ...chapters.map(({ hasContentIssue }) => hasContentIssue),
        ]
      }
      assert.deepEqual(await flags(), [false, false, false])
      assert.equal(await noteUnmadeFile(db, file, SAID, NOW), true)
      assert.deepEqual(await flags(), [true, false, true])
      const [issue, ...more] = await listIssues(db, two?.id ?? '')
      assert.deepEqual(
        [issue?.rule, issue?.about, issue?.severity, issue?.chapter, issue?.where.file, issue?.message, more],
        ['file-can-be-made', 'content', 'error', 1, 'a.epub', SAID, []],
      )
      assert.deepEqual(await listUnmadeFiles(db, bookId, NOW), [file])
      assert.deepEqual(await listUnmadeFiles(db, bookId, later(1)), [])

      const copy = { ...file, copyFor: 'Kindle' }
      await noteUnmadeFile(db, copy, SAID, NOW)
      await forgetUnmadeFile(db, file)
      assert.deepEqual(await flags(), [true, false, true])
      await forgetUnmadeFile(db, copy)
      assert.deepEqual(await flags(), [false, false, false])
      assert.deepEqual(await listIssues(db, bookId), [])
    }))

  it('is told to the press once a week, however often it is asked for, and is one fault', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(draft('Defectors'))
      const file: UnmadeFile = { bookId, chapterId: null, fileName: 'a.pdf', copyFor: null }
      const told = []
      for (const days of [0, 1, 6, 7, 8, 14]) told.push(await noteUnmadeFile(db, file, SAID, later(days)))
      assert.deepEqual(told, [true, false, false, true, false, true])
      assert.equal((await listIssues(db, bookId)).length, 1)
      assert.deepEqual(await listUnmadeFiles(db, bookId, later(14)), [file])
    }))

  it('is nobody’s fault any more when its book has left the shelf', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(draft('Defectors'))
      await withdrawBook({ db, now: NOW }, { bookId, reason: null })
      const file: UnmadeFile = { bookId, chapterId: null, fileName: 'a.pdf', copyFor: null }
      assert.equal(await noteUnmadeFile(db, file, SAID, NOW), false)
      assert.deepEqual(await listIssues(db, bookId), [])
    }))
})

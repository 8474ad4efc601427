import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { listChapters } from './index.ts'
import { openShelfMemory } from './shelf-memory.ts'
import { chapter, draft, text } from './testing/sample-draft.ts'
import { withShelf } from './testing/with-shelf.ts'

const two = (words: string) =>
  draft('Defectors', { chapters: [chapter('One', text([words, '---', 'Further.']))] })

describe('the memory of the shelf', () => {
  it('says what the shelf says, and reads it once', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(two('A word.'))
      const [one] = await listChapters(db, bookId)
      const id = one?.id ?? ''
      const memory = openShelfMemory(db)
      const found = await memory.findChapter(id)
      assert.equal(found?.kind === 'chapter' && found.book.id, bookId)
      assert.equal(await memory.findChapter(id), found)
      assert.equal((await memory.findBook(bookId))?.kind, 'book')
      assert.match((await memory.loadText(id, 1))?.html ?? '', /A word/)
      assert.match((await memory.loadText(id, 2))?.html ?? '', /Further/)
      assert.equal(await memory.loadText(id, 3), null)
      assert.equal(await memory.findChapter('0000000000000000'), null)
    }))

  it('says what is so now once it has been told that something changed, also of what was being read meanwhile', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(two('A word.'))
      const id = (await listChapters(db, bookId))[0]?.id ?? ''
      const memory = openShelfMemory(db)
      const begun = memory.loadText(id, 1)
      memory.forget()
      await begun
      await shelve(two('Another.'))
      assert.match((await memory.loadText(id, 1))?.html ?? '', /Another/)
      await shelve(two('A third.'))
      memory.forget()
      assert.match((await memory.loadText(id, 1))?.html ?? '', /A third/)
    }))
})

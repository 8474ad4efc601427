import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findBooksByIsbn, findBooksByTitle } from './find-by-words.ts'
import { draft } from './testing/sample-draft.ts'
import { withShelf } from './testing/with-shelf.ts'
import { withdrawBook } from './withdraw-book.ts'

const identifiers = (isbn: string) => ({
  ...{ key: isbn, isbns: [{ value: isbn, format: 'hardback' as const }], doi: null, others: [] },
})

describe('a book by what is printed on it', () => {
  it('is found by any of its ISBNs, at whatever press, as long as it is on the shelf', () =>
    withShelf(async ({ db, shelve }) => {
      const one = await shelve(draft('Rooms', { metadata: { identifiers: identifiers('9780306406157') } }))
      await shelve(draft('Walls', { metadata: { identifiers: identifiers('9780306406157') } }), {
        press: 'other',
      })
      const titles = async () => (await findBooksByIsbn(db, ['9780306406157'])).map(({ title }) => title)
      assert.deepEqual(await titles(), ['Walls', 'Rooms'])
      assert.ok('bookId' in one)
      await withdrawBook({ db, now: new Date() }, { bookId: one.bookId, reason: null })
      assert.deepEqual(await titles(), ['Walls'])
      assert.deepEqual(await findBooksByIsbn(db, []), [])
    }))

  it('is found by its title, with or without article and subtitle, and not by a part of it', () =>
    withShelf(async ({ db, shelve }) => {
      const titles: readonly (readonly [string, string, string | null])[] = [
        ['The Reading Room', 'Reading Room, The', 'A History'],
        ['The Reading Room', 'Reading Room, The', 'A Novel'],
        ['Die Zeit', 'Die Zeit', null],
        ['L’Année terrible', 'Année terrible, L’', null],
        ['Rooms', 'Rooms', null],
      ]
      for (const [i, [title, sortTitle, subtitle]] of titles.entries())
        await shelve(
          draft(`${title} ${i}`, {
            metadata: { title, sortTitle, subtitle, identifiers: identifiers(`978${i}`) },
          }),
        )
      const found = async (title: string) =>
        (await findBooksByTitle(db, title))
          .map((book) => [book.title, book.subtitle].filter((one) => one !== null).join(': '))
          .toSorted()
      assert.deepEqual(await found('Reading room'), [
        'The Reading Room: A History',
        'The Reading Room: A Novel',
      ])
      assert.deepEqual(await found('The reading room: a novel'), ['The Reading Room: A Novel'])
      assert.deepEqual(await found('The Reading Room : a history'), ['The Reading Room: A History'])
      assert.deepEqual(await found('Die Zeit'), ['Die Zeit'])
      assert.deepEqual(await found("L'annee terrible"), ['L’Année terrible'])
      assert.deepEqual(await found('Rooms: their walls'), ['Rooms'])
      assert.deepEqual(await found('Rooms and walls'), [])
      assert.deepEqual(await found('Re'), [])
    }))
})

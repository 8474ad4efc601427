import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import type { AccessDates } from '#book'
import { buildOpening, toListing } from './build-opening.ts'
import { toReadable } from './build-readable.ts'
import { findBook, findChapter, listBooks } from './index.ts'
import { migrations } from './migrations.ts'
import { chapter, draft } from './testing/sample-draft.ts'
import { withShelf } from './testing/with-shelf.ts'

const dates = (some: Partial<AccessDates>): AccessDates => ({
  ...{ freeFrom: null, freeUntil: null, embargoUntil: null, ...some },
})

describe('what decides access', () => {
  it('says of every product which one it is, and when it opens by itself', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(
        draft('Defectors', {
          metadata: { openness: 'closed' },
          chapters: [
            chapter('One', undefined, {
              openness: 'closed',
              accessDates: dates({ freeFrom: '2027-01-01T00:00:00.000Z' }),
            }),
            chapter('Notes', undefined, { alsoHolds: [0] }),
            chapter('Plates', null),
          ],
        }),
      )
      const found = await findBook(db, bookId)
      assert.ok(found?.kind === 'book')
      const [one, notes] = found.contents
      assert.equal(one?.window.freeFrom?.getTime(), Date.UTC(2027, 0, 1))
      assert.deepEqual(notes?.holds, [
        { id: one?.id, bookId, press: 'aldine', openness: 'closed', window: one?.window, holds: [] },
      ])
      assert.equal(found.product.id, bookId)
      assert.deepEqual(
        found.product.holds.map(({ id }) => id),
        [one?.id, notes?.id],
      )
      const alone = await findChapter(db, notes?.id ?? '')
      assert.deepEqual(alone?.kind === 'chapter' && alone.product.holds, notes?.holds)
    }))

  it('is told of books that an earlier version shelved', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(
        draft('Defectors', {
          chapters: [
            chapter('One', undefined, { openness: 'closed' }),
            chapter('Notes', undefined, { alsoHolds: [0] }),
            chapter('Plates', null),
          ],
        }),
      )
      const now = await findBook(db, bookId)
      await sql`update chapter set product = '{"openness": "open", "holds": []}'`.execute(db)
      await sql`update book set product = '{"openness": "open", "holds": []}', contents = (
        select json_agg(o::jsonb - 'holds' order by n) from json_array_elements(contents) with ordinality as c (o, n)
      )`.execute(db)
      await migrations['0103-catalogue-readable']?.up(db)
      assert.deepEqual(await findBook(db, bookId), now)
    }))
})

describe('how open a book is in a list', () => {
  const place = { bookId: 'b', press: 'aldine' }
  const closed = (id: string, some: Partial<AccessDates>) =>
    toReadable({ id, openness: 'closed', accessDates: dates(some), holds: [] }, place)
  const now = new Date('2026-03-01T00:00:00Z')

  it('changes at the moment that its press has set, without anybody shelving it again', () =>
    withShelf(async ({ db, shelve }) => {
      const ofSpring = dates({ freeUntil: '2999-04-01T00:00:00.000Z' })
      await shelve(
        draft('Defectors', {
          metadata: { openness: 'closed' },
          chapters: [
            chapter('One', undefined, { openness: 'closed', accessDates: ofSpring }),
            chapter('Two'),
          ],
        }),
      )
      const [listed] = (await listBooks(db, { limit: 1 })).books
      assert.equal(listed?.open, 'some')
      assert.equal(listed?.openUntil, '2999-04-01T00:00:00.000Z')
    }))

  it('is kept for each moment at which it changes', () => {
    const book = closed('b', { freeFrom: '2026-05-01T00:00:00.000Z' })
    const opening = buildOpening(book, [], now)
    assert.deepEqual(opening, { open: 'none', turns: [{ at: '2026-05-01T00:00:00.000Z', open: 'all' }] })
  })

  it('is that of the last moment passed', async () => {
    const turns = [
      { at: '2026-04-01T00:00:00.000Z', open: 'some' },
      { at: '2026-05-01T00:00:00.000Z', open: 'all' },
    ] as const
    await withShelf(async ({ db, shelve }) => {
      await shelve(draft('Defectors'))
      const [listing] = (await listBooks(db, { limit: 1 })).books
      assert.ok(listing)
      const at = (moment: string) => {
        const { open, openUntil } = toListing({ ...listing, open: 'none', turns }, new Date(moment))
        return [open, openUntil]
      }
      assert.deepEqual(at('2026-03-31T23:59:59Z'), ['none', turns[0].at])
      assert.deepEqual(at('2026-04-01T00:00:00Z'), ['some', turns[1].at])
      assert.deepEqual(at('2026-06-01T00:00:00Z'), ['all', null])
    })
  })
})

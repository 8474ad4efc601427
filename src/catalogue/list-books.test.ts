import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Database } from '#platform'
import { type BookQuery, findFacet, listBooks, listFacets, withdrawBook } from './index.ts'
import { draft } from './testing/sample-draft.ts'
import { NOW, withShelf } from './testing/with-shelf.ts'

const keyword = (label: string) => ({ scheme: 'keyword', code: null, label }) as const
const titles = async (db: Database, query: BookQuery) =>
  (await listBooks(db, query)).books.map(({ title }) => title)

describe('listBooks', () => {
  it('lists by title as a reader would, and the newest first', () =>
    withShelf(async ({ db, shelve }) => {
      for (const title of ['Élan', 'Volume 10', 'Volume 9', 'apples', 'Zoo']) await shelve(draft(title))
      assert.deepEqual(await titles(db, { limit: 9 }), ['apples', 'Élan', 'Volume 9', 'Volume 10', 'Zoo'])
      assert.deepEqual(await titles(db, { limit: 2, order: 'newest' }), ['Zoo', 'apples'])
    }))

  it('goes forward and back over the same screens, without gaps', () =>
    withShelf(async ({ db, shelve }) => {
      for (const n of [3, 1, 2, 5, 4, 7, 6]) await shelve(draft(`Book ${n}`))
      for (const order of ['title', 'newest'] as const) {
        const first = await listBooks(db, { limit: 3, order })
        const second = await listBooks(db, { limit: 3, order, after: first.after ?? '' })
        const third = await listBooks(db, { limit: 3, order, after: second.after ?? '' })
        assert.equal(first.before, null)
        assert.equal(third.after, null)
        assert.equal(
          new Set([first, second, third].flatMap(({ books }) => books.map(({ id }) => id))).size,
          7,
        )
        assert.deepEqual(await listBooks(db, { limit: 3, order, before: third.before ?? '' }), second)
        assert.deepEqual(await listBooks(db, { limit: 3, order, before: second.before ?? '' }), first)
        assert.equal(first.total, 7)
      }
    }))

  it('goes on where it stood when the last book of a screen has been withdrawn since', () =>
    withShelf(async ({ db, shelve }) => {
      for (const title of ['A', 'B', 'C']) await shelve(draft(title))
      const { after } = await listBooks(db, { limit: 2 })
      await withdrawBook({ db, now: NOW }, { bookId: after ?? '', reason: null })
      assert.deepEqual(await titles(db, { limit: 2, after: after ?? '' }), ['C'])
    }))

  it('keeps to one press, and to one subject of it', () =>
    withShelf(async ({ db, shelve }) => {
      const spies = { metadata: { subjects: [keyword('Spies')] } }
      await shelve(draft('A', spies), { press: 'aldine' })
      await shelve(draft('B'), { press: 'aldine' })
      await shelve(draft('C', spies), { press: 'plantin' })
      assert.deepEqual(await titles(db, { limit: 9, press: 'aldine' }), ['A', 'B'])
      const facet = { kind: 'subjects', slug: 'spies' } as const
      assert.deepEqual(await titles(db, { limit: 9, facet }), ['A', 'C'])
      assert.deepEqual(await titles(db, { limit: 9, facet, press: 'plantin' }), ['C'])
      assert.deepEqual(await listBooks(db, { limit: 9, facet: { kind: 'subjects', slug: 'none' } }), {
        ...{ books: [], total: 0, after: null, before: null },
      })
      assert.equal((await findFacet(db, 'subjects', 'spies'))?.books, 2)
      assert.equal((await findFacet(db, 'subjects', 'spies', 'aldine'))?.books, 1)
    }))
})

describe('listFacets', () => {
  it('takes one label for one shelf, and gives two that look alike two addresses', () =>
    withShelf(async ({ db, shelve }) => {
      const subjects = [
        keyword('C++'),
        keyword('C'),
        keyword('HISTORY'),
        { scheme: 'thema', code: 'NH', label: 'History' },
      ] as const
      await shelve(draft('A', { metadata: { subjects } }))
      const { facets } = await listFacets(db, 'subjects', { limit: 9 })
      assert.deepEqual(facets.map(({ slug }) => slug).sort(), ['c', 'c-2', 'history'])
      assert.equal(facets.find(({ slug }) => slug === 'history')?.books, 1)
    }))

  it('lists by the alphabet, from a letter, by fullness, and years from the latest', () =>
    withShelf(async ({ db, shelve }) => {
      await shelve(
        draft('A', { metadata: { printYear: 1999, subjects: ['Art', 'Éclair', 'Zen'].map(keyword) } }),
      )
      await shelve(draft('B', { metadata: { printYear: 2020, subjects: [keyword('Zen')] } }))
      const labels = async (
        ...query: Parameters<typeof listFacets> extends [unknown, ...infer Rest] ? Rest : never
      ) => (await listFacets(db, ...query)).facets.map(({ label }) => label)
      assert.deepEqual(await labels('subjects', { limit: 9 }), ['Art', 'Éclair', 'Zen'])
      assert.deepEqual(await labels('subjects', { limit: 9, from: 'e' }), ['Éclair', 'Zen'])
      assert.deepEqual(await labels('subjects', { limit: 1, order: 'books' }), ['Zen'])
      assert.deepEqual(await labels('years', { limit: 9 }), ['2020', '1999'])
      const first = await listFacets(db, 'subjects', { limit: 2 })
      assert.equal(first.after, 'eclair')
      assert.deepEqual(await listFacets(db, 'subjects', { limit: 2, after: 'eclair' }), {
        ...{
          facets: [{ kind: 'subjects', slug: 'zen', label: 'Zen', books: 2 }],
          after: null,
          before: 'zen',
        },
      })
      assert.deepEqual((await listFacets(db, 'subjects', { limit: 2, before: 'zen' })).facets, first.facets)
    }))

  it('counts exactly, whatever is shelved, changed, withdrawn and shelved again', () =>
    withShelf(async ({ db, shelve }) => {
      const step = fc.record({
        book: fc.integer({ min: 0, max: 3 }),
        press: fc.constantFrom('aldine', 'plantin'),
        withdraw: fc.boolean(),
        subjects: fc.subarray(['Spies', 'spies', 'War', 'Peace']),
        imprint: fc.option(fc.constantFrom('Aldine', 'Giunti')),
        printYear: fc.constantFrom(1953, 1954),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
          for (const { book, press, withdraw, subjects, ...metadata } of steps) {
            const { bookId } = await shelve(
              draft(`Book ${book}`, { metadata: { ...metadata, subjects: subjects.map(keyword) } }),
              { press },
            )
            if (withdraw) await withdrawBook({ db, now: NOW }, { bookId, reason: null })
          }
          assert.deepEqual(await keptCounts(db), await recount(db))
        }),
        { numRuns: 12 },
      )
    }))
})

const keptCounts = async (db: Database) =>
  (await sql`select facet_id, press, books from facet_count order by facet_id, press`.execute(db)).rows

/** From the books' own records. */
const recount = async (db: Database) =>
  (
    await sql`
      with word as (
        select b.id, b.press, w.kind, lower(w.key) as key from book b, lateral (
          select 'all' as kind, '' as key
          union all select 'imprints', b.record->>'imprint'
          union all select 'years', b.record->>'printYear'
          union all select 'subjects', s->>'label' from jsonb_array_elements(b.record->'subjects') s
        ) w where b.shelved and w.key is not null
      )
      select f.id as facet_id, p.press, count(distinct w.id)::integer as books
      from word w join facet f on f.kind = w.kind and f.key = w.key, lateral (values (''), (w.press)) p (press)
      group by 1, 2 order by 1, 2`.execute(db)
  ).rows

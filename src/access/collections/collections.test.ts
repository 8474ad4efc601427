import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sampleBook, sampleChapter, sampleDraft } from '#book'
import { shelveBook, withdrawBook } from '#catalogue'
import { type Database, openFiles } from '#platform'
import { NOW, withAccess } from '../access.fixture.ts'
import {
  addCollection,
  changeCollection,
  findCollection,
  listCollections,
  listMemberships,
  placeInCollections,
  removeCollection,
} from './collection-store.ts'
import { openCollections } from './open-collections.ts'

const shelve = async (
  db: Database,
  { title, press = 'aldine', imprint = 'Aldine House', year = 2024 }: Shelving,
): Promise<string> => {
  const book = sampleBook({
    title,
    sortTitle: title,
    imprint,
    printYear: year,
    identifiers: { key: `urn:${press}:${title}`, isbns: [], doi: null, others: [] },
  })
  const draft = {
    ...sampleDraft(book, [sampleChapter({ title: 'One' })]),
    parcelHash: `${title} ${imprint}`,
  }
  const shelved = await shelveBook({ db, files, now: NOW }, { draft, folder: '', press })
  return shelved.bookId
}

/** No book of these tests has a file. */
const files = openFiles('/nowhere')

type Shelving = {
  readonly title: string
  readonly press?: string
  readonly imprint?: string
  readonly year?: number
}

const members = async (db: Database, id: string) =>
  (await listMemberships(db, [id])).map(({ productId }) => productId).sort()

describe('collections', () => {
  it('take in every book that their rule wants, and those that come later by themselves', () =>
    withAccess(async (db) => {
      const old = await shelve(db, { title: 'Old', year: 2019 })
      const first = await shelve(db, { title: 'First' })
      const collections = await openCollections(db, () => NOW)
      const made = await addCollection(
        db,
        { name: 'House 2024', press: 'aldine', rule: { imprint: 'aldine-house', year: '2024' } },
        NOW,
      )
      assert.deepEqual(await members(db, made.id), [first])
      await collections.follow({ kind: 'collections-changed', collectionIds: [made.id] })
      const second = await shelve(db, { title: 'Second' })
      const elsewhere = await shelve(db, { title: 'Elsewhere', press: 'larkspur' })
      for (const bookId of [second, elsewhere])
        await collections.follow({ kind: 'book-shelved', bookId, version: 1 })
      assert.deepEqual(await members(db, made.id), [first, second].sort())
      assert.deepEqual(
        [old, first, second, elsewhere].map((id) => collections.collectionsOf(id)),
        [[], [made.id], [made.id], []],
      )
    }))

  it('let a book go whose metadata no longer fit, unless it is listed besides', () =>
    withAccess(async (db) => {
      const [one, two] = [await shelve(db, { title: 'One' }), await shelve(db, { title: 'Two' })]
      const made = await addCollection(
        db,
        { name: 'House', press: null, rule: { imprint: 'aldine-house' }, products: [two] },
        NOW,
      )
      for (const title of ['One', 'Two']) await shelve(db, { title, imprint: 'Another' })
      for (const id of [one, two]) await placeInCollections(db, id, NOW)
      assert.deepEqual(await members(db, made.id), [two])
    }))

  it('catch up with what came while nobody followed', () =>
    withAccess(async (db) => {
      const made = await addCollection(db, { name: 'All', press: 'aldine', rule: {} }, NOW)
      const book = await shelve(db, { title: 'Meanwhile' })
      const { collectionsOf } = await openCollections(db, () => NOW)
      assert.deepEqual(collectionsOf(book), [made.id])
    }))

  it('are listed one by one as well, books and single chapters, and change by hand', () =>
    withAccess(async (db) => {
      const made = await addCollection(
        db,
        { name: 'Chosen', press: null, rule: null, products: ['c1', 'b1'] },
        NOW,
      )
      const collections = await openCollections(db, () => NOW)
      await changeCollection(db, made.id, { name: 'Few', list: ['c2'], unlist: ['b1'] }, NOW)
      await collections.follow({ kind: 'collections-changed', collectionIds: [made.id] })
      assert.deepEqual(
        ['b1', 'c1', 'c2'].map((id) => collections.collectionsOf(id)),
        [[], [made.id], [made.id]],
      )
      assert.equal((await findCollection(db, 'chosen'))?.name, 'Few')
      assert.deepEqual(
        (await listCollections(db)).map(({ name, products }) => [name, products]),
        [['Few', 2]],
      )
    }))

  it('of one name have addresses of their own, and leave nothing behind', () =>
    withAccess(async (db) => {
      const add = (press: string) =>
        addCollection(db, { name: 'History', press, rule: null, products: ['b1'] }, NOW)
      const [one, two] = [await add('aldine'), await add('larkspur')]
      assert.deepEqual([one.slug, two.slug], ['history', 'history-2'])
      assert.equal(await removeCollection(db, one.id), true)
      assert.equal(await removeCollection(db, one.id), false)
      assert.deepEqual(
        (await listMemberships(db)).map(({ collectionId }) => collectionId),
        [two.id],
      )
    }))

  it('give up a book that is withdrawn', () =>
    withAccess(async (db) => {
      const book = await shelve(db, { title: 'Gone' })
      const made = await addCollection(db, { name: 'All', press: null, rule: {} }, NOW)
      await withdrawBook({ db, now: NOW }, { bookId: book, reason: null })
      await placeInCollections(db, book, NOW)
      assert.deepEqual(await members(db, made.id), [])
    }))
})

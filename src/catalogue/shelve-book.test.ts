import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { ALWAYS, type BookDraft } from '#book'
import { type Database, openFiles } from '#platform'
import type { FoundBook, FoundChapter, Shelved } from './index.ts'
import {
  findBook,
  findChapter,
  findMedia,
  findUnnamedFiles,
  listBooks,
  loadText,
  shelveBook,
} from './index.ts'
import { placeBook } from './place-book.ts'
import { chapter, contributor, draft, media } from './testing/sample-draft.ts'
import { NOW, withShelf } from './testing/with-shelf.ts'

const LATER = new Date('2026-05-02T12:00:00.000Z')
const isbn = (value: string) => ({ value, format: null })

describe('shelveBook', () => {
  it('makes a page for the book and for every chapter of it', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(
        draft('Defectors', {
          chapters: [
            chapter('Part I', null, { type: 'part' }),
            chapter('Five', undefined, { parent: 0, depth: 1, label: '5' }),
          ],
        }),
      )
      const { book, contents } = await bookOf(db, bookId)
      assert.equal(book.title, 'Defectors')
      assert.equal(book.version, 1)
      assert.equal(book.firstOnline, '2026-03-01')
      assert.deepEqual(
        contents.map(({ title, depth, hasText }) => [title, depth, hasText]),
        [
          ['Part I', 0, false],
          ['Five', 1, true],
        ],
      )
      const five = await chapterOf(db, contents[1]?.id)
      assert.equal(five.chapter.label, '5')
      assert.equal(five.parent?.title, 'Part I')
      assert.equal(five.previous?.title, 'Part I')
      assert.equal(five.next, null)
      assert.match(
        (await loadText(db, five.chapter.id, 1))?.html ?? '',
        /<p id="p-[0-9a-z]{8}">Five begins here\.<\/p>/,
      )
    }))

  it('changes nothing when the same parcel comes twice', () =>
    withShelf(async ({ db, shelve }) => {
      const once = draft('Defectors')
      const { bookId } = await shelve(once)
      const before = await everything(db)
      assert.deepEqual(await shelve(once, { now: LATER }), { kind: 'unchanged', bookId })
      assert.deepEqual(await everything(db), before)
    }))

  it('takes the same parcel for an update when it is opened or closed by another option', () =>
    withShelf(async ({ db, shelve }) => {
      const open = draft('Defectors', { parcelHash: 'same' })
      const { bookId } = await shelve(open)
      const closed = draft('Defectors', { parcelHash: 'same', metadata: { openness: 'closed' } })
      assert.equal((await shelve(closed)).kind, 'shelved')
      assert.equal((await bookOf(db, bookId)).product.openness, 'closed')
    }))

  it('keeps ids, anchors and first-online dates in a new version, and records it', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(
        draft('Defectors', {
          chapters: [chapter('One', ['Kept.', 'Misspelt.', 'Kept too.']), chapter('Two', ['Untouched.'])],
        }),
      )
      const before = await bookOf(db, bookId)
      const textBefore = await htmlOf(db, before.contents[0]?.id)

      const second = await shelve(
        draft('Defectors', {
          metadata: { title: 'Soviet Defectors', firstOnline: '2027-01-01' },
          chapters: [
            chapter('Zero'),
            chapter('One', ['Kept.', 'Spelt well.', 'Kept too.']),
            chapter('Two', ['Untouched.']),
          ],
          versionNote: 'A misspelt word is corrected.',
        }),
        { now: LATER },
      )
      assert.equal(second.bookId, bookId)
      const after = await bookOf(db, bookId)
      assert.equal(after.book.title, 'Soviet Defectors')
      assert.equal(after.book.firstOnline, '2026-03-01')
      assert.deepEqual(after.book.versions, [
        { number: 1, shelved: NOW.toISOString(), note: null },
        { number: 2, shelved: LATER.toISOString(), note: 'A misspelt word is corrected.' },
      ])
      const [zero, one, two] = after.contents
      assert.deepEqual(
        [one?.id, two?.id],
        before.contents.map(({ id }) => id),
      )
      assert.deepEqual(
        [zero, one, two].map((outline) => [outline?.firstOnline, outline?.updated]),
        [
          ['2026-05-02', LATER.toISOString()],
          ['2026-03-01', LATER.toISOString()],
          ['2026-03-01', NOW.toISOString()],
        ],
      )
      const [kept, , keptToo] = idsIn(textBefore)
      assert.deepEqual(
        idsIn(await htmlOf(db, one?.id)).filter((id) => idsIn(textBefore).includes(id)),
        [kept, keptToo],
      )
    }))

  it('tells the press, and no reader, that a first-online date was not followed', () =>
    withShelf(async ({ db, shelve }) => {
      await shelve(draft('Defectors', { metadata: { firstOnline: '2020-10-20' } }))
      const result = await shelve(draft('Defectors', { metadata: { firstOnline: '2021-01-01' } }))
      assert.ok(result.kind === 'shelved')
      assert.deepEqual(
        result.changes.map(({ kind }) => kind),
        ['first-online-kept'],
      )
      const { book } = await bookOf(db, result.bookId)
      assert.equal(book.firstOnline, '2020-10-20')
      assert.equal(book.hasDataIssue, false)
    }))

  it('says that a chapter was left out, and gives it its old address when it comes back', () =>
    withShelf(async ({ db, shelve }) => {
      const whole = draft('Defectors')
      const { bookId } = await shelve(whole)
      const two = (await bookOf(db, bookId)).contents[1]?.id ?? ''
      await shelve(draft('Defectors', { chapters: [chapter('One')] }), { now: LATER })
      const gone = await findChapter(db, two)
      assert.ok(gone?.kind === 'withdrawn')
      assert.deepEqual(
        [gone.title, gone.withdrawn, gone.reason, gone.book?.shelved],
        ['Two', LATER.toISOString(), null, true],
      )
      assert.equal(await loadText(db, two, 1), null)
      await shelve(whole)
      assert.equal((await findChapter(db, two))?.kind, 'chapter')
      assert.notEqual(await loadText(db, two, 1), null)
    }))

  it('knows a book by any ISBN it shares, under the same title only', () =>
    withShelf(async ({ shelve }) => {
      const identifiers = (key: string, ...isbns: string[]) => ({
        key,
        isbns: isbns.map(isbn),
        doi: null,
        others: [],
      })
      const first = await shelve(
        draft('Volume One', {
          metadata: { identifiers: identifiers('a', '9780000000002', '9780000000019') },
        }),
      )
      const other = await shelve(
        draft('Volume Two', { metadata: { identifiers: identifiers('b', '9780000000019') } }),
      )
      const again = await shelve(
        draft('Volume One', { metadata: { identifiers: identifiers('9780000000019', '9780000000019') } }),
      )
      const byOldKey = await shelve(draft('Another title', { metadata: { identifiers: identifiers('a') } }))
      assert.notEqual(other.bookId, first.bookId)
      assert.equal(again.bookId, first.bookId)
      assert.equal(byOldKey.bookId, first.bookId)
    }))

  it('keeps the same key of two presses apart', () =>
    withShelf(async ({ shelve }) => {
      const one = await shelve(draft('Defectors'), { press: 'aldine' })
      const other = await shelve(draft('Defectors'), { press: 'plantin' })
      assert.notEqual(one.bookId, other.bookId)
    }))

  it('makes one book of two shelvings at once', () =>
    withShelf(async ({ db, shelve }) => {
      const results = await Promise.all([1, 2, 3].map(() => shelve(draft('Defectors'))))
      assert.deepEqual(results.map(({ kind }) => kind).sort(), ['shelved', 'unchanged', 'unchanged'])
      assert.equal((await listBooks(db, { limit: 10 })).total, 1)
    }))

  it('leaves nothing when it is cut off in the middle', () =>
    withShelf(async ({ db, shelve }) => {
      await shelve(draft('Before'))
      const before = await everything(db)
      const torn = draft('Torn', {
        chapters: [chapter('One'), { ...chapter('Two'), parent: 0, text: brokenText() }],
      })
      await assert.rejects(shelve(torn))
      await assert.rejects(
        db.transaction().execute(async (tx) => {
          await placeBook(tx, { draft: draft('Killed'), press: 'aldine' }, NOW)
          await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
        }),
      )
      assert.deepEqual(await everything(db), before)
    }))

  it('keeps what the database could not: half a letter, a zero byte', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(
        draft('Odd \ud83d\0 \\u0000', { chapters: [chapter('Cut \udc00', ['Words\ud800.'])] }),
      )
      const { book, contents } = await bookOf(db, bookId)
      assert.equal(book.title, 'Odd \ufffd\ufffd \\u0000')
      assert.match(await htmlOf(db, contents[0]?.id), /Words\ufffd/)
    }))

  it('keeps the files of a draft first, and names them all', () =>
    withShelf(async ({ db }) => {
      await withFolder(async (folder) => {
        const files = await openFiles(join(folder, 'files'))
        const shown = { ...media('a picture'), bytes: 9 }
        const epub = createHash('sha256').update('an epub').digest('hex')
        await writeFile(join(folder, shown.name.slice(0, 64)), 'a picture')
        await writeFile(join(folder, epub), 'an epub')
        const order = {
          ...{ folder, press: 'aldine' },
          draft: draft('Defectors', {
            formats: [{ mediaType: 'application/epub+zip', fileName: 'd.epub', bytes: 7, sha256: epub }],
            media: [shown],
            chapters: [chapter('One', undefined, { media: [shown.name], openness: 'closed' })],
          }),
        }
        const { bookId } = await shelveBook({ db, files, now: NOW }, order)
        assert.equal((await readFile(files.pathOf(epub))).toString(), 'an epub')
        assert.deepEqual(await findUnnamedFiles(db, [epub, shown.name.slice(0, 64), 'f'.repeat(64)]), [
          'f'.repeat(64),
        ])
        const [one] = (await bookOf(db, bookId)).contents
        assert.deepEqual((await findMedia(db, one?.id ?? '', shown.name))?.shown, {
          as: 'text',
          product: { id: one?.id, bookId, press: 'aldine', openness: 'closed', window: ALWAYS, holds: [] },
        })
        assert.equal(await findMedia(db, bookId, shown.name), null)
      })
    }))

  it('gives one page to a person whose ORCID comes later, and to one whose ORCID stands elsewhere in the book', () =>
    withShelf(async ({ db, shelve }) => {
      const orcid = '0000-0002-1825-0097'
      const { bookId } = await shelve(
        draft('Defectors', { metadata: { contributors: [contributor('Ada Marsh')] } }),
      )
      const page = (await bookOf(db, bookId)).book.contributors[0]?.page
      await shelve(
        draft('Defectors', {
          metadata: { contributors: [contributor('Ada Marsh', { orcid })] },
          chapters: [chapter('One', undefined, { contributors: [contributor('Ada  MARSH')] })],
        }),
      )
      const { book, contents } = await bookOf(db, bookId)
      assert.deepEqual(book.contributors[0]?.page, page)
      assert.deepEqual(contents[0]?.contributors[0]?.page, page)
      const elsewhere = await shelve(
        draft('Other', { metadata: { contributors: [contributor('A. Marsh', { orcid })] } }),
        { press: 'plantin' },
      )
      assert.deepEqual((await bookOf(db, elsewhere.bookId)).book.contributors[0]?.page, page)
    }))
})

const brokenText = (): BookDraft['chapters'][number]['text'] => {
  const { text } = chapter('Broken', ['Words.'])
  return text && { ...text, sections: [{ html: '<p id="b:7">Words.</p>' }] }
}

type OnShelf<T> = Extract<T, { kind: 'book' | 'chapter' }>

async function bookOf(db: Database, id: Shelved['bookId']): Promise<OnShelf<FoundBook>> {
  const found = await findBook(db, id)
  assert.ok(found?.kind === 'book')
  return found
}

async function chapterOf(db: Database, id = ''): Promise<OnShelf<FoundChapter>> {
  const found = await findChapter(db, id)
  assert.ok(found?.kind === 'chapter')
  return found
}

const htmlOf = async (db: Database, id = ''): Promise<string> => (await loadText(db, id, 1))?.html ?? ''
const idsIn = (html: string): readonly string[] =>
  [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '')

/** Every row of every table. */
async function everything(db: Database): Promise<unknown> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name not like 'kysely%' order by 1`.execute(db)
  const contents: unknown[] = []
  for (const { name } of tables.rows) {
    const { rows } = await sql`select to_jsonb(t) as row from ${sql.table(name)} t order by 1`.execute(db)
    contents.push([name, rows])
  }
  return contents
}

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chapterhouse-catalogue-'))
  try {
    await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

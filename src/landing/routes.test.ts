import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fastify, { type FastifyInstance } from 'fastify'
import { NOBODY } from '#access'
import { sampleBook, sampleChapter, sampleDraft, samplePerson } from '#book'
import {
  findBook,
  findChapter,
  listBooks,
  listChapters,
  loadText,
  migrations,
  shelveBook,
  withdrawBook,
} from '#catalogue'
import { openCitationStyles } from '#citations'
import { type Database, noticeMigrations, openFiles, withDatabase } from '#platform'
import { defaultPress, openPresses } from '#press'
import { openRecordMemory, recordMigrations } from '#record'
import { ANY_READER, openAssets, PageCache } from '#web'
import { landingRoutes } from './routes.ts'
import { showNotFound } from './show-errors.ts'

const NOW = new Date('2026-03-05T12:00:00Z')
const files = openFiles('/nowhere')
const presses = openPresses(
  [
    { ...defaultPress(), slug: 'aldine', name: 'Aldine House' },
    { ...defaultPress(), slug: 'vault', name: 'Vault Editions', host: 'books.vault.example' },
  ],
  openAssets(),
)

const facts = {
  words: 5,
  notes: 0,
  figures: 0,
  tables: 0,
  formulas: 0,
  sections: 1,
  writing: 'horizontal' as const,
  headings: [],
  pageMarkers: [],
}

const anna = samplePerson('Anna', 'Reed')
const book = sampleBook({
  title: 'Anchors',
  contributors: [anna],
  identifiers: { key: 'urn:anchors', isbns: [], doi: '10.5555/anchors', others: [] },
  subjects: [{ scheme: 'keyword', code: null, label: 'rope' }],
})
const part = sampleChapter({ id: 'part000000000000', type: 'part', label: 'I', title: 'Iron' })
const open = sampleChapter({
  id: 'open000000000000',
  title: 'Open Water',
  parentId: part.id,
  depth: 1,
  text: facts,
})
const closed = sampleChapter({ id: 'c10sed0000000000', title: 'Deep Water', openness: 'closed', text: facts })

type Shelf = {
  readonly app: FastifyInstance
  readonly db: Database
  readonly bookAt: string
  /** Addresses in reading order: the part, the open chapter, the closed one. */
  readonly chaptersAt: readonly string[]
  get(url: string, headers?: Readonly<Record<string, string>>): ReturnType<typeof inject>
}

const inject = (app: FastifyInstance, url: string, headers: Readonly<Record<string, string>>) =>
  app.inject({ url, headers })

/** No notices are followed here. */
const readThrough = (db: Database) => ({
  findBook: (id: string) => findBook(db, id),
  findChapter: (id: string) => findChapter(db, id),
  loadText: (id: string, section: number) => loadText(db, id, section),
  forget: () => {},
})

const withShelf = (use: (shelf: Shelf) => Promise<void>): Promise<void> =>
  withDatabase({ ...noticeMigrations, ...migrations, ...recordMigrations }, async (db) => {
    await shelveBook(
      { db, files, now: NOW },
      { draft: sampleDraft(book, [part, open, closed]), folder: '', press: 'aldine' },
    )
    const [listed] = (await listBooks(db, { limit: 1 })).books
    assert.ok(listed)
    const chapters = await listChapters(db, listed.id)
    const located = new WeakMap<object, ReturnType<typeof presses.locate>>()
    const app = fastify({
      rewriteUrl: (request) => {
        const where = presses.locate(`https://${request.headers.host}`, request.url ?? '/')
        located.set(request, where)
        return where.url
      },
    })
    const deps = {
      db,
      memory: readThrough(db),
      records: openRecordMemory(db),
      presses,
      cache: new PageCache(1_000_000),
      styles: openCitationStyles(null),
      instance: 'web-1',
      release: '1.0.0',
      now: () => NOW,
      siteOf: (request: { readonly raw: object }) =>
        presses.siteOf(located.get(request.raw) ?? presses.locate('https://books.example.org', '/')),
      visitorOf: async () => NOBODY,
      collectionsOf: () => [],
      offersOf: async () => [],
      buyPath: () => null,
      readerOf: async () => ANY_READER,
    }
    app.setNotFoundHandler((request, reply) => showNotFound(deps, request, reply))
    await app.register(landingRoutes, deps)
    await use({
      app,
      db,
      bookAt: `/books/${listed.slug}/${listed.id}`,
      chaptersAt: chapters.map(({ slug, id }) => `/chapters/${slug}/${id}`),
      get: (url, headers = {}) => inject(app, url, { host: 'books.example.org', ...headers }),
    })
    await app.close()
  })

describe('landing routes', () => {
  it('answer home, lists, book, part, chapter and contributor', () =>
    withShelf(async ({ get, bookAt, chaptersAt }) => {
      const home = await get('/')
      assert.match(home.body, /Anchors/)
      const contributor = /href="(\/contributors\/[^"]+)"/.exec((await get(bookAt)).body)?.[1] ?? ''
      for (const url of [
        '/',
        '/books',
        '/subjects',
        '/subjects/rope',
        '/years',
        bookAt,
        ...chaptersAt,
        contributor,
        '/styleguide',
      ]) {
        const answer = await get(url)
        assert.equal(answer.statusCode, 200, url)
        assert.match(answer.headers['content-type']?.toString() ?? '', /^text\/html/)
      }
      assert.match((await get(chaptersAt[0] ?? '')).body, /In this part[\s\S]*Open Water/)
    }))

  it('give the text of what is open, and no word of what is closed', () =>
    withShelf(async ({ get, chaptersAt: [, openAt = '', closedAt = ''] }) => {
      assert.match((await get(openAt)).body, /What “Open Water” says/)
      const answer = await get(closedAt)
      assert.doesNotMatch(answer.body, /What “Deep Water” says/)
      assert.match(answer.body, /id="access-options"/)
      assert.equal((await get(`${closedAt}/2`)).statusCode, 404)
    }))

  it('lead an old or mistaken slug on for good', () =>
    withShelf(async ({ get, bookAt, chaptersAt: [, openAt = ''] }) => {
      for (const at of [bookAt, openAt]) {
        const answer = await get(at.replace(/[^/]+(?=\/[^/]+$)/, 'other'))
        assert.equal(answer.statusCode, 301)
        assert.equal(answer.headers.location, at)
      }
      assert.equal((await get(`/fr${openAt}/1`)).headers.location, `/fr${openAt}`)
    }))

  it('carry signposting, a tag, and the day of the last change, on HEAD too', () =>
    withShelf(async ({ app, get, bookAt }) => {
      const { headers } = await get(bookAt)
      assert.match(String(headers.link), /rel="cite-as"/)
      assert.match(String(headers['last-modified']), /GMT$/)
      assert.equal((await get(bookAt, { 'if-none-match': String(headers.etag) })).statusCode, 304)
      const head = await app.inject({ method: 'HEAD', url: bookAt, headers: { host: 'books.example.org' } })
      assert.equal(head.headers.link, headers.link)
      assert.equal(head.body, '')
    }))

  it('answer the same address with a citation when that is asked for', () =>
    withShelf(async ({ get, chaptersAt: [, openAt = ''] }) => {
      const answer = await get(openAt, { accept: 'application/x-bibtex' })
      assert.match(String(answer.headers['content-type']), /^application\/x-bibtex/)
      assert.match(answer.body, /Open Water/)
    }))

  it('say 404 in the language of the address, and 410 of what was withdrawn', () =>
    withShelf(async ({ db, get, bookAt, chaptersAt: [, openAt = ''] }) => {
      const missing = await get('/fr/books/nothing/0000000000000000')
      assert.equal(missing.statusCode, 404)
      assert.match(missing.body, /<html lang="fr"[\s\S]*Il n’y a pas de page/)
      assert.equal((await get('/chapters/x/not-an-id')).statusCode, 404)
      assert.equal((await get('/subjects/none-such')).statusCode, 404)
      await withdrawBook(
        { db, now: NOW },
        { bookId: bookAt.split('/').at(-1) ?? '', reason: 'A fault in the ropes.' },
      )
      for (const at of [bookAt, openAt]) {
        const gone = await get(`/fr${at}`)
        assert.equal(gone.statusCode, 410)
        assert.match(gone.body, /A fault in the ropes/)
        assert.match(gone.body, /<meta name="robots" content="noindex">/)
        assert.doesNotMatch(gone.body, /says\./)
      }
    }))

  it('show a book in the name of its press, and never on the place of another', () =>
    withShelf(async ({ get, bookAt }) => {
      assert.match((await get(bookAt)).body, /<span>Aldine House<\/span>/)
      assert.match((await get(`/press/aldine${bookAt}`)).body, /href="\/press\/aldine\/about"/)
      assert.equal((await get(bookAt, { host: 'books.vault.example' })).statusCode, 404)
      assert.match(
        (await get('/', { host: 'books.vault.example' })).body,
        /<h1>Vault Editions<\/h1>[\s\S]*No book stands here yet/,
      )
    }))

  it('state of a kept page the rendering it came from', () =>
    withShelf(async ({ get, bookAt }) => {
      const first = await get(bookAt)
      const second = await get(bookAt)
      assert.equal(second.body, first.body)
      assert.equal(first.headers.age, undefined)
      assert.equal(second.headers.age, '0')
      assert.match(first.body, /web-1, release 1\.0\.0/)
    }))

  it('draw a cover for a book that has none', () =>
    withShelf(async ({ get, bookAt }) => {
      const answer = await get(`/covers/${bookAt.split('/').at(-1)}/cover.svg`)
      assert.equal(answer.headers['content-type'], 'image/svg+xml')
      assert.match(answer.body, />Anchors</)
      assert.match(String(answer.headers['content-security-policy']), /sandbox/)
    }))

  it('show every example at an address of its own', () =>
    withShelf(async ({ get }) => {
      const { body } = await get('/styleguide')
      const examples = [...body.matchAll(/href="(\/styleguide\/[^"]+)"/g)].map((match) => match[1] ?? '')
      assert.ok(examples.length > 20)
      for (const url of examples) assert.equal((await get(url)).statusCode, 200, url)
      assert.equal((await get('/styleguide/chapter-page/none-such')).statusCode, 404)
    }))
})

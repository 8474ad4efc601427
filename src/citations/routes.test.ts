import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fastify, { type FastifyInstance } from 'fastify'
import { sampleBook, sampleChapter, sampleDraft, samplePerson } from '#book'
import { listBooks, listChapters, migrations, shelveBook, withdrawBook } from '#catalogue'
import { noticeMigrations, openFiles, withDatabase } from '#platform'
import { openCitationStyles } from './citation-styles.ts'
import { citationsRoutes } from './routes.ts'

const now = new Date('2026-03-05T12:00:00Z')
/** The books of this test have no files: nothing is written there. */
const files = openFiles('/nowhere')

const book = sampleBook({ title: 'Lamps', contributors: [samplePerson('Tomas', 'Reed')] })
const chapter = sampleChapter({ title: 'Oil <&> Wick', pages: { first: '1', last: '9' } })

type Shelf = {
  readonly app: FastifyInstance
  readonly bookId: string
  readonly chapterId: string
  withdraw(): Promise<unknown>
}

const withSite = (use: (shelf: Shelf) => Promise<void>) =>
  withDatabase({ ...noticeMigrations, ...migrations }, async (db) => {
    await shelveBook({ db, files, now }, { draft: sampleDraft(book, [chapter]), folder: '', press: 'aldine' })
    const bookId = (await listBooks(db, { limit: 1 })).books[0]?.id ?? ''
    const chapterId = (await listChapters(db, bookId))[0]?.id ?? ''
    const app = fastify()
    await app.register(citationsRoutes, {
      db,
      styles: openCitationStyles(null),
      now: () => now,
      siteOf: () => ({
        place: { origin: 'https://books.example.org', base: '', language: 'en' },
        press: null,
      }),
      answerShell: async (_request, reply, page) =>
        reply.type('text/html').send(`<title>${page.title}</title>${page.main}`),
    })
    await use({
      app,
      bookId,
      chapterId,
      withdraw: () => withdrawBook({ db, now }, { bookId, reason: 'Lost.' }),
    })
    await app.close()
  })

describe('the citation routes', () => {
  it('give a chapter as a file with a name that people recognise', () =>
    withSite(async ({ app, chapterId }) => {
      const answer = await app.inject({ url: `/cite/${chapterId}.ris` })
      assert.equal(answer.statusCode, 200)
      assert.match(String(answer.headers['content-type']), /^application\/x-research-info-systems/)
      assert.match(String(answer.headers['content-disposition']), /filename="Reed 2019 Oil & Wick\.ris"/)
      assert.match(String(answer.headers.link), /rel="describes"/)
      assert.match(answer.body, /^TY {2}- CHAP\r\nTI {2}- Oil <&> Wick\r\n/)
    }))

  it('cost a few bytes when nothing has changed', () =>
    withSite(async ({ app, bookId }) => {
      const url = `/cite/${bookId}.json`
      const first = await app.inject({ url })
      const { etag, 'last-modified': modified } = first.headers
      const byTag = await app.inject({ url, headers: { 'if-none-match': String(etag) } })
      const byDate = await app.inject({ url, headers: { 'if-modified-since': String(modified) } })
      assert.deepEqual([byTag.statusCode, byDate.statusCode, byTag.body], [304, 304, ''])
      const head = await app.inject({ method: 'HEAD', url })
      assert.deepEqual([head.headers.etag, head.body], [etag, ''])
    }))

  it('list every style on a page that needs no script', () =>
    withSite(async ({ app, chapterId }) => {
      const { body } = await app.inject({ url: `/cite/${chapterId}` })
      for (const style of ['Chicago (notes), in a note', 'Chicago (author-date)', 'MLA', 'APA', 'Harvard'])
        assert.ok(body.includes(`<dt>${style}</dt>`), style)
      assert.match(body, /Oil &lt;&amp;&gt; Wick/)
      assert.match(body, /\[accessed 5 March 2026\]/)
    }))

  it('send whoever asks for what was withdrawn to its page', () =>
    withSite(async ({ app, bookId, chapterId, withdraw }) => {
      await withdraw()
      for (const url of [`/cite/${chapterId}`, `/cite/${chapterId}.bib`, `/cite/${bookId}.ris`]) {
        const answer = await app.inject({ url })
        assert.equal(answer.statusCode, 303)
        assert.match(String(answer.headers.location), /^\/(books|chapters)\//)
      }
    }))

  it('know nothing of other ids and endings', () =>
    withSite(async ({ app, bookId }) => {
      for (const url of [
        '/cite/0000000000000000',
        `/cite/${bookId}.pdf`,
        `/cite/${bookId}.ris.bib`,
        '/cite/%00',
      ])
        assert.equal((await app.inject({ url })).statusCode, 404, url)
    }))
})

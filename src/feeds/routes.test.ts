import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseXml } from './samples/read-xml.ts'
import { withShelfSite } from './samples/shelf.ts'

const addresses = (xml: string, element: string) =>
  parseXml(xml).flatMap(({ name, text }) => (name === element ? [text] : []))

describe('the sitemap', () => {
  it('is an index whose parts hold every page of every book, each with the day of its last change', () =>
    withShelfSite(async ({ app, bookId, chapterIds, shelve }) => {
      await shelve('Anchors', 'other')
      const index = await app.inject({ url: '/sitemap.xml' })
      assert.match(index.body, /<sitemapindex xmlns="http:\/\/www\.sitemaps\.org\/schemas\/sitemap\/0\.9">/)
      const found: string[] = []
      for (const part of addresses(index.body, 'loc')) {
        const { body, statusCode } = await app.inject({ url: part.replace('https://books.example.org', '') })
        assert.equal(statusCode, 200, part)
        found.push(...addresses(body, 'loc'))
      }
      for (const id of [bookId, ...chapterIds])
        assert.equal(found.filter((address) => address.endsWith(`/${id}`)).length, 1, id)
      assert.equal(found.filter((address) => /\/(books|chapters)\/.*\/[0-9a-z]{16}$/.test(address)).length, 6)
    }))

  it('names on the host of a press its books alone', () =>
    withShelfSite(
      async ({ app, shelve }) => {
        await shelve('Anchors', 'other')
        const { body } = await app.inject({ url: '/sitemap.xml' })
        assert.ok(body.includes('/sitemaps/aldine/0.xml'))
        assert.ok(!body.includes('/sitemaps/other/'))
        assert.equal((await app.inject({ url: '/sitemaps/other/0.xml' })).statusCode, 404)
      },
      { press: 'aldine' },
    ))

  it('forgets what was withdrawn, and is valid even when nothing is left', () =>
    withShelfSite(async ({ app, bookId, withdraw }) => {
      await withdraw()
      const { body, statusCode } = await app.inject({ url: '/sitemaps/aldine/0.xml' })
      assert.equal(statusCode, 200)
      assert.ok(!body.includes(bookId))
      assert.deepEqual(addresses(body, 'loc'), ['https://books.example.org/'])
    }))

  it('costs nothing when nothing has changed', () =>
    withShelfSite(async ({ app }) => {
      const url = '/sitemaps/aldine/0.xml'
      const { etag } = (await app.inject({ url })).headers
      assert.equal((await app.inject({ url, headers: { 'if-none-match': String(etag) } })).statusCode, 304)
    }))

  it('has no parts that it does not name', () =>
    withShelfSite(async ({ app }) => {
      for (const url of ['/sitemaps/aldine/7.xml', '/sitemaps/aldine/0', '/sitemaps/aldine/x.xml'])
        assert.equal((await app.inject({ url })).statusCode, 404, url)
    }))

  it('is named in robots.txt, which shuts no robot out of the books', () =>
    withShelfSite(async ({ app }) => {
      const { body } = await app.inject({ url: '/robots.txt' })
      assert.match(body, /^Sitemap: https:\/\/books\.example\.org\/sitemap\.xml$/m)
      assert.doesNotMatch(body, /^Disallow: \/(books|chapters|covers|files)?\s*$/m)
    }))
})

describe('/doi/', () => {
  it('leads to the page, in the language of whoever asks', () =>
    withShelfSite(
      async ({ app, bookId, chapterIds }) => {
        const book = await app.inject({ url: '/doi/10.5555/harbours' })
        assert.equal(book.statusCode, 303)
        assert.match(String(book.headers.location), new RegExp(`^/fr/books/.*/${bookId}$`))
        assert.match(String(book.headers.vary), /Accept/)
        const chapter = await app.inject({ method: 'HEAD', url: '/doi/10.5555/HARBOURS.3' })
        assert.match(String(chapter.headers.location), new RegExp(`/${chapterIds[0]}$`))
      },
      { language: 'fr' },
    ))

  it('gives the citation that an Accept header asks for', () =>
    withShelfSite(async ({ app }) => {
      const ask = (accept: string) => app.inject({ url: '/doi/10.5555/harbours.3', headers: { accept } })
      assert.match((await ask('application/x-research-info-systems')).body, /^TY {2}- CHAP\r\n/)
      assert.match((await ask('application/x-bibtex')).body, /^@incollection\{teal2019pilots,/)
      const item = JSON.parse((await ask('application/vnd.citationstyles.csl+json')).body)
      assert.equal(item.DOI, '10.5555/harbours.3')
      const written = await ask('text/x-bibliography; style=mla')
      assert.match(written.body, /^Teal, Mary, and Jonas Berg\. “The Pilots of the Sound\.”/)
      assert.match(String(written.headers.vary), /Accept/)
    }))

  it('knows no others', () =>
    withShelfSite(async ({ app }) => {
      for (const url of ['/doi/10.5555/nothing', '/doi/x', '/doi/', '/doi/https://doi.org/10.5555/harbours'])
        assert.equal((await app.inject({ url })).statusCode, 404, url)
    }))
})

describe('/linksets/', () => {
  it('hold the links of a page that is closed, without its files', () =>
    withShelfSite(async ({ app, chapterIds }) => {
      const answer = await app.inject({ url: `/linksets/${chapterIds[1]}` })
      assert.match(String(answer.headers['content-type']), /^application\/linkset\+json/)
      const [page] = JSON.parse(answer.body).linkset
      assert.match(page.anchor, new RegExp(`/${chapterIds[1]}$`))
      assert.equal(page['cite-as'].length, 1)
      assert.equal(page.item, undefined)
    }))

  it('send whoever asks for what was withdrawn to its page', () =>
    withShelfSite(async ({ app, bookId, withdraw }) => {
      await withdraw()
      assert.equal((await app.inject({ url: `/linksets/${bookId}` })).statusCode, 303)
      assert.equal((await app.inject({ url: '/linksets/0000000000000000' })).statusCode, 404)
    }))
})

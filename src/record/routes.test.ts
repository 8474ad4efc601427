import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fastify, { type FastifyInstance } from 'fastify'
import { NOBODY, type Visitor } from '#access'
import { findBook, findChapter, loadText } from '#catalogue'
import { openCitationStyles } from '#citations'
import { defaultPress, openPresses } from '#press'
import { ANY_READER, html, openAssets, PageCache, type Shown } from '#web'
import { recordApiSchemas } from './api/schemas.ts'
import { recordRoutes } from './routes.ts'
import { fiveHundred } from './testing/five-hundred.ts'
import { harbour, NOW, type RecordFiles, type RecordShelf, withRecordShelf } from './testing/record-shelf.ts'

const inFolder = (name: string, files: RecordFiles): RecordFiles =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text]))

const ORIGIN = 'https://books.example.org'
const presses = openPresses([{ ...defaultPress(), slug: 'aldine', name: 'Aldine House' }], openAssets())

type Site = RecordShelf & {
  readonly get: (path: string) => Promise<Awaited<ReturnType<FastifyInstance['inject']>>>
  readonly article: (path: string) => Promise<string>
}

const withSite = (
  use: (site: Site) => Promise<void>,
  {
    openness = 'open',
    visitor = NOBODY,
  }: { readonly openness?: 'open' | 'closed'; readonly visitor?: Visitor } = {},
) =>
  withRecordShelf(
    async (shelf) => {
      const { db } = shelf
      const app = fastify()
      const place = { origin: ORIGIN, base: '', language: 'en' as const }
      const brand = presses.brandOf('aldine', 'en')
      await app.register(
        recordRoutes({
          ...{ db, presses, instance: 'web-1', release: '1.0.0', now: () => NOW },
          memory: {
            findBook: (id) => findBook(db, id),
            findChapter: (id) => findChapter(db, id),
            loadText: (id, section) => loadText(db, id, section),
            forget: () => {},
          },
          cache: new PageCache(0),
          styles: openCitationStyles(null),
          siteOf: () => ({ place, brand, press: null }),
          visitorOf: async () => visitor,
          readerOf: async () => ANY_READER,
          collectionsOf: () => [],
          answerShell: async (_request, reply, page) =>
            reply.type('text/html').send(`<title>${page.title}</title>${page.main}`),
          notFound: (): Shown => ({
            ...{ kind: 'page', place, brand, status: 404, title: 'Not found', path: null, shows: [] },
            main: () => html`Nothing`,
          }),
        }),
      )
      const get = (path: string) => app.inject({ url: path })
      await use({
        ...shelf,
        get,
        article: async (path) => /<article[\s\S]*<\/article>/.exec((await get(path)).body)?.[0] ?? '',
      })
      await app.close()
    },
    { openness },
  )

describe('the addresses of a record', () => {
  it('show the record, each thing in it, and what each rests on', () =>
    withSite(async ({ send, get }) => {
      await send({})
      const whole = await get('/record/harbour')
      assert.equal(whole.statusCode, 200)
      for (const words of [
        'The loss of the Petrel',
        'She was seen a week later.',
        'paragraph 2',
        'Anders Holm',
        '9 May 1840',
      ])
        assert.ok(whole.body.includes(words), words)
      const claim = await get('/record/harbour/c-seen')
      assert.equal(claim.statusCode, 200)
      assert.match(claim.body, /The author concludes/)
      assert.match((await get('/record/harbour/c-letter')).body, /A pilot’s letter says/)
      for (const id of ['holm', 'skerries', 'seen', 'letter'])
        assert.equal((await get(`/record/harbour/${id}`)).statusCode, 200)
    }))

  it('with a version never change, whatever comes after', () =>
    withSite(async ({ send, article, get }) => {
      await send({})
      const before = await Promise.all(
        ['/record/harbour@v1', '/record/harbour/c-sails@v1', '/record/harbour/seen@v1'].map(article),
      )
      const claims = harbour()['claims.yaml']?.replace('on 2 May 1840', 'on 3 May 1840') ?? ''
      const events = harbour()['events.yaml']?.replace('1840-05-02', '1840-05-03') ?? ''
      await send({ record: harbour({ 'claims.yaml': claims, 'events.yaml': events }) })
      assert.match((await get('/record/harbour/c-sails')).body, /on 3 May 1840/)
      const after = await Promise.all(
        ['/record/harbour@v1', '/record/harbour/c-sails@v1', '/record/harbour/seen@v1'].map(article),
      )
      assert.deepEqual(after, before)
      assert.ok(before.every((text) => text.length > 100))
      assert.match((await get('/record/harbour/c-sails@v1')).body, /has since come to version 2/)
    }))

  it('of what was withdrawn still show it, and say so', () =>
    withSite(async ({ send, get }) => {
      await send({})
      const claims = harbour()['claims.yaml']?.split('\n').slice(0, -2).join('\n') ?? ''
      await send({ record: harbour({ 'claims.yaml': claims }) })
      const gone = await get('/record/harbour/c-letter')
      assert.equal(gone.statusCode, 410)
      assert.match(gone.body, /A stout man took the pilot’s boat/)
      assert.match(gone.body, /has not held this since version 2/)
      assert.equal((await get('/record/harbour/c-letter@v1')).statusCode, 410)
      await send({ record: {} })
      const whole = await get('/record/harbour')
      assert.equal(whole.statusCode, 410)
      assert.match(whole.body, /She was seen a week later/)
    }))

  it('of what a claim was replaced by, and why, are said with the claim', () =>
    withSite(async ({ send, get }) => {
      const claims = `${harbour()['claims.yaml']}  - { id: c-first, says: She sailed on the first., by: chapter, status: superseded, superseded_by: c-sails, reason: A slip of the pen. }\n`
      await send({ record: harbour({ 'claims.yaml': claims }) })
      const page = await get('/record/harbour/c-first')
      assert.equal(page.statusCode, 200)
      assert.match(page.body, /A slip of the pen/)
      assert.match(page.body, /The Petrel sailed on 2 May 1840/)
    }))

  it('are none where there is nothing', () =>
    withSite(async ({ send, get }) => {
      await send({})
      for (const path of [
        '/record/nothing',
        '/record/harbour/nothing',
        '/record/harbour/c-sails@v9',
        '/record/harbour@v2',
        '/record/harbour/c-sails@v0',
      ])
        assert.equal((await get(path)).statusCode, 404, path)
    }))

  it('withhold from strangers what is for readers of the chapter, without a word of it', () =>
    withSite(
      async ({ send, get }) => {
        const claims =
          harbour()['claims.yaml']?.replace('id: c-stout,', 'id: c-stout, visibility: with-access,') ?? ''
        await send({ record: harbour({ 'claims.yaml': claims }) })
        const hidden = await get('/record/harbour/c-stout')
        assert.equal(hidden.statusCode, 403)
        for (const path of [
          '/record/harbour',
          '/record/harbour/c-stout',
          '/record/harbour/files/record.json',
          '/record/harbour/holm',
          '/record/harbour/c-stout/cite',
        ])
          assert.doesNotMatch((await get(path)).body, /stout man is Holm/, path)
        assert.match((await get('/record/harbour')).body, /There is more in it for those who may read/)
      },
      { openness: 'closed' },
    ))

  it('say nowhere when and where the living were born', () =>
    withSite(async ({ send, get }) => {
      await send({})
      for (const path of [
        '/record/harbour',
        '/record/harbour/berg',
        '/record/harbour/files/record.json',
        '/api/v1/records/harbour',
      ])
        assert.doesNotMatch((await get(path)).body, /1961/, path)
      assert.match((await get('/record/harbour/berg')).body, /Ida Berg/)
    }))

  it('of a claim are cited in every style and for every program, by the version', () =>
    withSite(async ({ send, get }) => {
      await send({})
      const cited = (await get('/record/harbour/c-seen/cite')).body
      assert.ok((cited.match(/class="citation"/g) ?? []).length >= 7)
      assert.match(cited, /She was seen a week later/)
      const ris = (await get('/record/harbour/c-seen/cite.ris')).body
      assert.match(ris, /UR {2}- https:\/\/books\.example\.org\/record\/harbour\/c-seen@v1/)
      assert.match((await get('/record/harbour/c-seen/cite.bib')).body, /author = \{+Ida Berg/)
      const [item] = JSON.parse((await get('/record/harbour/c-seen/cite.json')).body)
      assert.match(item['container-title'], /The loss of the Petrel: the record of “The Petrel”, in Ships/)
    }))

  it('gather what other records say of the same person, and suggest what may be the same', () =>
    withSite(async ({ send, get }) => {
      const head = (name: string, chapter: string) =>
        `record: ${name}\ntitle: T\nchapter: { number: "${chapter}" }\n`
      await send({
        record: {
          'one/record.yaml': head('one', '1'),
          'one/people.yaml':
            'people: [{ id: holm, name: Anders Holm, same_as: ["https://example.org/holm"] }]\n',
          'two/record.yaml': head('two', '2'),
          'two/people.yaml': 'people: [{ id: mate, name: A. Holm, same_as: ["https://example.org/holm"] }]\n',
          'two/claims.yaml': 'claims: [{ id: c-kind, says: He was kind., about: [mate] }]\n',
          'three/record.yaml': head('three', '2'),
          'three/people.yaml': 'people: [{ id: other, name: Anders Holm }]\n',
        },
      })
      const { body } = await get('/record/one/holm')
      assert.match(
        body,
        /In other records of this site[\s\S]*\/record\/two\/mate[\s\S]*He was kind\.[\s\S]*Perhaps the same[\s\S]*\/record\/three\/other/,
      )
      assert.doesNotMatch((await get('/record/one/holm@v1')).body, /He was kind/)
    }))

  it('suggest whoever has a like name in any spelling, the likeliest first, and nobody else', () =>
    withSite(async ({ send, get }) => {
      const head = (name: string) => `record: ${name}\ntitle: T\nchapter: { number: "1" }\n`
      await send({
        record: {
          'one/record.yaml': head('one'),
          'one/people.yaml': 'people: [{ id: beria, name: "Beria, Lavrentiy Pavlovich" }]\n',
          'two/record.yaml': head('two'),
          'two/people.yaml':
            'people: [{ id: other, name: L. Beriya }, { id: same, name: L. P., names: [{ text: Лаврентий Берия }] }, { id: son, name: Sergo Beria }]\n',
        },
      })
      const alike =
        /Perhaps the same[\s\S]*?<\/section>/.exec((await get('/record/one/beria')).body)?.[0] ?? ''
      const found = [...alike.matchAll(/\/record\/two\/(\w+)"/g)].map(([, id]) => id)
      assert.deepEqual(found, ['same', 'other'])
    }))

  it('list everybody who has a place in a record, however the name is written', () =>
    withSite(async ({ send, get }) => {
      const people = `people:\n  - { id: holm, name: Anders Holm, names: [{ text: Андерс Хольм, lang: ru }] }\n  - { id: beriya, name: Lavrentiy Beriya, names: [{ text: Берия, lang: ru }] }\n  - { id: berg, name: Ida Berg }\n`
      await send({ record: harbour({ 'people.yaml': people }) })
      assert.match((await get('/people')).body, /Ida Berg/)
      for (const name of ['Берия', 'Beria', 'Beriya', 'Berija']) {
        const { body } = await get(`/people?name=${encodeURIComponent(name)}`)
        assert.match(body, /\/record\/harbour\/beriya"/, name)
        assert.doesNotMatch(body, /Ida Berg/, name)
      }
    }))

  it('have every datum of every picture in a table', () =>
    withSite(async ({ send, article }) => {
      await send({})
      const page = await article('/record/harbour')
      const dates = /<section[^>]*aria-labelledby="r-dates"[\s\S]*?<\/section>/.exec(page)?.[0] ?? ''
      const drawn = (dates.match(/<g class="row/g) ?? []).length
      const rows = (/<tbody[^>]*>([\s\S]*?)<\/tbody>/.exec(dates)?.[1]?.match(/<tr/g) ?? []).length
      assert.deepEqual([drawn, rows], [2, 2])
      assert.ok(dates.indexOf('<table') < dates.indexOf('<svg'), 'the table comes first')
      assert.doesNotMatch(page, /<script|style="|https?:\/\/(?!books\.example)[^"]*\.(?:js|css|png)/)
    }))
})

describe('records in the API', () => {
  it('are listed, and each is what the description promises', () =>
    withSite(async ({ send, get, bookId, chapterId }) => {
      const head = (name: string) => `record: ${name}\ntitle: T\nchapter: { number: "2" }\n`
      await send({
        record: {
          ...inFolder('harbour', harbour()),
          'one/record.yaml': head('one'),
          'two/record.yaml': head('two'),
        },
      })
      const list = async (query: string) => {
        const { body, headers } = await get(`/api/v1/records${query}`)
        return { list: recordApiSchemas.RecordList.parse(JSON.parse(body)), link: headers.link }
      }
      const ids = ({ items }: Awaited<ReturnType<typeof list>>['list']) => items.map(({ id }) => id)
      const first = await list('?limit=2')
      assert.deepEqual(ids(first.list), ['harbour', 'one'])
      assert.equal(first.link, `<${first.list.next}>; rel="next"`)
      const second = await list((first.list.next ?? '').replace(/.*\?/, '?'))
      assert.deepEqual([ids(second.list), second.list.next], [['two'], null])
      assert.deepEqual(ids((await list(`?chapter=${chapterId}`)).list), ['harbour'])
      assert.equal((await list(`?book=${bookId}`)).list.items.length, 3)
      const one = await get('/api/v1/records/harbour')
      const record = recordApiSchemas.Record.parse(JSON.parse(one.body))
      assert.deepEqual(
        record.claims.map(({ id }) => id),
        ['c-sails', 'c-seen', 'c-stout', 'c-letter'],
      )
      assert.equal(record.events[1]?.dates?.latest, '1840-05-09')
      assert.equal(record.people.find(({ id }) => id === 'berg')?.born, null)
      assert.equal(one.headers['access-control-allow-origin'], '*')
    }))

  it('say by a problem what is not there, what was withdrawn, and what cannot be read', () =>
    withSite(async ({ send, get }) => {
      await send({})
      await send({ record: {} })
      for (const [path, status] of [
        ['/api/v1/records/nothing', 404],
        ['/api/v1/records/harbour@v7', 404],
        ['/api/v1/records/harbour', 410],
        ['/api/v1/records?limit=0', 400],
        ['/api/v1/records?colour=red', 400],
      ] as const) {
        const answer = await get(path)
        assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
        assert.deepEqual([answer.statusCode, JSON.parse(answer.body).status], [status, status], path)
      }
      assert.equal((await get('/api/v1/records/harbour@v1')).statusCode, 200)
    }))
})

describe('the service for reconciling', () => {
  it('answers whoever asks, fetches columns, and lets itself be shown in frames', () =>
    withSite(async ({ send, get }) => {
      await send({})
      const json = async (path: string) => JSON.parse((await get(path)).body)
      assert.deepEqual((await json('/reconcile')).versions, ['0.2'])
      const asked = { q0: { query: 'Holmes', properties: [{ pid: 'role', v: 'mate' }] } }
      const { q0 } = await json(`/reconcile?queries=${encodeURIComponent(JSON.stringify(asked))}`)
      assert.deepEqual([q0.result[0].id, q0.result[0].match], ['harbour/holm', true])
      const wanted = { ids: ['harbour/berg'], properties: [{ id: 'born' }, { id: 'record' }] }
      const { rows } = await json(`/reconcile?extend=${encodeURIComponent(JSON.stringify(wanted))}`)
      assert.deepEqual(rows['harbour/berg'], { born: [], record: [{ str: 'The loss of the Petrel' }] })
      assert.equal((await json('/reconcile/suggest/entity?prefix=Sker')).result[0].id, 'harbour/skerries')
      assert.equal((await json('/reconcile/suggest/type?prefix=pl')).result[0].id, 'place')
      assert.equal((await json('/reconcile/suggest/property?prefix=coord')).result[0].id, 'coordinates')
      assert.equal((await json('/reconcile/properties?type=place&limit=1')).properties.length, 1)
      const view = await get('/reconcile/view?id=harbour%2Fholm')
      assert.equal(view.headers.location, `${ORIGIN}/record/harbour/holm`)
      const preview = await get('/reconcile/preview?id=harbour%2Fberg')
      assert.match(String(preview.headers['content-security-policy']), /frame-ancestors \*/)
      assert.match(preview.body, /Ida Berg/)
      assert.doesNotMatch(preview.body, /1961/)
      assert.match((await json('/reconcile/flyout/entity?id=harbour%2Fholm')).html, /Anders Holm/)
      assert.equal((await get('/reconcile/preview?id=harbour%2Fnobody')).statusCode, 404)
      assert.equal((await get('/reconcile?queries=x')).statusCode, 400)
    }))
})

describe('a record of five hundred things', () => {
  it('is a page of less than 300 KB', () =>
    withSite(async ({ send, article }) => {
      await send({ record: fiveHundred() })
      const page = await article('/record/harbour')
      assert.ok(page.includes('Person 189 was seen'))
      assert.ok(Buffer.byteLength(page) <= 300_000, `${Buffer.byteLength(page)} bytes`)
    }))
})

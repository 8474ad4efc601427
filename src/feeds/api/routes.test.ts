import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { HtmlValidate } from 'html-validate'
import type { z } from 'zod'
import { en } from '../messages.en.ts'
import { fr } from '../messages.fr.ts'
import { withShelfSite } from '../samples/shelf.ts'
import { buildOpenApi, isOfRecords, type JsonSchema } from './build-open-api.ts'
import { apiSchemas } from './schemas.ts'

const read = <T extends z.ZodType>(schema: T, body: string): z.infer<T> => schema.parse(JSON.parse(body))

describe('/api/v1/books/ID', () => {
  it('tells of a book what its schema promises, and nothing else', () =>
    withShelfSite(async ({ app, bookId }) => {
      const answer = await app.inject({ url: `/api/v1/books/${bookId}` })
      const book = read(apiSchemas.Book, answer.body)
      assert.equal(book.title, 'Harbours in Winter')
      assert.equal(book.doi, '10.5555/harbours')
      assert.deepEqual(
        book.contents.map(({ access }) => access),
        ['open', 'closed', 'closed'],
      )
      assert.equal(answer.headers['access-control-allow-origin'], '*')
      assert.equal(answer.headers['set-cookie'], undefined)
    }))

  it('calls a book partly open whose chapters are partly open, and offers no file of it', () =>
    withShelfSite(async ({ app, bookId }) => {
      const book = read(apiSchemas.Book, (await app.inject({ url: `/api/v1/books/${bookId}` })).body)
      assert.equal(book.access.state, 'partly-open')
      assert.deepEqual(
        book.access.reasons.map(({ code }) => code),
        ['holds-closed-chapters'],
      )
      assert.deepEqual(book.formats, [])
    }))

  it('answers 304 to whoever has it already', () =>
    withShelfSite(async ({ app, bookId }) => {
      const url = `/api/v1/books/${bookId}`
      const { etag } = (await app.inject({ url })).headers
      assert.equal((await app.inject({ url, headers: { 'if-none-match': String(etag) } })).statusCode, 304)
    }))

  it('says by a problem what is not there and what was withdrawn', () =>
    withShelfSite(async ({ app, bookId, chapterIds, withdraw }) => {
      const unknown = await app.inject({ url: '/api/v1/books/0000000000000000' })
      assert.match(String(unknown.headers['content-type']), /^application\/problem\+json/)
      assert.equal(read(apiSchemas.Problem, unknown.body).status, 404)
      await withdraw()
      for (const url of [`/api/v1/books/${bookId}`, `/api/v1/chapters/${chapterIds[0]}`]) {
        const gone = await app.inject({ url })
        assert.equal(gone.statusCode, 410)
        assert.equal(read(apiSchemas.Problem, gone.body).instance, url)
      }
    }))
})

describe('/api/v1/chapters/ID', () => {
  it('tells of a chapter what its schema promises', () =>
    withShelfSite(async ({ app, chapterIds }) => {
      const { body } = await app.inject({ url: `/api/v1/chapters/${chapterIds[0]}` })
      const chapter = read(apiSchemas.Chapter, body)
      assert.equal(chapter.label, '3')
      assert.deepEqual(chapter.pages, { first: '101', last: '128' })
      assert.deepEqual(
        chapter.editors.map(({ name }) => name),
        ['Ada Wren'],
      )
      assert.deepEqual(chapter.contributors[0]?.orcid, 'https://orcid.org/0000-0002-1825-0097')
      assert.equal(chapter.access.state, 'open')
      assert.match(chapter.next ?? '', /\/api\/v1\/chapters\//)
    }))

  it('never holds a word of a text, a heading included', () =>
    withShelfSite(async ({ app, bookId, chapterIds }) => {
      for (const url of [...chapterIds.map((id) => `/api/v1/chapters/${id}`), `/api/v1/books/${bookId}`]) {
        const { body } = await app.inject({ url })
        assert.doesNotMatch(body, /says\.|Secret heading/, url)
      }
    }))

  it('closes notes that hold notes of a closed chapter, and says why in the visitor’s language', () =>
    withShelfSite(
      async ({ app, chapterIds }) => {
        const { body } = await app.inject({ url: `/api/v1/chapters/${chapterIds[2]}` })
        const { access } = read(apiSchemas.Chapter, body)
        assert.equal(access.state, 'closed')
        assert.match(access.reasons[0]?.sentence ?? '', /^Il contient des passages/)
      },
      { language: 'fr' },
    ))
})

describe('/api/v1/books', () => {
  it('leads from screen to screen, there and back', () =>
    withShelfSite(async ({ app, shelve }) => {
      for (const title of ['Anchors', 'Buoys', 'Capstans']) await shelve(title)
      const get = async (url: string) => {
        const answer = await app.inject({ url: url.replace('https://books.example.org', '') })
        return { list: read(apiSchemas.BookList, answer.body), link: String(answer.headers.link) }
      }
      const first = await get('/api/v1/books?limit=3')
      assert.deepEqual(
        first.list.items.map(({ title }) => title),
        ['Anchors', 'Buoys', 'Capstans'],
      )
      assert.equal(first.list.total, 4)
      assert.equal(first.link, `<${first.list.next}>; rel="next"`)
      const second = await get(first.list.next ?? '')
      assert.deepEqual(
        second.list.items.map(({ title }) => title),
        ['Harbours in Winter'],
      )
      assert.equal(second.list.next, null)
      const back = await get(second.list.previous ?? '')
      assert.deepEqual(back.list.items, first.list.items)
    }))

  it('filters by press, series and year', () =>
    withShelfSite(async ({ app, shelve }) => {
      await shelve('Anchors', 'other')
      const titles = async (query: string) =>
        read(apiSchemas.BookList, (await app.inject({ url: `/api/v1/books?${query}` })).body).items.map(
          ({ title }) => title,
        )
      assert.deepEqual(await titles('press=other'), ['Anchors'])
      assert.deepEqual(await titles('series=studies-in-cold-water&press=aldine'), ['Harbours in Winter'])
      assert.deepEqual(await titles('year=1888'), [])
    }))

  it('shows on the host of a press its books alone', () =>
    withShelfSite(
      async ({ app, shelve }) => {
        await shelve('Anchors', 'other')
        const { body } = await app.inject({ url: '/api/v1/books?press=other' })
        assert.deepEqual(
          read(apiSchemas.BookList, body).items.map(({ press }) => press),
          ['aldine'],
        )
      },
      { press: 'aldine' },
    ))

  it('says what it cannot read', () =>
    withShelfSite(async ({ app }) => {
      for (const query of [
        'limit=0',
        'limit=x',
        'order=random',
        'year=19',
        'colour=red',
        'series=a&year=2019',
      ]) {
        const answer = await app.inject({ url: `/api/v1/books?${query}` })
        assert.equal(answer.statusCode, 400, query)
        assert.doesNotMatch(read(apiSchemas.Problem, answer.body).detail, /undefined|Invalid/)
      }
    }))
})

describe('the description of the API', () => {
  const place = { origin: 'https://books.example.org', base: '', language: 'en' } as const
  const api = buildOpenApi(place)
  const schemas = Object.values(api.components.schemas)

  const everySchema = (schema: JsonSchema): JsonSchema[] => [
    schema,
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...Object.values(schema.properties ?? {})].flatMap(
      everySchema,
    ),
    ...(schema.items ? everySchema(schema.items) : []),
  ]

  it('leads every reference to a schema that is there', () => {
    for (const { $ref } of schemas.flatMap(everySchema)) {
      if ($ref === undefined) continue
      assert.ok($ref.replace('#/components/schemas/', '') in api.components.schemas, $ref)
    }
  })

  it('says of every field what it means, in both languages, and of no field that is not there', () => {
    const named = (ofRecords: boolean) =>
      new Set(
        Object.entries(api.components.schemas)
          .filter(([name]) => isOfRecords(name) === ofRecords)
          .flatMap(([, schema]) => everySchema(schema))
          .flatMap((schema) => Object.keys(schema.properties ?? {})),
      )
    assert.deepEqual([...named(false)].sort(), Object.keys(en.fields).sort())
    const known = new Set([...Object.keys(en.fields), ...Object.keys(en.recordFields)])
    assert.deepEqual(
      [...named(true)].filter((field) => !known.has(field)),
      [],
    )
    assert.deepEqual(
      Object.keys(en.recordFields).filter((field) => !named(true).has(field)),
      [],
    )
    assert.deepEqual(Object.keys(fr.fields).sort(), Object.keys(en.fields).sort())
    assert.deepEqual(Object.keys(fr.recordFields).sort(), Object.keys(en.recordFields).sort())
  })

  it('describes exactly the parameters that are read', () => {
    const named = Object.values(api.paths).flatMap(({ get }) => get.parameters.map(({ name }) => name))
    assert.deepEqual([...new Set(named)].sort(), Object.keys(en.parameters).sort())
  })

  it('can be had as JSON and as a page in both languages, without anything from elsewhere', () =>
    withShelfSite(
      async ({ app }) => {
        const json = await app.inject({ url: '/api/openapi.json' })
        assert.equal(JSON.parse(json.body).openapi, '3.1.1')
        const { body } = await app.inject({ url: '/api' })
        assert.match(body, /L’API de ce catalogue/)
        assert.doesNotMatch(body, /(src|href)="(https?:)?\/\//)
        const report = await new HtmlValidate({
          extends: ['html-validate:recommended'],
          rules: { 'long-title': 'off', 'missing-doctype': 'off' },
        }).validateString(body)
        assert.deepEqual(
          report.results.flatMap(({ messages }) =>
            messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
          ),
          [],
        )
      },
      { language: 'fr' },
    ))
})

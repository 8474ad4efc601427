import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sampleBook, sampleChapter, sampleDraft, samplePerson } from '#book'
import { migrations as catalogueMigrations, listBooks, listChapters, shelveBook } from '#catalogue'
import { noticeMigrations, openFiles, withDatabase } from '#platform'
import { migrations } from '../migrations.ts'
import { type TestSite, withSite } from '../testing/with-site.ts'
import { decideChapter } from './decide-chapter.ts'
import { parseOpenurl, toIsbn13 } from './parse-openurl.ts'

const parse = (query: string) => {
  const all: Record<string, string | string[]> = {}
  for (const [key, value] of new URLSearchParams(query)) all[key] = [...[all[key] ?? []].flat(), value]
  return parseOpenurl(all)
}

describe('parseOpenurl', () => {
  it('reads version 1.0', () => {
    const query =
      'ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:book&rft.genre=bookitem&rft.isbn=0-306-40615-2' +
      '&rft.btitle=Rooms++for+Reading&rft.atitle=The+Voice&rft.aulast=Marchetti&rft.aufirst=Ines&rft.date=2019-05' +
      '&rft.spage=214&rft_id=info:doi/10.1515/9781474467230-005&rft_id=urn:ISBN:978-0-306-40615-7'
    assert.deepEqual(parse(query), {
      ...{ dois: ['10.1515/9781474467230-005'], isbns: ['9780306406157'], bookTitle: 'Rooms for Reading' },
      ...{
        chapterTitle: 'The Voice',
        startPage: '214',
        author: 'Ines Marchetti',
        year: '2019',
        ofChapter: true,
      },
    })
  })

  it('reads version 0.1', () => {
    assert.deepEqual(
      parse(
        'sid=X:Y&genre=book&isbn=9780306406157&title=Rooms&aulast=Marchetti&id=doi:10.1000/Rooms&pages=3-9',
      ),
      {
        ...{ dois: ['10.1000/Rooms'], isbns: ['9780306406157'], bookTitle: 'Rooms', chapterTitle: null },
        ...{ startPage: '3', author: 'Marchetti', year: null, ofChapter: true },
      },
    )
  })

  for (const id of [
    'doi:10.1000/x',
    'https://doi.org/10.1000/x',
    'http://dx.doi.org/10.1000/x',
    'info:doi/10.1000/x',
    '10.1000/x',
  ])
    it(`reads ${id} as a DOI`, () =>
      assert.deepEqual(parse(`rft_id=${encodeURIComponent(id)}`)?.dois, ['10.1000/x']))

  it('finds a mistyped ISBN, and leaves it', () => {
    assert.equal(toIsbn13('0306406152'), '9780306406157')
    assert.equal(toIsbn13('080442957X'), '9780804429573')
    for (const isbn of ['0306406153', '9780306406158', '978030640615', '', 'x'])
      assert.equal(toIsbn13(isbn), null)
  })

  it('is told nothing by what names neither book nor chapter', () => {
    for (const query of ['', 'sid=a', 'rft.genre=book', 'id=pmid:12', 'rft.aulast=Reed'])
      assert.equal(parse(query), null)
  })

  it('reads whatever it is sent', async () => {
    const key = fc.constantFrom(
      'rft.isbn',
      'isbn',
      'id',
      'rft_id',
      'title',
      'rft.atitle',
      'pages',
      'rft.date',
      'genre',
      'doi',
    )
    const value: fc.Arbitrary<unknown> = fc.oneof(
      fc.string(),
      fc.array(fc.string()),
      fc.constant(undefined),
      fc.object(),
    )
    await fc.assert(
      fc.property(fc.dictionary(key, value), (query) => {
        const reference = parseOpenurl(query)
        for (const isbn of reference?.isbns ?? []) assert.match(isbn, /^97[89]\d{10}$/)
      }),
    )
  })
})

describe('decideChapter', () => {
  const chapter = (id: string, label: string | null, title: string, first: string | null) => ({
    ...{ id, slug: id, label, title, subtitle: null, pages: first === null ? null : { first, last: first } },
  })
  const chapters = [
    chapter('a', '1', 'The Lamp', '1'),
    chapter('b', '2', 'Notes', '20'),
    chapter('c', null, 'Notes', '090'),
    chapter('d', 'IV', 'L’Été', null),
  ]
  const ways: readonly (readonly [string | null, string | null, string | null])[] = [
    ['the lamp', null, 'a'],
    ['1. The Lamp', null, 'a'],
    ['Chapter 1: The Lamp', null, 'a'],
    ["L'ete", null, 'd'],
    ['Notes', null, null],
    ['Notes', '90', 'c'],
    [null, '20', 'b'],
    ['Another', '20', 'b'],
    ['Another', null, null],
    [null, null, null],
  ]
  for (const [chapterTitle, startPage, id] of ways)
    it(`takes “${chapterTitle}”, page ${startPage}, for ${id ?? 'none'}`, () =>
      assert.equal(decideChapter({ chapterTitle, startPage }, chapters)?.id ?? null, id))
})

describe('a link resolver', () => {
  const isbn = (value: string) => ({
    key: value,
    isbns: [{ value, format: 'hardback' as const }],
    doi: null,
    others: [],
  })
  const withShelf = (use: (site: TestSite, path: (title: string) => Promise<string>) => Promise<void>) =>
    withDatabase({ ...noticeMigrations, ...catalogueMigrations, ...migrations }, async (db) => {
      const shelve = (
        book: Parameters<typeof sampleBook>[0],
        chapters: Parameters<typeof sampleDraft>[1],
        press = 'aldine',
      ) =>
        shelveBook(
          { db, files: openFiles('/nowhere'), now: new Date('2026-03-05T12:00:00Z') },
          {
            draft: sampleDraft(sampleBook({ sortTitle: book.title ?? '', ...book }), chapters),
            folder: '',
            press,
          },
        )
      await shelve(
        { title: 'Lamps', identifiers: isbn('9780306406157'), contributors: [samplePerson('Tomas', 'Reed')] },
        [
          sampleChapter({ title: 'Oil', label: '1', doi: '10.1000/oil', pages: { first: '1', last: '9' } }),
          sampleChapter({ title: 'Wick', label: '2', pages: { first: '10', last: '19' } }),
        ],
      )
      await shelve(
        {
          title: 'Rooms',
          identifiers: isbn('9780804429573'),
          contributors: [samplePerson('Ines', 'Marchetti')],
        },
        [],
        'other',
      )
      await shelve(
        { title: 'Rooms', identifiers: isbn('9781474467230'), contributors: [samplePerson('Ada', 'Marsh')] },
        [],
      )
      const { books } = await listBooks(db, { limit: 9 })
      const path = async (title: string) => {
        for (const book of books) {
          if (book.title === title) return `/books/${book.slug}/${book.id}`
          const chapter = (await listChapters(db, book.id)).find((one) => one.title === title)
          if (chapter) return `/chapters/${chapter.slug}/${chapter.id}`
        }
        return ''
      }
      await withSite(db, (site) => use(site, path))
    })

  it('is led to the very page', () =>
    withShelf(async (site, path) => {
      const ways: readonly (readonly [string, string])[] = [
        ['rft_id=info:doi/10.1000/OIL', 'Oil'],
        ['rft.isbn=9780306406157', 'Lamps'],
        ['isbn=0306406152', 'Lamps'],
        ['isbn=0-306-40615-2&genre=bookitem&atitle=Wick', 'Wick'],
        ['isbn=0306406152&spage=10', 'Wick'],
        ['isbn=0306406152&spage=999', 'Lamps'],
        ['title=Lamps&genre=book', 'Lamps'],
        ['rft.btitle=Lamps&rft.atitle=1.+Oil', 'Oil'],
      ]
      for (const [query, title] of ways) {
        const { status, location } = await site.get(`/openurl?${query}`)
        assert.deepEqual([status, location], [303, await path(title)], query)
      }
    }))

  it('tells books of one title apart by their authors, and asks where it cannot', () =>
    withShelf(async (site) => {
      const several = await site.get('/openurl?title=Rooms')
      assert.equal(several.status, 200)
      assert.match(several.body, /Ines Marchetti/)
      assert.match(several.body, /Ada Marsh/)
      assert.equal((await site.get('/openurl?title=Rooms&aulast=Marsh')).status, 303)
    }))

  it('gets a page that helps where nothing is meant', () =>
    withShelf(async (site) => {
      const none = await site.get('/openurl?title=Walls+%3Cb%3E&aulast=Stone&isbn=9780306406150')
      assert.equal(none.status, 404)
      assert.match(none.body, /names nothing that we have/)
      assert.match(none.body, /Walls &lt;b&gt;/)
      assert.match(none.body, /href="\/books"/)
      assert.equal((await site.get('/openurl')).status, 200)
    }))
})

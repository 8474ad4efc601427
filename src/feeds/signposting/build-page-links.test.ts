/** FAIR Signposting level 2: what must be there, and how often. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Product, samplePerson } from '#book'
import { chapterOf, factsOf } from '../samples/facts.ts'
import { buildLinkset, buildPageLinks, linkHeader } from './build-page-links.ts'

const page = 'https://books.example.org/chapters/the-pilots-of-the-sound/pi10ts0000000000'
const links = (facts: Parameters<typeof factsOf>[0] = {}) => {
  const all = buildPageLinks(factsOf(facts))
  return (rel: string) => all.filter((link) => link.rel === rel)
}
const book: Product = { kind: 'book', book: chapterOf({}).book }
const withoutDoi = chapterOf({ chapter: { doi: null } })

describe('the links of a page', () => {
  it('cite exactly one address: the DOI, or the page where there is none', () => {
    assert.deepEqual(links()('cite-as'), [{ rel: 'cite-as', href: 'https://doi.org/10.5555/harbours.3' }])
    assert.deepEqual(links({ product: withoutDoi })('cite-as'), [{ rel: 'cite-as', href: page }])
    assert.equal(links({ product: book })('cite-as').length, 1)
  })

  it('name two types: what it is, and that this is a page about it', () => {
    const hrefs = (product: Product) => links({ product })('type').map(({ href }) => href)
    assert.deepEqual(hrefs(chapterOf({})), ['https://schema.org/Chapter', 'https://schema.org/AboutPage'])
    assert.deepEqual(hrefs(book), ['https://schema.org/Book', 'https://schema.org/AboutPage'])
  })

  it('name each author who has an ORCID', () => {
    assert.deepEqual(
      links()('author').map(({ href }) => href),
      ['https://orcid.org/0000-0002-1825-0097'],
    )
  })

  it('describe the page in three formats, each with its type', () => {
    assert.deepEqual(
      links()('describedby').map(({ type }) => type),
      [
        'application/x-research-info-systems',
        'application/x-bibtex',
        'application/vnd.citationstyles.csl+json',
      ],
    )
  })

  it('name every file that this visitor may take, with its type, and none that he may not', () => {
    assert.deepEqual(links()('item'), [
      {
        rel: 'item',
        href: 'https://books.example.org/files/pi10ts0000000000/pilots.epub',
        type: 'application/epub+zip',
      },
    ])
    assert.deepEqual(links({ access: 'closed', files: [] })('item'), [])
  })

  it('name one licence at most, and only an address', () => {
    assert.equal(links()('license').length, 1)
    const rights = { statement: null, holder: null, contact: null }
    for (const licence of [null, 'CC BY', 'javascript:alert(1)'])
      assert.deepEqual(
        links({ product: chapterOf({ book: { rights: { ...rights, licence } } }) })('license'),
        [],
      )
  })

  it('lead from a chapter to its book, and from a book nowhere above', () => {
    assert.deepEqual(
      links()('collection').map(({ href }) => href),
      ['https://books.example.org/books/a-book/b00k000000000000'],
    )
    assert.deepEqual(links({ product: book })('collection'), [])
  })

  it('say the same when the text is closed, but for the files', () => {
    const rels = (facts: Parameters<typeof factsOf>[0]) =>
      buildPageLinks(factsOf({ ...facts, files: [] })).map(({ rel }) => rel)
    assert.deepEqual(rels({ access: 'closed' }), rels({}))
  })
})

describe('the Link header', () => {
  it('is one line of ASCII, whatever the titles and names are', () => {
    const product = chapterOf({
      chapter: { slug: 'морские-карты', contributors: [samplePerson('Анна', 'Белова')] },
      book: { slug: '本' },
    })
    assert.match(linkHeader(factsOf({ product })), /^[\x21-\x7e ]+$/)
  })

  it('has the form of RFC 8288', () => {
    for (const link of linkHeader(factsOf({})).split(', '))
      assert.match(link, /^<https:\/\/[^<>\s]+>; rel="[a-z-]+"(; type="[\w.+/-]+")?$/)
  })
})

describe('the linkset', () => {
  const { linkset } = buildLinkset(factsOf({}))

  it('has an anchor for the page, every item and every description', () => {
    const anchors = linkset.map(({ anchor }) => anchor)
    assert.equal(anchors[0], page)
    for (const rel of ['item', 'describedby'])
      for (const { href } of links()(rel)) assert.ok(anchors.includes(href), href)
  })

  it('leads from items and descriptions back to the page', () => {
    for (const context of linkset.slice(1))
      assert.deepEqual(context.collection ?? context.describes, [{ href: page, type: 'text/html' }])
  })

  it('holds every link of the header but the one to itself', () => {
    const [context] = linkset
    const { anchor: _, ...relations } = context ?? { anchor: '' }
    const rels = new Set(buildPageLinks(factsOf({})).map(({ rel }) => rel))
    rels.delete('linkset')
    assert.deepEqual(new Set(Object.keys(relations)), rels)
  })
})

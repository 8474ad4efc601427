import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { normalizeSpace } from '#base'
import { bibtexKey, buildBibtex, escapeLatex } from './build-bibtex.ts'
import { attachment, buildCitationFile } from './build-citation-file.ts'
import { buildCslItem } from './build-csl-item.ts'
import { buildRis } from './build-ris.ts'
import type { CslItem } from './csl-item.ts'
import { products } from './samples/products.ts'
import { readBibtex, readRis } from './samples/read-back.ts'

const origin = 'https://books.example.org'
const item = (name: keyof typeof products) => buildCslItem(products[name], { origin })
const tag = (ris: string, wanted: string) =>
  readRis(ris).flatMap(([name, value]) => (name === wanted ? [value] : []))

const words = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.stringMatching(/^[\\{}$&#%_^~"@,= a-z\n]{1,40}$/),
)
const items: fc.Arbitrary<CslItem> = fc.record({
  id: fc.constant('0123456789abcdef'),
  type: fc.constantFrom('book' as const, 'chapter' as const),
  title: words,
  'container-title': words,
  author: fc.array(fc.oneof(fc.record({ family: words, given: words }), fc.record({ literal: words })), {
    minLength: 1,
  }),
  publisher: words,
  keyword: words,
  abstract: words,
  URL: fc.webUrl(),
  DOI: fc.constant('10.5555/12345'),
})

describe('RIS', () => {
  it('is a chapter with the book as its second title, its pages and the volume’s editors', () => {
    const ris = buildRis(item('chapter-in-an-edited-volume'))
    assert.deepEqual(readRis(ris)[0], ['TY', 'CHAP'])
    assert.deepEqual(tag(ris, 'T2'), ['Harbours in Winter: Trade and Ice in the Northern Seas'])
    assert.deepEqual(tag(ris, 'A2'), ['Wren, Ada', 'Lind, Bo'])
    assert.deepEqual(tag(ris, 'AU'), ['Teal, Mary'])
    assert.deepEqual([tag(ris, 'SP'), tag(ris, 'EP')], [['101'], ['128']])
    assert.deepEqual(tag(ris, 'KW'), ['pilots', 'Sound, the'])
    assert.deepEqual(readRis(ris).at(-1), ['ER', ''])
  })

  it('gives the editors of a whole book where programs look for a book’s editors', () => {
    const ris = buildRis(item('edited-volume-in-a-series'))
    assert.deepEqual(tag(ris, 'A3'), ['Wren, Ada', 'Lind, Bo'])
    assert.deepEqual(tag(ris, 'T2'), ['Studies in Cold Water'])
  })

  it('keeps roman pages', () => {
    const ris = buildRis(item('preface-on-roman-pages'))
    assert.deepEqual([tag(ris, 'SP'), tag(ris, 'EP')], [['vii'], ['xii']])
  })

  it('reads back, whatever the titles and names hold', async () => {
    await fc.assert(
      fc.property(items, (one) => {
        const ris = buildRis(one)
        const title = normalizeSpace(one.title)
        assert.deepEqual(tag(ris, 'TI'), title === '' ? [] : [title])
        assert.equal(tag(ris, 'TY').length, 1)
        assert.equal(tag(ris, 'ER').length, 1)
      }),
    )
  })
})

describe('BibTeX', () => {
  it('writes a chapter with its own title and that of the book', () => {
    const { kind, key, fields } = readBibtex(buildBibtex(item('chapter-of-an-authored-book')))
    assert.equal(kind, 'incollection')
    assert.equal(key, 'reed2020lamps')
    assert.equal(fields.get('title'), '{{Lamps and Log-Books, 1871–1883}}')
    assert.equal(fields.get('booktitle'), '{{The Lantern Keepers: Lives on the Rock, 1850–1910}}')
    assert.equal(fields.get('pages'), '{114--162}')
  })

  it('keeps a body and its "and" in one piece', () => {
    const { fields } = readBibtex(buildBibtex(item('book-by-a-body')))
    assert.equal(fields.get('author'), '{{Commission for Coasts and Lights}}')
  })

  it('escapes what TeX takes for itself', () => {
    assert.equal(
      escapeLatex('100 % of A & B_c #1 {x} ~ ^ $ \\'),
      [
        '100 \\% of A \\& B\\_c \\#1 \\textbraceleft{}x\\textbraceright{}',
        '\\textasciitilde{} \\textasciicircum{} \\$ \\textbackslash{}',
      ].join(' '),
    )
  })

  it('has keys made of plain letters, also for names in other scripts', () => {
    assert.equal(bibtexKey(item('book-in-french')), 'delaroche2015ports')
    assert.match(bibtexKey(item('book-in-cyrillic')), /^[a-z0-9]+$/)
  })

  it('reads back with balanced braces, whatever the titles and names hold', async () => {
    await fc.assert(
      fc.property(items, (one) => {
        const { fields } = readBibtex(buildBibtex(one))
        assert.equal(fields.get('title'), `{{${escapeLatex(one.title)}}}`)
      }),
    )
  })
})

describe('the files', () => {
  const place = { origin, base: '', language: 'en' } as const

  it('have names that people recognise among a hundred downloads', () => {
    const file = buildCitationFile(products['chapter-of-an-authored-book'], 'ris', place)
    assert.equal(file.fileName, 'Reed 2020 Lamps and Log-Books, 1871–1883.ris')
    assert.equal(
      attachment(file.fileName),
      'attachment; filename="Reed 2020 Lamps and Log-Books, 1871-1883.ris"; filename*=UTF-8\'\'Reed%202020%20Lamps%20and%20Log-Books%2C%201871%E2%80%931883.ris',
    )
  })

  it('have names that no title can break out of', async () => {
    await fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const book = { ...products['authored-book'].book, title: title || 'x', subtitle: null }
        const { fileName } = buildCitationFile({ kind: 'book', book }, 'bib', place)
        assert.doesNotMatch(fileName, /[/\\"\r\n\0]/)
        assert.match(
          attachment(fileName),
          /^attachment; filename="[ !#-~]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]*$/,
        )
      }),
    )
  })

  it('say which page they describe', () => {
    const file = buildCitationFile(products['authored-book'], 'json', place)
    assert.equal(
      file.link,
      '<https://books.example.org/books/the-lantern-keepers/1anterns00000000>; rel="describes"; type="text/html"',
    )
    assert.equal(JSON.parse(file.body).length, 1)
  })
})

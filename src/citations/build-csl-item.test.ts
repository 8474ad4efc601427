import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sampleBook, sampleChapter, samplePerson } from '#book'
import { buildCslItem, editionNumber, wholeTitle } from './build-csl-item.ts'
import { products } from './samples/products.ts'

const origin = 'https://books.example.org'
const item = (name: keyof typeof products) => buildCslItem(products[name], { origin })

describe('buildCslItem', () => {
  it('names the editors of the volume for a chapter in it, and its authors as authors', () => {
    const chapter = item('chapter-in-an-edited-volume')
    assert.deepEqual(chapter.author, [{ family: 'Teal', given: 'Mary' }])
    assert.deepEqual(chapter.editor, [
      { family: 'Wren', given: 'Ada' },
      { family: 'Lind', given: 'Bo' },
    ])
    assert.equal(chapter['container-title'], 'Harbours in Winter: Trade and Ice in the Northern Seas')
    assert.equal(chapter['collection-title'], 'Studies in Cold Water')
    assert.equal(chapter.page, '101-128')
  })

  it('never lets the editors of a volume have written a chapter that names nobody', () => {
    const book = sampleBook({ contributors: [samplePerson('Ada', 'Wren', 'editor')] })
    const chapter = buildCslItem(
      { kind: 'chapter', book, chapter: sampleChapter({ type: 'index' }) },
      { origin },
    )
    assert.equal(chapter.author, undefined)
  })

  it('gives a chapter that names nobody to the author of its book, once', () => {
    const preface = item('preface-on-roman-pages')
    assert.deepEqual(preface.author, [{ family: 'Reed', given: 'Tomas' }])
    assert.equal(preface['container-author'], undefined)
  })

  it('tells the author of a foreword from the author of the book', () => {
    const foreword = item('foreword-by-another-hand')
    assert.deepEqual(foreword.author, [{ family: 'Storm', given: 'Nils' }])
    assert.deepEqual(foreword['container-author'], [{ family: 'Reed', given: 'Tomas' }])
  })

  it('keeps the number of a chapter out of its title', () => {
    const chapter = item('chapter-of-the-reference-page')
    assert.equal(chapter.title, 'Post-Stalin Purge Defectors, 1953–1954')
    assert.equal(chapter['chapter-number'], '5')
  })

  it('cites the print year, and the day online only where nothing was printed', () => {
    assert.deepEqual(item('chapter-of-the-reference-page').issued, { 'date-parts': [[2020]] })
    assert.deepEqual(item('book-never-printed').issued, { 'date-parts': [[2022, 3, 14]] })
  })

  it('cites the printed ISBN, since the pages are those of the printed book', () => {
    assert.equal(item('authored-book').ISBN, '9780000000071')
  })

  it('leaves out what is not known', () => {
    assert.ok(!('DOI' in item('chapter-of-the-reference-page')))
    assert.ok(!('ISBN' in item('chapter-of-the-reference-page')))
  })

  it('keeps a body whole', () => {
    assert.deepEqual(item('book-by-a-body').author, [{ literal: 'Commission for Coasts and Lights' }])
  })
})

describe('editionNumber', () => {
  it('reads how presses write editions, in English and French', () => {
    for (const second of [
      '2',
      '2nd',
      '2nd ed.',
      '2nd edition',
      'Second edition',
      'second',
      '2e éd.',
      'Deuxième édition',
    ])
      assert.equal(editionNumber(second), '2', second)
  })

  it('leaves a first edition unsaid', () => {
    assert.equal(editionNumber('First edition'), null)
    assert.equal(editionNumber('1st ed.'), null)
  })

  it('keeps words it does not know', () => {
    assert.equal(editionNumber('Revised edition'), 'Revised edition')
  })
})

describe('wholeTitle', () => {
  it('puts no colon behind a question', () => {
    assert.equal(wholeTitle({ title: 'Why?', subtitle: 'Because' }), 'Why? Because')
    assert.equal(wholeTitle({ title: 'Ice', subtitle: 'A History' }), 'Ice: A History')
  })
})

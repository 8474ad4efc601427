import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sampleBook, sampleChapter, samplePerson } from '#book'
import { buildPlainCitation } from './build-plain-citation.ts'

const author = samplePerson('Ines', 'Marchetti')
const editor = samplePerson('Maud', 'Ellery', 'editor')
const book = sampleBook({
  title: 'Rooms',
  subtitle: 'A History',
  contributors: [editor],
  printYear: 2025,
  imprint: 'Aldine',
})
const chapter = sampleChapter({
  title: 'Voice',
  contributors: [author],
  doi: '10.5555/x',
  pages: { first: '81', last: '118' },
})

describe('the house citation', () => {
  it('names the chapter, its book and the editors of it', () =>
    assert.equal(
      buildPlainCitation(book, chapter, 'https://x.example/', 'en'),
      'Ines Marchetti, “Voice”, in Rooms: A History, edited by Maud Ellery (Aldine, 2025), pp. 81–118, https://doi.org/10.5555/x',
    ))

  it('is French in French', () =>
    assert.equal(
      buildPlainCitation(book, chapter, 'https://x.example/', 'fr'),
      'Ines Marchetti, « Voice », dans Rooms: A History, sous la direction de Maud Ellery (Aldine, 2025), p. 81-118, https://doi.org/10.5555/x',
    ))

  it('gives a chapter without authors to those of the book, and a page where there is no DOI', () =>
    assert.equal(
      buildPlainCitation(
        { ...book, contributors: [author] },
        { ...chapter, contributors: [], doi: null, pages: { first: '9', last: '9' } },
        'https://x.example/c',
        'en',
      ),
      'Ines Marchetti, “Voice”, in Rooms: A History (Aldine, 2025), p. 9, https://x.example/c',
    ))

  it('cites a whole book by its editors', () =>
    assert.equal(
      buildPlainCitation({ ...book, edition: '2nd edition' }, null, 'https://x.example/b', 'en'),
      'Maud Ellery (ed.), Rooms: A History (2nd edition; Aldine, 2025), https://x.example/b',
    ))

  it('leaves no empty brackets where nothing is known', () =>
    assert.equal(
      buildPlainCitation(
        { ...book, contributors: [], imprint: null, printYear: null },
        null,
        'https://x.example/b',
        'en',
      ),
      'Rooms: A History (2019), https://x.example/b',
    ))
})

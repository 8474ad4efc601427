import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countWords } from '#base'
import { buildExtract } from './build-extract.ts'

const sentence = (n: number): string => `Sentence ${n} has Dr. Bell and six other words. `
const media = new Map()

describe('an extract', () => {
  it('ends with a sentence, between 120 and 250 words', () => {
    const opening = [Array.from({ length: 60 }, (_, i) => sentence(i)).join('')]
    const summary = buildExtract({ opening, firstPicture: null }, { language: 'en', media })
    assert.equal(summary.kind, 'extract')
    if (summary.kind !== 'extract') return
    const [text = ''] = summary.paragraphs
    assert.match(text, /words\.$/)
    assert.ok(countWords(text) >= 120 && countWords(text) <= 250)
  })

  it('takes whole paragraphs while they are short', () => {
    const opening = ['One two three.', `${'word '.repeat(150)}end.`, 'Not this one.']
    const summary = buildExtract({ opening, firstPicture: null }, { language: 'en', media })
    assert.deepEqual(summary.kind === 'extract' && summary.paragraphs, opening.slice(0, 2))
  })

  it('marks where it had to stop inside a sentence without end', () => {
    const summary = buildExtract(
      { opening: ['and so '.repeat(400)], firstPicture: null },
      { language: 'en', media },
    )
    assert.match((summary.kind === 'extract' && summary.paragraphs[0]) || '', / …$/)
  })

  it('counts signs where there are no spaces', () => {
    const opening = ['これは一つの文です。'.repeat(100)]
    const summary = buildExtract({ opening, firstPicture: null }, { language: 'ja', media })
    const [text = ''] = summary.kind === 'extract' ? summary.paragraphs : []
    assert.match(text, /。$/)
    assert.ok(countWords(text) <= 250)
  })

  it('is the first picture where there are no words, and nothing where there is neither', () => {
    const image = { name: `${'a'.repeat(64)}.png`, mediaType: 'image/png', bytes: 1, width: 1, height: 1 }
    const firstPicture = { media: image.name, alternativeText: 'A page' }
    assert.deepEqual(
      buildExtract({ opening: [], firstPicture }, { language: 'en', media: new Map([[image.name, image]]) }),
      { kind: 'first-page', image, alternativeText: 'A page' },
    )
    assert.deepEqual(buildExtract({ opening: [], firstPicture: null }, { language: 'en', media }), {
      kind: 'none',
    })
  })

  it('does not fail for a language that nobody knows', () => {
    const summary = buildExtract(
      { opening: [sentence(1).repeat(60)], firstPicture: null },
      { language: 'x-own', media },
    )
    assert.equal(summary.kind, 'extract')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseLabel } from './parse-label.ts'
import { parseNumber, romanValue } from './parse-number.ts'

const CASES: readonly (readonly [string, string, string | null, string])[] = [
  ['en', 'Chapter V. The Conference', 'V', 'The Conference'],
  ['en', 'CHAPTER 12: Peace', '12', 'Peace'],
  ['en', 'Chapter the Fifth', '5', 'Chapter the Fifth'],
  ['en', 'Chapter Twenty-First — Home', '21', 'Home'],
  ['en', 'XII', 'XII', 'Chapter XII'],
  ['fr', 'XII', 'XII', 'Chapitre XII'],
  ['de', 'Kapitel 3', '3', 'Kapitel 3'],
  ['de', 'Erstes Kapitel. Der Anfang', '1', 'Der Anfang'],
  ['fr', 'Chapitre premier : Le départ', '1', 'Le départ'],
  ['es', 'Capítulo 7. La paz', '7', 'La paz'],
  ['it', 'Capitolo II – La guerra', 'II', 'La guerra'],
  ['la', 'Caput I', 'I', 'Caput I'],
  ['ja', '第3章 春', '3', '春'],
  ['ja', '第十二章', '12', '第十二章'],
  ['ar', 'الفصل الثالث', '3', 'الفصل الثالث'],
  ['he', 'פרק ג', '3', 'פרק ג'],
  ['en', 'Part I: The Present', 'I', 'The Present'],
  ['en', 'Appendix A: Tables', 'A', 'Tables'],
  ['en', '1.2 Method', '1.2', 'Method'],
  ['en', '5 - Peace', '5', 'Peace'],
  ['en', 'Part of the Story', null, 'Part of the Story'],
  ['en', '1984', null, '1984'],
  ['en', '1953 and After', null, '1953 and After'],
  ['it', 'Parti', null, 'Parti'],
  ['en', 'Civil War', null, 'Civil War'],
]

describe('the number of a chapter', () => {
  for (const [language, source, label, title] of CASES)
    it(`reads “${source}” (${language}) as ${label === null ? 'a title alone' : `label ${label}`}`, () => {
      const parsed = parseLabel(source, language)
      assert.deepEqual([parsed.label, parsed.title], [label, title])
    })

  it('asks for neighbours before it takes a bare number for a label', () => {
    assert.equal(parseLabel('10 Downing Street', 'en').evidence, 'bare')
  })

  it('knows the value of every roman numeral', async () => {
    const letters = [
      ...([
        ['M', 1000],
        ['CM', 900],
        ['D', 500],
        ['CD', 400],
        ['C', 100],
        ['XC', 90],
        ['L', 50],
      ] as const),
      ...([
        ['XL', 40],
        ['X', 10],
        ['IX', 9],
        ['V', 5],
        ['IV', 4],
        ['I', 1],
      ] as const),
    ]
    await fc.assert(
      fc.property(fc.integer({ min: 1, max: 3999 }), (number) => {
        let rest = number
        let roman = ''
        for (const [sign, value] of letters)
          while (rest >= value) {
            roman += sign
            rest -= value
          }
        assert.equal(romanValue(roman), number)
      }),
    )
  })

  it('never fails, and never loses a title', async () => {
    await fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        const parsed = parseLabel(title, 'en')
        assert.ok(parsed.label !== '' && (title.trim() === '' || parsed.title !== ''))
      }),
    )
  })

  it('reads digits of other scripts', () => {
    assert.equal(parseNumber('٣')?.label, '3')
    assert.equal(parseNumber('１２')?.label, '12')
  })
})

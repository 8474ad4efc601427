import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { buildPassages, folded } from './build-passages.ts'
import { type Chaptered, decideAnchorsOfQuotes } from './decide-anchors-of-quotes.ts'

const NOTHING = { para: null, page: null, line: null, folio: null, quote: null, prefix: null, suffix: null }
const at = (quote: string, more: object = {}) => ({ ...NOTHING, quote, ...more })

const passage = (anchor: string, text: string): Chaptered => ({
  ...{ chapterId: 'c', anchor, section: 1, number: 1, text },
})

const WORDS = 'salt mate stout letter pilot coast harbour week tide rope lamp sail crew storm cargo'.split(
  ' ',
)

/** Two hundred paragraphs, each unlike the others. */
const paragraphs = fc
  .array(fc.array(fc.constantFrom(...WORDS), { minLength: 12, maxLength: 30 }), {
    minLength: 200,
    maxLength: 200,
  })
  .map((all) =>
    all.map((words, i) => `${words.slice(0, 6).join(' ')} number${i} ${words.slice(6).join(' ')}`),
  )

describe('quotations of a chapter that changed', () => {
  it('are found again or listed as lost, and never moved to other words', () => {
    void fc.assert(
      fc.property(paragraphs, fc.integer({ min: 0, max: 19 }), (texts, shift) => {
        const before = texts.map((text, i) => passage(`p-${i}`, text))
        const quoted = texts.map((text, i) => ({
          id: `c-${i}`,
          at: at(text.split(' ').slice(3, 10).join(' ')),
        }))
        const first = decideAnchorsOfQuotes(quoted, before)
        // One paragraph in twenty is deleted, and as many are put in: their anchors are new.
        const after = before
          .filter((_, i) => i % 20 !== shift)
          .flatMap((one, i) =>
            i % 20 === shift ? [passage(`p-new-${i}`, `inserted number${i}-bis`), one] : [one],
          )
        const second = decideAnchorsOfQuotes(quoted, after, first)
        const texts_ = new Map(after.map(({ anchor, text }) => [anchor, text]))
        for (const [i, { id, at: wanted }] of quoted.entries()) {
          const anchor = second[id]
          assert.ok(anchor)
          if (anchor.kind === 'found') assert.ok(texts_.get(anchor.anchor)?.includes(wanted.quote ?? ''))
          assert.equal(anchor.kind === 'lost', i % 20 === shift, `${id} is lost only where its words are`)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('are told apart by the words round them', () => {
    const twice = [passage('p-1', 'He came. It was late.'), passage('p-2', 'She came. It was late.')]
    assert.equal(decideAnchorsOfQuotes([{ id: 'a', at: at('It was late.') }], twice)['a']?.kind, 'lost')
    const found = decideAnchorsOfQuotes(
      [{ id: 'a', at: at('It was late.', { prefix: 'She came.' }) }],
      twice,
    )['a']
    assert.ok(found?.kind === 'found' && found.anchor === 'p-2')
  })

  it('stay where they are when their words come to stand elsewhere too', () => {
    const first = decideAnchorsOfQuotes(
      [{ id: 'a', at: at('It was late.') }],
      [passage('p-1', 'It was late.')],
    )
    const second = decideAnchorsOfQuotes(
      [{ id: 'a', at: at('It was late.') }],
      [passage('p-0', 'It was late. So they said.'), passage('p-1', 'It was late.')],
      first,
    )
    assert.ok(second['a']?.kind === 'found' && second['a'].anchor === 'p-1' && !second['a'].moved)
  })

  it('do not mind how quotation marks, dashes and spaces are written', () => {
    assert.equal(folded('“It’s 1953–\u00a01954”'), folded('"It\'s 1953- 1954"'))
  })
})

describe('the passages of a text', () => {
  it('are its words, without the numbers of notes', () => {
    const html =
      '<h2 id="h-abcdefgh">One</h2>\n<p id="p-abcdefg1">A <em>b</em> &amp; c<sup><a id="r1" role="doc-noteref" href="#n-abcdefgh">12</a></sup>.</p>\n<p id="p-abcdefg2">D</p>'
    assert.deepEqual(
      buildPassages([{ number: 1, html }]).map(({ anchor, number, text }) => [anchor, number, text]),
      [
        ['h-abcdefgh', null, 'One'],
        ['p-abcdefg1', 1, 'A b & c.'],
        ['p-abcdefg2', 2, 'D'],
      ],
    )
  })
})

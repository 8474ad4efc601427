import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readSample } from './samples/sample-book.ts'

const openingOf = async (body: string) => (await readSample({ documents: { a: body } })).texts[0]?.opening

describe('the opening of a chapter', () => {
  it('is its running text, without headings, quotations and verse', async () => {
    assert.deepEqual(
      await openingOf('<h2>One</h2><blockquote><p>Quoted.</p></blockquote><p>First.</p><p>Second.</p>'),
      ['First.', 'Second.'],
    )
  })

  it('is the first lines of what is all verse, run on with strokes', async () => {
    const lines = Array.from({ length: 12 }, (_, n) => `line ${n + 1}`)
    const poem = `<div epub:type="z3998:verse"><p>${lines.join('<br/>')}</p></div>`
    assert.deepEqual(await openingOf(poem), [lines.slice(0, 8).join(' / ')])
  })
})

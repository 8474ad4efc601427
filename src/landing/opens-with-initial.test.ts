import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { opensWithInitial } from './opens-with-initial.ts'

const LONG = 'Reading aloud in a stone room is a matter of patience. '.repeat(6)

describe('opensWithInitial', () => {
  it('finds the first letter behind a printed page number', () =>
    assert.ok(
      opensWithInitial('chapter', `<p id="a"><span class="page" role="doc-pagebreak">81</span>${LONG}</p>`),
    ))

  it('sees past the mark of a printed page that stands before the paragraph', () =>
    assert.ok(
      opensWithInitial(
        'chapter',
        `<div class="page-break"><span class="page">1</span></div><p id="a">${LONG}</p>`,
      ),
    ))

  it('leaves short, headed, foreign and back matter openings plain', () => {
    assert.ok(!opensWithInitial('chapter', '<p>Short.</p>'))
    assert.ok(!opensWithInitial('chapter', `<h2>First</h2><p>${LONG}</p>`))
    assert.ok(!opensWithInitial('chapter', `<p>١٢٣ ${LONG}</p>`))
    assert.ok(!opensWithInitial('index', `<p>${LONG}</p>`))
  })
})

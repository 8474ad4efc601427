import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ChapterDraft } from '#book'
import { decideAnchors, NO_ANCHORS } from './decide-anchors.ts'
import { decideChapterMatches } from './decide-chapter-matches.ts'
import type { PreviousChapter } from './previous-book.ts'
import { chapter } from './testing/sample-draft.ts'

const at = (path: string, id: string | null = null) => ({ source: { from: { path, id }, to: null } })

/** The chapters of a draft as the shelf remembers them. */
const shelved = (drafts: readonly ChapterDraft[], live = true): readonly PreviousChapter[] =>
  drafts.map(({ metadata, text, source, depth, parent }, position) => ({
    live,
    contentHash: '',
    anchors: decideAnchors(NO_ANCHORS, text?.blocks ?? []),
    chapter: {
      ...metadata,
      ...{ id: `id-${position}`, slug: '', bookId: '', position, depth, source, text: null, alsoHolds: [] },
      ...{
        parentId: parent === null ? null : `id-${parent}`,
        contributors: [],
        firstOnline: '2020',
        updated: '',
      },
      ...{ hasDataIssue: false, hasContentIssue: false },
    },
  }))

const matches = (before: readonly ChapterDraft[], after: readonly ChapterDraft[]) =>
  decideChapterMatches(shelved(before), after)

const prose = (topic: string, count = 12) =>
  Array.from({ length: count }, (_, i) => `${topic}, paragraph ${i}.`)

describe('decideChapterMatches', () => {
  it('knows a chapter by its DOI, whatever else has changed', () => {
    const before = [
      chapter('One', prose('one'), { doi: '10.1/A' }),
      chapter('Two', prose('two'), { doi: '10.1/b' }),
    ]
    const after = [
      chapter('New two', prose('other'), { doi: '10.1/B' }),
      chapter('One', prose('one'), { doi: '10.1/c' }),
    ]
    assert.deepEqual(matches(before, after), [1, -1])
  })

  it('knows a chapter by its words when files and numbers move on', () => {
    const before = [
      chapter('Chapter 3', prose('Vienna'), at('ch03.xhtml')),
      chapter('Chapter 4', prose('Tokyo'), at('ch04.xhtml')),
    ]
    const after = [
      chapter('Chapter 3', prose('A new chapter'), at('ch03.xhtml')),
      chapter('Chapter 4', prose('Vienna'), at('ch04.xhtml')),
      chapter('Chapter 5', prose('Tokyo'), at('ch05.xhtml')),
    ]
    assert.deepEqual(matches(before, after), [-1, 0, 1])
  })

  it('knows a rewritten chapter by its title', () => {
    assert.deepEqual(
      matches(
        [chapter('Vienna', prose('old'), at('a.xhtml'))],
        [chapter('Tokyo', prose('x')), chapter('Vienna', prose('new'), at('b.xhtml'))],
      ),
      [-1, 0],
    )
  })

  it('knows a retitled chapter by its words', () => {
    assert.deepEqual(
      matches([chapter('Five', prose('Vienna'))], [chapter('The ten defectors', prose('Vienna'))]),
      [0],
    )
  })

  it('keeps the notes of each part apart', () => {
    const part = (n: number, parent: number) => [
      chapter(`Part ${n}`, null, { type: 'part' }),
      chapter('Notes', null, { type: 'notes', parent, depth: 1 }),
    ]
    assert.deepEqual(matches([...part(1, 0), ...part(2, 2)], [...part(2, 0), ...part(1, 2)]), [2, 3, 0, 1])
  })

  it('takes a slice of the same file that begins elsewhere for another chapter', () => {
    const file = (id: string) => at('all.xhtml', id)
    assert.deepEqual(
      matches(
        [chapter('Alpha', prose('a'), file('a')), chapter('Beta', prose('b'), file('b'))],
        [chapter('Beta', prose('b'), file('b')), chapter('Gamma', prose('c'), file('c'))],
      ),
      [1, -1],
    )
  })

  it('gives a chapter that was left out once its old id when it returns, unless a living one fits as well', () => {
    const [out] = shelved([chapter('Vienna', prose('Vienna'))], false)
    const [living] = shelved([chapter('Vienna', prose('Vienna'))])
    assert.ok(out && living)
    assert.deepEqual(decideChapterMatches([out], [chapter('Vienna', prose('Vienna'))]), [0])
    assert.deepEqual(decideChapterMatches([out, living], [chapter('Vienna', prose('Vienna'))]), [1])
  })

  it('compares a thousand chapters in a moment', () => {
    const many = Array.from({ length: 1000 }, (_, i) =>
      chapter(`Entry ${i}`, ['* * *', ...prose(`entry ${i}`, 3)]),
    )
    const started = process.cpuUsage()
    assert.deepEqual(matches(many, many), [...many.keys()])
    assert.ok(process.cpuUsage(started).user < 3_000_000)
  })
})

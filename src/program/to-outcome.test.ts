import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Issue } from '#book'
import { toIssueLines } from './to-outcome.ts'

const issue = (rule: string, n: number): Issue => ({
  ...{ rule, about: 'data', severity: 'warning', chapter: null, message: `Found ${n}.` },
  where: { file: `c${n}.xhtml`, line: null, element: null },
})

describe('the issues of a parcel, told on a terminal', () => {
  it('are all there while they are few', () => {
    const four = [1, 2, 3, 4].map((n) => issue('chapter-has-doi', n))
    assert.equal(toIssueLines(four).length, 4)
  })

  it('do not bury a rule under a hundred lines of another', () => {
    const many = Array.from({ length: 100 }, (_, n) => issue('chapter-has-doi', n))
    const lines = toIssueLines([...many, issue('book-has-rights', 1)])
    assert.equal(lines.length, 5)
    assert.match(lines[3] ?? '', /and 97 more of chapter-has-doi; --json tells all/)
    assert.match(lines[4] ?? '', /book-has-rights/)
  })
})

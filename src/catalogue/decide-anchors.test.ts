import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { TextBlock } from '#book'
import { type ChapterAnchors, decideAnchors, NO_ANCHORS } from './decide-anchors.ts'
import { text } from './testing/sample-draft.ts'

const blocksOf = (lines: readonly string[]): readonly TextBlock[] => text(lines).blocks
const anchorsOf = ({ live }: ChapterAnchors): readonly string[] => live.map((block) => block.anchor)
const versions = (...texts: readonly (readonly string[])[]): ChapterAnchors =>
  texts.reduce<ChapterAnchors>((previous, lines) => decideAnchors(previous, blocksOf(lines)), NO_ANCHORS)

describe('decideAnchors', () => {
  it('names a passage for what it is', () => {
    const [heading, paragraph, note, page] = anchorsOf(
      versions(['# Vienna', 'He left.', '[A note.]', '@214']),
    )
    assert.match(heading ?? '', /^h-[0-9a-hjkmnp-tv-z]{8}$/)
    assert.match(paragraph ?? '', /^p-/)
    assert.match(note ?? '', /^n-/)
    assert.equal(page, 'page-214')
  })

  it('names a print page by its label, whatever the press prints', () => {
    assert.deepEqual(anchorsOf(versions(['@xiv', '@A 12', '@[3]', '@214', '@214', '@§'])), [
      ...['page-xiv', 'page-A-12', 'page-3', 'page-214', 'page-214-2', 'page-unnamed'],
    ])
  })

  it('keeps the anchor of a paragraph that did not change', () => {
    const before = anchorsOf(versions(['One.', 'Two.', 'Three.']))
    const after = anchorsOf(versions(['One.', 'Two.', 'Three.'], ['Zero.', 'One.', 'Three.', 'Four.']))
    assert.deepEqual([after[1], after[2]], [before[0], before[2]])
  })

  it('gives a repeated line back to its own neighbours', () => {
    const before = anchorsOf(versions(['A.', 'Yes.', 'B.', 'Yes.', 'C.', 'Yes.', 'D.']))
    const after = anchorsOf(
      versions(['A.', 'Yes.', 'B.', 'Yes.', 'C.', 'Yes.', 'D.'], ['A.', 'B.', 'Yes.', 'C.', 'D.', 'Yes.']),
    )
    assert.equal(after[2], before[3], 'the second Yes. still follows B.')
    assert.equal(new Set(before).size, 7)
  })

  it('gives a new anchor to a paragraph that was lightly edited', () => {
    const before = anchorsOf(versions(['One.', 'Two, misspellt.', 'Three.']))
    const after = anchorsOf(
      versions(['One.', 'Two, misspellt.', 'Three.'], ['One.', 'Two, misspelt.', 'Three.']),
    )
    assert.deepEqual([after[0], after[2]], [before[0], before[2]])
    assert.notEqual(after[1], before[1])
  })

  it('remembers what stood before a text that is gone', () => {
    const first = versions(['One.', 'Two.', 'Three.'])
    const [one, two, three] = anchorsOf(first)
    const second = versions(['One.', 'Two.', 'Three.'], ['One.', 'Three.'])
    assert.deepEqual(
      second.retired.map(({ anchor, near }) => [anchor, near]),
      [[two, one]],
    )
    const third = versions(['One.', 'Two.', 'Three.'], ['One.', 'Three.'], ['Three.'])
    assert.deepEqual(
      third.retired.map(({ anchor, near }) => [anchor, near]),
      [
        [two, three],
        [one, three],
      ],
    )
  })

  it('gives a text that comes back its old anchor', () => {
    const before = anchorsOf(versions(['One.', 'Two.']))
    const after = versions(['One.', 'Two.'], ['One.'], ['One.', 'Two.'])
    assert.deepEqual(anchorsOf(after), before)
    assert.deepEqual(after.retired, [])
  })

  it('never gives a retired anchor to another text, even when their hashes begin alike', () => {
    const block = (hash: string): TextBlock => ({ kind: 'paragraph', hash, section: 1 })
    const first = decideAnchors(NO_ANCHORS, [block('aaaaaaaaaa000000')])
    const second = decideAnchors(first, [block('aaaaaaaaaa111111')])
    assert.equal(anchorsOf(second)[0], `${anchorsOf(first)[0]}-2`)
  })

  it('keeps the anchor of every unchanged paragraph after 5 % are inserted and 5 % deleted', async () => {
    await fc.assert(
      fc.property(editedText(0.05), ({ before, after, from }) => {
        const first = versions(before)
        const second = decideAnchors(first, blocksOf(after))
        after.forEach((line, i) => {
          const p = from[i] ?? -1
          const isUnique = [before, after].every((all) => all.filter((other) => other === line).length === 1)
          // Of two like lines side by side nobody can say which one was inserted or deleted.
          if (p >= 0 && (isUnique || hasSameNeighbours(before, after, p, i)))
            assert.equal(second.live[i]?.anchor, first.live[p]?.anchor, line)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('gives as many anchors back as there are texts left, and each to its own text', async () => {
    const lines = fc.array(fc.constantFrom('* * *', 'Yes.', 'No.', 'a', 'b', 'c', 'd', '@1', '@2'), {
      maxLength: 40,
    })
    await fc.assert(
      fc.property(fc.array(lines, { minLength: 2, maxLength: 6 }), (texts) => {
        const textOf = new Map<string, string>()
        let previous = NO_ANCHORS
        for (const [i, version] of texts.entries()) {
          const next = decideAnchors(previous, blocksOf(version))
          const anchors = anchorsOf(next)
          assert.equal(
            new Set([...anchors, ...next.retired.map(({ anchor }) => anchor)]).size,
            anchors.length + next.retired.length,
          )
          for (const { anchor, hash } of next.live) {
            assert.equal(textOf.get(anchor) ?? hash, hash, 'an anchor has one text for good')
            textOf.set(anchor, hash)
          }
          for (const { near } of next.retired) assert.ok(near === null || anchors.includes(near))
          for (const line of new Set(version)) {
            const count = (lines: readonly string[] = []) => lines.filter((other) => other === line).length
            const kept = next.live.filter(
              (block, n) => version[n] === line && anchorsOf(previous).includes(block.anchor),
            )
            assert.equal(kept.length, Math.min(count(version), count(i === 0 ? [] : texts[i - 1])))
          }
          previous = next
        }
      }),
    )
  })

  it('aligns a long chapter of few different lines in a moment', () => {
    const long = Array.from({ length: 30_000 }, (_, i) => (i % 3 === 0 ? '* * *' : `Line ${i % 7}.`))
    const before = versions(long)
    const after = blocksOf(long.filter((_, i) => i % 11 !== 0))
    const started = process.cpuUsage()
    decideAnchors(before, after)
    assert.ok(process.cpuUsage(started).user < 3_000_000)
  })
})

type Edit = {
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly from: readonly number[]
}

/** A text of 20 to 300 lines, some of them alike, and the same after a share of them was deleted and as many inserted. */
const editedText = (share: number): fc.Arbitrary<Edit> =>
  fc
    .record({
      length: fc.integer({ min: 20, max: 300 }),
      seed: fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 600, maxLength: 600 }),
    })
    .map(({ length, seed }) => {
      const dice = (n: number, sides: number) => (seed[n % seed.length] ?? 0) % sides
      const before = Array.from({ length }, (_, i) =>
        dice(i, 6) === 0 ? (['* * *', 'Yes.', 'No.'][dice(i + 1, 3)] ?? '') : `Paragraph ${i}.`,
      )
      const count = Math.ceil(length * share)
      const deleted = new Set(Array.from({ length: count }, (_, k) => dice(300 + k, length)))
      const inserted = new Set(Array.from({ length: count }, (_, k) => dice(400 + k, length)))
      const after: string[] = []
      const from: number[] = []
      before.forEach((line, p) => {
        if (inserted.has(p)) {
          after.push(dice(500 + p, 4) === 0 ? 'Yes.' : `Inserted before ${p}.`)
          from.push(-1)
        }
        if (deleted.has(p)) return
        after.push(line)
        from.push(p)
      })
      return { before, after, from }
    })

const hasSameNeighbours = (
  before: readonly string[],
  after: readonly string[],
  p: number,
  n: number,
): boolean =>
  [-1, 1].every((step) => {
    const line = before[p + step]
    return (
      line === after[n + step] && line !== undefined && before.filter((other) => other === line).length === 1
    )
  })

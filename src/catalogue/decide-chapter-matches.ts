/**
 * Which chapter of a new version is which of the old one. A chapter's id decides its address for good, so this must see
 * through new titles, moved files and inserted chapters.
 *
 * Every pair that has something in common (the DOI, the place in the source, the title, or words) gets a score, and the
 * best pairs are taken first. The DOI settles it; else the same text outweighs the same file and title, because those
 * who cite a passage point at its words. A chapter that was left out once and comes back gets its old id.
 */
import { normalizeSpace } from '#base'
import type { ChapterDraft, TextBlock } from '#book'
import type { PreviousChapter } from './previous-book.ts'

/** For each draft chapter, the index in `previous` of the same chapter, or -1. */
export function decideChapterMatches(
  previous: readonly PreviousChapter[],
  next: readonly ChapterDraft[],
): readonly number[] {
  const from = next.map(() => -1)
  const taken = new Set<number>()
  const pairs = [...findPairs(previous, next)].sort(
    (a, b) => b.score - a.score || Math.abs(a.p - a.n) - Math.abs(b.p - b.n) || a.p - b.p || a.n - b.n,
  )
  for (const { p, n, score } of pairs) {
    if (score < LEAST_SCORE || taken.has(p) || from[n] !== -1) continue
    taken.add(p)
    from[n] = p
  }
  return from
}

type Pair = { readonly p: number; readonly n: number; readonly score: number }

/** Half of the words and the type; or file, type and a title half alike; or title and type alone. */
const LEAST_SCORE = 3.4
const POINTS = { doi: 100, text: 6, title: 3, source: 2, type: 0.5, label: 0.5, part: 0.4, live: 0.3 }

function* findPairs(previous: readonly PreviousChapter[], next: readonly ChapterDraft[]): Generator<Pair> {
  const before = previous.map(fromPrevious)
  const after = next.map((draft) => fromDraft(draft, next))
  const shared = countSharedText(before, after)
  const places = indexBy(before, (traits) => [traits.doi, traits.source, traits.titleKey])
  for (const [n, draft] of after.entries()) {
    const candidates = new Set(
      [...(shared[n] ?? [])].filter(([p, count]) => shareOf(before[p], draft, count) >= 0.1).map(([p]) => p),
    )
    for (const key of [draft.doi, draft.source, draft.titleKey])
      for (const p of (key === null ? undefined : places.get(key)) ?? []) candidates.add(p)
    for (const p of candidates) {
      const old = before[p]
      if (old !== undefined) yield { p, n, score: scorePair(old, draft, shared[n]?.get(p) ?? 0) }
    }
  }
}

/** What a chapter is recognised by. */
type Traits = {
  readonly doi: string | null
  readonly source: string | null
  readonly title: string
  readonly titleKey: string
  readonly type: string
  readonly label: string | null
  readonly part: string | null
  readonly live: boolean
  readonly hashes: ReadonlySet<string>
}

function scorePair(old: Traits, draft: Traits, sharedBlocks: number): number {
  if (old.doi !== null && old.doi === draft.doi) return POINTS.doi
  if (old.doi !== null && draft.doi !== null) return 0
  const titles = old.titleKey === draft.titleKey ? 1 : similarity(old.title, draft.title)
  const sameSource = old.source !== null && old.source === draft.source
  return (
    POINTS.text * shareOf(old, draft, sharedBlocks) +
    POINTS.title * titles +
    // Files are renumbered when a chapter is inserted: a place alone, with another title, says nothing.
    (sameSource && titles >= 0.5 ? POINTS.source : 0) +
    (old.type === draft.type ? POINTS.type : 0) +
    (old.label === draft.label ? POINTS.label : 0) +
    (old.part === draft.part ? POINTS.part : 0) +
    (old.live ? POINTS.live : 0)
  )
}

/** How much of their words two chapters have in common: 0 to 1. */
function shareOf(old: Traits | undefined, draft: Traits, sharedBlocks: number): number {
  const sizes = (old?.hashes.size ?? 0) + draft.hashes.size
  return sizes === 0 ? 0 : (2 * sharedBlocks) / sizes
}

function fromPrevious(
  { chapter, live, anchors }: PreviousChapter,
  _: number,
  all: readonly PreviousChapter[],
) {
  const part = all.find((other) => other.chapter.id === chapter.parentId)
  return toTraits(chapter, chapter.source, part?.chapter.title ?? null, live, anchors.live)
}

const fromDraft = (draft: ChapterDraft, all: readonly ChapterDraft[]): Traits =>
  toTraits(
    draft.metadata,
    draft.source,
    all[draft.parent ?? -1]?.metadata.title ?? null,
    true,
    draft.text?.blocks ?? [],
  )

function toTraits(
  chapter: ChapterDraft['metadata'] | PreviousChapter['chapter'],
  source: ChapterDraft['source'],
  part: string | null,
  live: boolean,
  blocks: readonly Pick<TextBlock, 'kind' | 'hash'>[],
): Traits {
  const title = toKey(chapter.title)
  return {
    doi: chapter.doi?.toLowerCase() ?? null,
    source: source === null ? null : `${source.from.path}#${source.from.id ?? ''}`,
    title,
    titleKey: `${chapter.type} ${title}`,
    type: chapter.type,
    label: chapter.label,
    part: part === null ? null : toKey(part),
    live,
    // Page numbers are everywhere alike: they are not words.
    hashes: new Set(blocks.filter((block) => block.kind !== 'page').map((block) => block.hash)),
  }
}

/** What stands in so many chapters ("* * *", a running line) tells none of them from another. */
const COMMON = 20

/** For each of `after`: index in `before` → how many different blocks both have. */
function countSharedText(
  before: readonly Traits[],
  after: readonly Traits[],
): readonly ReadonlyMap<number, number>[] {
  const places = indexBy(before, (traits) => [...traits.hashes])
  return after.map(({ hashes }) => {
    const counts = new Map<number, number>()
    for (const hash of hashes) {
      const chapters = places.get(hash) ?? []
      if (chapters.length > COMMON) continue
      for (const p of chapters) counts.set(p, (counts.get(p) ?? 0) + 1)
    }
    return counts
  })
}

function indexBy(
  all: readonly Traits[],
  keysOf: (traits: Traits) => readonly (string | null)[],
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  all.forEach((traits, i) => {
    for (const key of keysOf(traits)) {
      if (key === null) continue
      const list = places.get(key)
      if (list === undefined) places.set(key, [i])
      else list.push(i)
    }
  })
  return places
}

export const toKey = (text: string): string =>
  normalizeSpace(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' '),
  )

/** Dice's coefficient over pairs of letters: 1 for the same, 0 for nothing in common. */
function similarity(one: string, other: string): number {
  const pairs = letterPairs(one)
  const total = Math.max(one.length - 1, 0) + Math.max(other.length - 1, 0)
  if (total === 0) return one === other ? 1 : 0
  let common = 0
  for (let i = 0; i < other.length - 1; i++) {
    const pair = other.slice(i, i + 2)
    const left = pairs.get(pair) ?? 0
    if (left === 0) continue
    pairs.set(pair, left - 1)
    common++
  }
  return (2 * common) / total
}

function letterPairs(text: string): Map<string, number> {
  const pairs = new Map<string, number>()
  for (let i = 0; i < text.length - 1; i++) {
    const pair = text.slice(i, i + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

/**
 * Names for passages that last: citations, search hits, annotations and the record point at them.
 *
 * A block whose text did not change keeps its anchor, wherever it stands now; a text that was changed gets a new one,
 * since whoever pointed at the old words must not be sent to others unawares. The old anchor is retired: it is never
 * given to another text, comes back if its very text comes back, and remembers the passage it stood behind.
 */
import type { BlockKind, TextBlock } from '#book'
import { alignHashes } from './align-hashes.ts'

export type AnchoredBlock = {
  readonly anchor: string
  readonly hash: string
  readonly kind: BlockKind
  readonly section: number
}

export type RetiredAnchor = {
  readonly anchor: string
  readonly hash: string
  /** The living anchor that stood before it, else after it; null when none of its neighbours is left. */
  readonly near: string | null
}

export type ChapterAnchors = {
  /** One for each block of the text, in its order. */
  readonly live: readonly AnchoredBlock[]
  readonly retired: readonly RetiredAnchor[]
}

export const NO_ANCHORS: ChapterAnchors = { live: [], retired: [] }

export function decideAnchors(previous: ChapterAnchors, next: readonly TextBlock[]): ChapterAnchors {
  const from = alignHashes(
    previous.live.map((block) => block.hash),
    next.map((block) => block.hash),
  )
  const names = {
    taken: new Set([...previous.live, ...previous.retired].map(({ anchor }) => anchor)),
    last: new Map(),
  }
  const revivable = new Map<string, string[]>()
  for (const { hash, anchor } of previous.retired) push(revivable, hash, anchor)

  const live = next.map((block, i): AnchoredBlock => {
    const anchor =
      previous.live[from[i] ?? -1]?.anchor ?? revivable.get(block.hash)?.shift() ?? newAnchor(block, names)
    return { anchor, hash: block.hash, kind: block.kind, section: block.section }
  })
  return { live, retired: retire(previous, new Set(live.map((block) => block.anchor))) }
}

type Names = {
  readonly taken: Set<string>
  /** The number given last to a name that several want: a scene break may stand there ten thousand times. */
  readonly last: Map<string, number>
}

function newAnchor(block: TextBlock, { taken, last }: Names): string {
  const base = baseAnchor(block)
  let n = last.get(base) ?? 0
  let anchor: string
  do anchor = ++n === 1 ? base : `${base}-${n}`
  while (taken.has(anchor))
  taken.add(anchor)
  last.set(base, n)
  return anchor
}

const PREFIXES: Readonly<Record<BlockKind, string>> = {
  paragraph: 'p',
  heading: 'h',
  note: 'n',
  figure: 'f',
  table: 't',
  formula: 'm',
  other: 'o',
  page: 'page',
}

const baseAnchor = (block: TextBlock): string =>
  block.kind === 'page'
    ? `page-${toAnchorName(block.label ?? block.hash)}`
    : `${PREFIXES[block.kind]}-${toBase32(block.hash)}`

/** A page label may be anything a press prints: "xiv", "A 12", "[3]". */
const toAnchorName = (label: string): string =>
  label.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^-+|-+$/g, '') || 'unnamed'

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'

/** Forty bits in eight letters: within one chapter, two texts hardly ever share them, and then one gets `-2`. */
function toBase32(hash: string): string {
  let bits = BigInt(`0x${hash.slice(0, 10)}`)
  let letters = ''
  for (let i = 0; i < 8; i++) {
    letters = LETTERS.charAt(Number(bits & 31n)) + letters
    bits >>= 5n
  }
  return letters
}

/** Every anchor ever given that no block bears now, each with a neighbour that is still there. */
function retire(previous: ChapterAnchors, living: ReadonlySet<string>): readonly RetiredAnchor[] {
  const firstLiving = previous.live.find((block) => living.has(block.anchor))?.anchor ?? null
  const nearOf = new Map<string, string | null>()
  const retired: RetiredAnchor[] = []
  let before: string | null = null
  for (const { anchor, hash } of previous.live) {
    if (living.has(anchor)) before = anchor
    else {
      const near: string | null = before ?? firstLiving
      nearOf.set(anchor, near)
      retired.push({ anchor, hash, near })
    }
  }
  const stillNear = (near: string | null) =>
    near === null || living.has(near) ? near : (nearOf.get(near) ?? null)
  return [
    ...previous.retired
      .filter(({ anchor }) => !living.has(anchor))
      .map((old) => ({ ...old, near: stillNear(old.near) })),
    ...retired,
  ]
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

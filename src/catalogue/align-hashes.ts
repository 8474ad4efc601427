/**
 * Which blocks of a new text are those of the old one.
 *
 * Patience alignment: texts that occur once on both sides are pinned first, in their longest common order; between two
 * pins the same is tried again, and what is left without a pin ("* * *", "Yes.") goes to a plain longest common
 * subsequence. So a repeated line belongs to its neighbours, not to the first line that looks like it. Last, a text that
 * was moved is found by its words alone.
 */

/** For each of `next`, the index in `previous` of the same block, or -1. */
export function alignHashes(previous: readonly string[], next: readonly string[]): readonly number[] {
  const from = next.map(() => -1)
  alignRange({ previous, next, from }, { p0: 0, p1: previous.length, n0: 0, n1: next.length })
  pairMoved(previous, next, from)
  return from
}

type Alignment = {
  readonly previous: readonly string[]
  readonly next: readonly string[]
  /** The answer in the making. */
  readonly from: number[]
}

/** Half-open: previous[p0, p1) against next[n0, n1). */
type Range = { readonly p0: number; readonly p1: number; readonly n0: number; readonly n1: number }

/** A gap of 500 by 500 blocks without one unique text is aligned exactly; a larger one by order of occurrence. */
const LARGEST_TABLE = 250_000

function alignRange(texts: Alignment, range: Range): void {
  const rest = trimEnds(texts, range)
  if (rest.p0 === rest.p1 || rest.n0 === rest.n1) return
  const pins = findPins(texts, rest)
  if (pins.length === 0) {
    if ((rest.p1 - rest.p0) * (rest.n1 - rest.n0) <= LARGEST_TABLE) alignByTable(texts, rest)
    return
  }
  let { p0, n0 } = rest
  for (const pin of pins) {
    texts.from[pin.n] = pin.p
    alignRange(texts, { p0, p1: pin.p, n0, n1: pin.n })
    p0 = pin.p + 1
    n0 = pin.n + 1
  }
  alignRange(texts, { p0, p1: rest.p1, n0, n1: rest.n1 })
}

/** What both ranges begin and end with is the same without further thought. */
function trimEnds({ previous, next, from }: Alignment, range: Range): Range {
  let { p0, p1, n0, n1 } = range
  while (p0 < p1 && n0 < n1 && previous[p0] === next[n0]) from[n0++] = p0++
  while (p0 < p1 && n0 < n1 && previous[p1 - 1] === next[n1 - 1]) from[--n1] = --p1
  return { p0, p1, n0, n1 }
}

type Pin = { readonly p: number; readonly n: number }

function findPins({ previous, next }: Alignment, { p0, p1, n0, n1 }: Range): readonly Pin[] {
  const inPrevious = placesOfUnique(previous, p0, p1)
  const inNext = placesOfUnique(next, n0, n1)
  const pins: Pin[] = []
  for (const [hash, n] of inNext) {
    const p = inPrevious.get(hash)
    if (n >= 0 && p !== undefined && p >= 0) pins.push({ p, n })
  }
  return longestRising(pins)
}

/** Hash → index of its only occurrence; -1 when there are several. In order of first occurrence. */
function placesOfUnique(hashes: readonly string[], start: number, end: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (let i = start; i < end; i++) {
    const hash = hashes[i] ?? ''
    places.set(hash, places.has(hash) ? -1 : i)
  }
  return places
}

/** The longest run of pins, already in order of `n`, whose `p` rises too (patience sorting). */
function longestRising(pins: readonly Pin[]): readonly Pin[] {
  const piles: number[] = []
  const before: number[] = []
  pins.forEach((pin, i) => {
    let low = 0
    let high = piles.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pins[piles[middle] ?? 0]?.p ?? 0) < pin.p) low = middle + 1
      else high = middle
    }
    before[i] = piles[low - 1] ?? -1
    piles[low] = i
  })
  const rising: Pin[] = []
  for (let i = piles.at(-1) ?? -1; i >= 0; i = before[i] ?? -1) {
    const pin = pins[i]
    if (pin !== undefined) rising.push(pin)
  }
  return rising.reverse()
}

/** The textbook table of longest common subsequences, filled from the end so that it is read forwards. */
function alignByTable({ previous, next, from }: Alignment, { p0, p1, n0, n1 }: Range): void {
  const width = n1 - n0 + 1
  const table = new Uint16Array((p1 - p0 + 1) * width)
  const at = (p: number, n: number) => table[(p - p0) * width + (n - n0)] ?? 0
  for (let p = p1 - 1; p >= p0; p--)
    for (let n = n1 - 1; n >= n0; n--)
      table[(p - p0) * width + (n - n0)] =
        previous[p] === next[n] ? at(p + 1, n + 1) + 1 : Math.max(at(p + 1, n), at(p, n + 1))
  for (let p = p0, n = n0; p < p1 && n < n1; )
    if (previous[p] === next[n]) from[n++] = p++
    else if (at(p + 1, n) >= at(p, n + 1)) p++
    else n++
}

/** Text that stands elsewhere now is still the same text. */
function pairMoved(previous: readonly string[], next: readonly string[], from: number[]): void {
  const taken = new Set(from)
  const left = new Map<string, number[]>()
  // From the end, so that the first one left is the first to be given.
  for (let p = previous.length - 1; p >= 0; p--) {
    if (taken.has(p)) continue
    const hash = previous[p] ?? ''
    const places = left.get(hash)
    if (places === undefined) left.set(hash, [p])
    else places.push(p)
  }
  next.forEach((hash, n) => {
    if (from[n] === -1) from[n] = left.get(hash)?.pop() ?? -1
  })
}

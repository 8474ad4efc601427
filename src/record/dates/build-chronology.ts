/** Dates everything in a record as closely as what it says allows, and names what cannot all be true. */
import { boundsOf } from '@chapterhouse/edtf'
import type { Confidence, ConflictAnswer, Event, RecordDocument } from '../model/index.ts'
import { buildRules, type Ends, type RuleBook } from './build-rules.ts'
import type { Because, Chronology, Conflict, EventDates, Limit, Rule } from './chronology.ts'
import { type Edge, ORIGIN, type Reach } from './network.ts'
import { type Contradiction, type Solution, solveRules } from './solve-rules.ts'

const WEIGHTS: { readonly [confidence in Confidence]: number } = {
  rejected: 0,
  doubtful: 1,
  possible: 2,
  probable: 3,
  certain: 4,
}

export function buildChronology(record: RecordDocument): Chronology {
  const book = buildRules(record)
  const solution = solveRules(
    book.nodes,
    book.edges,
    book.rules.map(({ confidence }) => ({ weight: confidence === null ? null : WEIGHTS[confidence] })),
  )
  const reasons = new Reasons(book, solution)
  const events = record.events.flatMap((event) => {
    const ends = book.events.get(event.id)
    return ends === undefined ? [] : [datesOf(event, ends, solution, reasons)]
  })
  return {
    rules: book.rules,
    because: reasons.list,
    events,
    conflicts: mergeAlike(solution.contradictions.map((each) => toConflict(each, book, record))),
  }
}

function datesOf(event: Event, { start, end }: Ends, solution: Solution, reasons: Reasons): EventDates {
  const earliest = dayOf(solution.earliest, start, -1)
  const latest = dayOf(solution.latest, end, 1)
  const lasts = start !== end
  const from = dayOf(solution.latest, start, 1)
  const to = dayOf(solution.earliest, end, -1)
  return {
    event: event.id,
    earliest: earliest === null ? unlimited(event, 'earliest') : { kind: 'day', day: earliest },
    latest: latest === null ? unlimited(event, 'latest') : { kind: 'day', day: latest },
    lasts,
    surely: lasts && from !== null && to !== null && from <= to ? { from, to } : null,
    why: { earliest: reasons.of('earliest', start), latest: reasons.of('latest', end) },
  }
}

function dayOf({ days }: Reach, node: number, sign: 1 | -1): number | null {
  const day = days[node] ?? Number.POSITIVE_INFINITY
  return Number.isFinite(day) ? (day === 0 ? 0 : sign * day) : null
}

/** Open only where the author wrote that it is. */
function unlimited({ when }: Event, side: 'earliest' | 'latest'): Limit {
  if (when?.means.kind !== 'date') return { kind: 'unknown' }
  return boundsOf(when.means.edtf)[side].kind === 'open' ? { kind: 'open' } : { kind: 'unknown' }
}

/** Each limit's reason once, however many rest on it. */
class Reasons {
  readonly list: Because[] = []
  readonly #known = { earliest: new Map<number, number>(), latest: new Map<number, number>() }
  readonly #edges: readonly Edge[]
  readonly #solution: Solution

  constructor({ edges }: RuleBook, solution: Solution) {
    this.#edges = edges
    this.#solution = solution
  }

  of(side: 'earliest' | 'latest', node: number): number | null {
    const chain: number[] = []
    for (let at = node; at !== ORIGIN && !this.#known[side].has(at); ) {
      const edge = this.#edges[this.#solution[side].by[at] ?? -1]
      if (edge === undefined) return null
      chain.push(at)
      at = side === 'latest' ? edge.from : edge.to
    }
    for (const at of chain.reverse()) this.#write(side, at)
    return this.#known[side].get(node) ?? null
  }

  #write(side: 'earliest' | 'latest', node: number): void {
    const edge = this.#edges[this.#solution[side].by[node] ?? -1]
    if (edge === undefined) return
    const next = side === 'latest' ? edge.from : edge.to
    const then = this.#known[side].get(next) ?? null
    this.#known[side].set(node, this.list.push({ rule: edge.rule, then }) - 1)
  }
}

function toConflict(
  { rules, shortBy, setAside }: Contradiction,
  book: RuleBook,
  { conflicts }: RecordDocument,
): Conflict {
  const said = rules.flatMap((rule) => book.rules[rule] ?? [])
  const claims = [...new Set(said.flatMap(({ claim }) => claim ?? []))].sort()
  return { claims, rules, shortBy, setAside, events: eventsOf(said), answer: answerTo(claims, conflicts) }
}

const eventsOf = (said: readonly Rule[]): readonly string[] => [
  ...new Set(said.flatMap(({ about }) => (about.kind === 'event' ? about.id : []))),
]

/** An answer names two or more of the conflict's claims. */
const answerTo = (claims: readonly string[], answers: readonly ConflictAnswer[]): string | null =>
  answers.find(({ between }) => between.length > 1 && between.every((claim) => claims.includes(claim)))?.id ??
  null

/** Of those that set the same claims against each other, the one that is short by the most. */
function mergeAlike(conflicts: readonly Conflict[]): readonly Conflict[] {
  const worst = new Map<string, Conflict>()
  for (const conflict of conflicts) {
    const key = conflict.claims.length > 1 ? conflict.claims.join(' ') : `#${worst.size}`
    const known = worst.get(key)
    if (known === undefined || known.shortBy < conflict.shortBy) worst.set(key, conflict)
  }
  return [...worst.values()]
}

/** Each mention of a record weighed: alone or, where mentions must mean different people, all of those together. */
import type { Chronology } from '../dates/chronology.ts'
import type { Mention, RecordDocument } from '../model/index.ts'
import { bestAssignment } from './best-assignment.ts'
import {
  DECISIVE,
  type Identification,
  type Identifications,
  type IdentificationVerdict,
  type JointReading,
} from './identification.ts'
import { type KnownPerson, knownPeople } from './known-people.ts'
import { type Weigher, weigherOf } from './weigh.ts'

/** How many candidates are shown, the author's own apart. */
const SHOWN = 3

type Weighing = {
  readonly mention: Mention
  readonly weigher: Weigher
  /** By the place of the person among the known. */
  readonly scores: readonly number[]
}

export function buildIdentifications(record: RecordDocument, chronology: Chronology): Identifications {
  const people = knownPeople(record, chronology)
  const weighings = new Map(
    record.mentions.map((mention): [string, Weighing] => {
      const weigher = weigherOf(mention.describes, record, chronology)
      return [mention.id, { mention, weigher, scores: people.map(weigher.score) }]
    }),
  )
  const verdicts = new Map<string, Joint>()
  const joint: JointReading[] = []
  for (const set of record.distinct) {
    const together = set.flatMap((id) => weighings.get(id) ?? [])
    if (together.length < 2 || together.length > people.length) continue
    const read = weighTogether(together, people)
    joint.push(read.reading)
    for (const [id, verdict] of read.verdicts)
      if (isHarder(verdict, verdicts.get(id)?.verdict)) verdicts.set(id, { verdict, set })
  }
  return {
    mentions: [...weighings.values()].map((weighing) => toIdentification(weighing, people, verdicts)),
    joint,
  }
}

type Joint = { readonly verdict: IdentificationVerdict; readonly set: readonly string[] }

/** Of several sets that a mention belongs to, the one that leaves the most doubt has the say. */
function isHarder(verdict: IdentificationVerdict, other: IdentificationVerdict | undefined): boolean {
  const margin = (of: IdentificationVerdict) => (of.kind === 'fits-best' ? of.margin : 0)
  return other === undefined || margin(verdict) < margin(other)
}

function toIdentification(
  { mention, weigher, scores }: Weighing,
  people: readonly KnownPerson[],
  joint: ReadonlyMap<string, Joint>,
): Identification {
  const together = joint.get(mention.id)
  const verdict = together?.verdict ?? weighAlone(scores, people)
  const author = mention.candidates.find((each) => each.verdict === 'accepted')?.person ?? null
  return {
    mention: mention.id,
    verdict,
    candidates: shown(mention, scores, people, weigher).map(weigher.explain),
    together: together?.set.filter((id) => id !== mention.id) ?? [],
    author,
    agrees: author === null || verdict.kind !== 'fits-best' ? null : verdict.person === author,
  }
}

function shown(
  { candidates }: Mention,
  scores: readonly number[],
  people: readonly KnownPerson[],
  weigher: Weigher,
): readonly KnownPerson[] {
  const named = new Set(candidates.map(({ person }) => person))
  const ranked = people
    .map((known, at) => ({ known, score: scores[at] ?? 0, apart: weigher.apart(known) }))
    .sort((a, b) => b.score - a.score || a.apart - b.apart)
  return ranked.filter(({ known }, at) => at < SHOWN || named.has(known.person.id)).map(({ known }) => known)
}

function weighAlone(scores: readonly number[], people: readonly KnownPerson[]): IdentificationVerdict {
  const best = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY)
  if (best <= 0) return { kind: 'nobody-fits' }
  const close = people.filter((_, at) => best - (scores[at] ?? 0) < DECISIVE)
  const [only] = close
  if (close.length !== 1 || only === undefined)
    return { kind: 'not-decidable', people: close.map(({ person }) => person.id) }
  const others = scores.filter((_, at) => people[at] !== only)
  const second = others.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY)
  return { kind: 'fits-best', person: only.person.id, margin: others.length === 0 ? best : best - second }
}

/** The margin of a mention is what the whole loses when this one may not be the person it is. */
function weighTogether(
  together: readonly Weighing[],
  people: readonly KnownPerson[],
): { readonly verdicts: ReadonlyMap<string, IdentificationVerdict>; readonly reading: JointReading } {
  const few = worthAsking(together, people)
  const idAt = (column: number): string | null => people[few[column] ?? -1]?.person.id ?? null
  const scores = together.map((weighing) => few.map((at) => weighing.scores[at] ?? 0))
  const best = bestAssignment(scores)
  let least = best.score
  const verdicts = new Map(
    together.map(({ mention }, row): [string, IdentificationVerdict] => {
      const column = best.columns[row] ?? -1
      const second = bestAssignment(
        scores.map((line, r) =>
          line.map((score, c) => (r === row && c === column ? Number.NEGATIVE_INFINITY : score)),
        ),
      )
      const margin = best.score - second.score
      least = Math.min(least, margin)
      const person = idAt(column)
      const other = idAt(second.columns[row] ?? -1)
      if (person === null || (scores[row]?.[column] ?? 0) <= 0) return [mention.id, { kind: 'nobody-fits' }]
      return margin >= DECISIVE || other === null
        ? [mention.id, { kind: 'fits-best', person, margin }]
        : [mention.id, { kind: 'not-decidable', people: [person, other] }]
    }),
  )
  return {
    verdicts,
    reading: {
      mentions: together.map(({ mention }) => mention.id),
      people: best.columns.map((column) => idAt(column) ?? ''),
      score: best.score,
      margin: least,
    },
  }
}

/** Nobody beyond the best of each row, as many as there are rows and one, can be part of a best or next best whole. */
function worthAsking(together: readonly Weighing[], people: readonly KnownPerson[]): readonly number[] {
  const few = new Set<number>()
  for (const { scores } of together)
    [...people.keys()]
      .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
      .slice(0, together.length + 1)
      .forEach((at) => {
        few.add(at)
      })
  return [...few].sort((a, b) => a - b)
}

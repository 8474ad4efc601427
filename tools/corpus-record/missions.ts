/** A8 and A9: American chiefs of mission (State Department, CC0): four contradictions that are there, and who was meant. */
import { join } from 'node:path'
import { boundsOf, type Edtf, parseEdtf } from '@chapterhouse/edtf'
import type { Edge } from '../../src/record/dates/network.ts'
import { solveRules } from '../../src/record/dates/solve-rules.ts'
import { DECISIVE } from '../../src/record/identify/identification.ts'
import { type KnownPerson, knownPeople } from '../../src/record/identify/known-people.ts'
import { weigherOf } from '../../src/record/identify/weigh.ts'
import type { Description, Person, RecordDocument, Role } from '../../src/record/model/index.ts'
import { promise } from './promise.ts'
import { readTable } from './read-table.ts'

const KNOWN = ['ar-1854-pede-03', 'do-1885-thom-01', 'es-1858-pres-01', 'nl-1942-bidd-01']
const GROWN_UP = Math.floor(18 * 365.2425)

type Row = { readonly [column: string]: string }

export function checkMissions(folder: string, isQuick: boolean): void {
  const appointments = readTable(join(folder, 'pocom/appointments.csv'))
  const people = readTable(join(folder, 'pocom/people.csv'))
  checkContradictions(appointments, people)
  checkIdentifications(appointments, isQuick)
}

/** Appointed before taking office, that before leaving it, and all of it grown up: each appointment by itself. */
function checkContradictions(appointments: readonly Row[], people: readonly Row[]): void {
  const births = new Map(people.map(({ id = '', birth = '' }) => [id, birth]))
  const flagged = appointments
    .filter(({ person = '', appointed = '', started = '', ended = '' }) => {
      const edges: Edge[] = []
      const say = (node: number, text: string, rule: number) => {
        const days = daysOf(text)
        if (days === null) return
        edges.push(
          { from: 0, to: node, days: days.last, rule },
          { from: node, to: 0, days: -days.first, rule },
        )
      }
      const order = (earlier: number, later: number, rule: number, apart = 0) =>
        edges.push({ from: later, to: earlier, days: apart === 0 ? 0 : -apart, rule })
      say(1, births.get(person) ?? '', 0)
      say(2, appointed, 1)
      say(3, started, 2)
      say(4, ended, 3)
      order(2, 3, 4)
      order(3, 4, 5)
      order(1, 3, 6, GROWN_UP)
      return (
        solveRules(
          5,
          edges,
          Array.from({ length: 7 }, () => ({ weight: 1 })),
        ).contradictions.length > 0
      )
    })
    .map(({ id = '' }) => id)
    .sort()
  promise(
    'A8 chiefs of mission',
    flagged.join() === KNOWN.join(),
    `${appointments.length} appointments, flagged: ${flagged.join(', ')}`,
    'those four, none else',
  )
}

function daysOf(text: string): { readonly first: number; readonly last: number } | null {
  const edtf = edtfOf(text)
  if (edtf === null) return null
  const { earliest, latest } = boundsOf(edtf)
  return earliest.kind === 'day' && latest.kind === 'day' ? { first: earliest.day, last: latest.day } : null
}

function edtfOf(text: string): Edtf | null {
  const read = parseEdtf(text)
  return text !== '' && read.ok ? read.value : null
}

/** Quickly: one mention in ten. */
function checkIdentifications(appointments: readonly Row[], isQuick: boolean): void {
  const served = appointments.filter(
    ({ started = '', ended = '' }) => daysOf(started) !== null && daysOf(ended) !== null,
  )
  const record = recordOf(served)
  const chronology = { rules: [], because: [], events: [], conflicts: [] }
  const people = knownPeople(record, chronology)
  const step = Math.max(1, Math.floor(served.length / 1500)) * (isQuick ? 10 : 1)
  const asked = served.filter((_, at) => at % step === 0)
  const ask = (describe: (row: Row, at: number) => Partial<Description>) =>
    asked.map((row, at) =>
      answerOf({ ...NOTHING, ...describe(row, at) }, record, people, row['person'] ?? ''),
    )
  const share = (answers: readonly Answer[], is: (answer: Answer) => boolean) =>
    (100 * answers.filter(is).length) / answers.length
  const told = (n: number) => `${n.toFixed(2)} % of ${asked.length}`

  const place = (row: Row) => row['place'] ?? ''
  const full = ask((row) => ({ place: place(row), rank: row['role'] ?? '', within: middle(row) }))
  const first = share(full, ({ better, even }) => better === 0 && even === 0)
  promise('A9 role, place and date', first >= 99.5, `alone in front: ${told(first)}`, '≥ 99.5 %')

  const wrong = ask((row) => ({ place: place(row), rank: 'secretary of the navy', within: middle(row) }))
  const inFront = share(wrong, ({ better, against }) => better === 0 && against.includes('rank'))
  promise('A9 another role', inFront >= 99, `in front, the role against: ${told(inFront)}`, '≥ 99 %')

  const late = ask((row) => ({ place: place(row), rank: row['role'] ?? '', within: middle(row, 60) }))
  const third = share(late, ({ ahead }) => ahead < 3)
  promise('A9 sixty days too late', third >= 93, `among the first three: ${told(third)}`, '≥ 93 %')

  const placeless = ask((row) => ({ rank: row['role'] ?? '', within: middle(row) }))
  const abstained = share(placeless, ({ isDecided }) => !isDecided)
  promise('A9 without a place', abstained >= 90, `left undecided: ${told(abstained)}`, '≥ 90 %')
}

const NOTHING: Description = {
  ...{ event: null, place: null, within: null, seenBy: null },
  ...{ org: null, rank: null, civil: null, number: null },
}

type Answer = {
  /** How many others fit better, and as well. */
  readonly better: number
  readonly even: number
  /** How many are shown before. */
  readonly ahead: number
  readonly against: readonly string[]
  readonly isDecided: boolean
}

function answerOf(
  description: Description,
  record: RecordDocument,
  people: readonly KnownPerson[],
  meant: string,
): Answer {
  const weigher = weigherOf(description, record, { events: [] })
  const scores = people.map(weigher.score)
  const own = people.findIndex(({ person }) => person.id === meant)
  const score = scores[own] ?? 0
  const known = people[own]
  const best = Math.max(...scores)
  return {
    better: scores.filter((other) => other > score).length,
    even: scores.filter((other, at) => at !== own && other === score).length,
    ahead: people.filter((other, at) => {
      const theirs = scores[at] ?? 0
      if (theirs !== score || known === undefined || at === own) return theirs > score
      return weigher.apart(other) <= weigher.apart(known)
    }).length,
    against: known === undefined ? [] : weigher.explain(known).against.map(({ feature }) => feature),
    isDecided: scores.filter((other) => best - other < DECISIVE).length === 1,
  }
}

/** Halfway through an appointment, or so many days after its end. */
function middle(row: Row, after?: number): Description['within'] {
  const from = daysOf(row['started'] ?? '')
  const to = daysOf(row['ended'] ?? '')
  if (from === null || to === null) return null
  const day = after === undefined ? Math.floor((from.first + to.last) / 2) : to.last + after
  const words = new Date(day * 86_400_000).toISOString().slice(0, 10)
  const edtf = edtfOf(words)
  return edtf === null ? null : { words, edtf }
}

/** A role for each appointment. */
function recordOf(appointments: readonly Row[]): RecordDocument {
  const roles = Map.groupBy(appointments, ({ person = '' }) => person)
  const head = {
    id: 'missions',
    format: 1,
    title: 'Chiefs of mission',
    language: 'en',
    calendar: 'gregorian',
  } as const
  return {
    ...head,
    chapter: { doi: null, isbn: null, number: null, title: null, pages: null },
    ...{
      licence: 'CC0-1.0',
      compiledBy: [],
      compiled: null,
      reviewedBy: [],
      status: 'draft',
      visibility: 'public',
    },
    people: [...roles].map(
      ([id, rows]): Person => ({
        ...{
          id,
          name: id,
          names: [],
          born: null,
          died: null,
          birthPlace: null,
          deathPlace: null,
          anonymous: false,
        },
        ...{ sameAs: [], living: 'unknown', note: null, visibility: 'public' },
        roles: rows.map(toRole),
      }),
    ),
    ...{ groups: [], places: [], events: [], sources: [], claims: [], mentions: [], distinct: [] },
    ...{ conflicts: [], series: [] },
  }
}

function toRole({ role = '', place = '', started = '', ended = '' }: Row): Role {
  const words = `${started}/${ended}`
  const edtf = edtfOf(words)
  return {
    ...{ what: 'chief of mission', rank: role, org: null, civil: null, place, source: null },
    when: edtf === null ? null : { words, means: { kind: 'date', edtf } },
  }
}

/** A1 to A5: the demonstration record, its surge, and the reference vectors of bursts. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatDay } from '@chapterhouse/edtf'
import { checkFindings } from '../../src/record/check-findings.ts'
import { ruleInWords, whyThisDate } from '../../src/record/dates/chronology.ts'
import { buildFindings, type Findings } from '../../src/record/findings.ts'
import type { RecordDocument } from '../../src/record/model/index.ts'
import { jaroWinkler } from '../../src/record/names/jaro-winkler.ts'
import { type ReadRecord, type RecordFile, readRecord } from '../../src/record/reading/read-record.ts'
import { burstLevels } from '../../src/record/surge/bursts.ts'
import { scanTails } from '../../src/record/surge/scan.ts'
import { promise } from './promise.ts'

type Expected = {
  readonly dates: { readonly [event: string]: readonly [string, string] }
  readonly why: { readonly [event: string]: { readonly earliest: string[]; readonly latest: string[] } }
}

export const readDemonstration = (
  folder: string,
  change: (file: RecordFile) => RecordFile = (file) => file,
): ReadRecord =>
  readRecord(
    readdirSync(join(folder, 'demo'))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => change({ name, text: readFileSync(join(folder, 'demo', name), 'utf8') })),
  )

const WINKLER = '0.961 0.840 0.813'

export function checkDemonstration(folder: string): void {
  const { record } = readDemonstration(folder)
  if (record === null) {
    promise('A1 the demonstration', false, 'it cannot be read', 'to be read')
    return
  }
  const findings = buildFindings(record)
  const json = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  checkDates(findings, json('demo/expected.json'))
  checkUnanswered(folder)
  checkMeant(record, findings)
  checkCounts(folder, findings)
  checkSurge(findings)
  const { offsets, cases } = json('kleinberg/r-bursts-vectors.json') as {
    offsets: number[]
    cases: { s: number; gamma: number; levels: number[] }[]
  }
  const right = cases.filter(
    ({ s, gamma, levels }) =>
      JSON.stringify(burstLevels(offsets, { scale: s, cost: gamma })) === JSON.stringify(levels.slice(1)),
  ).length
  promise(
    'A5 bursts as the R package has them',
    right === 3,
    `${right} of ${cases.length} vectors`,
    '3 of 3, exactly',
  )
  const likenesses = [
    ['martha', 'marhta'],
    ['dwayne', 'duane'],
    ['dixon', 'dicksonx'],
  ].map(([a = '', b = '']) => jaroWinkler(a, b).toFixed(3))
  promise('A5 Jaro–Winkler', likenesses.join(' ') === WINKLER, likenesses.join(' '), WINKLER)
}

function checkDates({ chronology }: Findings, expected: Expected): void {
  const wanted = Object.entries(expected.dates)
  const right = chronology.events.filter(({ event, earliest, latest }) => {
    const [first, last] = expected.dates[event] ?? []
    return (
      earliest.kind === 'day' &&
      latest.kind === 'day' &&
      formatDay(earliest.day) === first &&
      formatDay(latest.day) === last
    )
  }).length
  promise('A1 derived dates', right === wanted.length, `${right} of ${wanted.length}`, '9 of 9')
  const chains = Object.entries(expected.why).flatMap(([event, sides]) =>
    (['earliest', 'latest'] as const).map((side) => {
      const found = chronology.events.find((each) => each.event === event)
      const chain = whyThisDate(chronology, found?.why[side] ?? null).map(ruleInWords)
      return JSON.stringify(chain) === JSON.stringify(sides[side])
    }),
  )
  promise(
    'A1 why this date',
    chains.every(Boolean),
    `${chains.filter(Boolean).length} of ${chains.length} chains`,
    'all, as expected.json has them',
  )
  const [conflict, ...others] = chronology.conflicts
  promise(
    'A1 one conflict of three claims, answered',
    others.length === 0 &&
      conflict?.claims.join(' ') === 'c-four c-nsc c-pavlov-six-months' &&
      conflict.shortBy === 120 &&
      conflict.answer === 'k-pavlov-date',
    `${chronology.conflicts.length} conflict, of ${conflict?.claims.join(', ')}, short by ${conflict?.shortBy} days`,
    'one of c-four, c-nsc, c-pavlov-six-months, short by 120 days, answered',
  )
}

function checkUnanswered(folder: string): void {
  const { record, places } = readDemonstration(folder, ({ name, text }) => ({
    name,
    text: name === 'claims.yaml' ? text.slice(0, text.indexOf('\nconflicts:') + 1) : text,
  }))
  const faults = record === null ? [] : checkFindings(record, buildFindings(record), places)
  const [fault] = faults.filter(({ code }) => code === 'K-TIME')
  const names = ['c-four', 'c-nsc', 'c-pavlov-six-months'].filter((claim) => fault?.message.includes(claim))
  promise(
    'A1 without its answer',
    faults.length === 1 && names.length === 3,
    `K-TIME names ${names.length} claims: ${fault?.message}`,
    'blocked, all 3 claims named',
  )
}

function checkMeant(record: RecordDocument, { identifications: { mentions, joint } }: Findings): void {
  const agreeing = mentions.filter(({ agrees }) => agrees === true).length
  const against = (mention: string) =>
    mentions
      .find((each) => each.mention === mention)
      ?.candidates[0]?.against.map(({ feature }) => feature)
      .join(' ')
  const [reading] = joint
  promise('A2 who was meant', agreeing === 4, `${agreeing} of ${mentions.length}`, '4 of 4')
  promise(
    'A2 reasons against',
    against('m-vienna-ltcol') === 'rank' && against('m-norway') === 'date',
    `the lieutenant colonel: ${against('m-vienna-ltcol')}; Norway: ${against('m-norway')}`,
    'rank; date',
  )
  promise(
    'A2 together',
    reading?.score === 32 && reading.margin === 7,
    `score ${reading?.score}, margin ${reading?.margin}`,
    'score 32, margin 7',
  )
  const skachkov = record.people.find(({ id }) => id === 'skachkov')
  const defects = record.events.find(({ id }) => id === 'skachkov-defects')
  if (skachkov === undefined || defects === undefined) return
  const decoy = {
    ...record,
    people: [
      ...record.people,
      {
        ...skachkov,
        id: 'decoy',
        name: 'Decoy',
        roles: skachkov.roles.map((role) => ({ ...role, civil: null })),
      },
    ],
    events: [...record.events, { ...defects, id: 'decoy-defects', who: [{ person: 'decoy', as: null }] }],
  }
  const civilian = buildFindings(decoy).identifications.mentions.find(
    ({ mention }) => mention === 'm-vienna-civilian',
  )
  const rank = civilian?.candidates.findIndex(({ person }) => person === 'decoy') ?? -1
  promise(
    'A2 a decoy is never tied and called decided',
    civilian?.verdict.kind === 'not-decidable' || rank !== 0,
    `${civilian?.verdict.kind}, the decoy in place ${rank + 1}`,
    'not decidable, or the decoy further down',
  )
}

const COUNTS = '3/10 incomplete, 2/6 incomplete, 4/4 agrees'

function checkCounts(folder: string, { counts }: Findings): void {
  const lines = counts.map(({ says, certainly, status }) => `${certainly}/${says} ${status}`).join(', ')
  promise('A3 counts', lines === COUNTS, lines, COUNTS)
  const { record } = readDemonstration(folder)
  if (record === null) return
  const eleven = Array.from({ length: 11 }, (_, i) => `member-${i}`)
  const [group] = buildFindings({
    ...record,
    groups: record.groups.slice(0, 1).map((each) => ({
      ...each,
      members: eleven.map((person) => ({ person, status: 'in' as const, why: null })),
    })),
  }).counts
  promise('A3 an eleventh of ten', group?.status === 'contradicts', `${group?.status}`, 'contradicts')
}

function checkSurge({ surges }: Findings): void {
  const test = surges[0]?.test
  if (test === null || test === undefined) {
    promise('A4 the surge', false, 'it was not tested', 'to be tested')
    return
  }
  const near = (value: number, wanted: number, by: number) => Math.abs(value - wanted) <= by
  promise(
    'A4 the surge',
    near(test.poisson, 0.000285, 0.000002) && near(test.scan, 0.0439, 0.0015),
    `named in advance ${test.poisson.toFixed(6)}, looked for ${test.scan} (by formula ${test.check.toFixed(4)})`,
    '0.000285; 0.0439 ± 0.0015',
  )
  const again = scanTails({ events: 88, share: 13 / 456, draws: 20_000 })
  const same =
    JSON.stringify(again) === JSON.stringify(scanTails({ events: 88, share: 13 / 456, draws: 20_000 }))
  const other = scanTails({ events: 88, share: 13 / 372 })[10] ?? 0
  promise(
    'A4 another baseline, and the same digits again',
    same && near(other, 0.147, 0.003),
    `since 1924: ${other}`,
    '0.147 ± 0.003, the same each time',
  )
}

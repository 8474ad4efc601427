/**
 * How long the record's reasoning takes, warm and cold, by the processor's own count: twenty thousand events, a record of five
 * thousand entities, names, and the files a record is handed out in.
 *
 *   npm run bench:record
 *
 * Exit code 1 when a figure is above what was promised.
 */
import type { Edge } from '../src/record/dates/network.ts'
import { solveRules } from '../src/record/dates/solve-rules.ts'
import { buildFindings } from '../src/record/findings.ts'
import { toExportContext } from '../src/record/formats/export-context.ts'
import { zipRecord } from '../src/record/formats/zip-record.ts'
import { compareNames } from '../src/record/names/compare-names.ts'
import { readRecord } from '../src/record/reading/read-record.ts'
import { randomFrom } from '../src/record/surge/random.ts'

const random = randomFrom(20_000)
let isSlow = false

function spent(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function tell(what: string, times: readonly number[], most: number | null): void {
  const [cold = 0, ...warm] = times
  const middle = warm.toSorted((a, b) => a - b)[Math.floor(warm.length / 2)] ?? cold
  if (most !== null && middle > most) isSlow = true
  const limit = most === null ? '' : `, ${most} promised`
  console.log(`${what}: ${middle.toFixed(0)} ms (the first time ${cold.toFixed(0)})${limit}`)
}

const repeat = (work: () => unknown, times = 7): readonly number[] =>
  Array.from({ length: times }, () => spent(work))

const { nodes, edges, rules } = network(20_000, 110_000)
tell(
  `bounds of ${nodes - 1} events, ${edges.length} edges`,
  repeat(() => solveRules(nodes, edges, rules)),
  250,
)
tell(
  'the same, with a thousand contradictions',
  repeat(() => solveRules(nodes, contradicted(), contradictedRules()), 3),
  null,
)

const files = largeRecord(5000)
tell(
  'a record of 5,000 entities, from its tables',
  repeat(() => readRecord(files), 3),
  null,
)
const { record } = readRecord(files)
if (record === null) throw new Error('The made-up record cannot be read')
const findings = repeat(() => buildFindings(record), 3)
tell('what follows from it', findings, 5000)
const context = toExportContext({
  ...{ record, chronology: buildFindings(record).chronology, version: 1, chapterUrl: null },
  ...{ made: '2026-03-05T12:00:00.000Z', address: (path) => `https://press.example${path}` },
})
tell(
  'all its files, packed',
  repeat(() => zipRecord(context), 3),
  null,
)

const names = Array.from(
  { length: 200 },
  (_, i) => `${family(i)}, ${['Ivan', 'Пётр', 'Yuri', 'Sergej'][i % 4]} ${'ABC'[i % 3]}.`,
)
const pairs = names.length * names.length
const took = spent(() => names.map((a) => names.map((b) => compareNames(a, b))))
console.log(`names: ${Math.round(pairs / took)} thousand pairs a second`)
process.exitCode = isSlow ? 1 : 0

/** What may truly be said of so many events on days that are known. */
function network(
  events: number,
  wanted: number,
): { nodes: number; edges: readonly Edge[]; rules: readonly { weight: number }[] } {
  const days = [0, ...Array.from({ length: events }, () => Math.floor(random() * 20_000))]
  const made: Edge[] = []
  let rule = 0
  const at = (node: number) => days[node] ?? 0
  for (let node = 1; node <= events; node += 1) {
    if (random() < 0.5) continue
    made.push({ from: 0, to: node, days: at(node) + Math.floor(random() * 400), rule })
    made.push({ from: node, to: 0, days: -at(node) + Math.floor(random() * 400), rule })
    rule += 1
  }
  for (; made.length < wanted; rule += 1) {
    const from = 1 + Math.floor(random() * events)
    const to = 1 + Math.floor(random() * events)
    made.push({ from, to, days: at(to) - at(from) + Math.floor(random() * 200), rule })
  }
  return { nodes: events + 1, edges: made, rules: Array.from({ length: rule }, () => ({ weight: 1 })) }
}

function contradicted(): readonly Edge[] {
  const apart = edges.filter(({ from, to }) => from !== to)
  return [
    ...edges,
    ...Array.from({ length: 1000 }, (_, i): Edge => {
      const against = apart[(i * 97) % apart.length] as Edge
      return { from: against.to, to: against.from, days: -against.days - 30, rule: rules.length + i }
    }),
  ]
}

function contradictedRules(): readonly { weight: number }[] {
  return [...rules, ...Array.from({ length: 1000 }, () => ({ weight: 0 }))]
}

function family(i: number): string {
  return `${['Pavl', 'Petr', 'Serg', 'Mikha', 'Khru'][i % 5]}${['ov', 'enko', 'sky', 'in'][i % 4]}${'abcdefghij'[i % 10]}`
}

/** People and events, half and half: each event some time after the one before. */
function largeRecord(entities: number): readonly { name: string; text: string }[] {
  const half = entities / 2
  const people = Array.from(
    { length: half },
    (_, i) => `person-${i},"${family(i)}, Ivan ${i}",18${10 + (i % 80)}`,
  )
  const events = Array.from({ length: half }, (_, i) =>
    [
      `event-${i}`,
      'meeting',
      `Meeting ${i}`,
      i % 10 === 0 ? 1900 + Math.floor(i / 100) : `(1..40)d after event-${i - 1}`,
      `person-${i}`,
    ].join(','),
  )
  return [
    { name: 'record.yaml', text: 'record: large\ntitle: A large record\nchapter: { number: "1" }\n' },
    { name: 'people.csv', text: `id,name,born\n${people.join('\n')}\n` },
    { name: 'events.csv', text: `id,type,label,when,who\n${events.join('\n')}\n` },
  ]
}

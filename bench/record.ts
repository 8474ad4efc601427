/**
 * How long the record's reasoning takes, warm and cold, by the processor's own count: twenty thousand events, a record of five
 * thousand entities, the section of a chapter's page that shows five hundred, names, and the files a record is handed out in.
 *
 *   npm run bench:record
 *
 * Each line says what was promised (A7, A10 and A14 of the dossier), what was found, and what was to be found. Exit code 1
 * when one is not kept. It takes about a minute, most of it to start a database.
 */
import { decideForEveryone } from '../src/access/index.ts'
import { findChapter } from '../src/catalogue/index.ts'
import type { Edge } from '../src/record/dates/network.ts'
import { solveRules } from '../src/record/dates/solve-rules.ts'
import { buildFindings } from '../src/record/findings.ts'
import { toExportContext } from '../src/record/formats/export-context.ts'
import { zipRecord } from '../src/record/formats/zip-record.ts'
import { openRecordMemory } from '../src/record/keeping/record-memory.ts'
import { compareNames } from '../src/record/names/compare-names.ts'
import { loadChapterRecord, renderChapterRecord } from '../src/record/pages/load-section.ts'
import { readRecord } from '../src/record/reading/read-record.ts'
import { randomFrom } from '../src/record/surge/random.ts'
import { fiveHundred } from '../src/record/testing/five-hundred.ts'
import { NOW, type RecordShelf, withRecordShelf } from '../src/record/testing/record-shelf.ts'
import { promise, sumUp } from '../tools/corpus-record/promise.ts'

const random = randomFrom(20_000)

async function spent(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

async function repeat(work: () => unknown, times = 7): Promise<readonly number[]> {
  const all: number[] = []
  for (let i = 0; i < times; i += 1) all.push(await spent(work))
  return all
}

/** Of the warm ones the middle. */
function middleOf([cold = 0, ...warm]: readonly number[]): number {
  return warm.toSorted((a, b) => a - b)[Math.floor(warm.length / 2)] ?? cold
}

const inWords = (times: readonly number[]): string =>
  `${middleOf(times).toFixed(0)} ms (the first time ${(times[0] ?? 0).toFixed(0)})`

function keep(what: string, times: readonly number[], most: number): void {
  promise(what, middleOf(times) <= most, inWords(times), `≤ ${most} ms`)
}

const note = (what: string, times: readonly number[]): void =>
  console.log(`       ${what}: ${inWords(times)}`)

const { nodes, edges, rules } = network(20_000, 110_000)
keep(
  `A7 bounds of ${nodes - 1} events, ${edges.length} edges`,
  await repeat(() => solveRules(nodes, edges, rules)),
  250,
)
note(
  'the same, with a thousand contradictions',
  await repeat(() => solveRules(nodes, contradicted(), contradictedRules()), 3),
)

await measureNames()
await measureLarge()
await withRecordShelf(measureSection)
process.exitCode = sumUp(['A7', 'A10', 'A14']) === 0 ? 0 : 1

async function measureNames(): Promise<void> {
  const names = Array.from(
    { length: 200 },
    (_, i) => `${family(i)}, ${['Ivan', 'Пётр', 'Yuri', 'Sergej'][i % 4]} ${'ABC'[i % 3]}.`,
  )
  const took = await spent(() => names.map((a) => names.map((b) => compareNames(a, b))))
  const speed = Math.round((names.length * names.length) / took)
  promise('A10 names', speed >= 5, `${speed} thousand pairs a second`, '≥ 5 thousand')
}

async function measureLarge(): Promise<void> {
  const files = largeRecord(5000)
  const { record } = readRecord(files)
  if (record === null) throw new Error('The made-up record cannot be read')
  const read = await repeat(() => readRecord(files), 3)
  const followed = await repeat(() => buildFindings(record), 3)
  note('5,000 entities, read from their tables', read)
  note('what follows from them', followed)
  const both = middleOf(read) + middleOf(followed)
  promise('A14 a record of 5,000 entities', both <= 5000, `built in ${both.toFixed(0)} ms`, '≤ 5000 ms')
  const context = toExportContext({
    ...{ record, chronology: buildFindings(record).chronology, version: 1, chapterUrl: null },
    ...{ made: '2026-03-05T12:00:00.000Z', address: (path) => `https://press.example${path}` },
  })
  note('all its files, packed', await repeat(() => zipRecord(context), 3))
}

/** Below its chapter, as a page shows it that is not kept: from the database to the last letter. */
async function measureSection({ db, send, chapterId }: RecordShelf): Promise<void> {
  await send({ record: fiveHundred() })
  const found = await findChapter(db, chapterId)
  if (found?.kind !== 'chapter') throw new Error('The chapter is not there')
  const memory = openRecordMemory(db)
  let bytes = 0
  const show = async () => {
    memory.forget()
    const loaded = await loadChapterRecord(memory, {
      place: { origin: 'https://press.example', base: '', language: 'en' },
      ...{ chapter: found.chapter, contents: found.contents, section: 1, hasText: true },
      access: decideForEveryone(found.product, 'read', NOW),
    })
    bytes = Buffer.byteLength(loaded === null ? '' : (renderChapterRecord(loaded)?.text ?? ''))
  }
  const times = await repeat(show, 15)
  keep('A14 a section of 500 entities, not kept', times, 150)
  promise(
    'A14 its size',
    bytes > 100_000 && bytes <= 300_000,
    `${(bytes / 1000).toFixed(0)} KB of HTML`,
    '≤ 300 KB',
  )
}

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

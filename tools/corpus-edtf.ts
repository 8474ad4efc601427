/**
 * Dates against what others say of them: the vectors of the record's dossier, the lists of strings that a library keeps,
 * and 100,000 made-up dates of levels 0 and 1 that two other libraries read as well.
 *
 *   npm run corpus:edtf -- ../shared/data
 *
 * Wherever one of the two says something else, it must be known why. Exit code 1 when it is not.
 */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Bound, boundsOf, daysInMonth, formatDay, formatEdtf, parseEdtf } from '@chapterhouse/edtf'
import { parse as parseByOther } from '@edtf-ts/core'
import edtfJs from 'edtf'

const data = resolve(process.argv[2] ?? '../shared/data')
const MADE_UP = Number(process.argv[3] ?? 100_000)

type Range = readonly [string, string]

const faults: string[] = []
function ours(text: string): Range | null {
  const read = parseEdtf(text)
  if (!read.ok) return null
  const { earliest, latest } = boundsOf(read.value)
  return [toText(earliest), toText(latest)]
}

function toText(bound: Bound): string {
  return bound.kind === 'day' ? formatDay(bound.day) : bound.kind
}

/** `edtf,valid,level,earliest,latest,kind,note`, where only the first may stand in quotation marks. */
function checkVectors(path: string): void {
  if (!existsSync(path)) {
    console.log(`skipped: ${path} is not there`)
    return
  }
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1)
  let right = 0
  for (const row of rows) {
    const [, quoted, bare = '', valid = '', earliest = '', latest = '', note = ''] =
      /^(?:"([^"]*)"|([^,]*)),(yes|no),[^,]*,([^,]*),([^,]*),[^,]*,(.*)$/.exec(row) ?? []
    const problem = problemOf(quoted ?? bare, { valid: valid === 'yes', earliest, latest, note })
    if (problem === null) right += 1
    else faults.push(`${quoted ?? bare}: ${problem}`)
  }
  console.log(`vectors of the dossier: ${right} of ${rows.length}`)
}

type Wanted = {
  readonly valid: boolean
  readonly earliest: string
  readonly latest: string
  readonly note: string
}

function problemOf(text: string, { valid, earliest, latest, note }: Wanted): string | null {
  const read = parseEdtf(text)
  const isLeftOut = /^out of range for this product: reject/.test(note)
  if (!valid || isLeftOut) {
    if (read.ok) return 'it was read'
    const { code, message, suggestion } = read.error
    const offer = /should offer (\S+)/.exec(note)?.[1]
    if (offer !== undefined && suggestion !== offer) return `${suggestion} was offered, not ${offer}`
    if (isLeftOut && code !== 'left-out') return `it was refused as ${code}`
    return message.length > 10 ? null : 'it was refused without a reason'
  }
  if (!read.ok) return read.error.message
  const range = ours(text)?.join(' ') ?? ''
  return earliest === '' || range === `${earliest} ${latest}` ? null : `it means ${range}`
}

/** What the lists refuse and we read, and why. */
const WIDER: readonly (readonly [RegExp, string])[] = [
  [
    /^(0000-01-03\/0000-01|0000-02\/0000|2004-06-11%\/2004-(%06|06~))$/,
    'its end may come after its beginning, within what it says',
  ],
]

function checkLists(path: string): void {
  if (!existsSync(path)) {
    console.log(`skipped: ${path} is not there`)
    return
  }
  const lists: Readonly<Record<string, readonly string[]>> = JSON.parse(readFileSync(path, 'utf8'))
  for (const [name, texts] of Object.entries(lists)) {
    const isRefused = name.startsWith('invalid')
    const other = texts.filter((text) => parseEdtf(text).ok === isRefused)
    const explained = other.flatMap((text) => {
      const why = WIDER.find(([pattern]) => pattern.test(text))?.[1]
      if (why === undefined)
        faults.push(`${name}: ${JSON.stringify(text)} was ${isRefused ? 'read' : 'refused'}`)
      return why === undefined ? [] : [`${text} is read: ${why}`]
    })
    console.log(`${name}: ${texts.length - other.length} of ${texts.length}`)
    for (const line of explained) console.log(`    ${line}`)
  }
}

/** mulberry32: the same dates each time. */
function openDice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

type Dice = ReturnType<typeof openDice>

const two = (n: number): string => String(n).padStart(2, '0')

function makeDate(dice: Dice): string {
  const number = dice(4) === 0 ? dice(10_000) : 1400 + dice(640)
  const sign = dice(8) === 0 && number > 0 ? '-' : ''
  const year = String(number).padStart(4, '0')
  const month = 1 + dice(12)
  const day = 1 + dice(daysInMonth(Number(`${sign}${year}`), month))
  const forms = [
    `${year}`,
    `${year}-${two(month)}`,
    `${year}-${two(month)}-${two(day)}`,
    `${year}-${two(month)}-${two(day)}`,
    `${year.slice(0, 3)}X`,
    `${year.slice(0, 2)}XX`,
    `${year}-XX`,
    `${year}-${two(month)}-XX`,
    `${year}-XX-XX`,
    `${year}-${21 + dice(4)}`,
  ]
  const date = `${sign}${forms[dice(forms.length)]}`
  // With a sign, nought is no year.
  return parseEdtf(date).ok ? date : year
}

function makeEdtf(dice: Dice): string {
  const qualified = (date: string) => `${date}${dice(4) === 0 ? '?~%'[dice(3)] : ''}`
  switch (dice(4)) {
    case 0: {
      const [a, b] = [qualified(makeDate(dice)), qualified(makeDate(dice))]
      if (parseEdtf(`${a}/${b}`).ok) return `${a}/${b}`
      return parseEdtf(`${b}/${a}`).ok ? `${b}/${a}` : a
    }
    case 1: {
      const end = ['..', ''][dice(2)] ?? ''
      const date = qualified(makeDate(dice))
      return dice(2) === 0 ? `${end}/${date}` : `${date}/${end}`
    }
    default:
      return qualified(makeDate(dice))
  }
}

const DAY_MS = 86_400_000
/** What @edtf-ts says of whatever has no end: the farthest that a Date goes. */
const FARTHEST = 8.64e15

function byEdtfJs(text: string): Range | string {
  try {
    const { min, max } = edtfJs(text)
    return [fromMs(min), fromMs(max)]
  } catch {
    return 'refused'
  }
}

function byEdtfTs(text: string): Range | string {
  const read = parseByOther(text)
  if (!read.success) return 'refused'
  return [fromMs(read.value.min.getTime()), fromMs(read.value.max.getTime())]
}

function fromMs(ms: number | null): string {
  if (ms === null) return 'unknown'
  if (!Number.isFinite(ms) || Math.abs(ms) >= FARTHEST) return 'open'
  return formatDay(Math.floor(ms / DAY_MS))
}

const isSame = (a: Range, b: Range | string): boolean =>
  typeof b !== 'string' && a[0] === b[0] && a[1] === b[1]

type Disagreement = { readonly text: string; readonly own: Range; readonly theirs: Range | string }
type Reason = readonly [string, (found: Disagreement) => boolean]

const hasSeason = ({ text }: Disagreement): boolean => /\d{4}-2[1-4]/.test(text)
const isEarly = ({ text }: Disagreement): boolean => /(^|\/)-?00[\dX]{2}/.test(text)
const isOpenBeforeNought = ({ text }: Disagreement): boolean => /(^|\/)-\d{1,3}X/.test(text)

const SHARED: readonly Reason[] = [
  ['a season is of three months to it, and to us lies somewhere in its year', hasSeason],
  [
    'digits left open before year 0: -198X begins with -1980 to it, which is the last of those years',
    isOpenBeforeNought,
  ],
]

/** Why another library says something else. The first that fits is the reason. */
const OTHERS: readonly {
  readonly name: string
  readonly read: (text: string) => Range | string
  readonly reasons: readonly Reason[]
}[] = [
  {
    name: 'edtf.js',
    read: byEdtfJs,
    reasons: [
      ...SHARED,
      [
        'it refuses digits left open beside a qualifier or in an interval',
        ({ text, theirs }) => theirs === 'refused' && /X/.test(text) && /[?~%/]/.test(text),
      ],
      [
        'before year 0 it turns months and days left open about, so that the last comes first',
        ({ text, theirs }) => theirs !== 'refused' && /(^|\/)-\d{4}(-\d\d)?-XX/.test(text),
      ],
      [
        'it refuses an end that is wider than the beginning it holds',
        ({ text, theirs }) => theirs === 'refused' && text.includes('/'),
      ],
    ],
  },
  {
    name: '@edtf-ts/core',
    read: byEdtfTs,
    reasons: [
      [
        'it takes an unknown end for an open one',
        ({ own, theirs }) => isSame([asOpen(own[0]), asOpen(own[1])], theirs) && own.includes('unknown'),
      ],
      ...SHARED,
      ['it takes the years 0 to 99 for 1900 to 1999', isEarly],
    ],
  },
]

const asOpen = (bound: string): string => (bound === 'unknown' ? 'open' : bound)

function compareWithOthers(): void {
  const dice = openDice(1954)
  const agreed = [0, 0, 0]
  const found = new Map<string, { readonly count: number; readonly example: string }>()
  for (let n = 0; n < MADE_UP; n++) {
    const text = makeEdtf(dice)
    const own = ours(text)
    if (own === null) {
      faults.push(`${text} was made up to be read, and was refused`)
      continue
    }
    if (parseEdtf(formatEdtf(readable(text))).ok === false) faults.push(`${text} is written as no date`)
    let agreeing = 0
    for (const { name, read, reasons } of OTHERS) {
      const theirs = read(text)
      if (isSame(own, theirs)) {
        agreeing += 1
        continue
      }
      const reason = reasons.find(([, fits]) => fits({ text, own, theirs }))?.[0]
      const said = `${text} is ${own.join(' to ')}; to it ${typeof theirs === 'string' ? theirs : theirs.join(' to ')}`
      if (reason === undefined) faults.push(`${name}: ${said}`)
      const known = found.get(`${name}: ${reason}`)
      found.set(`${name}: ${reason}`, { count: (known?.count ?? 0) + 1, example: known?.example ?? said })
    }
    agreed[agreeing] = (agreed[agreeing] ?? 0) + 1
  }
  console.log(
    `made up: ${MADE_UP} · both others agree: ${agreed[2]} · one of them: ${agreed[1]} · neither: ${agreed[0]}; every disagreement by its reason:`,
  )
  for (const [reason, { count, example }] of [...found].toSorted(([, a], [, b]) => b.count - a.count))
    console.log(`    ${count} × ${reason}\n        ${example}`)
}

function readable(text: string) {
  const read = parseEdtf(text)
  if (!read.ok) throw new Error(read.error.message)
  return read.value
}

checkVectors(resolve(data, 'record/edtf/vectors.csv'))
checkLists(resolve(data, 'edtf/unt-edtf-lists.json'))
compareWithOthers()
for (const fault of faults.slice(0, 40)) console.log(`✗ ${fault}`)
process.exitCode = faults.length > 0 ? 1 : 0

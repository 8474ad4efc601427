/**
 * How authors say when: a date (EDTF), or how it stands to another event (record.md §2, Dates).
 *
 *   2d before nsc-meeting · exactly 6mo before x · (5..7)mo after x · within 13mo of x
 *   between a and b · same day as x · during x
 *
 * Numbers and units may be spelled out: `six months before x`.
 */
import { parseEdtf } from '@chapterhouse/edtf'
import { fail, ok, type Result } from '#base'
import type { Dated, Span, SpanUnit, When, WhenRule } from '../model/index.ts'

export type WhenFault = {
  /** Of the first letter that is wrong, from 1. */
  readonly column: number
  readonly message: string
  readonly suggestion: string | null
}

const UNITS: ReadonlyMap<string, SpanUnit> = new Map([
  ...['d', 'day', 'days'].map((word) => [word, 'd'] as const),
  ...['wk', 'w', 'week', 'weeks'].map((word) => [word, 'wk'] as const),
  ...['mo', 'month', 'months'].map((word) => [word, 'mo'] as const),
  ...['yr', 'y', 'year', 'years'].map((word) => [word, 'yr'] as const),
])

const NUMBERS: ReadonlyMap<string, number> = new Map(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
    'eighteen nineteen twenty'
  )
    .split(' ')
    .map((word, n) => [word, n] as const),
)

const ID = '[a-z][a-z0-9-]*'
const SPAN = '(?:\\(\\s*\\d+\\s*\\.\\.\\s*\\d+\\s*\\)|\\d+|[a-z]+)\\s*[a-z]+'
const OFFSET = new RegExp(`^(exactly\\s+)?(${SPAN})\\s+(before|after)\\s+(${ID})$`, 'i')
const WITHIN = new RegExp(`^within\\s+(exactly\\s+)?(${SPAN})\\s+of\\s+(${ID})$`, 'i')
const BETWEEN = new RegExp(`^between\\s+(${ID})\\s+and\\s+(${ID})$`, 'i')
const BESIDE = new RegExp(`^(same\\s+day\\s+as|during)\\s+(${ID})$`, 'i')
const RELATION = /\b(before|after|within|between|during|same\s+day|of|exactly)\b/i

export function parseWhen(text: string): Result<When, WhenFault> {
  const words = text.trim()
  const rule = RELATION.test(words) ? parseRelation(words) : parseDateRule(words)
  return rule.ok ? ok({ words, means: rule.value }) : rule
}

export function parseDated(text: string): Result<Dated, WhenFault> {
  const words = text.trim()
  const read = parseEdtf(words)
  return read.ok ? ok({ words, edtf: read.value }) : fail(read.error)
}

/** The events that it speaks of. */
export function eventsOf(rule: WhenRule): readonly string[] {
  switch (rule.kind) {
    case 'date':
      return []
    case 'between':
      return [rule.from, rule.to]
    case 'offset':
    case 'within':
    case 'same-day':
    case 'during':
      return [rule.of]
  }
}

function parseDateRule(words: string): Result<WhenRule, WhenFault> {
  const read = parseEdtf(words)
  return read.ok ? ok({ kind: 'date', edtf: read.value }) : fail(read.error)
}

function parseRelation(words: string): Result<WhenRule, WhenFault> {
  const offset = OFFSET.exec(words)
  if (offset !== null) {
    const [, exactly, text = '', side = '', of = ''] = offset
    const span = parseSpan(text, exactly !== undefined)
    if (!span.ok) return inside(span.error, words, text)
    return ok({
      kind: 'offset',
      side: side.toLowerCase() === 'before' ? 'before' : 'after',
      span: span.value,
      of,
    })
  }
  const within = WITHIN.exec(words)
  if (within !== null) {
    const [, exactly, text = '', of = ''] = within
    const span = parseSpan(text, exactly !== undefined)
    return span.ok ? ok({ kind: 'within', span: span.value, of }) : inside(span.error, words, text)
  }
  const [, from, to] = BETWEEN.exec(words) ?? []
  if (from !== undefined && to !== undefined) return ok({ kind: 'between', from, to })
  const [, beside, of] = BESIDE.exec(words) ?? []
  if (beside !== undefined && of !== undefined)
    return ok({ kind: beside.toLowerCase() === 'during' ? 'during' : 'same-day', of })
  return fail(strangeRelation(words))
}

const inside = (fault: WhenFault, words: string, part: string): Result<never, WhenFault> =>
  fail({ ...fault, column: words.indexOf(part) + fault.column })

function strangeRelation(words: string): WhenFault {
  const [, side, of] = new RegExp(`^(before|after)\\s+(${ID})$`, 'i').exec(words) ?? []
  if (side !== undefined && of !== undefined)
    return {
      column: 1,
      message: `“${words}” says no distance. Write ${side.toLowerCase()}: ${of} as a key of the event instead.`,
      suggestion: null,
    }
  return {
    column: 1,
    message:
      `“${words}” is not a relation. Write “2d before some-event”, “(5..7)mo after some-event”, ` +
      '“within 13mo of some-event”, “between one and other”, “same day as some-event” or “during some-event”.',
    suggestion: null,
  }
}

/** `13mo`, `(5..7)mo`, `thirteen months`. */
export function parseSpan(text: string, exact = false): Result<Span, WhenFault> {
  const [, low, high, number, unitWord = ''] =
    /^(?:\(\s*(\d+)\s*\.\.\s*(\d+)\s*\)|(\d+|[a-z]+?))[\s-]*([a-z]+)$/i.exec(spaced(text.trim())) ?? []
  const unit = UNITS.get(unitWord.toLowerCase())
  const least = numberOf(low ?? number)
  const most = numberOf(high ?? number)
  if (unit === undefined || least === null || most === null)
    return fail({
      column: 1,
      message: `“${text.trim()}” is not a length of time. Write a number and d, wk, mo or yr: 13mo.`,
      suggestion: null,
    })
  if (least > most)
    return fail({
      column: 1,
      message: `“${text.trim()}” ends before it begins. Write (${most}..${least})${unit}.`,
      suggestion: `(${most}..${least})${unit}`,
    })
  return ok({ least, most, unit, exact })
}

/** `six months` keeps its space; `13 mo` and `13mo` are one. A word of number needs the space to be told from its unit. */
const spaced = (text: string): string => text.replace(/\s+/g, ' ')

function numberOf(text: string | undefined): number | null {
  if (text === undefined) return null
  return /^\d+$/.test(text) ? Number(text) : (NUMBERS.get(text.toLowerCase()) ?? null)
}

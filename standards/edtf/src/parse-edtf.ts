/** Reads a date, an interval or a set; or says at which letter it ceases to be one, why, and what was probably meant. */
import { boundsOf } from './bounds.ts'
import type { Edtf, EdtfDate, EdtfInterval, End, Fault, Member, Parsed } from './edtf.ts'
import { parseDate, type Read, refuse } from './parse-date.ts'
import { isSeason } from './possible.ts'
import { suggestEdtf } from './suggest-edtf.ts'

export function parseEdtf(text: string): Parsed {
  const read = parseWhole(text)
  if (read.ok) return read
  const { suggestion } = read.error
  return { ok: false, error: { ...read.error, suggestion: suggestion ?? suggestEdtf(text, meansADate) } }
}

/** Whether it can be read as it stands. */
const meansADate = (text: string): boolean => parseWhole(text).ok

function parseWhole(text: string): Read<Edtf> {
  if (text.trim() === '') return refuse('empty', 1, 'There is no date')
  const space = /\s/.exec(text)
  if (/^[[{]/.test(text)) return parseSet(text)
  if (space !== null && /^[-\dXY?~%[{./\s]+$/.test(text))
    return refuse('form', space.index + 1, 'A date has no spaces')
  const word = /\p{L}{2,}/u.exec(
    text.replaceAll(/X+|T(?=\d)|^Y|\^.*$/g, (letters) => '-'.repeat(letters.length)),
  )
  if (word !== null)
    return refuse(
      'form',
      word.index + 1,
      'A date is written in figures, the year first, such as 1953-06-26; here is a word',
    )
  return text.includes('/') ? parseInterval(text) : parseDate(text, 1)
}

function parseInterval(text: string): Read<EdtfInterval> {
  const [first = '', second = '', ...more] = text.split('/')
  if (more.length > 0) {
    const column = first.length + second.length + 2
    return refuse('form', column, 'An interval has one “/”, between its beginning and its end')
  }
  if (first === '' && second === '')
    return refuse('form', 1, 'An interval says when it begins or when it ends, or both')
  const start = parseEnd(first, 1)
  if (!start.ok) return start
  const end = parseEnd(second, first.length + 2)
  if (!end.ok) return end
  const interval: EdtfInterval = { kind: 'interval', start: start.value, end: end.value }
  return isInverted(interval.start, interval.end)
    ? inverted(first, second, first.length + 2)
    : { ok: true, value: interval }
}

function parseEnd(text: string, column: number): Read<End> {
  if (text === '..') return { ok: true, value: { kind: 'open' } }
  if (text === '') return { ok: true, value: { kind: 'unknown' } }
  const date = parseDate(text, column)
  if (date.ok && date.value.time !== null)
    return refuse(
      'form',
      column + text.indexOf('T'),
      'An interval is between days, without a time of the day',
    )
  return date
}

/** No day on which it may begin comes before one on which it may end. Seasons of one year come in their order. */
function isInverted(start: End, end: End): boolean {
  if (start.kind !== 'date' || end.kind !== 'date') return false
  const { earliest } = boundsOf(start)
  const { latest } = boundsOf(end)
  if (earliest.kind === 'day' && latest.kind === 'day' && earliest.day > latest.day) return true
  return (
    isSeason(start) &&
    isSeason(end) &&
    isOneYear(start, end) &&
    familyOf(start) === familyOf(end) &&
    Number(start.month?.digits) > Number(end.month?.digits)
  )
}

const isOneYear = (a: EdtfDate, b: EdtfDate): boolean =>
  a.year.digits === b.year.digits && a.year.negative === b.year.negative && !a.year.digits.includes('X')

/** Spring to winter, quarters and so on: only what is of one kind has an order. */
const familyOf = ({ month }: EdtfDate): number =>
  [25, 29, 33, 37, 40].filter((first) => Number(month?.digits) >= first).length

const inverted = (first: string, second: string, column: number): { ok: false; error: Fault } => ({
  ok: false,
  error: {
    ...{ code: 'inverted', column },
    message: `It ends (${second}) before it begins (${first}).`,
    suggestion: `${second}/${first}`,
  },
})

function parseSet(text: string): Read<Edtf> {
  const closing = text.startsWith('[') ? ']' : '}'
  if (!text.endsWith(closing))
    return refuse('form', text.length + 1, `What begins with “${text[0]}” ends with “${closing}”`)
  const members: Member[] = []
  let column = 2
  const parts = text.slice(1, -1).split(',')
  for (const [i, part] of parts.entries()) {
    const member = parseMember(part, column, { first: i === 0, last: i === parts.length - 1 })
    if (!member.ok) return member
    members.push(member.value)
    column += part.length + 1
  }
  return { ok: true, value: { kind: 'set', of: closing === ']' ? 'one' : 'all', members } }
}

type Place = { readonly first: boolean; readonly last: boolean }

function parseMember(text: string, column: number, place: Place): Read<Member> {
  const space = /\s/.exec(text)
  if (space !== null)
    return refuse('form', column + space.index, 'Between the dates of a set there is a comma and no space')
  const dots = text.indexOf('..')
  if (dots < 0) return parseMemberDate(text, column)
  const [before, after] = [text.slice(0, dots), text.slice(dots + 2)]
  if (before === '' && after === '')
    return refuse('form', column, 'Two dots stand before a date, behind one, or between two')
  if (before === '' && !place.first)
    return refuse('form', column, 'Only the first date of a set may mean all before it')
  if (after === '' && !place.last)
    return refuse('form', column + dots, 'Only the last date of a set may mean all after it')
  const from = before === '' ? OPEN : parseMemberDate(before, column)
  if (!from.ok) return from
  const to = after === '' ? OPEN : parseMemberDate(after, column + dots + 2)
  if (!to.ok) return to
  if (isInverted(from.value, to.value))
    return {
      ok: false,
      error: { ...inverted(before, after, column + dots + 2).error, suggestion: null },
    }
  return { ok: true, value: { kind: 'range', from: from.value, to: to.value } }
}

const OPEN = { ok: true, value: { kind: 'open' } } as const

function parseMemberDate(text: string, column: number): Read<EdtfDate> {
  if (text === '') return refuse('form', column, 'A date is missing here')
  const date = parseDate(text, column)
  return date.ok && date.value.time !== null
    ? refuse('form', column + text.indexOf('T'), 'A set is of days, without a time of the day')
    : date
}

/** One date: a year, perhaps a month or a season, perhaps a day, perhaps a time of that day. */
import { daysInMonth } from './day.ts'
import type { EdtfDate, Fault, FaultCode, Part, Qualifier } from './edtf.ts'
import { possibleDays } from './possible.ts'

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Fault }

export const refuse = (
  code: FaultCode,
  column: number,
  message: string,
  suggestion: string | null = null,
): { readonly ok: false; readonly error: Fault } => ({
  ok: false,
  error: { code, column, message: `${message}.`, suggestion },
})

/** As it stands there, with the qualifiers in front of it and behind it. */
type Raw = {
  readonly own: Qualifier | null
  readonly digits: string
  readonly behind: Qualifier | null
  readonly column: number
}

/** `column`: of its first letter, in what is read as a whole. */
export function parseDate(text: string, column: number): Read<EdtfDate> {
  const year = /^([?~%])?(-)?([\dX]{4})(?![\dX])([?~%])?/.exec(text)
  if (year === null) return refuseYear(text, column)
  const [head, own, sign, digits = '', behind] = year
  const raws = [
    toRaw(own, digits, behind, column + (own === undefined ? 0 : 1) + (sign === undefined ? 0 : 1)),
  ]
  let at = head.length
  while (at < text.length && text[at] === '-' && raws.length < 3) {
    const part = /^-([?~%])?([\dX]{2})(?![\dX])([?~%])?/.exec(text.slice(at))
    if (part === null) return refusePart(text, at, column, raws.length)
    const [whole, ownOf, digitsOf = '', behindOf] = part
    raws.push(toRaw(ownOf, digitsOf, behindOf, column + at + (ownOf === undefined ? 1 : 2)))
    at += whole.length
  }
  const time = parseTime(text.slice(at), column + at, raws.length)
  if (!time.ok) return time
  return check(raws, sign !== undefined, time.value)
}

const toRaw = (own: string | undefined, digits: string, behind: string | undefined, column: number): Raw => ({
  own: toQualifier(own),
  digits,
  behind: toQualifier(behind),
  column,
})

const toQualifier = (text: string | undefined): Qualifier | null =>
  text === '?' || text === '~' || text === '%' ? text : null

function refuseYear(text: string, column: number): Read<never> {
  const [, letter] = /^[?~%]?-?(Y)/.exec(text) ?? []
  if (letter !== undefined)
    return refuse(
      'left-out',
      column + text.indexOf('Y'),
      'Years of more than four digits are left out: a date here lies between -9999 and 9999',
    )
  const digits = /^[?~%]?-?([\dX]*)/.exec(text)
  const count = digits?.[1]?.length ?? 0
  if (count === 0)
    return refuse('form', column, `A date begins with a year of four digits, not with “${text[0] ?? ''}”`)
  if (count < 4) {
    const end = column + (digits?.[0].length ?? 0)
    return refuse(
      'form',
      end,
      `A year has four digits; this one has ${count}. Begin it with zeros, or write X for a digit that is not known`,
    )
  }
  const fifth = column + (digits?.[0].length ?? 0) - count + 4
  return refuse(
    'form',
    fifth,
    `A year has four digits; this one has ${count}. A hyphen parts year, month and day`,
  )
}

function refusePart(text: string, at: number, column: number, parts: number): Read<never> {
  const what = parts === 1 ? 'month' : 'day'
  const rest = text.slice(at + 1)
  const digits = /^[?~%]?([\dX]*)/.exec(rest)?.[1]?.length ?? 0
  const said =
    digits === 0 ? (rest === '' ? 'there is none' : `this is “${rest[0]}”`) : `this one has ${digits}`
  return refuse('form', column + at + 1, `A ${what} has two digits; ${said}`)
}

const TIME = /^T(\d{2}):(\d{2}):(\d{2})(Z|[+-](\d{2})(?::(\d{2}))?)?$/

/** ISO 8601-1 §5.3, whole seconds alone. What is left of a date is its time or nothing. */
function parseTime(rest: string, column: number, parts: number): Read<string | null> {
  if (rest === '') return { ok: true, value: null }
  const match = TIME.exec(rest)
  if (rest.startsWith('T') && match === null)
    return refuse(
      'no-such-time',
      column,
      'A time is written as T23:20:30, with Z or an offset such as +02:00 behind it',
    )
  if (match === null) return refuseRest(rest, column)
  if (parts < 3) return refuse('form', column, 'Only a day has a time: year, month and day come before it')
  const [, hour, minute, second, , offsetHour = '0', offsetMinute = '0'] = match
  const isClock = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
  if (!isClock) return refuse('no-such-time', column + 1, 'There is no such time of the day')
  if (Number(offsetHour) > 14 || Number(offsetMinute) > 59)
    return refuse('no-such-time', column + 9, 'No place has its clocks so far from UTC')
  return { ok: true, value: rest }
}

function refuseRest(rest: string, column: number): Read<never> {
  const [first = ''] = rest
  if ('?~%'.includes(first))
    return refuse('form', column, 'A part has one qualifier behind it; “%” says uncertain and approximate')
  if (/^[SE]\d/.test(rest))
    return refuse(
      'left-out',
      column,
      first === 'S'
        ? 'Significant digits are left out: write X for those that are not known'
        : 'Years with an exponent are left out: a date here lies between -9999 and 9999',
    )
  if (first === '^') return refuse('left-out', column, 'Names of seasons’ calendars are left out')
  return refuse(
    'form',
    column,
    `The date could end here; what follows it, “${first}”, belongs to no part of it`,
  )
}

function check(raws: readonly Raw[], negative: boolean, time: string | null): Read<EdtfDate> {
  const [year, month = null, day = null] = raws
  if (year === undefined) return refuse('empty', 1, 'There is no date')
  if (negative && year.digits === '0000')
    return refuse('form', year.column - 1, 'Year 0 has no sign: it is 0000, which is 1 BC')
  if (month !== null && !isMonth(month.digits, day !== null))
    return refuse('no-such-month', month.column, sayMonth(month.digits, day !== null))
  if (day !== null && !isDay(day.digits))
    return refuse('no-such-day', day.column, `There is no day ${day.digits} in any month`)
  const date: EdtfDate = {
    kind: 'date',
    year: { ...toPart(year, raws), negative },
    month: month === null ? null : toPart(month, raws),
    day: day === null ? null : toPart(day, raws),
    time,
  }
  if (time !== null && raws.some(({ own, behind, digits }) => own ?? behind ?? digits.includes('X')))
    return refuse(
      'form',
      year.column,
      'A date with a time of the day is said in full, and without a qualifier',
    )
  return possibleDays(date) === null ? refuseDay(date, day?.column ?? 1) : { ok: true, value: date }
}

/** Its own qualifier, and those behind it and all parts that follow: each is one of all before it. */
function toPart(raw: Raw, raws: readonly Raw[]): Part {
  const all = [raw.own, ...raws.slice(raws.indexOf(raw)).map(({ behind }) => behind)]
  const uncertain = all.some((one) => one === '?' || one === '%')
  const approximate = all.some((one) => one === '~' || one === '%')
  const qualifier = uncertain ? (approximate ? '%' : '?') : approximate ? '~' : null
  return { digits: raw.digits, qualifier }
}

const patternOf = (digits: string): RegExp => new RegExp(`^${digits.replaceAll('X', '\\d')}$`)

const isOneOf = (digits: string, from: number, to: number): boolean => {
  if (!digits.includes('X')) return Number(digits) >= from && Number(digits) <= to
  const pattern = patternOf(digits)
  return Array.from({ length: to - from + 1 }, (_, i) => String(from + i).padStart(2, '0')).some((n) =>
    pattern.test(n),
  )
}

/** Seasons stand alone: neither with a day nor with digits left open. */
const isMonth = (digits: string, hasDay: boolean): boolean =>
  isOneOf(digits, 1, 12) || (!hasDay && !digits.includes('X') && isOneOf(digits, 21, 41))

const isDay = (digits: string): boolean => isOneOf(digits, 1, 31)

function sayMonth(digits: string, hasDay: boolean): string {
  if (hasDay && /^(2[1-9]|3\d|4[01])$/.test(digits))
    return `Seasons and quarters have no day, and ${digits} is one`
  return `There is no month ${digits}; months are 01 to 12, and 21 to 41 are seasons and parts of a year`
}

const NAMES = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
  ...['September', 'October', 'November', 'December'],
]

/** Each part may be, and together they are no day that there was. */
function refuseDay({ year, month, day }: EdtfDate, column: number): Read<never> {
  const said = `${year.negative ? '-' : ''}${year.digits}`
  if (`${said}${month?.digits}`.includes('X'))
    return refuse('no-such-day', column, 'None of the months and years that it may mean has such a day')
  const number = Number(month?.digits)
  const length = daysInMonth(Number(said), number)
  return refuse(
    'no-such-day',
    column,
    `${NAMES[number - 1]} ${said} has ${length} days`,
    day?.digits.includes('X') ? null : `${said}-${month?.digits}-${length}`,
  )
}

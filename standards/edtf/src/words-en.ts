/** Dates as British English says them. */
import type { Tongue } from './describe-edtf.ts'
import type { EdtfDate } from './edtf.ts'
import {
  decadeOf,
  doubtedParts,
  type Said,
  sayDay,
  sayMonth,
  sayYear,
  sharedQualifier,
  timeOf,
} from './parts.ts'
import { isSeason } from './possible.ts'

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
  ...['September', 'October', 'November', 'December'],
]
const SEASONS = ['spring', 'summer', 'autumn', 'winter']
const ORDINALS = ['first', 'second', 'third', 'fourth']

const monthName = (n: number): string => MONTHS[n - 1] ?? String(n)

const or = (items: readonly string[], word = 'or'): string =>
  items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`

/** Year 0 is 1 BC. Below a thousand, a bare number would not look like a year. */
const yearName = (year: number): string =>
  year <= 0 ? `${1 - year} BC` : year < 1000 ? `AD ${year}` : String(year)

const ordinal = (n: number): string => {
  const last = n % 100 >= 11 && n % 100 <= 13 ? 0 : n % 10
  return `${n}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`
}

function yearAlone(date: EdtfDate): string {
  const year = sayYear(date)
  const decade = decadeOf(date)
  if (decade !== null) return `the ${decade}s`
  if (year.kind === 'row') return `between ${yearName(year.from)} and ${yearName(year.to)}`
  return year.kind === 'known' ? yearName(year.value) : 'an unknown year'
}

/** Behind a month: “1953”, “of an unknown year”. */
function ofYear(date: EdtfDate): string {
  const year = sayYear(date)
  if (year.kind === 'known') return yearName(year.value)
  return year.kind === 'row'
    ? `of a year between ${yearName(year.from)} and ${yearName(year.to)}`
    : 'of an unknown year'
}

const withOf = (year: string): string => (year.startsWith('of ') ? year : `of ${year}`)

function season(date: EdtfDate): string {
  const n = Number(date.month?.digits)
  const year = ofYear(date)
  if (n <= 24) return `${SEASONS[n - 21]} ${year}`
  if (n <= 28) return `${SEASONS[n - 25]} ${year} (northern hemisphere)`
  if (n <= 32) return `${SEASONS[n - 29]} ${year} (southern hemisphere)`
  if (n <= 36) return `the ${ORDINALS[n - 33]} quarter ${withOf(year)}`
  if (n <= 39) return `the ${ORDINALS[n - 37]} four months ${withOf(year)}`
  return `the ${ORDINALS[n - 40]} half ${withOf(year)}`
}

function months(month: Said): string {
  switch (month.kind) {
    case 'known':
      return monthName(month.value)
    case 'these':
      return or(month.values.map(monthName))
    case 'row':
      return `a month from ${monthName(month.from)} to ${monthName(month.to)}`
    case 'unknown':
      return 'an unknown month'
  }
}

function plain(date: EdtfDate): string {
  if (isSeason(date)) return season(date)
  const [year, month, day] = [ofYear(date), sayMonth(date), sayDay(date)]
  if (month === null) return yearAlone(date)
  const isNamed = month.kind === 'known' || month.kind === 'these'
  const inMonth = `${months(month)} ${isNamed ? year : withOf(year)}`
  switch (day?.kind) {
    case undefined:
      return inMonth
    case 'known':
      return isNamed ? `${day.value} ${inMonth}` : `the ${ordinal(day.value)} of ${inMonth}`
    case 'these':
      return isNamed
        ? `${or(day.values.map(String))} ${inMonth}`
        : `the ${or(day.values.map(ordinal))} of ${inMonth}`
    case 'row':
      return isNamed
        ? `between ${day.from} and ${day.to} ${inMonth}`
        : `between the ${ordinal(day.from)} and the ${ordinal(day.to)} of ${inMonth}`
    case 'unknown':
      return month.kind === 'unknown' ? `an unknown day ${withOf(year)}` : `an unknown day of ${inMonth}`
  }
}

function date(of: EdtfDate): string {
  const time = timeOf(of)
  const said = `${plain(of)}${time === null ? '' : `, ${time}`}`
  const { uncertain, approximate } = doubtedParts(of)
  const doubts = [
    ...(uncertain.length > 0 ? [`uncertain: ${uncertain.join(', ')}`] : []),
    ...(approximate.length > 0 ? [`approximate: ${approximate.join(', ')}`] : []),
  ]
  if (doubts.length > 0) return `${said} (${doubts.join('; ')})`
  const qualifier = sharedQualifier(of)
  if (qualifier === null) return said
  // “about between” would be no English.
  if (/^(between|an? )/.test(said)) return `${said} (${ASIDE[qualifier]})`
  return `${AHEAD[qualifier]} ${said}`
}

const AHEAD = { '?': 'perhaps', '~': 'about', '%': 'perhaps about' } as const
const ASIDE = { '?': 'uncertain', '~': 'approximate', '%': 'uncertain and approximate' } as const

const at = (of: EdtfDate): string => {
  const said = date(of)
  return said.startsWith('between') ? `some time ${said}` : said
}

export const english: Tongue = {
  date,
  between: (start, end) => `from ${at(start)} to ${at(end)}`,
  onwards: (start) => `from ${at(start)} onwards`,
  upTo: (end) => `up to ${at(end)}`,
  toUnknown: (start) => `from ${at(start)} to an unknown date`,
  fromUnknown: (end) => `from an unknown date to ${at(end)}`,
  always: 'without beginning or end',
  fromUnknownOnwards: 'from an unknown date onwards',
  upToUnknown: 'up to an unknown date',
  orEarlier: (of, which) => `${at(of)} ${which === 'one' ? 'or earlier' : 'and all before'}`,
  orLater: (of, which) => `${at(of)} ${which === 'one' ? 'or later' : 'and all after'}`,
  range: (from, to, which) => `${which === 'one' ? 'any' : 'all'} from ${at(from)} to ${at(to)}`,
  join: (members, which) => or(members, which === 'one' ? 'or' : 'and'),
}

/** Days as an operator writes them, by UTC. */
import { fail, ok, type Result } from '#base'

const DAY = 86_400_000

/** `2027-03-31`: its first moment. */
export function parseDay(text: string): Result<Date, string> {
  const day = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : Number.NaN)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
    ? ok(day)
    : fail(`“${text}” is not a day; write it as 2027-03-31.`)
}

/** The last day on which something holds: its end is the first moment of the next. */
export function parseLastDay(text: string): Result<Date, string> {
  const day = parseDay(text)
  return day.ok ? ok(new Date(day.value.getTime() + DAY)) : day
}

export function parseCount(text: string, name: string, most: number): Result<number, string> {
  const number = Number(text)
  return /^\d{1,6}$/.test(text) && number >= 1 && number <= most
    ? ok(number)
    : fail(`${name} must be a number from 1 to ${most}; it is “${text}”.`)
}

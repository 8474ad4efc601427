/** Page numbers as printed: arabic, roman, or with letters before them ("S12", "A-3"). */
import { fail, ok, type Result } from '#base'
import type { PageRange } from '#book'

/** "214-262", "xi–xxiv", "7". Publishers' "214-62" means 214-262. */
export function parsePages(text: string): Result<PageRange, 'not-pages'> {
  const parts = text
    .trim()
    .replace(/^pp?\.?\s*/i, '')
    .split(/\s*[\p{Pd}]+\s*/u)
  const [first, written] = parts
  if (first === undefined || parts.length > 2 || pageNumber(first) === null) return fail('not-pages')
  if (written === undefined) return ok({ first, last: first })
  const last = unabbreviate(first, written)
  return pageNumber(last) === null ? fail('not-pages') : ok({ first, last })
}

export type PageNumber = { readonly series: string; readonly number: number }

/** Only numbers of one series can be compared: xxiv stands before 1, S2 is not page 2. */
export function pageNumber(label: string): PageNumber | null {
  const text = label.trim()
  const arabic = /^([A-Za-z]{0,3}[.\s]?)(\d{1,6})([a-z]?)$/.exec(text)
  if (arabic) return { series: `arabic ${(arabic[1] ?? '').toLowerCase()}`, number: Number(arabic[2]) }
  const roman = romanNumber(text)
  return roman === null ? null : { series: 'roman', number: roman }
}

/** True only where it can be told: both numbers of one series, the second smaller. */
export function runsBackward(range: PageRange): boolean {
  const first = pageNumber(range.first)
  const last = pageNumber(range.last)
  return first !== null && last !== null && first.series === last.series && last.number < first.number
}

export function romanNumber(text: string): number | null {
  if (!/^(?=.)m{0,4}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})$/i.test(text)) return null
  const values = [...text.toLowerCase()].map((letter) => ROMAN[letter] ?? 0)
  return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0)
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }

const unabbreviate = (first: string, last: string): string =>
  /^\d+$/.test(first) && /^\d+$/.test(last) && last.length < first.length
    ? first.slice(0, first.length - last.length) + last
    : last

/**
 * Dates, sizes and languages as a person writes them. The interface's language decides; what a press left unsaid (the day,
 * the month) stays unsaid.
 */
import type { PartialDate } from '#base'
import { type Html, html } from './html.ts'
import type { Language } from './place.ts'

/** British order in English: 20 October 2020. */
const LOCALES = { en: 'en-GB', fr: 'fr-FR' } as const satisfies Record<Language, string>

export function writeDate(date: PartialDate, language: Language): string {
  const [year = '', month, day] = date.slice(0, 10).split('-')
  if (month === undefined) return year
  const format = dateFormat(language, day === undefined ? 'month' : 'day')
  return format.format(new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`))
}

export const time = (date: string, language: Language): Html =>
  html`<time datetime="${date}">${writeDate(date, language)}</time>`

export function writeBytes(bytes: number, language: Language): string {
  const unit = bytes < 1_000_000 ? 'kilobyte' : 'megabyte'
  const amount = bytes / (unit === 'kilobyte' ? 1000 : 1_000_000)
  return new Intl.NumberFormat(LOCALES[language], {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: amount < 10 ? 1 : 0,
    minimumFractionDigits: 0,
  }).format(amount === 0 ? 0 : Math.max(amount, 0.1))
}

export const writeNumber = (number: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language]).format(number)

/** "£29.99" from 2999 pence: how many minor units there are is the currency's own matter (ISO 4217). */
export function writePrice(
  { amount, currency }: { readonly amount: number; readonly currency: string },
  language: Language,
): string {
  const format = new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** "German"; the tag itself when nobody has a name for it. */
export function writeLanguage(tag: string, language: Language): string {
  try {
    return new Intl.DisplayNames(LOCALES[language], { type: 'language' }).of(tag) ?? tag
  } catch {
    // A tag that is not well formed is shown as the press wrote it: intake has told the press.
    return tag
  }
}

/** "A, B and C" in the usage of the language; British English puts no comma before the last. */
export const listFormat = (language: Language): Intl.ListFormat =>
  new Intl.ListFormat(LOCALES[language], { type: 'conjunction' })

const formats = new Map<string, Intl.DateTimeFormat>()

/** Kept: making one costs more than a page does. */
function dateFormat(language: Language, exact: 'month' | 'day'): Intl.DateTimeFormat {
  const key = `${language} ${exact}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(LOCALES[language], {
    year: 'numeric',
    month: 'long',
    ...(exact === 'day' ? { day: 'numeric' } : {}),
    timeZone: 'UTC',
  })
  formats.set(key, made)
  return made
}

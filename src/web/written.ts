/**
 * Dates, sizes and languages as a person writes them. The interface's language decides; what a press left unsaid (the day,
 * the month) stays unsaid.
 */
import type { PartialDate } from '#base'
import { type Html, html } from './html.ts'
import type { Language } from './place.ts'

/** British order in English: 20 October 2020. */
const LOCALES = { en: 'en-GB', fr: 'fr-FR' } as const satisfies Record<Language, string>

/** Formats are kept: making one costs more than rendering a page does. */
const kept = <K extends string, F>(make: (language: Language, kind: K) => F) => {
  const formats = new Map<string, F>()
  return (language: Language, kind: K): F => {
    const key = `${language} ${kind}`
    const format = formats.get(key) ?? make(language, kind)
    formats.set(key, format)
    return format
  }
}

const dateFormat = kept(
  (language, exact: 'month' | 'day') =>
    new Intl.DateTimeFormat(LOCALES[language], {
      year: 'numeric',
      month: 'long',
      ...(exact === 'day' ? { day: 'numeric' } : {}),
      timeZone: 'UTC',
    }),
)

const unitFormat = kept(
  (language, kind: `${'kilobyte' | 'megabyte'} ${0 | 1}`) =>
    new Intl.NumberFormat(LOCALES[language], {
      style: 'unit',
      unit: kind.slice(0, 8),
      unitDisplay: 'short',
      maximumFractionDigits: Number(kind.slice(9)),
      minimumFractionDigits: 0,
    }),
)

const numberFormat = kept((language, _kind: 'number') => new Intl.NumberFormat(LOCALES[language]))

const priceFormat = kept(
  (language, currency) => new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency }),
)

const languageNames = kept(
  (language, _kind: 'language') => new Intl.DisplayNames(LOCALES[language], { type: 'language' }),
)

const lists = kept(
  (language, _kind: 'list') => new Intl.ListFormat(LOCALES[language], { type: 'conjunction' }),
)

/** Each page says a handful of the same dates and languages: spelling one costs as much as a paragraph of the page. */
const spelled = new Map<string, string>()
const MOST_SPELLED = 5000

function spellOnce(key: string, spell: () => string): string {
  const known = spelled.get(key)
  if (known !== undefined) return known
  if (spelled.size >= MOST_SPELLED) spelled.clear()
  const text = spell()
  spelled.set(key, text)
  return text
}

export const writeDate = (date: PartialDate, language: Language): string =>
  spellOnce(`date ${language} ${date}`, () => spellDate(date, language))

function spellDate(date: PartialDate, language: Language): string {
  const [year = '', month, day] = date.slice(0, 10).split('-')
  if (month === undefined) return year
  return dateFormat(language, day === undefined ? 'month' : 'day').format(
    new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`),
  )
}

export const time = (date: string, language: Language): Html =>
  html`<time datetime="${date}">${writeDate(date, language)}</time>`

export function writeBytes(bytes: number, language: Language): string {
  const unit = bytes < 1_000_000 ? 'kilobyte' : 'megabyte'
  const amount = bytes / (unit === 'kilobyte' ? 1000 : 1_000_000)
  const shown = amount === 0 ? 0 : Math.max(amount, 0.1)
  return unitFormat(language, `${unit} ${amount < 10 ? 1 : 0}`).format(shown)
}

export const writeNumber = (number: number, language: Language): string =>
  spellOnce(`number ${language} ${number}`, () => numberFormat(language, 'number').format(number))

/** "£29.99" from 2999 pence: how many minor units there are is the currency's own matter (ISO 4217). */
export function writePrice(
  { amount, currency }: { readonly amount: number; readonly currency: string },
  language: Language,
): string {
  const format = priceFormat(language, currency)
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** "France"; the two letters when nobody has a name for them. */
export const writeCountry = (code: string, language: Language): string =>
  spellOnce(
    `country ${language} ${code}`,
    () => new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code,
  )

/** "German"; the tag itself when nobody has a name for it. */
export const writeLanguage = (tag: string, language: Language): string =>
  spellOnce(`language ${language} ${tag}`, () => spellLanguage(tag, language))

function spellLanguage(tag: string, language: Language): string {
  try {
    return languageNames(language, 'language').of(tag) ?? tag
  } catch {
    // A tag that is not well formed is shown as the press wrote it: intake has told the press.
    return tag
  }
}

/** "A, B and C" in the usage of the language; British English puts no comma before the last. */
export const listFormat = (language: Language): Intl.ListFormat => lists(language, 'list')

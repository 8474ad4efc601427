/** Countries by ISO 3166-1, and `*` for wherever nothing else is said. */
import { type Language, writeCountry } from '#web'

export const EVERYWHERE = '*'

export const isTerritory = (code: string): boolean => code === EVERYWHERE || countries().includes(code)

export const isCountry = (code: string): boolean => countries().includes(code)

let known: readonly string[] | null = null

/** Names come with Node; codes that are of no country, or no longer, are left out. */
function countries(): readonly string[] {
  if (known !== null) return known
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  known = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !NONE.has(code) && names.of(code) !== undefined && isCurrent(code))
  return known
}

/** Unions, seas, the unknown, and what only Unicode calls a region. */
const NONE: ReadonlySet<string> = new Set('AC AQ CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '))

/** A country that is gone is written as the one that followed it. */
const isCurrent = (code: string): boolean => new Intl.Locale(`und-${code}`).region === code

const listed = new Map<Language, readonly { readonly value: string; readonly label: string }[]>()

/** In the order of their names. */
export function listCountries(
  language: Language,
): readonly { readonly value: string; readonly label: string }[] {
  const before = listed.get(language)
  if (before !== undefined) return before
  const collator = new Intl.Collator(language)
  const all = countries()
    .map((value) => ({ value, label: writeCountry(value, language) }))
    .toSorted((a, b) => collator.compare(a.label, b.label))
  listed.set(language, all)
  return all
}

import { type Language, writeCountry } from '#web'
import type { Institution } from '../institution.ts'
import { toPlainLetters, toTypedWords } from './to-finder-words.ts'

/** An institution as the finder shows it. */
export type Found = {
  readonly id: string
  readonly name: string
  /** "Nordby, Norway": which of two of the same name. */
  readonly where: string | null
  /** The name that was typed, where it is not the one that is shown. */
  readonly also: string | null
}

export function toFound(institution: Institution, typed: string, language: Language): Found {
  const { id, name, otherNames, city, country } = institution
  const words = toTypedWords(typed)
  const holds = (text: string) => {
    const own = toPlainLetters(text).split(' ')
    return words.every((word) => own.some((one) => one.startsWith(word)))
  }
  const where = [city, country === null ? null : writeCountry(country, language)].filter(
    (one) => one !== null,
  )
  return {
    id,
    name,
    where: where.length > 0 ? where.join(', ') : null,
    also: words.length === 0 || holds(name) ? null : (otherNames.find(holds) ?? null),
  }
}

/**
 * Which book on the shelf a parcel is a new version of.
 *
 * The key decides. Without it a shared ISBN or the DOI does, but only under the same title: the volumes of a set often all
 * print the ISBN of the set, and one must never overwrite another.
 */
import type { BookIdentifiers, Series } from '#book'
import { toKey } from './decide-chapter-matches.ts'
import { toKeepable } from './to-json.ts'

export type Candidate = {
  readonly id: string
  /** Every key it ever had. */
  readonly keys: readonly string[]
  readonly title: string
  readonly subtitle: string | null
  readonly edition: string | null
  readonly series: readonly Series[]
}

export function decideSameBook(
  candidates: readonly Candidate[],
  draft: Omit<Candidate, 'id' | 'keys'> & { readonly identifiers: BookIdentifiers },
): string | null {
  const key = toIdentifier(draft.identifiers.key)
  const same =
    candidates.find((book) => book.keys.includes(key)) ??
    candidates.find((book) => titleOf(book) === titleOf(draft))
  return same?.id ?? null
}

/** What a book may be recognised by, each once. */
export const toIdentifierSet = ({ key, isbns, doi }: BookIdentifiers): readonly string[] =>
  [
    ...new Set([key, ...isbns.map((isbn) => isbn.value), ...(doi === null ? [] : [doi])].map(toIdentifier)),
  ].sort()

/** DOIs and URNs do not tell capitals from small letters. */
export const toIdentifier = (text: string): string => toKeepable(text.trim().toLowerCase().slice(0, 500))

const titleOf = (book: Omit<Candidate, 'id' | 'keys'>): string =>
  toKey([book.title, book.subtitle, book.edition, ...book.series.map(({ volume }) => volume)].join(' '))

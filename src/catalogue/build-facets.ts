import { normalizeSpace, type PartialDate, yearOf } from '#base'
import type { BookMetadata } from '#book'
import { toKey } from './decide-chapter-matches.ts'
import type { FacetKind } from './shelf.ts'
import { toKeepable } from './to-json.ts'

/** A way into the shelf before it has its address: the key tells two labels apart, or says that they are one. */
export type WantedFacet = {
  readonly kind: FacetKind | 'all'
  readonly key: string
  readonly label: string
}

export type BookFacets = {
  readonly imprint: WantedFacet | null
  readonly year: WantedFacet
  readonly series: readonly WantedFacet[]
  readonly subjects: readonly WantedFacet[]
}

const EVERY_BOOK: WantedFacet = { kind: 'all', key: '', label: 'all' }

/**
 * Readers browse by words: the same subject named by Thema, by BISAC and as a keyword is one shelf.
 * The year is that of the printed book, else that in which it first was online.
 */
export function buildFacets(
  metadata: Pick<BookMetadata, 'imprint' | 'printYear' | 'series' | 'subjects'>,
  firstOnline: PartialDate,
): BookFacets {
  const year = String(metadata.printYear ?? yearOf(firstOnline))
  return {
    imprint: metadata.imprint === null ? null : toFacet('imprints', metadata.imprint),
    year: { kind: 'years', key: year, label: year },
    series: metadata.series.map((series) => toFacet('series', series.title)),
    subjects: metadata.subjects.map((subject) => toFacet('subjects', subject.label || subject.code || '')),
  }
}

/** Each once. */
export function listFacetsOf({ imprint, year, series, subjects }: BookFacets): readonly WantedFacet[] {
  const all = [EVERY_BOOK, ...(imprint === null ? [] : [imprint]), year, ...series, ...subjects]
  return [...new Map(all.map((facet) => [facetName(facet), facet])).values()]
}

export const facetName = ({ kind, key }: { readonly kind: string; readonly key: string }): string =>
  `${kind} ${key}`

/** "C" and "C++" differ by signs alone: only case and spacing are the same to a reader. */
function toFacet(kind: FacetKind, given: string): WantedFacet {
  const label = toKeepable(normalizeSpace(given).slice(0, LONGEST_LABEL))
  return { kind, key: label.normalize('NFKC').toLowerCase(), label }
}

/** Some files put all their keywords into one; an index holds no more than this. */
const LONGEST_LABEL = 300

/** What lists are sorted by: letters without marks or case, so that É stands with E, and 9 before 10, on every server. */
export const toSortKey = (text: string): string =>
  toKey(text.normalize('NFKD').replace(/\p{Mn}+/gu, ''))
    .replace(/\d+/g, (digits) => digits.padStart(6, '0'))
    .slice(0, 200)
    .toWellFormed()

/** The line at the foot of each page of a PDF: whose copy it is, from where, since when, under which terms. */
import { canonical, type Place, paths, writeDate } from '#web'
import { words } from './words.ts'

export type StampedCopy = {
  readonly place: Place
  readonly siteName: string
  /** An institution's name, or a reader's number; never an address. Null: nobody in particular. */
  readonly reader: string | null
  readonly date: Date
  readonly doi: string | null
}

export function buildStamp({ place, siteName, reader, date, doi }: StampedCopy): readonly string[] {
  const t = words(place.language)
  const day = writeDate(date.toISOString().slice(0, 10), place.language)
  return [
    t.stamp({ site: siteName, day, reader }),
    [doi === null ? null : `https://doi.org/${doi}`, t.stampTerms(canonical(place, paths.policy('terms')))]
      .filter((part) => part !== null)
      .join(' · '),
  ]
}

/**
 * Dates of a package. In EPUB 3 dc:date is when the EPUB itself was published (§5.5.3.2.2); OPF 2.0.1 §2.2.7 tells events
 * apart. An electronic publication is a first appearance online; what lies before the web is the year of print.
 */
import type { EpubMetadata } from '@chapterhouse/epub'
import { type PartialDate, parsePartialDate, yearOf } from '#base'

const FIRST_WEB_YEAR = 1991

export function buildDates(metadata: EpubMetadata): {
  readonly printYear: number | null
  readonly firstOnline: PartialDate | null
} {
  const dated = metadata.dates.flatMap(({ value, event }) => {
    const date = toPartialDate(value)
    return date === null ? [] : [{ date, event: event?.toLowerCase() ?? null }]
  })
  const original = dated.find(({ event }) => event !== null && /^original-publication$|^print/.test(event))
  const published = dated.find(
    ({ event }) => event === null || /^(?:ops-|epub-)?publication$|epub|issued|online/.test(event),
  )
  const issued = metadata.properties
    .get('dcterms:issued')
    ?.map(toPartialDate)
    .find((date) => date !== null)
  const online = [published?.date, issued ?? undefined].find(
    (date): date is PartialDate => date !== undefined && yearOf(date) >= FIRST_WEB_YEAR,
  )
  const print = [original?.date, published?.date].find(
    (date): date is PartialDate => date !== undefined && date !== online,
  )
  return { printYear: print === undefined ? null : yearOf(print), firstOnline: online ?? null }
}

/** Files write whole timestamps; the day is what a page shows. `0101-01-01` is how some tools say "unknown". */
function toPartialDate(value: string): PartialDate | null {
  const parsed = parsePartialDate(value.trim().replace(/[T ]\d{2}:.*$/, ''))
  return parsed.ok && yearOf(parsed.value) >= 1000 ? parsed.value : null
}

/** What a file that leaves the house says of where it came from. Every address in it is whole: it will be read elsewhere. */
import { formatDay } from '@chapterhouse/edtf'
import { paths } from '#web'
import { daysIn } from '../dates/bounds-in-calendar.ts'
import type { Chronology, Limit } from '../dates/chronology.ts'
import type { Claim, Dated, RecordDocument } from '../model/index.ts'

export type ExportContext = {
  readonly record: RecordDocument
  readonly chronology: Chronology
  /** Of the record, in this version. */
  readonly url: string
  /** Of one thing in it. */
  readonly urlOf: (id: string) => string
  /** Of one of its files. */
  readonly fileUrl: (name: string) => string
  /** The chapter, in which claims quote; null: the record stands alone. */
  readonly chapterUrl: string | null
  /** ISO 8601: when this version was made. */
  readonly made: string
}

type ToHandOut = Pick<ExportContext, 'record' | 'chronology' | 'chapterUrl' | 'made'> & {
  /** Null: the newest, whichever that is. */
  readonly version: number | null
  /** A path on the site, as an address that is whole. */
  readonly address: (path: string) => string
}

export function toExportContext({ version, address, ...rest }: ToHandOut): ExportContext {
  const { id } = rest.record
  const number = version ?? undefined
  return {
    ...rest,
    url: address(paths.record(id, number)),
    urlOf: (entry) => address(paths.recordEntry(id, entry, number)),
    fileUrl: (name) => address(paths.recordFile(version === null ? id : `${id}@v${version}`, name)),
  }
}

export type Days = { readonly earliest: string | null; readonly latest: string | null }

/** Of a date that the author gives: in the calendar of everybody. */
export const daysOfDate = (
  { edtf }: Pick<Dated, 'edtf'>,
  { calendar }: Pick<RecordDocument, 'calendar'>,
): Days => {
  const { earliest, latest } = daysIn(edtf, calendar)
  const written = (day: number | null) => (day === null ? null : formatDay(day))
  return { earliest: written(earliest), latest: written(latest) }
}

/** As far as the record can tell. */
export function daysOfEvents({ events }: Chronology): ReadonlyMap<string, Days> {
  return new Map(
    events.map(({ event, earliest, latest }) => [
      event,
      { earliest: dayOf(earliest), latest: dayOf(latest) },
    ]),
  )
}

const dayOf = (limit: Limit): string | null => (limit.kind === 'day' ? formatDay(limit.day) : null)

/** Rejected claims, and those that no longer stand, are not handed on as if they did. */
export const isStanding = ({ status, confidence }: Claim): boolean =>
  status === 'asserted' && confidence !== 'rejected'

export const toJson = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`

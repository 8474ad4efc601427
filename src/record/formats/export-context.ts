/** What a file that leaves the house says of where it came from. Every address in it is whole: it will be read elsewhere. */
import { boundsOf, formatDay } from '@chapterhouse/edtf'
import type { Chronology, Limit } from '../dates/chronology.ts'
import type { Claim, Dated, RecordDocument } from '../model/index.ts'

export type ExportContext = {
  readonly record: RecordDocument
  readonly chronology: Chronology
  /** Of the record, in this version. */
  readonly url: string
  /** Of one thing in it. */
  readonly urlOf: (id: string) => string
  /** The chapter, in which claims quote; null: the record stands alone. */
  readonly chapterUrl: string | null
  /** ISO 8601: when this version was made. */
  readonly made: string
}

export type Days = { readonly earliest: string | null; readonly latest: string | null }

export const daysOfDate = ({ edtf }: Dated): Days => {
  const { earliest, latest } = boundsOf(edtf)
  return { earliest: dayOf(earliest), latest: dayOf(latest) }
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

/** How well what somebody has in a column agrees with what a record says, from 0 to 1. */
import { boundsOf, parseEdtf } from '@chapterhouse/edtf'
import { compareNames } from '../names/compare-names.ts'
import { isAskedFor } from '../names/is-asked-for.ts'
import {
  type AskedProperty,
  PROPERTIES,
  type PropertyKind,
  type PropertyValue,
  type Reconciled,
} from './reconciliation.ts'

/** Null: the record does not say, or there is no such property: it speaks neither for nor against. */
export function weighProperty({ id, values }: AskedProperty, { properties }: Reconciled): number | null {
  const property = PROPERTIES.find((one) => one.id === id)
  const known = property === undefined ? undefined : properties[property.id]
  if (property === undefined || known === undefined || known.length === 0 || values.length === 0) return null
  const compare = COMPARED[property.kind]
  return Math.max(...values.flatMap((asked) => known.map((value) => compare(asked, value))))
}

const COMPARED: {
  readonly [kind in PropertyKind]: (asked: PropertyValue, known: PropertyValue) => number
} = {
  date: (asked, known) => compareDates(asked.text, known.text),
  place: (asked, known) =>
    asked.id !== null && asked.id === known.id ? 1 : compareNames(asked.text, known.text),
  words: (asked, known) =>
    isAskedFor(asked.text, [known.text]) || isAskedFor(known.text, [asked.text]) ? 1 : 0,
  address: (asked, known) => (plainAddress(asked.text) === plainAddress(known.text) ? 1 : 0),
  point: (asked, known) => comparePoints(asked.text, known.text),
}

const A_YEAR = 366

/** 1: they may be the same day. ½: they are within a year of each other. */
function compareDates(asked: string, known: string): number {
  const [a, b] = [daysOf(asked), daysOf(known)]
  if (a === null || b === null) return asked === known ? 1 : 0
  const apart = Math.max(a.first - b.last, b.first - a.last)
  return apart <= 0 ? 1 : apart <= A_YEAR ? 0.5 : 0
}

function daysOf(text: string): { readonly first: number; readonly last: number } | null {
  const read = parseEdtf(text.trim())
  if (!read.ok) return null
  const { earliest, latest } = boundsOf(read.value)
  return {
    first: earliest.kind === 'day' ? earliest.day : Number.NEGATIVE_INFINITY,
    last: latest.kind === 'day' ? latest.day : Number.POSITIVE_INFINITY,
  }
}

const plainAddress = (text: string): string =>
  text
    .trim()
    .replace(/^https?:/, '')
    .replace(/\/$/, '')

/** Of latitude and longitude: 1 within a quarter of a degree, ½ within one. */
function comparePoints(asked: string, known: string): number {
  const [a, b] = [asked, known].map((text) =>
    text
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(Number),
  )
  if (a?.length !== 2 || b?.length !== 2) return 0
  const apart = Math.max(...a.map((degrees, i) => Math.abs(degrees - (b[i] ?? Number.NaN))))
  return apart <= 0.25 ? 1 : apart <= 1 ? 0.5 : 0
}

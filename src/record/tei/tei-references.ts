/** Where elements of TEI point: to a person, a place, a day, a place in a source. */
import { attr, childElements, descendants, type XmlElement } from '@chapterhouse/epub'
import type { MapNode, Node } from '../reading/tree.ts'
import { at, mapOf, text } from './nodes.ts'
import { teiToEdtf } from './tei-dates.ts'
import { plain } from './tei-words.ts'

/** Whom or what an element points to; empty: nobody. A question mark behind an address is somebody's doubt, not a part of it. */
export const refOf = (element: XmlElement): string => (attr(element, 'ref') ?? '').trim().replace(/\?$/, '')

export const isPerson = (ref: string): boolean =>
  ref.startsWith('#') || /\/person\//.test(ref) || !/\/(place|keyword|bibl)\//.test(ref)
export const isPlace = (ref: string): boolean => ref.startsWith('#') || !/\/(person|keyword|bibl)\//.test(ref)

export type Referring = { readonly ref: string; readonly element: XmlElement }

export function placeIn(element: XmlElement): Referring | null {
  for (const each of descendants(element, 'placeName')) {
    const ref = refOf(each)
    if (ref !== '' && isPlace(ref)) return { ref, element: each }
  }
  return null
}

export const datesOf = (element: XmlElement): string | null => {
  const own = (from: XmlElement) =>
    teiToEdtf({
      when: attr(from, 'when'),
      notBefore: attr(from, 'notBefore'),
      notAfter: attr(from, 'notAfter'),
      from: attr(from, 'from'),
      to: attr(from, 'to'),
    })
  const said = own(element)
  if (said !== null) return said
  for (const date of childElements(element, 'date')) {
    const inside = own(date)
    if (inside !== null) return inside
  }
  return null
}

/** The first date that anything in it has; what a source's own date is does not count. */
export function datesWithin(element: XmlElement): string | null {
  for (const each of descendants(element)) {
    if (each.name === 'bibl') continue
    const said = datesOf(each)
    if (said !== null) return said
  }
  return datesOf(element)
}

const LOCATOR_KEYS = new Set(['para', 'page', 'line', 'folio', 'quote', 'prefix', 'suffix'])
const UNITS: ReadonlyMap<string, string> = new Map([
  ...['p', 'pp', 'page', 'pages'].map((unit) => [unit, 'page'] as const),
  ...['l', 'll', 'line', 'lines'].map((unit) => [unit, 'line'] as const),
  ...['fol', 'f', 'folio'].map((unit) => [unit, 'folio'] as const),
])

/** What is no page, line or folio keeps its unit: `part 2`. */
export function locatorOf(file: string, bibl: XmlElement): MapNode | null {
  const fields = new Map<string, Node>()
  for (const range of childElements(bibl, 'citedRange')) {
    const unit = attr(range, 'unit') ?? 'page'
    const key = UNITS.get(unit) ?? (LOCATOR_KEYS.has(unit) ? unit : 'para')
    const value = plain(range) || [attr(range, 'from'), attr(range, 'to')].filter(Boolean).join('–')
    if (value === '') continue
    const words = key === 'para' && unit !== 'para' ? `${unit} ${value}` : value
    const known = fields.get(key)
    fields.set(key, text(at(file, range), known?.kind === 'text' ? `${known.text}, ${words}` : words))
  }
  return fields.size === 0 ? null : mapOf(at(file, bibl), fields)
}

/** Only its pointer: where in the source a factoid stands is no part of what the source is. */
export const bareBibl = (bibl: XmlElement): XmlElement => ({
  ...bibl,
  children: bibl.children.filter((child) => child.kind === 'element' && child.name === 'ptr'),
})

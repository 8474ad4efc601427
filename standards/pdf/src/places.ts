/** Where the objects of a file lie, as its own tables say (ISO 32000-2, 7.5.4 and 7.5.8), the newest first. */
import { lastIndexOf, numberAt } from './bytes.ts'
import { unpackStream } from './filters.ts'
import { PdfFault } from './issue.ts'
import { isKeyword, Lexer, readObjectAt } from './lexer.ts'
import type { Budget } from './limits.ts'
import { dict, isArray, isDict, isRef, type PdfDict, type PdfObject } from './objects.ts'
import type { StreamData } from './stream-data.ts'

/** At a byte, or as one of those packed into a stream. At no byte at all: it was removed. */
export type Place = { readonly at: number } | { readonly inside: number; readonly index: number }

export type Places = {
  readonly places: ReadonlyMap<number, Place>
  readonly trailer: PdfDict
  /** False when a table could not be read: what was found before it is here all the same. */
  readonly whole: boolean
}

/** The bytes of a file, and what reading them may cost. */
export type Source = {
  readonly bytes: Uint8Array
  readonly budget: Budget
  readonly dataOf: StreamData
}

type Add = (number: number, place: Place) => void

export function readPlaces(source: Source): Places {
  const places = new Map<number, Place>()
  const add = addTo(places, source.budget)
  const { bytes } = source
  let trailer = dict([])
  const end = (whole: boolean): Places => ({ places, trailer, whole })
  const at = lastIndexOf(bytes, 'startxref', Math.max(0, bytes.length - 2048))
  if (at < 0) return end(false)
  const queue = [new Lexer(bytes, at + 9).next()]
  const seen = new Set<number>()
  for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
    if (typeof place !== 'number' || place < 0 || place >= bytes.length) return end(false)
    if (seen.has(place)) continue
    seen.add(place)
    const found = readTable(source, place, add)
    if (found === null) return end(false)
    if (trailer.entries.size === 0) trailer = found
    for (const key of ['XRefStm', 'Prev']) {
      const next = found.entries.get(key)
      if (typeof next === 'number') queue.push(next)
    }
  }
  return end(places.size > 0)
}

/** The newest table comes first, so the first word on an object holds. */
const addTo =
  (places: Map<number, Place>, { limits }: Budget): Add =>
  (number, place) => {
    if (places.has(number)) return
    if (places.size >= limits.objects)
      throw new PdfFault(
        'pdf-is-within-limits',
        `This PDF has more than ${limits.objects} objects. Save it anew from the program that made it.`,
      )
    places.set(number, place)
  }

/** Its trailer; null when it cannot be read. */
function readTable(source: Source, at: number, add: Add): PdfDict | null {
  const lexer = new Lexer(source.bytes, at, source.budget.limits.depth)
  const first = lexer.next()
  if (isKeyword(first)) return first.keyword === 'xref' ? readPlainTable(lexer, add) : null
  return readPackedTable(source, at, add)
}

function readPlainTable(lexer: Lexer, add: Add): PdfDict | null {
  for (;;) {
    const start = lexer.next()
    if (isKeyword(start)) {
      const trailer = start.keyword === 'trailer' ? lexer.next() : null
      return trailer !== null && !isKeyword(trailer) && isDict(trailer) ? trailer : null
    }
    const count = lexer.next()
    if (typeof start !== 'number' || typeof count !== 'number') return null
    for (let index = 0; index < count; index += 1) {
      const offset = lexer.next()
      const generation = lexer.next()
      const kind = lexer.next()
      if (typeof offset !== 'number' || typeof generation !== 'number' || !isKeyword(kind)) return null
      if (kind.keyword === 'n') add(start + index, { at: offset })
      else if (kind.keyword !== 'f') return null
      else add(start + index, REMOVED)
    }
  }
}

const REMOVED: Place = { at: -1 }

/** Cross-reference streams (7.5.8). */
function readPackedTable(source: Source, at: number, add: Add): PdfDict | null {
  const read = readObjectAt(source.bytes, at, source.budget.limits.depth)
  if (read === null || read.streamAt === null || !isDict(read.value)) return null
  const table = unpackTable(source, read.value, read.streamAt)
  const widths = read.value.entries.get('W')
  const size = read.value.entries.get('Size')
  if (table === null || !isArray(widths) || typeof size !== 'number') return null
  const ranges = read.value.entries.get('Index')
  return readRows(table, widths, isArray(ranges) ? ranges : [0, size], add) ? read.value : null
}

/** Nothing in it may be a reference: the table by which references are found is this one. */
function unpackTable({ budget, dataOf }: Source, entries: PdfDict, at: number): Uint8Array | null {
  const plain = (value: PdfObject | undefined): PdfObject => (isRef(value) ? null : (value ?? null))
  const data = dataOf(plain(entries.entries.get('Length')), at)
  return unpackStream({ kind: 'stream', dict: entries, data }, plain, budget)
}

/** False when it is not of this form. */
function readRows(
  table: Uint8Array,
  widths: readonly PdfObject[],
  ranges: readonly PdfObject[],
  add: Add,
): boolean {
  const [a = 0, b = 0, c = 0] = widths.map((width) =>
    typeof width === 'number' && width >= 0 && width < 9 ? width : 0,
  )
  const row = a + b + c
  if (row === 0) return false
  let position = 0
  for (let pair = 0; pair + 1 < ranges.length; pair += 2) {
    const [start, count] = [ranges[pair], ranges[pair + 1]]
    if (typeof start !== 'number' || typeof count !== 'number') return false
    for (let step = 0; step < count && position + row <= table.length; step += 1) {
      const kind = a === 0 ? 1 : numberAt(table, position, a)
      const second = numberAt(table, position + a, b)
      const third = numberAt(table, position + a + b, c)
      position += row
      if (kind === 1) add(start + step, { at: second })
      else if (kind === 2) add(start + step, { inside: second, index: third })
      else add(start + step, REMOVED)
    }
  }
  return true
}

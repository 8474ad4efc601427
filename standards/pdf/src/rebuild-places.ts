/** Makes a damaged table of places again, as viewers do: looks through the whole file for `12 0 obj` and `trailer`. */
import { indexOf, latin1Between } from './bytes.ts'
import { isKeyword, isSpace, Lexer, readObjectAt } from './lexer.ts'
import { dict, isDict, nameOf, type PdfDict, type PdfObject, ref } from './objects.ts'
import type { Place, Source } from './places.ts'

export type RebuiltPlaces = {
  readonly places: Map<number, Place>
  readonly trailer: PdfDict
  /** The streams that hold packed objects, by number, in the order of the file. */
  readonly packs: readonly number[]
}

type Scan = {
  readonly places: Map<number, Place>
  /** Where streams begin that say they hold objects, or places. */
  readonly streams: readonly number[]
  readonly catalog: number | null
}

/** `trailer`: as much of it as could be read. What comes later in the file counts. */
export function rebuildPlaces(source: Source, trailer: PdfDict): RebuiltPlaces {
  const { places, streams, catalog } = scan(source)
  let entries = new Map<string, PdfObject>(trailer.entries)
  if (catalog !== null && !entries.has('Root')) entries.set('Root', ref(catalog))
  for (const found of trailersIn(source)) entries = new Map([...entries, ...found.entries])
  const packs: number[] = []
  for (const at of streams) {
    const read = readObjectAt(source.bytes, at, source.budget.limits.depth)
    if (read === null || read.streamAt === null || !isDict(read.value)) continue
    const type = nameOf(read.value.entries.get('Type'))
    if (type === 'XRef')
      entries = new Map([...entries, ...[...read.value.entries].filter(([key]) => OF_TRAILERS.has(key))])
    if (type === 'ObjStm') packs.push(read.number)
  }
  return { places, trailer: dict(entries), packs }
}

const OF_TRAILERS = new Set(['Root', 'Info', 'Encrypt', 'ID'])

function scan({ bytes, budget }: Source): Scan {
  const places = new Map<number, Place>()
  const streams: number[] = []
  let catalog: number | null = null
  for (let at = indexOf(bytes, 'obj', 0); at >= 0; at = indexOf(bytes, 'obj', at + 3)) {
    const head = headBefore(bytes, at)
    if (head === null) continue
    if (places.size >= budget.limits.objects) break
    places.set(head.number, { at: head.at })
    const beginning = latin1Between(bytes, at, at + 400)
    if (/\/Type\s*\/(ObjStm|XRef)/.test(beginning)) streams.push(head.at)
    else if (/\/Type\s*\/Catalog\b/.test(beginning)) catalog ??= head.number
  }
  return { places, streams, catalog }
}

function* trailersIn({ bytes, budget }: Source): Iterable<PdfDict> {
  for (let at = indexOf(bytes, 'trailer', 0); at >= 0; at = indexOf(bytes, 'trailer', at + 7)) {
    const found = new Lexer(bytes, at + 7, budget.limits.depth).next()
    if (!isKeyword(found) && isDict(found)) yield found
  }
}

/** The number before `obj`, and where it begins: "12 0 obj". */
function headBefore(bytes: Uint8Array, at: number): { number: number; at: number } | null {
  let back = at - 1
  const skip = (wanted: (code: number) => boolean) => {
    const from = back
    while (back >= 0 && from - back < 12 && wanted(bytes[back] ?? 0)) back -= 1
    return from - back
  }
  const digit = (code: number) => code >= 0x30 && code <= 0x39
  skip((code) => isSpace(code))
  if (skip(digit) === 0) return null
  if (skip((code) => isSpace(code)) === 0) return null
  const end = back + 1
  if (skip(digit) === 0) return null
  const number = Number(latin1Between(bytes, back + 1, end))
  return number > 0 && number < 10_000_000 ? { number, at: back + 1 } : null
}

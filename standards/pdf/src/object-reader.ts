/** Reads objects when they are asked for, each once. A table of places that proves wrong is made again, and that is said. */
import { unpackStream } from './filters.ts'
import { type PdfIssue, pdfWarning } from './issue.ts'
import { Lexer, readObjectAt, valueOfToken } from './lexer.ts'
import { isDict, isRef, isStream, nameOf, type PdfDict, type PdfObject, ref } from './objects.ts'
import { type Place, readPlaces, type Source } from './places.ts'
import { rebuildPlaces } from './rebuild-places.ts'

/** Object streams (ISO 32000-2, 7.5.7): which objects are in one, and where. */
type Pack = {
  readonly data: Uint8Array
  readonly heads: readonly { readonly number: number | null; readonly offset: number | null }[]
}

export class ObjectReader {
  readonly issues: PdfIssue[] = []
  trailer: PdfDict
  private readonly source: Source
  private places: ReadonlyMap<number, Place>
  private objects = new Map<number, PdfObject>()
  private unpacked = new Map<number, readonly PdfObject[]>()
  private readonly reading = new Set<number>()
  private rebuilt = false

  constructor(source: Source) {
    this.source = source
    const { places, trailer, whole } = readPlaces(source)
    this.places = places
    this.trailer = trailer
    if (!whole) this.rebuild()
  }

  readonly resolve = (value: PdfObject | undefined): PdfObject => {
    let found: PdfObject = value ?? null
    for (let hop = 0; isRef(found); hop += 1) {
      if (hop > 32) return null
      found = this.object(found.number)
    }
    return found
  }

  /** Once only: what a second look would find, the first has found. */
  rebuild() {
    if (this.rebuilt) return
    this.rebuilt = true
    this.issues.push(
      pdfWarning(
        'pdf-is-undamaged',
        'The table of this PDF’s parts is damaged; it was made again by reading the whole file. Save it anew if you can.',
      ),
    )
    const { places, trailer, packs } = rebuildPlaces(this.source, this.trailer)
    this.places = places
    this.trailer = trailer
    this.objects = new Map()
    this.unpacked = new Map()
    for (const inside of packs)
      for (const [index, { number }] of this.packAt(inside).heads.entries())
        if (number !== null && !places.has(number)) places.set(number, { inside, index })
    if (!isDict(this.resolve(trailer.entries.get('Root')))) this.findCatalog()
  }

  private findCatalog() {
    for (const number of this.places.keys()) {
      const value = this.object(number)
      if (!isDict(value) || nameOf(value.entries.get('Type')) !== 'Catalog') continue
      this.trailer = { kind: 'dict', entries: new Map([...this.trailer.entries, ['Root', ref(number)]]) }
      return
    }
  }

  private object(number: number): PdfObject {
    const held = this.objects.get(number)
    if (held !== undefined) return held
    const place = this.places.get(number)
    if (place === undefined || ('at' in place && place.at <= 0) || this.reading.has(number)) return null
    this.reading.add(number)
    const value = this.readFrom(place, number)
    this.reading.delete(number)
    this.objects.set(number, value)
    return value
  }

  private readFrom(place: Place, number: number): PdfObject {
    return 'at' in place ? this.readAt(number, place.at) : this.readPacked(place.inside, place.index)
  }

  private readAt(number: number, at: number): PdfObject {
    const { bytes, budget, dataOf } = this.source
    const read = readObjectAt(bytes, at, budget.limits.depth)
    if (read === null || read.number !== number) {
      if (this.rebuilt) return null
      this.rebuild()
      const place = this.places.get(number)
      return place === undefined ? null : this.readFrom(place, number)
    }
    budget.spendRead(read.after - at)
    if (read.streamAt === null || !isDict(read.value)) return read.value
    const length = this.resolve(read.value.entries.get('Length'))
    return { kind: 'stream', dict: read.value, data: dataOf(length, read.streamAt) }
  }

  private readPacked(inside: number, index: number): PdfObject {
    let objects = this.unpacked.get(inside)
    if (objects === undefined) {
      objects = this.readPack(this.packAt(inside))
      this.unpacked.set(inside, objects)
    }
    return objects[index] ?? null
  }

  private readPack({ data, heads }: Pack): readonly PdfObject[] {
    const { limits, spendRead } = this.source.budget
    return heads.map(({ offset }) => {
      if (offset === null) return null
      const lexer = new Lexer(data, offset, limits.depth)
      const value = valueOfToken(lexer.next())
      spendRead(lexer.position - offset)
      return value
    })
  }

  private packAt(inside: number): Pack {
    const held = this.object(inside)
    const data = isStream(held) ? unpackStream(held, this.resolve, this.source.budget) : null
    if (!isStream(held) || data === null) return NO_PACK
    const count = this.resolve(held.dict.entries.get('N'))
    const first = this.resolve(held.dict.entries.get('First'))
    if (typeof count !== 'number' || typeof first !== 'number') return NO_PACK
    const lexer = new Lexer(data, 0, 4, false)
    const heads: { number: number | null; offset: number | null }[] = []
    for (let index = 0; index < count && !lexer.ended; index += 1) {
      const [number, offset] = [lexer.next(), lexer.next()]
      heads.push({
        number: typeof number === 'number' ? number : null,
        offset: typeof offset === 'number' && offset >= 0 ? first + offset : null,
      })
    }
    return { data, heads }
  }
}

const NO_PACK: Pack = { data: new Uint8Array(), heads: [] }

/**
 * Opens a PDF: finds where each object lies (ISO 32000-2, 7.5) and reads objects when they are asked for. Where the table of
 * places is damaged it is made again by looking through the file, as viewers do, and that is said in `issues`.
 */
import { unpackStream } from './filters.ts'
import { PdfFault, type PdfIssue, pdfWarning } from './issue.ts'
import { isKeyword, isSpace, Lexer, readObjectAt } from './lexer.ts'
import { type Budget, newBudget, type PdfLimits } from './limits.ts'
import {
  isArray,
  isDict,
  isRef,
  isStream,
  nameOf,
  type PdfDict,
  type PdfObject,
  type PdfStream,
} from './objects.ts'

/** Where an object lies: at a byte, or as one of those packed into a stream. */
type Place = { readonly at: number } | { readonly inside: number; readonly index: number }

export type PdfFile = {
  readonly bytes: Uint8Array
  readonly version: string
  readonly trailer: PdfDict
  readonly catalog: PdfDict
  readonly issues: PdfIssue[]
  readonly budget: Budget
  /** The value itself, whatever references lead to it. Absent and unreadable: null. */
  readonly resolve: (value: PdfObject | undefined) => PdfObject
  /** A dictionary (of a stream, too), or null. */
  readonly dictAt: (value: PdfObject | undefined) => PdfDict | null
  /** The unpacked bytes; null for pictures. */
  readonly unpack: (stream: PdfStream) => Uint8Array | null
}

export function openPdf(bytes: Uint8Array, limits: PdfLimits): PdfFile {
  if (bytes.length > limits.bytes)
    throw new PdfFault(
      'pdf-is-within-limits',
      `This PDF has ${bytes.length} bytes; at most ${limits.bytes} are taken. Send it in parts, or with smaller images.`,
    )
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1')
  const start = header.indexOf('%PDF-')
  if (start < 0)
    throw new PdfFault(
      'pdf-can-be-read',
      'This file is not a PDF: it does not begin as one. Send the PDF itself.',
    )
  // Places count from the header where a mail program or a server put lines before it.
  const body = start === 0 ? bytes : bytes.subarray(start)
  const budget = newBudget(limits)
  const reader = new Reader(body, budget)
  const catalog = reader.open()
  return {
    bytes: body,
    version: versionOf(
      /^%PDF-(\d\.\d)/.exec(header.slice(start))?.[1] ?? '1.4',
      nameOf(reader.resolve(catalog.entries.get('Version'))),
    ),
    trailer: reader.trailer,
    catalog,
    issues: reader.issues,
    budget,
    resolve: reader.resolve,
    dictAt: (value) => {
      const found = reader.resolve(value)
      return isDict(found) ? found : isStream(found) ? found.dict : null
    },
    unpack: (stream) => unpackStream(stream, reader.resolve, budget),
  }
}

const versionOf = (header: string, catalog: string | null) =>
  catalog !== null && /^\d\.\d$/.test(catalog) && catalog > header ? catalog : header

class Reader {
  readonly issues: PdfIssue[] = []
  trailer: PdfDict = { kind: 'dict', entries: new Map() }
  private places = new Map<number, Place>()
  private cache = new Map<number, PdfObject>()
  private packed = new Map<number, readonly (PdfObject | undefined)[]>()
  private readonly reading = new Set<number>()
  private rebuilt = false
  private ends: number[] | null = null
  private readonly bytes: Uint8Array
  private readonly budget: Budget

  constructor(bytes: Uint8Array, budget: Budget) {
    this.bytes = bytes
    this.budget = budget
  }

  open(): PdfDict {
    if (!this.readTables()) this.rebuild()
    this.refuseEncrypted()
    const catalog = this.catalog()
    if (catalog !== null) return catalog
    this.rebuild()
    this.refuseEncrypted()
    const found = this.catalog()
    if (found === null)
      throw new PdfFault(
        'pdf-can-be-read',
        'This PDF is damaged: the list of its pages cannot be found. Save it anew from the program that made it.',
      )
    return found
  }

  private refuseEncrypted() {
    if (this.resolve(this.trailer.entries.get('Encrypt')) !== null)
      throw new PdfFault(
        'pdf-is-not-encrypted',
        'This PDF is locked by a password or by restrictions. Save it without security and send it again.',
      )
  }

  private catalog(): PdfDict | null {
    const root = this.resolve(this.trailer.entries.get('Root'))
    return isDict(root) && isDict(this.resolve(root.entries.get('Pages'))) ? root : null
  }

  readonly resolve = (value: PdfObject | undefined): PdfObject => {
    let found: PdfObject = value ?? null
    for (let hop = 0; isRef(found); hop += 1) {
      if (hop > 32) return null
      found = this.object(found.number)
    }
    return found
  }

  private object(number: number): PdfObject {
    const held = this.cache.get(number)
    if (held !== undefined) return held
    const place = this.places.get(number)
    if (place === undefined || ('at' in place && place.at <= 0) || this.reading.has(number)) return null
    this.reading.add(number)
    const value = 'at' in place ? this.readAt(number, place.at) : this.readPacked(place.inside, place.index)
    this.reading.delete(number)
    this.cache.set(number, value)
    return value
  }

  private readAt(number: number, at: number): PdfObject {
    const read = readObjectAt(this.bytes, at, this.budget.limits.depth)
    if (read === null || read.number !== number) {
      if (this.rebuilt) return null
      this.rebuild()
      const place = this.places.get(number)
      return place === undefined
        ? null
        : 'at' in place
          ? this.readAt(number, place.at)
          : this.readPacked(place.inside, place.index)
    }
    this.budget.spendRead(read.after - at)
    if (read.streamAt === null || !isDict(read.value)) return read.value
    return { kind: 'stream', dict: read.value, data: this.streamData(read.value, read.streamAt) }
  }

  private streamData(dict: PdfDict, at: number): Uint8Array {
    const length = this.resolve(dict.entries.get('Length'))
    if (
      typeof length === 'number' &&
      length >= 0 &&
      at + length <= this.bytes.length &&
      this.endsAt(at + length)
    )
      return this.bytes.subarray(at, at + length)
    let end = this.nextEnd(at)
    if (this.bytes[end - 1] === 10) end -= 1
    if (this.bytes[end - 1] === 13) end -= 1
    return this.bytes.subarray(at, Math.max(at, end))
  }

  /** All ends are found in one pass: a hostile file may ask for the next one a million times. */
  private nextEnd(at: number): number {
    if (this.ends === null) {
      this.ends = []
      for (
        let end = indexOf(this.bytes, 'endstream', 0);
        end >= 0;
        end = indexOf(this.bytes, 'endstream', end + 9)
      )
        this.ends.push(end)
    }
    let [low, high] = [0, this.ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.ends[middle] ?? 0) < at) low = middle + 1
      else high = middle
    }
    return this.ends[low] ?? this.bytes.length
  }

  private endsAt(at: number): boolean {
    let end = at
    while (end < at + 4 && isSpace(this.bytes[end])) end += 1
    return startsWith(this.bytes, 'endstream', end)
  }

  private readPacked(inside: number, index: number): PdfObject {
    let objects = this.packed.get(inside)
    if (objects === undefined) {
      objects = this.unpackObjects(inside)
      this.packed.set(inside, objects)
    }
    return objects[index] ?? null
  }

  /** Object streams (7.5.7). */
  private unpackObjects(inside: number): readonly (PdfObject | undefined)[] {
    const held = this.object(inside)
    if (!isStream(held)) return []
    const data = unpackStream(held, this.resolve, this.budget)
    const count = this.resolve(held.dict.entries.get('N'))
    const first = this.resolve(held.dict.entries.get('First'))
    if (data === null || typeof count !== 'number' || typeof first !== 'number') return []
    const heads = new Lexer(data, 0, 4, false)
    const offsets: number[] = []
    for (let index = 0; index < count && !heads.ended; index += 1) {
      heads.next()
      const offset = heads.next()
      offsets.push(typeof offset === 'number' ? offset : -1)
    }
    return offsets.map((offset) => {
      if (offset < 0) return undefined
      const lexer = new Lexer(data, first + offset, this.budget.limits.depth)
      const token = lexer.next()
      this.budget.spendRead(lexer.position - first - offset)
      if (!isKeyword(token)) return token
      return token.keyword === 'true' ? true : token.keyword === 'false' ? false : null
    })
  }

  /** The newest table and those before it; false when any of it cannot be read. */
  private readTables(): boolean {
    const tail = Math.max(0, this.bytes.length - 2048)
    const at = lastIndexOf(this.bytes, 'startxref', tail)
    if (at < 0) return false
    const lexer = new Lexer(this.bytes, at + 9)
    const queue = [lexer.next()]
    const seen = new Set<number>()
    while (queue.length > 0) {
      const place = queue.shift()
      if (typeof place !== 'number' || place < 0 || place >= this.bytes.length) return false
      if (seen.has(place)) continue
      seen.add(place)
      const trailer = this.readTable(place)
      if (trailer === null) return false
      if (this.trailer.entries.size === 0) this.trailer = trailer
      for (const key of ['XRefStm', 'Prev']) {
        const next = trailer.entries.get(key)
        if (typeof next === 'number') queue.push(next)
      }
    }
    return this.places.size > 0
  }

  private readTable(at: number): PdfDict | null {
    const lexer = new Lexer(this.bytes, at, this.budget.limits.depth)
    const first = lexer.next()
    if (isKeyword(first)) return first.keyword === 'xref' ? this.readPlainTable(lexer) : null
    return this.readPackedTable(at)
  }

  private readPlainTable(lexer: Lexer): PdfDict | null {
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
        if (kind.keyword === 'n') this.addPlace(start + index, { at: offset })
        else if (kind.keyword !== 'f') return null
        else this.addPlace(start + index, { at: -1 })
      }
    }
  }

  /** Cross-reference streams (7.5.8). */
  private readPackedTable(at: number): PdfDict | null {
    const read = readObjectAt(this.bytes, at, this.budget.limits.depth)
    if (read === null || read.streamAt === null || !isDict(read.value)) return null
    const table: PdfStream = {
      kind: 'stream',
      dict: read.value,
      data: this.streamData(read.value, read.streamAt),
    }
    const data = unpackStream(table, (value) => (isRef(value) ? null : (value ?? null)), this.budget)
    const widths = read.value.entries.get('W')
    const size = read.value.entries.get('Size')
    if (data === null || !isArray(widths) || typeof size !== 'number') return null
    const [a = 0, b = 0, c = 0] = widths.map((width) =>
      typeof width === 'number' && width >= 0 && width < 9 ? width : 0,
    )
    if (a + b + c === 0) return null
    const ranges = read.value.entries.get('Index')
    const index = isArray(ranges) ? ranges : [0, size]
    let position = 0
    for (let pair = 0; pair + 1 < index.length; pair += 2) {
      const [start, count] = [index[pair], index[pair + 1]]
      if (typeof start !== 'number' || typeof count !== 'number') return null
      for (let step = 0; step < count && position + a + b + c <= data.length; step += 1) {
        const kind = a === 0 ? 1 : numberAt(data, position, a)
        const second = numberAt(data, position + a, b)
        const third = numberAt(data, position + a + b, c)
        position += a + b + c
        if (kind === 1) this.addPlace(start + step, { at: second })
        else if (kind === 2) this.addPlace(start + step, { inside: second, index: third })
        else this.addPlace(start + step, { at: -1 })
      }
    }
    return read.value
  }

  /** The newest table comes first, so the first word on an object holds. */
  private addPlace(number: number, place: Place) {
    if (this.places.has(number)) return
    if (this.places.size >= this.budget.limits.objects)
      throw new PdfFault(
        'pdf-is-within-limits',
        `This PDF has more than ${this.budget.limits.objects} objects. Save it anew from the program that made it.`,
      )
    this.places.set(number, place)
  }

  /** Looks through the whole file for `12 0 obj` and `trailer`; what comes later counts. */
  private rebuild() {
    if (this.rebuilt) return
    this.rebuilt = true
    this.issues.push(
      pdfWarning(
        'pdf-is-undamaged',
        'The table of this PDF’s parts is damaged; it was made again by reading the whole file. Save it anew if you can.',
      ),
    )
    const places = new Map<number, Place>()
    const streams: number[] = []
    let trailer = new Map(this.trailer.entries)
    for (let at = indexOf(this.bytes, 'obj', 0); at >= 0; at = indexOf(this.bytes, 'obj', at + 3)) {
      const head = headBefore(this.bytes, at)
      if (head === null) continue
      if (places.size >= this.budget.limits.objects) break
      places.set(head.number, { at: head.at })
      const peek = Buffer.from(
        this.bytes.buffer,
        this.bytes.byteOffset + at,
        Math.min(400, this.bytes.length - at),
      ).toString('latin1')
      if (/\/Type\s*\/(ObjStm|XRef)/.test(peek)) streams.push(head.at)
      else if (/\/Type\s*\/Catalog\b/.test(peek) && !trailer.has('Root'))
        trailer.set('Root', { kind: 'ref', number: head.number, generation: 0 })
    }
    for (let at = indexOf(this.bytes, 'trailer', 0); at >= 0; at = indexOf(this.bytes, 'trailer', at + 7)) {
      const found = new Lexer(this.bytes, at + 7, this.budget.limits.depth).next()
      if (!isKeyword(found) && isDict(found)) trailer = new Map([...trailer, ...found.entries])
    }
    this.places = places
    this.cache = new Map()
    this.packed = new Map()
    for (const at of streams) {
      const read = readObjectAt(this.bytes, at, this.budget.limits.depth)
      if (read === null || read.streamAt === null || !isDict(read.value)) continue
      const type = nameOf(read.value.entries.get('Type'))
      if (type === 'XRef')
        trailer = new Map([...trailer, ...[...read.value.entries].filter(([key]) => TRAILER.has(key))])
      if (type === 'ObjStm') this.addPackedPlaces(read.number)
    }
    this.trailer = { kind: 'dict', entries: trailer }
    if (!isDict(this.resolve(trailer.get('Root')))) this.findCatalog()
  }

  private addPackedPlaces(inside: number) {
    const held = this.object(inside)
    if (!isStream(held)) return
    const data = unpackStream(held, this.resolve, this.budget)
    const count = this.resolve(held.dict.entries.get('N'))
    if (data === null || typeof count !== 'number') return
    const heads = new Lexer(data, 0, 4, false)
    for (let index = 0; index < count && !heads.ended; index += 1) {
      const number = heads.next()
      heads.next()
      if (typeof number === 'number' && !this.places.has(number)) this.places.set(number, { inside, index })
    }
  }

  private findCatalog() {
    for (const number of this.places.keys()) {
      const value = this.object(number)
      if (isDict(value) && nameOf(value.entries.get('Type')) === 'Catalog') {
        this.trailer = {
          kind: 'dict',
          entries: new Map([...this.trailer.entries, ['Root', { kind: 'ref', number, generation: 0 }]]),
        }
        return
      }
    }
  }
}

const TRAILER = new Set(['Root', 'Info', 'Encrypt', 'ID'])

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
  const number = Number(Buffer.from(bytes.subarray(back + 1, end)).toString('latin1'))
  return number > 0 && number < 10_000_000 ? { number, at: back + 1 } : null
}

const numberAt = (bytes: Uint8Array, at: number, width: number) => {
  let value = 0
  for (let index = 0; index < width; index += 1) value = value * 256 + (bytes[at + index] ?? 0)
  return value
}
const view = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
const indexOf = (bytes: Uint8Array, text: string, from: number) => view(bytes).indexOf(text, from, 'latin1')
const lastIndexOf = (bytes: Uint8Array, text: string, from: number) => {
  const found = view(bytes).lastIndexOf(text, undefined, 'latin1')
  return found >= from ? found : -1
}
const startsWith = (bytes: Uint8Array, text: string, at: number) =>
  Buffer.from(bytes.subarray(at, at + text.length)).toString('latin1') === text

/**
 * Reads a typeface packed as WOFF 2.0 (https://www.w3.org/TR/WOFF2/): its characters, widths and outlines. Only what setting
 * a line needs; the outlines of a variable face are those of its default, which is the regular weight.
 */
import { brotliDecompressSync } from 'node:zlib'

export type Glyph =
  | { readonly kind: 'empty' }
  | { readonly kind: 'simple'; readonly ends: readonly number[]; readonly points: readonly GlyphPoint[] }
  /** Made of other glyphs: as it stands in the `glyf` table, with where the numbers of those are. */
  | {
      readonly kind: 'composite'
      readonly bytes: Uint8Array
      readonly parts: readonly { readonly at: number; readonly glyph: number }[]
    }
export type GlyphPoint = { readonly x: number; readonly y: number; readonly onCurve: boolean }

export type Typeface = {
  readonly unitsPerEm: number
  readonly ascent: number
  readonly descent: number
  readonly glyphs: readonly Glyph[]
  readonly glyphOf: (codePoint: number) => number
  readonly widthOf: (glyph: number) => number
}

const TAGS = [
  'cmap',
  'head',
  'hhea',
  'hmtx',
  'maxp',
  'name',
  'OS/2',
  'post',
  'cvt ',
  'fpgm',
  'glyf',
  'loca',
  'prep',
  'CFF ',
  'VORG',
  'EBDT',
  'EBLC',
  'gasp',
  'hdmx',
  'kern',
  'LTSH',
  'PCLT',
  'VDMX',
  'vhea',
  'vmtx',
  'BASE',
  'GDEF',
  'GPOS',
  'GSUB',
  'EBSC',
  'JSTF',
  'MATH',
  'CBDT',
  'CBLC',
  'COLR',
  'CPAL',
  'SVG ',
  'sbix',
  'acnt',
  'avar',
  'bdat',
  'bloc',
  'bsln',
  'cvar',
  'fdsc',
  'feat',
  'fmtx',
  'fvar',
  'gvar',
  'hsty',
  'just',
  'lcar',
  'mort',
  'morx',
  'opbd',
  'prop',
  'trak',
  'Zapf',
  'Silf',
  'Glat',
  'Gloc',
  'Feat',
  'Sill',
]

export function readWoff2(file: Uint8Array): Typeface {
  const { tables, transformed } = unpack(file)
  const table = (tag: string) => new Cursor(tables.get(tag) ?? new Uint8Array())
  const head = table('head')
  const hhea = table('hhea')
  const glyphs = transformed.has('glyf') ? readGlyphs(table('glyf')) : []
  const measures = hhea.u16At(34)
  const hmtx = tables.get('hmtx') ?? new Uint8Array()
  const flagged = transformed.has('hmtx') ? 1 : 0
  const step = transformed.has('hmtx') ? 2 : 4
  const widths = new Cursor(hmtx)
  return {
    unitsPerEm: head.u16At(18),
    ascent: hhea.i16At(4),
    descent: hhea.i16At(6),
    glyphs,
    glyphOf: readCharacters(table('cmap')),
    widthOf: (glyph) => widths.u16At(flagged + Math.min(glyph, measures - 1) * step),
  }
}

function unpack(file: Uint8Array) {
  const cursor = new Cursor(file)
  const count = cursor.u16At(12)
  cursor.at = 48
  const entries = Array.from({ length: count }, () => {
    const flags = cursor.u8()
    const tag = (flags & 63) === 63 ? cursor.text(4) : (TAGS[flags & 63] ?? '')
    const version = flags >> 6
    const original = cursor.base128()
    const isTransformed = tag === 'glyf' || tag === 'loca' ? version === 0 : version !== 0
    return { tag, isTransformed, length: isTransformed ? cursor.base128() : original }
  })
  const data = brotliDecompressSync(file.subarray(cursor.at, cursor.at + cursor.u32At(20)))
  const tables = new Map<string, Uint8Array>()
  let at = 0
  for (const { tag, length } of entries) {
    tables.set(tag, data.subarray(at, at + length))
    at += length
  }
  return {
    tables,
    transformed: new Set(entries.filter(({ isTransformed }) => isTransformed).map(({ tag }) => tag)),
  }
}

/** The transformed `glyf` table (5.1). */
function readGlyphs(table: Cursor): readonly Glyph[] {
  const count = table.u16At(4)
  const sizes = Array.from({ length: 7 }, (_, index) => table.u32At(8 + index * 4))
  let at = 36
  const parts = sizes.map((size) => {
    const part = new Cursor(table.bytes.subarray(at, at + size))
    at += size
    return part
  })
  const [contours, points, flags, places, composites] = parts
  if (!contours || !points || !flags || !places || !composites) return []
  return Array.from({ length: count }, (): Glyph => {
    const number = contours.i16()
    if (number === 0) return { kind: 'empty' }
    if (number < 0) return readComposite(composites, places)
    const ends: number[] = []
    let total = 0
    for (let index = 0; index < number; index += 1) {
      total += points.u255()
      ends.push(total - 1)
    }
    let [x, y] = [0, 0]
    const outline = Array.from({ length: total }, (): GlyphPoint => {
      const flag = flags.u8()
      const [dx, dy] = readStep(flag & 127, places)
      x += dx
      y += dy
      return { x, y, onCurve: flag < 128 }
    })
    places.u255() // the length of instructions, which are left where they are
    return { kind: 'simple', ends, points: outline }
  })
}

/** One step of an outline: a sign, and up to 16 bits each way (5.2). */
function readStep(flag: number, bytes: Cursor): readonly [number, number] {
  const signed = (flagBit: number, value: number) => (flag & flagBit ? value : -value)
  if (flag < 10) return [0, signed(1, ((flag & 14) << 7) + bytes.u8())]
  if (flag < 20) return [signed(1, (((flag - 10) & 14) << 7) + bytes.u8()), 0]
  if (flag < 84) {
    const base = flag - 20
    const next = bytes.u8()
    return [signed(1, 1 + (base & 48) + (next >> 4)), signed(2, 1 + ((base & 12) << 2) + (next & 15))]
  }
  if (flag < 120) {
    const base = flag - 84
    const [dx, dy] = [bytes.u8(), bytes.u8()]
    return [signed(1, 1 + (Math.floor(base / 12) << 8) + dx), signed(2, 1 + (((base % 12) >> 2) << 8) + dy)]
  }
  if (flag < 124) {
    const [a, b, c] = [bytes.u8(), bytes.u8(), bytes.u8()]
    return [signed(1, (a << 4) + (b >> 4)), signed(2, ((b & 15) << 8) + c)]
  }
  const [a, b, c, d] = [bytes.u8(), bytes.u8(), bytes.u8(), bytes.u8()]
  return [signed(1, (a << 8) + b), signed(2, (c << 8) + d)]
}

function readComposite(bytes: Cursor, places: Cursor): Glyph {
  const start = bytes.at
  const parts: { at: number; glyph: number }[] = []
  let more = true
  let instructed = false
  while (more) {
    const flags = bytes.u16()
    parts.push({ at: bytes.at - start, glyph: bytes.u16() })
    bytes.at += flags & 1 ? 4 : 2
    bytes.at += flags & 8 ? 2 : flags & 64 ? 4 : flags & 128 ? 8 : 0
    instructed ||= (flags & 256) !== 0
    more = (flags & 32) !== 0
  }
  if (instructed) places.u255()
  return { kind: 'composite', bytes: bytes.bytes.slice(start, bytes.at), parts }
}

/** Characters to glyphs, from tables of format 12 or 4. */
function readCharacters(table: Cursor): (codePoint: number) => number {
  const ranges: { readonly from: number; readonly to: number; readonly glyph: (code: number) => number }[] =
    []
  for (let index = 0; index < table.u16At(2); index += 1) {
    const at = table.u32At(8 + index * 8)
    const format = table.u16At(at)
    if (format === 12)
      for (let group = 0; group < table.u32At(at + 12); group += 1) {
        const row = at + 16 + group * 12
        const [from, to, first] = [table.u32At(row), table.u32At(row + 4), table.u32At(row + 8)]
        ranges.push({ from, to, glyph: (code) => first + code - from })
      }
    if (format === 4) {
      const double = table.u16At(at + 6)
      for (let segment = 0; segment < double; segment += 2) {
        const [to, from] = [table.u16At(at + 14 + segment), table.u16At(at + 16 + double + segment)]
        const delta = table.u16At(at + 16 + double * 2 + segment)
        const slot = at + 16 + double * 3 + segment
        const offset = table.u16At(slot)
        ranges.push({
          from,
          to,
          glyph: (code) => {
            if (offset === 0) return (code + delta) & 65535
            const found = table.u16At(slot + offset + (code - from) * 2)
            return found === 0 ? 0 : (found + delta) & 65535
          },
        })
      }
    }
  }
  return (code) => ranges.find(({ from, to }) => code >= from && code <= to)?.glyph(code) ?? 0
}

class Cursor {
  readonly bytes: Uint8Array
  at = 0
  private readonly view: DataView
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
  u16At = (at: number) => this.view.getUint16(at)
  i16At = (at: number) => this.view.getInt16(at)
  u32At = (at: number) => this.view.getUint32(at)
  u8() {
    this.at += 1
    return this.view.getUint8(this.at - 1)
  }
  u16() {
    this.at += 2
    return this.view.getUint16(this.at - 2)
  }
  i16() {
    this.at += 2
    return this.view.getInt16(this.at - 2)
  }
  text(length: number) {
    this.at += length
    return String.fromCharCode(...this.bytes.subarray(this.at - length, this.at))
  }
  /** UIntBase128 (4.1). */
  base128() {
    let value = 0
    for (let index = 0; index < 5; index += 1) {
      const byte = this.u8()
      value = value * 128 + (byte & 127)
      if (byte < 128) break
    }
    return value
  }
  /** 255UInt16 (4.1). */
  u255() {
    const code = this.u8()
    if (code === 253) return this.u16()
    if (code === 255) return this.u8() + 253
    if (code === 254) return this.u8() + 506
    return code
  }
}

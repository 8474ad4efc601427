/** A TrueType font of a few glyphs, for embedding in a PDF (ISO 32000-2, 9.9): no names, no characters, no hints. */
import type { Glyph, Typeface } from './read-woff2.ts'

export type Subset = {
  readonly file: Uint8Array
  /** By the number of the glyph in the face. */
  readonly numbers: ReadonlyMap<number, number>
  readonly box: readonly [number, number, number, number]
}

export function subsetTypeface(face: Typeface, wanted: Iterable<number>): Subset {
  const numbers = new Map<number, number>([[0, 0]])
  const queue = [...wanted]
  for (let glyph = queue.shift(); glyph !== undefined; glyph = queue.shift()) {
    if (!numbers.has(glyph)) numbers.set(glyph, numbers.size)
    const shape = face.glyphs[glyph]
    if (shape?.kind === 'composite')
      queue.push(...shape.parts.map((part) => part.glyph).filter((part) => !numbers.has(part)))
  }
  const old = [...numbers.keys()]
  const shapes = old.map((glyph) => writeGlyph(face, face.glyphs[glyph] ?? { kind: 'empty' }, numbers))
  const box = boxOf(face, old)
  const offsets = [0]
  for (const shape of shapes) offsets.push((offsets.at(-1) ?? 0) + shape.length)
  const points = Math.max(0, ...old.map((glyph) => pointsOf(face.glyphs[glyph])))
  const tables = [
    ['glyf', Uint8Array.from(shapes.flatMap((shape) => [...shape]))],
    ['head', writeHead(face, box)],
    ['hhea', writeHhea(face, old)],
    ['hmtx', bytes(old.flatMap((glyph) => [u16(face.widthOf(glyph)), u16(leftOf(face.glyphs[glyph]))]))],
    ['loca', bytes(offsets.map(u32))],
    [
      'maxp',
      bytes([
        u32(0x10000),
        u16(old.length),
        u16(points),
        u16(255),
        u16(points * 4),
        u16(255),
        u16(1),
        ...Array.from({ length: 6 }, () => u16(0)),
        u16(16),
        u16(4),
      ]),
    ],
  ] as const
  return { file: writeTables(tables), numbers, box }
}

type Bytes = readonly number[]
const u16 = (value: number): Bytes => [(value >> 8) & 255, value & 255]
const u32 = (value: number): Bytes => [
  (value >>> 24) & 255,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
]
const bytes = (parts: readonly Bytes[]) => Uint8Array.from(parts.flat())

const pointsOf = (glyph: Glyph | undefined) => (glyph?.kind === 'simple' ? glyph.points.length : 0)
const leftOf = (glyph: Glyph | undefined) =>
  glyph?.kind === 'simple' ? Math.min(...glyph.points.map(({ x }) => x)) : 0

function boxOf(face: Typeface, glyphs: readonly number[]): Subset['box'] {
  const points = glyphs.flatMap((glyph) => {
    const shape = face.glyphs[glyph]
    return shape?.kind === 'simple' ? shape.points : []
  })
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  return [Math.min(0, ...xs), Math.min(face.descent, ...ys), Math.max(0, ...xs), Math.max(face.ascent, ...ys)]
}

function writeGlyph(face: Typeface, glyph: Glyph, numbers: ReadonlyMap<number, number>): Uint8Array {
  if (glyph.kind === 'empty') return new Uint8Array()
  if (glyph.kind === 'composite') {
    const body = Uint8Array.from(glyph.bytes)
    for (const { at, glyph: part } of glyph.parts) body.set(u16(numbers.get(part) ?? 0), at)
    // Instructions are left out, and so must be the bit that announces them.
    for (const { at } of glyph.parts) body[at - 2] = (body[at - 2] ?? 0) & ~1
    return padded([
      ...u16(-1),
      ...u16(0),
      ...u16(face.descent),
      ...u16(face.unitsPerEm),
      ...u16(face.ascent),
      ...body,
    ])
  }
  const { ends, points } = glyph
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
  const steps = (values: readonly number[]) => values.map((value, index) => value - (values[index - 1] ?? 0))
  return padded([
    ...u16(ends.length),
    ...box.flatMap(u16),
    ...ends.flatMap(u16),
    ...u16(0),
    ...points.map(({ onCurve }) => (onCurve ? 1 : 0)),
    ...steps(xs).flatMap(u16),
    ...steps(ys).flatMap(u16),
  ])
}

const padded = (body: Bytes) =>
  Uint8Array.from([...body, ...Array.from({ length: (4 - (body.length % 4)) % 4 }, () => 0)])

const writeHead = (face: Typeface, box: Subset['box']) =>
  bytes([
    u32(0x10000),
    u32(0x10000),
    u32(0),
    u32(0x5f0f3cf5),
    u16(3),
    u16(face.unitsPerEm),
    u32(0),
    u32(0),
    u32(0),
    u32(0),
    ...box.map(u16),
    u16(0),
    u16(6),
    u16(2),
    u16(1),
    u16(0),
  ])

const writeHhea = (face: Typeface, glyphs: readonly number[]) =>
  bytes([
    u32(0x10000),
    u16(face.ascent),
    u16(face.descent),
    u16(0),
    u16(Math.max(...glyphs.map(face.widthOf))),
    u16(0),
    u16(0),
    u16(face.unitsPerEm),
    u16(1),
    u16(0),
    u16(0),
    ...Array.from({ length: 5 }, () => u16(0)),
    u16(glyphs.length),
  ])

function writeTables(tables: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const power = 2 ** Math.floor(Math.log2(tables.length))
  const head = [
    ...u32(0x10000),
    ...u16(tables.length),
    ...u16(power * 16),
    ...u16(Math.log2(power)),
    ...u16((tables.length - power) * 16),
  ]
  let at = 12 + tables.length * 16
  const rows: number[] = []
  const body: number[] = []
  for (const [tag, table] of tables) {
    const full = padded([...table])
    rows.push(
      ...[...tag].map((char) => char.charCodeAt(0)),
      ...u32(checksum(full)),
      ...u32(at),
      ...u32(table.length),
    )
    body.push(...full)
    at += full.length
  }
  return Uint8Array.from([...head, ...rows, ...body])
}

function checksum(table: Uint8Array): number {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
  let sum = 0
  for (let at = 0; at < table.byteLength; at += 4) sum = (sum + view.getUint32(at)) >>> 0
  return sum
}

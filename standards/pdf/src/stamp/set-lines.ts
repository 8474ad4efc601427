/**
 * Sets lines of text in the face that comes along: chooses, for each character, the part of the face that has it (Latin,
 * Greek, Cyrillic …), breaks lines at a width, and embeds only the glyphs that are used.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dictOf, name, type PdfObject, type PdfRef, toBytes } from '../objects.ts'
import { type PdfWriter, packedStream } from '../write-pdf.ts'
import { readWoff2, type Typeface } from './read-woff2.ts'
import { type Subset, subsetTypeface } from './write-truetype.ts'

const PARTS = ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'greek', 'cyrillic-ext', 'greek-ext']

type Part = { readonly face: Typeface; readonly key: string; readonly glyphs: Map<number, number> }
type SetCharacter = { readonly part: Part; readonly glyph: number; readonly codePoint: number }

export type TypesetFace = {
  /** Characters that no part of the face has. */
  readonly missing: ReadonlySet<string>
  /** Lines that fit, at a size; words longer than a line are broken. */
  readonly breakLines: (text: string, size: number, width: number) => readonly string[]
  readonly widthOf: (text: string, size: number) => number
  /** The words of a page's content that show a line where the text position is. */
  readonly show: (text: string, size: number) => string
  /** Embeds what has been shown so far: fonts by the names that `show` uses. */
  readonly embed: (writer: PdfWriter) => ReadonlyMap<string, PdfRef>
}

export function openFace(): TypesetFace {
  const latin = import.meta.resolve('@fontsource-variable/alegreya/files/alegreya-latin-wght-normal.woff2')
  const parts: Part[] = []
  const missing = new Set<string>()
  const partAt = (index: number): Part | undefined => {
    const part = PARTS[index]
    if (part === undefined) return undefined
    parts[index] ??= {
      face: readWoff2(readFileSync(new URL(latin.replace('-latin-', `-${part}-`)))),
      key: `ChStamp${index}`,
      glyphs: new Map(),
    }
    return parts[index]
  }
  const known = new Map<number, SetCharacter | null>()
  const find = (codePoint: number): SetCharacter | null => {
    for (let index = 0; ; index += 1) {
      const part = partAt(index)
      if (part === undefined) return null
      const glyph = part.face.glyphOf(codePoint)
      if (glyph !== 0) return { part, glyph, codePoint }
    }
  }
  const characters = (text: string): readonly SetCharacter[] =>
    [...text].flatMap((char) => {
      const codePoint = char.codePointAt(0) ?? 0
      if (!known.has(codePoint)) known.set(codePoint, find(codePoint))
      const found = known.get(codePoint) ?? null
      if (found !== null) return [found]
      missing.add(char)
      return []
    })
  const widthOf = (text: string, size: number) =>
    characters(text).reduce(
      (sum, { part, glyph }) => sum + (part.face.widthOf(glyph) * size) / part.face.unitsPerEm,
      0,
    )
  return {
    missing,
    widthOf,
    breakLines: (text, size, width) => breakLines(text, (line) => widthOf(line, size) <= width),
    show: (text, size) => showCharacters(characters(text), size),
    embed: (writer) =>
      new Map(
        parts.flatMap((part) =>
          part !== undefined && part.glyphs.size > 0 ? [[part.key, embedPart(writer, part)] as const] : [],
        ),
      ),
  }
}

/** Text as one line of plain characters: composed, with no breaks and no marks of direction. */
export const toLine = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

function breakLines(text: string, fits: (line: string) => boolean): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (fits(longer)) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    for (const char of word) {
      if (line !== '' && !fits(line + char)) {
        lines.push(line)
        line = ''
      }
      line += char
    }
  }
  return line === '' ? lines : [...lines, line]
}

/** One string for each stretch in one part of the face. */
function showCharacters(characters: readonly SetCharacter[], size: number): string {
  let current: Part | null = null
  let text = ''
  for (const { part, glyph, codePoint } of characters) {
    if (part !== current) text += `${current === null ? '' : '> Tj '}/${part.key} ${size} Tf <`
    current = part
    part.glyphs.set(glyph, codePoint)
    text += glyph.toString(16).padStart(4, '0')
  }
  return current === null ? '' : `${text}> Tj`
}

/** A Type 0 font (9.7) whose codes are the glyphs' numbers in the face, mapped to those of the subset. */
function embedPart(writer: PdfWriter, { face, glyphs }: Part): PdfRef {
  const sorted = [...glyphs].sort(([a], [b]) => a - b)
  const subset = subsetTypeface(
    face,
    sorted.map(([glyph]) => glyph),
  )
  const scale = 1000 / face.unitsPerEm
  const baseFont = `${tagOf(subset.file)}+Alegreya-Regular`
  const descriptor = writer.add(
    dictOf({
      Type: name('FontDescriptor'),
      FontName: name(baseFont),
      Flags: 4,
      FontBBox: subset.box.map((value) => Math.round(value * scale)),
      ItalicAngle: 0,
      Ascent: Math.round(face.ascent * scale),
      Descent: Math.round(face.descent * scale),
      CapHeight: 637,
      StemV: 80,
      FontFile2: writer.add(packedStream([['Length1', subset.file.length]], subset.file)),
    }),
  )
  const descendant = writer.add(
    dictOf({
      Type: name('Font'),
      Subtype: name('CIDFontType2'),
      BaseFont: name(baseFont),
      CIDSystemInfo: dictOf({
        Registry: { kind: 'string', bytes: toBytes('Adobe') },
        Ordering: { kind: 'string', bytes: toBytes('Identity') },
        Supplement: 0,
      }),
      FontDescriptor: descriptor,
      W: sorted.flatMap(([glyph]): PdfObject[] => [glyph, [Math.round(face.widthOf(glyph) * scale)]]),
      CIDToGIDMap: writer.add(packedStream([], glyphMap(subset))),
    }),
  )
  return writer.add(
    dictOf({
      Type: name('Font'),
      Subtype: name('Type0'),
      BaseFont: name(baseFont),
      Encoding: name('Identity-H'),
      DescendantFonts: [descendant],
      ToUnicode: writer.add(packedStream([], toBytes(toUnicode(sorted)))),
    }),
  )
}

function glyphMap({ numbers }: Subset): Uint8Array {
  const map = new Uint8Array((Math.max(...numbers.keys()) + 1) * 2)
  for (const [glyph, number] of numbers) map.set([number >> 8, number & 255], glyph * 2)
  return map
}

/** Six letters that tell subsets apart (9.9.2), taken from the bytes. */
const tagOf = (file: Uint8Array) =>
  Array.from(createHash('sha256').update(file).digest().subarray(0, 6), (byte) =>
    String.fromCharCode(65 + (byte % 26)),
  ).join('')

function toUnicode(glyphs: readonly (readonly [number, number])[]): string {
  const hex = (glyph: number) => glyph.toString(16).padStart(4, '0')
  const rows = glyphs.map(
    ([glyph, code]) =>
      `<${hex(glyph)}> <${Buffer.from(String.fromCodePoint(code), 'utf16le').swap16().toString('hex')}>`,
  )
  const blocks = Array.from({ length: Math.ceil(rows.length / 100) }, (_, index) =>
    rows.slice(index * 100, index * 100 + 100),
  )
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${blocks.map((block) => `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`).join('\n')}
endcmap CMapName currentdict /CMap defineresource pop end end
`
}

/**
 * Small lines at the foot of every page, as the page is seen: cropped, turned or enlarged. They are marked as an artifact
 * (ISO 32000-2, 14.8.2.2), so that nobody hears them read between two paragraphs. The text stays text.
 */
import { attempt, PdfFault, type PdfIssue, type PdfResult, pdfWarning } from '../issue.ts'
import { joined } from '../joined.ts'
import { PDF_LIMITS, type PdfLimits } from '../limits.ts'
import {
  dict,
  dictOf,
  isArray,
  isRef,
  isStream,
  name,
  type PdfObject,
  type PdfRef,
  toBytes,
} from '../objects.ts'
import { openPdf, type PdfFile } from '../open-pdf.ts'
import { type PdfPage, readPages } from '../page-tree.ts'
import { formatNumber, PdfWriter, packedStream } from '../write-pdf.ts'
import { copyFile, type FileCopier } from './copy-file.ts'
import { countStates } from './count-states.ts'
import { openFace, type TypesetFace, toLine } from './set-lines.ts'

export type StampedPdf = {
  readonly bytes: Uint8Array
  readonly pageCount: number
  readonly issues: readonly PdfIssue[]
}

/** In points. */
const SIZE = 6.5
const MARGIN = 18
const FOOT = 7

export function stampPdf(
  bytes: Uint8Array,
  lines: readonly string[],
  limits: PdfLimits = PDF_LIMITS,
): PdfResult<StampedPdf> {
  return attempt(() => {
    const file = openPdf(bytes, limits)
    const pages = readPages(file)
    const words = lines.map(toLine).filter((line) => line !== '')
    const total = words.reduce((sum, line) => sum + line.length, 0)
    if (total > 1000)
      throw new PdfFault(
        'stamp-can-be-set',
        `The line for the foot of each page has ${total} characters; at most 1000 fit.`,
      )
    return new Stamping(file, words).run(pages)
  })
}

class Stamping {
  private readonly file: PdfFile
  private readonly lines: readonly string[]
  private readonly writer = new PdfWriter()
  private readonly face: TypesetFace = openFace()
  private readonly stamps = new Map<string, PdfRef>()
  private readonly resources = new Map<string, PdfRef>()

  constructor(file: PdfFile, lines: readonly string[]) {
    this.file = file
    this.lines = lines
  }

  run(pages: readonly PdfPage[]): StampedPdf {
    const { file, writer } = this
    const [root, tree] = [writer.reserve(), writer.reserve()]
    const places = pages.map((page) => ({ page, at: writer.reserve() }))
    const copier = copyFile(
      file,
      writer,
      new Map(places.flatMap(({ page, at }) => (page.number === null ? [] : [[page.number, at] as const]))),
    )
    const keys = this.prepareFonts(pages)
    for (const { page, at } of places) {
      writer.set(at, this.stampPage(copier, page, tree, keys))
      copier.finish()
    }
    writer.set(tree, dictOf({ Type: name('Pages'), Kids: places.map(({ at }) => at), Count: places.length }))
    const catalog = [...file.catalog.entries]
      .filter(([key]) => key !== 'Pages')
      .map(([key, value]) => [key, copier.copy(value)] as const)
    writer.set(root, dict([...catalog, ['Pages', tree]]))
    const info = file.dictAt(file.trailer.entries.get('Info'))
    const infoRef = info === null ? null : writer.add(copier.copy(info))
    copier.finish()
    return {
      bytes: writer.write(root, infoRef, file.version),
      pageCount: pages.length,
      issues: [...file.issues, ...this.unset()],
    }
  }

  /** Sets the lines for every shape of page, so that all glyphs are known before the fonts are written. */
  private prepareFonts(pages: readonly PdfPage[]): ReadonlyMap<string, PdfRef> {
    for (const page of pages) this.drawing(page)
    return this.face.embed(this.writer)
  }

  private unset(): readonly PdfIssue[] {
    return this.face.missing.size === 0
      ? []
      : [
          pdfWarning(
            'stamp-can-be-set',
            `The line at the foot of the pages lacks characters that its typeface does not have: ${[...this.face.missing].join(' ')}`,
          ),
        ]
  }

  private stampPage(
    copier: FileCopier,
    page: PdfPage,
    tree: PdfRef,
    fonts: ReadonlyMap<string, PdfRef>,
  ): PdfObject {
    const { file, writer } = this
    const listed = page.dict.entries.get('Contents')
    const held = file.resolve(listed)
    const parts = isArray(held) ? held : listed === undefined ? [] : [listed]
    const { least, end } = this.statesOf(parts)
    const open = this.shared(`${'q '.repeat(1 - least)}\n`)
    const close = this.shared(`\n${'Q '.repeat(end + 1 - least)}\n${this.drawing(page)}`)
    const entries = [...page.dict.entries]
      .filter(([key]) => key !== 'Parent' && key !== 'Contents' && key !== 'Resources')
      .map(([key, value]) => [key, copier.copy(value)] as const)
    return dict([
      ...entries,
      ['Parent', tree],
      ['Resources', this.withFonts(copier, page, fonts, writer)],
      ['Contents', [open, ...parts.map((part) => copier.copy(part)).filter(isRef), close]],
    ])
  }

  /** How many saved states the page's own content leaves behind, or takes that it did not save. */
  private statesOf(parts: readonly PdfObject[]): { least: number; end: number } {
    const unpacked = parts.map((part) => {
      const stream = this.file.resolve(part)
      return isStream(stream) ? this.file.unpack(stream) : new Uint8Array()
    })
    const known = unpacked.filter((part) => part !== null)
    const { least, end } = countStates(joined(known), this.file.budget.limits.depth)
    return { least: Math.max(least, -32), end: Math.min(Math.max(end, -32), 64) }
  }

  /** Most pages are of one shape, and share their stamp. */
  private shared(content: string): PdfRef {
    const known = this.stamps.get(content)
    if (known !== undefined) return known
    const at = this.writer.add(packedStream([], toBytes(content)))
    this.stamps.set(content, at)
    return at
  }

  private withFonts(
    copier: FileCopier,
    page: PdfPage,
    fonts: ReadonlyMap<string, PdfRef>,
    writer: PdfWriter,
  ): PdfRef {
    const source = page.dict.entries.get('Resources')
    const key = isRef(source) ? String(source.number) : `page ${page.index}`
    const known = this.resources.get(key)
    if (known !== undefined) return known
    const held = this.file.dictAt(source)
    const own = this.file.dictAt(held?.entries.get('Font'))
    const entries = [...(held?.entries ?? [])].filter(([category]) => category !== 'Font')
    const at = writer.add(
      dict([
        ...entries.map(([category, value]) => [category, copier.copy(value)] as const),
        [
          'Font',
          dict(
            [...(own?.entries ?? [])]
              .map(([font, value]) => [font, copier.copy(value)] as const)
              .concat([...fonts]),
          ),
        ],
      ]),
    )
    this.resources.set(key, at)
    return at
  }

  /** Dark grey on white, so that it can be read on a scan or a dark picture. */
  private drawing(page: PdfPage): string {
    const unit = this.file.resolve(page.dict.entries.get('UserUnit'))
    const scale = typeof unit === 'number' && unit > 0 ? unit : 1
    const { width, height } = page.cropBox
    const across = (page.rotate % 180 === 0 ? width : height) * scale
    const size = Math.min(SIZE, Math.max(2, across / 40))
    const room = Math.max(across - 2 * Math.min(MARGIN, across / 12), size)
    const lines = this.lines.flatMap((line) => this.face.breakLines(line, size, room))
    if (lines.length === 0) return ''
    const leading = size * 1.25
    const set = lines.map((line, index) => {
      const long = this.face.widthOf(line, size)
      const [x, y] = [(across - long) / 2, FOOT + (lines.length - 1 - index) * leading]
      return { long, text: `1 0 0 1 ${round(x)} ${round(y)} Tm ${this.face.show(line, round(size))}` }
    })
    const longest = Math.max(...set.map(({ long }) => long))
    const box = [
      (across - longest) / 2 - 2,
      FOOT - size * 0.4,
      longest + 4,
      lines.length * leading + size * 0.15,
    ]
    return `/Artifact <</Type /Pagination /Subtype /Footer>> BDC
q ${footOf(page, 1 / scale)
      .map(round)
      .map(formatNumber)
      .join(' ')} cm
1 g ${box.map(round).join(' ')} re f
0.25 g BT
${set.map(({ text }) => text).join('\n')}
ET Q
EMC
`
  }
}

/** The foot of the page as seen: where its left end lies, and which way is right and up (8.3.2.3, Rotate turns clockwise). */
function footOf({ cropBox: { x, y, width, height }, rotate }: PdfPage, s: number): readonly number[] {
  switch (rotate) {
    case 0:
      return [s, 0, 0, s, x, y]
    case 90:
      return [0, s, -s, 0, x + width, y]
    case 180:
      return [-s, 0, 0, -s, x + width, y + height]
    case 270:
      return [0, -s, s, 0, x, y + height]
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000

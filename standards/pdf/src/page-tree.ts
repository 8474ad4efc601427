/** The pages in their order (ISO 32000-2, 7.7.3), each with what it inherits. */
import { PdfFault } from './issue.ts'
import { isArray, isDict, isRef, nameOf, type PdfDict, type PdfObject } from './objects.ts'
import type { PdfFile } from './open-pdf.ts'

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export type PdfPage = {
  readonly index: number
  /** The number of its object; null for a page written into its parent. */
  readonly number: number | null
  /** With the inherited entries in place. */
  readonly dict: PdfDict
  readonly mediaBox: Box
  /** What is shown. */
  readonly cropBox: Box
  readonly rotate: 0 | 90 | 180 | 270
}

const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate']

export function readPages(file: PdfFile): readonly PdfPage[] {
  const pages: PdfPage[] = []
  const seen = new Set<number>()
  const stack: { value: PdfObject; inherited: ReadonlyMap<string, PdfObject> }[] = [
    { value: file.catalog.entries.get('Pages') ?? null, inherited: new Map() },
  ]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    file.budget.spendNode()
    const { value, inherited } = next
    if (isRef(value)) {
      if (seen.has(value.number)) continue
      seen.add(value.number)
    }
    const node = file.resolve(value)
    if (!isDict(node)) continue
    const passed = new Map(inherited)
    for (const key of INHERITED) {
      const own = node.entries.get(key)
      if (own !== undefined && file.resolve(own) !== null) passed.set(key, own)
    }
    const kids = file.resolve(node.entries.get('Kids'))
    if (isArray(kids) && nameOf(file.resolve(node.entries.get('Type'))) !== 'Page') {
      for (let index = kids.length - 1; index >= 0; index -= 1)
        stack.push({ value: kids[index] ?? null, inherited: passed })
      continue
    }
    if (pages.length >= file.budget.limits.pages)
      throw new PdfFault(
        'pdf-is-within-limits',
        `This PDF has more than ${file.budget.limits.pages} pages. Send it in parts.`,
      )
    pages.push(
      toPage(file, pages.length, isRef(value) ? value.number : null, new Map([...node.entries, ...passed])),
    )
  }
  if (pages.length === 0)
    throw new PdfFault('pdf-has-pages', 'This PDF has no pages. Save it anew and send it again.')
  return pages
}

function toPage(
  file: PdfFile,
  index: number,
  number: number | null,
  entries: Map<string, PdfObject>,
): PdfPage {
  const letter = { x: 0, y: 0, width: 612, height: 792 }
  const mediaBox = boxOf(file, entries.get('MediaBox')) ?? letter
  const crop = boxOf(file, entries.get('CropBox'))
  const turned = file.resolve(entries.get('Rotate'))
  const quarter = typeof turned === 'number' ? (((Math.round(turned / 90) % 4) + 4) % 4) * 90 : 0
  return {
    index,
    number,
    dict: { kind: 'dict', entries },
    mediaBox,
    cropBox: (crop && overlap(crop, mediaBox)) ?? mediaBox,
    rotate: quarter === 90 || quarter === 180 || quarter === 270 ? quarter : 0,
  }
}

/** A rectangle, whichever two corners it names. */
export function boxOf(file: PdfFile, value: PdfObject | undefined): Box | null {
  const array = file.resolve(value)
  if (!isArray(array)) return null
  const numbers = array.map((item) => file.resolve(item)).filter((item) => typeof item === 'number')
  const [a, b, c, d] = numbers
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null
  const box = { x: Math.min(a, c), y: Math.min(b, d), width: Math.abs(c - a), height: Math.abs(d - b) }
  return box.width > 0 && box.height > 0 ? box : null
}

function overlap(a: Box, b: Box): Box | null {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)]
  const width = Math.min(a.x + a.width, b.x + b.width) - x
  const height = Math.min(a.y + a.height, b.y + b.height) - y
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

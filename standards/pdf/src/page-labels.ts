/** What is printed on the pages: "xii", "A-3", "214" (ISO 32000-2, 12.4.2). */
import { isDict, nameOf, type PdfDict } from './objects.ts'
import type { PdfFile } from './open-pdf.ts'
import { textOf } from './text.ts'
import { readNumberTree } from './trees.ts'

export type LabelStyle = 'D' | 'R' | 'r' | 'A' | 'a' | null

/** The label of one page, in its parts. */
export type PageLabel = { readonly style: LabelStyle; readonly prefix: string; readonly number: number }

/** One for each page; pages of a file without labels are counted from 1. */
export function readPageLabels(file: PdfFile, count: number): readonly PageLabel[] {
  const ranges = new Map<number, PdfDict>()
  for (const [at, value] of readNumberTree(file, file.catalog.entries.get('PageLabels'))) {
    const found = file.resolve(value)
    if (isDict(found) && at >= 0 && at < count) ranges.set(at, found)
  }
  const labels: PageLabel[] = []
  let label: PageLabel = { style: 'D', prefix: '', number: 0 }
  for (let index = 0; index < count; index += 1) {
    const range = ranges.get(index)
    label = range === undefined ? { ...label, number: label.number + 1 } : firstLabel(file, range)
    labels.push(label)
  }
  return labels
}

function firstLabel(file: PdfFile, range: PdfDict): PageLabel {
  const style = nameOf(file.resolve(range.entries.get('S')))
  const start = file.resolve(range.entries.get('St'))
  return {
    style: style === 'D' || style === 'R' || style === 'r' || style === 'A' || style === 'a' ? style : null,
    prefix: textOf(file.resolve(range.entries.get('P'))) ?? '',
    number: typeof start === 'number' && start >= 1 && start < 1e7 ? Math.floor(start) : 1,
  }
}

export function formatLabel({ style, prefix, number }: PageLabel): string {
  switch (style) {
    case null:
      return prefix
    case 'D':
      return `${prefix}${number}`
    case 'R':
      return prefix + roman(number)
    case 'r':
      return prefix + roman(number).toLowerCase()
    case 'A':
      return prefix + letters(number)
    case 'a':
      return prefix + letters(number).toLowerCase()
  }
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

function roman(number: number): string {
  if (number > 9999) return String(number)
  let [left, text] = [number, '']
  for (const [value, sign] of ROMAN)
    while (left >= value) {
      text += sign
      left -= value
    }
  return text
}

/** A … Z, then AA … ZZ, as the standard says. */
const letters = (number: number) =>
  number > 2600
    ? String(number)
    : String.fromCharCode(65 + ((number - 1) % 26)).repeat(Math.ceil(number / 26))

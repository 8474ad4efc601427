/**
 * Pages that are windows on one sheet: two pages scanned at once and cropped, a sheet cut up for printing. Each shows its part and
 * holds the whole, so that the words and the picture of one are in the other. Nothing here cuts a sheet in two.
 */
import type { PdfIssue } from '../issue.ts'
import { joined } from '../joined.ts'
import { isArray, isRef, isStream, latin1, nameOf, type PdfObject } from '../objects.ts'
import type { PdfFile } from '../open-pdf.ts'
import type { PdfPage } from '../page-tree.ts'
import { scanContent } from '../scan-content.ts'
import type { PdfRange } from './slice-pdf.ts'

/** What a page is a window on, and which part of it is seen. */
type View = { readonly sheet: string; readonly part: string }

export type Sheets = {
  /** What is wrong with taking these pages out alone; null: nothing. */
  readonly check: (range: PdfRange) => PdfIssue | null
}

export function readSheets(file: PdfFile, pages: readonly PdfPage[]): Sheets {
  const views = pages.map((page) => viewOf(file, page))
  const bySheet = new Map<string, { readonly page: number; readonly part: string }[]>()
  for (const [page, view] of views.entries()) {
    if (view === null) continue
    const known = bySheet.get(view.sheet)
    if (known === undefined) bySheet.set(view.sheet, [{ page, part: view.part }])
    else known.push({ page, part: view.part })
  }
  return {
    check: ({ from, to }) => {
      for (const [page, view] of views.entries()) {
        if (view === null || page < from || page > to) continue
        const shown = bySheet.get(view.sheet) ?? []
        const other = shown.find((one) => (one.page < from || one.page > to) && one.part !== view.part)
        if (other !== undefined) return shared(page, other.page)
      }
      return null
    },
  }
}

const shared = (page: number, other: number): PdfIssue => ({
  rule: 'page-has-a-sheet-of-its-own',
  severity: 'error',
  page,
  message: `Pages ${page + 1} and ${other + 1} of this PDF show parts of one sheet, and each holds the whole of it. Cut the sheets into pages, so that each holds what it shows, and send the PDF again.`,
})

/** Nothing but “draw this form, moved so far” is said in so few bytes. */
const FEW_BYTES = 400

/** The content of a page, cropped; where that is nothing but a form, that form, wherever it is drawn. Null: nothing is drawn on it. */
function viewOf(file: PdfFile, page: PdfPage): View | null {
  const listed = page.dict.entries.get('Contents')
  const held = file.resolve(listed)
  const parts: readonly PdfObject[] = isArray(held) ? held : listed === undefined ? [] : [listed]
  const streams = parts.map((part) => file.resolve(part)).filter(isStream)
  const crop = cropOf(page)
  const whole: View = { sheet: parts.map((part) => (isRef(part) ? part.number : '')).join(), part: crop }
  if (streams.reduce((sum, { data }) => sum + data.length, 0) > FEW_BYTES) return whole
  const content = joined(streams.flatMap((stream) => file.unpack(stream) ?? []))
  const { used } = scanContent(content, file.budget.limits.depth)
  // Blank leaves of all sizes may share what is drawn on none of them.
  if (used.XObject.size + used.Font.size + used.Shading.size === 0) return null
  const form = content.length > FEW_BYTES || used.Font.size > 0 ? null : formOf(file, page, [...used.XObject])
  return form === null ? whole : { sheet: `form ${form}`, part: `${crop} ${latin1(content)}` }
}

function formOf(file: PdfFile, page: PdfPage, drawn: readonly string[]): number | null {
  const [only = '', ...more] = drawn
  const resources = file.dictAt(page.dict.entries.get('Resources'))
  const at = file.dictAt(resources?.entries.get('XObject'))?.entries.get(only)
  const form = file.resolve(at)
  return more.length === 0 &&
    isRef(at) &&
    isStream(form) &&
    nameOf(file.resolve(form.dict.entries.get('Subtype'))) === 'Form'
    ? at.number
    : null
}

const cropOf = ({ cropBox: { x, y, width, height } }: PdfPage): string =>
  [x, y, width, height].map(Math.round).join(' ')

/**
 * Pages that are windows on one sheet: two pages scanned at once and cropped, a sheet cut up for printing. Each shows its part and
 * holds the whole, so that the words and the picture of one are in the other. Nothing here cuts a sheet in two.
 */
import { PdfFault } from '../issue.ts'
import { joined } from '../joined.ts'
import { isArray, isRef, isStream, nameOf, type PdfObject } from '../objects.ts'
import type { PdfFile } from '../open-pdf.ts'
import type { PdfPage } from '../page-tree.ts'
import { scanContent } from '../scan-content.ts'

/** What a page is a window on, and which part of it is seen. */
type View = { readonly page: PdfPage; readonly sheet: string; readonly part: string }

export function refuseSharedSheets(
  file: PdfFile,
  pages: readonly PdfPage[],
  wanted: readonly PdfPage[],
): void {
  const chosen = new Set(wanted)
  const others = new Map<string, View>()
  for (const page of pages)
    if (!chosen.has(page)) for (const view of viewsOf(file, page)) others.set(view.sheet, view)
  for (const view of wanted.flatMap((page) => viewsOf(file, page))) {
    const other = others.get(view.sheet)
    if (other === undefined || other.part === view.part) continue
    throw new PdfFault(
      'page-has-a-sheet-of-its-own',
      `Pages ${view.page.index + 1} and ${other.page.index + 1} of this PDF show parts of one sheet, and each holds the whole of it. Cut the sheets into pages, so that each holds what it shows, and send the PDF again.`,
      view.page.index,
    )
  }
}

/** Nothing but “draw this form, moved so far” is said in so few bytes. */
const FEW_BYTES = 400

/** The content of a page, cropped; and where it is nothing but a form, that form, wherever it is drawn. */
function viewsOf(file: PdfFile, page: PdfPage): readonly View[] {
  const listed = page.dict.entries.get('Contents')
  const held = file.resolve(listed)
  const parts: readonly PdfObject[] = isArray(held) ? held : listed === undefined ? [] : [listed]
  const streams = parts.map((part) => file.resolve(part)).filter(isStream)
  const crop = cropOf(page)
  const whole: View = {
    page,
    sheet: parts.map((part) => (isRef(part) ? part.number : '')).join(),
    part: crop,
  }
  if (streams.reduce((sum, { data }) => sum + data.length, 0) > FEW_BYTES) return [whole]
  const content = joined(streams.flatMap((stream) => file.unpack(stream) ?? []))
  const { used } = scanContent(content, file.budget.limits.depth)
  // Blank leaves of all sizes may share what is drawn on none of them.
  if (used.XObject.size + used.Font.size + used.Shading.size === 0) return []
  const form = content.length > FEW_BYTES || used.Font.size > 0 ? null : formOf(file, page, [...used.XObject])
  if (form === null) return [whole]
  return [{ page, sheet: `form ${form}`, part: `${crop} ${Buffer.from(content).toString('latin1')}` }]
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

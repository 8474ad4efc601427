/** What a PDF says of itself: pages, labels, contents, language, claims. Nothing of its text is read. */
import { type Destinations, readDestinations } from './destinations.ts'
import { attempt, type PdfIssue, type PdfResult } from './issue.ts'
import { PDF_LIMITS, type PdfLimits } from './limits.ts'
import { openPdf, type PdfFile } from './open-pdf.ts'
import { type OutlineItem, readOutlineItems } from './outline.ts'
import { formatLabel, readPageLabels } from './page-labels.ts'
import { readPages } from './page-tree.ts'
import { textOf } from './text.ts'
import { readXmp, xmpProperty, xmpTitle } from './xmp.ts'

export type PdfFacts = {
  /** "1.7", "2.0". */
  readonly version: string
  readonly bytes: number
  readonly pageCount: number
  readonly pages: readonly PdfPageFacts[]
  /** Whether the file labels its pages, or they are only counted. */
  readonly hasPageLabels: boolean
  readonly title: string | null
  readonly authors: string | null
  /** BCP 47, as written. */
  readonly language: string | null
  /** Text, headings and figures are marked for assistive technology (ISO 32000-2, 14.8). */
  readonly tagged: boolean
  readonly outline: readonly PdfOutlineEntry[]
  /** What the file claims of itself; nobody has checked it. */
  readonly claims: { readonly pdfA: string | null; readonly pdfUa: string | null }
  /** Has been mended in reading, and the like. */
  readonly issues: readonly PdfIssue[]
}

/** In points, as shown: cropped and turned. */
export type PdfPageFacts = { readonly label: string; readonly width: number; readonly height: number }

export type PdfOutlineEntry = {
  readonly title: string
  /** Counted from 0; null: it leads nowhere in this file. */
  readonly page: number | null
  readonly children: readonly PdfOutlineEntry[]
}

export function readPdf(bytes: Uint8Array, limits: PdfLimits = PDF_LIMITS): PdfResult<PdfFacts> {
  return attempt(() => {
    const file = openPdf(bytes, limits)
    const pages = readPages(file)
    const labels = readPageLabels(file, pages.length)
    const destinations: Destinations = readDestinations(file, pages)
    const xmp = readXmp(file)
    const info = file.dictAt(file.trailer.entries.get('Info'))
    const infoText = (key: string) => blankIsNull(textOf(file.resolve(info?.entries.get(key))))
    return {
      version: file.version,
      bytes: bytes.length,
      pageCount: pages.length,
      pages: pages.map((page) => {
        const { width, height } = page.cropBox
        const label = labels[page.index]
        return {
          label: label === undefined ? String(page.index + 1) : formatLabel(label),
          ...(page.rotate % 180 === 0 ? { width, height } : { width: height, height: width }),
        }
      }),
      hasPageLabels: file.dictAt(file.catalog.entries.get('PageLabels')) !== null,
      title: xmpTitle(xmp) ?? infoText('Title'),
      authors: infoText('Author'),
      language: blankIsNull(textOf(file.resolve(file.catalog.entries.get('Lang')))),
      tagged: isTagged(file),
      outline: toEntries(readOutlineItems(file, destinations)),
      claims: readClaims(xmp),
      issues: file.issues,
    }
  })
}

/** Marked, and with a structure to go by. */
export function isTagged(file: PdfFile): boolean {
  const marked = file.resolve(file.dictAt(file.catalog.entries.get('MarkInfo'))?.entries.get('Marked'))
  return marked === true && file.dictAt(file.catalog.entries.get('StructTreeRoot')) !== null
}

const toEntries = (items: readonly OutlineItem[]): readonly PdfOutlineEntry[] =>
  items.map(({ title, destination, children }) => ({
    title,
    page: destination?.page ?? null,
    children: toEntries(children),
  }))

/** ISO 19005 and ISO 14289: "2b", "1". */
function readClaims(xmp: string): PdfFacts['claims'] {
  const part = xmpProperty(xmp, 'pdfaid:part')
  const level = xmpProperty(xmp, 'pdfaid:conformance') ?? ''
  return { pdfA: part === null ? null : part + level.toLowerCase(), pdfUa: xmpProperty(xmp, 'pdfuaid:part') }
}

const blankIsNull = (text: string | null) => (text === null || text.trim() === '' ? null : text.trim())

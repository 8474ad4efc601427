/** Whether pages can be taken out of a book, asked before anybody wants them: of each range what is in the way, or null. */
import { attempt, type PdfIssue, type PdfResult } from '../issue.ts'
import { PDF_LIMITS, type PdfLimits } from '../limits.ts'
import { openPdf } from '../open-pdf.ts'
import { readPages } from '../page-tree.ts'
import { readSheets } from './shared-sheets.ts'
import type { PdfRange } from './slice-pdf.ts'

export function checkPageRanges(
  bytes: Uint8Array,
  ranges: readonly PdfRange[],
  limits: PdfLimits = PDF_LIMITS,
): PdfResult<readonly (PdfIssue | null)[]> {
  return attempt(() => {
    const file = openPdf(bytes, limits)
    return ranges.map(readSheets(file, readPages(file)).check)
  })
}

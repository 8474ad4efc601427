/** Reads what a PDF says of itself, takes a range of its pages out with nothing of the others, and stamps pages. */

export { findPageRange } from './find-page-range.ts'
export type { PdfIssue, PdfResult, PdfRule } from './issue.ts'
export { PDF_LIMITS, type PdfLimits } from './limits.ts'
export { type PdfFacts, type PdfOutlineEntry, type PdfPageFacts, readPdf } from './read-pdf.ts'
export { checkPageRanges } from './slice/check-page-ranges.ts'
export { type PdfRange, type PdfSliceRequest, type SlicedPdf, slicePdf } from './slice/slice-pdf.ts'
export { type StampedPdf, stampPdf } from './stamp/stamp-pdf.ts'
export type { PdfMetadata } from './xmp.ts'

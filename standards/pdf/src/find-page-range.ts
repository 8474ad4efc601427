/** The pages that are printed as "214" to "262". */
import type { PdfFacts } from './read-pdf.ts'
import type { PdfRange } from './slice/slice-pdf.ts'

/**
 * The first page labelled `first`, and from there the next labelled `last`; null when there is none. Labels are compared as
 * printed, then without regard to case: "XII" is the "xii" of the file when nothing else is called so.
 */
export function findPageRange(facts: PdfFacts, first: string, last: string): PdfRange | null {
  const labels = facts.pages.map(({ label }) => label.trim())
  return find(labels, first.trim(), last.trim()) ?? find(labels.map(fold), fold(first), fold(last))
}

const fold = (label: string) => label.trim().toLowerCase()

function find(labels: readonly string[], first: string, last: string): PdfRange | null {
  const from = labels.indexOf(first)
  const to = from < 0 ? -1 : labels.indexOf(last, from)
  return to < 0 ? null : { from, to }
}

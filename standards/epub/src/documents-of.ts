import { cutDocument } from './cut-document.ts'
import { cutPlaceOf, indexOf } from './cut-place.ts'
import { epubIssue } from './issue.ts'
import { readDocument } from './read-document.ts'
import type { CutDocument, EpubIssue, EpubPackage, EpubRange } from './types.ts'

/**
 * The documents of a range in reading order, the first and the last cut. A file that the spine names twice stands at its first
 * place only (EPUB 3.3 §5.7.2 forbids the second); non-linear documents keep theirs.
 */
export function documentsOf(
  book: EpubPackage,
  range: EpubRange,
): { readonly documents: readonly CutDocument[]; readonly issues: readonly EpubIssue[] } {
  const { from, to } = range
  const issues: EpubIssue[] = []
  const documents: CutDocument[] = []
  for (const path of pathsOf(book, range, issues)) {
    const parsed = readDocument(book.container, path)
    if (!parsed.ok) {
      issues.push(parsed.error)
      continue
    }
    issues.push(...parsed.issues)
    const fromId = path === from.path ? from.id : null
    const toId = to !== null && path === to.path ? to.id : null
    for (const id of [fromId, toId])
      if (id !== null && !indexOf(parsed.root).byId.has(id)) issues.push(missing(path, id))
    // Two ids at one place, or an end at the very start of a file, leave nothing to read.
    const end = toId === null ? null : cutPlaceOf(parsed.root, toId)
    if (toId !== null && (end ?? 0) <= (cutPlaceOf(parsed.root, fromId) ?? 0)) continue
    const root = fromId === null && toId === null ? parsed.root : cutDocument(parsed.root, fromId, toId)
    documents.push({ path, root })
  }
  return { documents, issues }
}

function pathsOf(book: EpubPackage, { from, to }: EpubRange, issues: EpubIssue[]): readonly string[] {
  const spine = [...new Set(book.spine.filter(({ item }) => !item.remote).map(({ item }) => item.path))]
  const start = spine.indexOf(from.path)
  if (start === -1) {
    issues.push(outOfOrder(from.path))
    return [from.path]
  }
  if (to === null) return spine.slice(start)
  const end = spine.indexOf(to.path)
  if (end === -1) issues.push(outOfOrder(to.path))
  if (end < start) return end === -1 ? [from.path] : []
  // A range that ends at the start of a file ends with the file before.
  return spine.slice(start, to.id === null ? end : end + 1)
}

const missing = (path: string, id: string): EpubIssue =>
  epubIssue(
    'link-target-exists',
    'warning',
    path,
    `The table of contents leads to “#${id}”, which this file does not have; the start of the file was taken. Give an element this id.`,
  )

const outOfOrder = (path: string): EpubIssue =>
  epubIssue(
    'link-leads-into-the-reading-order',
    'warning',
    path,
    'The table of contents leads to this file, which is not in the spine. Add it there (linear="no" if it is no part of the main text).',
  )

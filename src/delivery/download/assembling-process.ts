/**
 * The process that makes files out of a book's: the book came from outside, so it is opened here and not where pages are
 * answered. Started by open-workbench.ts inside its limits.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findRange, openEpub, readEpub, sliceEpub } from '@chapterhouse/epub'
import { slicePdf, stampPdf } from '@chapterhouse/pdf'
import { type AssemblingOrder, FAILURE_FILE, MADE_FILE } from './file-wish.ts'

type OrderOf<Kind> = Extract<AssemblingOrder, { readonly kind: Kind }>

async function cutChapter({ from, chapter }: OrderOf<'chapter-epub'>): Promise<Uint8Array | string> {
  const opened = await openEpub(readFileSync(from))
  if (!opened.ok) return opened.error.message
  const { package: book } = readEpub(opened.container)
  if (book === null) return 'The file of the book has no package that can be read.'
  const ranges = chapter.pages.map(({ range }) => range)
  const sliced = sliceEpub(book, {
    range: chapter.range,
    notes: chapter.notes,
    metadata: chapter.metadata,
    linkTo: (target) => chapter.pages[findRange(book, ranges, target) ?? -1]?.address ?? null,
  })
  return sliced.ok ? sliced.value : sliced.error.message
}

function takePages({ from, range, metadata, pages, stamp }: OrderOf<'pdf'>): Uint8Array | string {
  const book = readFileSync(from)
  const addressOf = (page: number): string | null =>
    pages.find((one) => one.range.from <= page && page <= one.range.to)?.address ?? null
  const sliced = range === null ? null : slicePdf(book, { range, metadata, linkTo: addressOf })
  if (sliced?.ok === false) return sliced.error.message
  const bytes = sliced?.value.bytes ?? book
  if (stamp.length === 0) return bytes
  const stamped = stampPdf(bytes, stamp)
  return stamped.ok ? stamped.value.bytes : stamped.error.message
}

/** Null in a rehearsal, by which this code is compiled. */
export async function answer(order: AssemblingOrder | null): Promise<void> {
  if (order === null) return
  const made = order.kind === 'pdf' ? takePages(order) : await cutChapter(order)
  if (typeof made === 'string') writeFileSync(join(order.to, FAILURE_FILE), JSON.stringify({ message: made }))
  else writeFileSync(join(order.to, MADE_FILE), made)
}

/**
 * The process that cuts one chapter out of its book and ends: the book came from outside, so it is opened here and not where
 * pages are answered. Started by assemble-chapter.ts inside its limits.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { findRange, openEpub, readEpub, sliceEpub } from '@chapterhouse/epub'
import { type AssemblingOrder, CHAPTER_FILE, FAILURE_FILE } from './chapter-request.ts'

const { epub, chapter }: AssemblingOrder = JSON.parse(process.argv[2] ?? '')

async function assemble(): Promise<Uint8Array | string> {
  const opened = await openEpub(readFileSync(epub))
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

const result = await assemble()
if (typeof result === 'string') writeFileSync(FAILURE_FILE, JSON.stringify({ message: result }))
else writeFileSync(CHAPTER_FILE, result)

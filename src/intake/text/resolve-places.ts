/** Links of the source as links between blocks of our pages. */
import type { Documents } from '../chapters/open-documents.ts'
import type { ChapterMap } from './chapter-map.ts'
import type { Notes, NoteUnit } from './find-notes.ts'
import type { NumberedBook } from './number-book.ts'
import type { Address, Block, OutElement, SourcePlace } from './out-tree.ts'

export type DeadLink = { readonly chapter: number; readonly place: SourcePlace; readonly target: string }

export type Places = {
  readonly book: NumberedBook
  readonly map: ChapterMap
  readonly notes: Notes
  readonly documents: Documents
  readonly dead: DeadLink[]
}

/** `b:N` for a block, `r:N.K` for the K-th reference to note N of this chapter. */
export function idsOf(book: NumberedBook, at: number): (element: OutElement) => string | null {
  const numbers = book.numbers[at] ?? new Map<Block, number>()
  const references = new Map<OutElement, string>()
  for (const [unit, list] of book.references[at] ?? []) {
    const block = book.notes[at]?.get(unit)
    const number = block === undefined ? undefined : numbers.get(block)
    if (number === undefined) continue
    list.forEach(({ element }, k) => {
      references.set(element, `r:${number}.${k + 1}`)
    })
  }
  return (element) => {
    const reference = references.get(element)
    if (reference !== undefined) return reference
    const number = element.block === null ? undefined : numbers.get(element.block)
    return number === undefined ? null : `b:${number}`
  }
}

/** Where a link of chapter `at` leads; null, and a dead link more, when nowhere. */
export function resolvePlace(
  address: Extract<Address, { kind: 'place' }>,
  at: number,
  context: Places,
): string | null {
  const { book, map, documents } = context
  const found =
    address.id === null ? fileStart(address.path, context) : anchorOf(address.path, address.id, at, context)
  if (found !== null) return found
  const order = address.id === null ? 0 : documents.indexOf(address.path).ids.get(address.id)
  const chapter = order === undefined ? null : map.chapterAt(address.path, order)
  if (chapter !== null && book.sections[chapter] !== undefined) return `b:${chapter}`
  context.dead.push({
    chapter: at,
    place: address.place,
    target: address.id === null ? address.path : `${address.path}#${address.id}`,
  })
  return null
}

function fileStart(path: string, { map, book }: Places): string | null {
  const opens = map.opensAt(path)
  if (opens !== null) return `b:${opens}`
  const chapter = map.chapterAt(path, 0)
  return chapter === null ? null : blockAddress(chapter, anchorIn(book, chapter, `${path}#`))
}

function anchorIn(book: NumberedBook, chapter: number, key: string): number | null | undefined {
  const block = book.chapters[chapter]?.reading.anchors.get(key)
  if (block === undefined) return undefined
  return block === null ? null : book.numbers[chapter]?.get(block)
}

/** Null: the chapter as a whole. Undefined: nowhere. */
const blockAddress = (chapter: number, block: number | null | undefined): string | null =>
  block === undefined ? null : block === null ? `b:${chapter}` : `b:${chapter}.${block}`

function anchorOf(path: string, id: string, at: number, context: Places): string | null {
  const { book, map, documents, notes } = context
  const key = `${path}#${id}`
  const own = blockAddress(at, anchorIn(book, at, key))
  if (own !== null) return own
  const order = documents.indexOf(path).ids.get(id)
  const home = order === undefined ? null : map.chapterAt(path, order)
  const there = home === null ? null : blockAddress(home, anchorIn(book, home, key))
  if (there !== null) return there
  const unit = notes.unitAt(path, id)
  if (unit === null) return null
  const holder = [at, ...book.notes.keys()].find((chapter) => book.notes[chapter]?.has(unit))
  const block = holder === undefined ? undefined : book.notes[holder]?.get(unit)
  return holder === undefined || block === undefined
    ? null
    : blockAddress(holder, book.numbers[holder]?.get(block))
}

/** Where the mark of a note leads: to the note in the same chapter. */
export function resolveNote(unit: NoteUnit, at: number, book: NumberedBook): string | null {
  const block = book.notes[at]?.get(unit)
  const number = block === undefined ? undefined : book.numbers[at]?.get(block)
  return number === undefined ? null : `b:${at}.${number}`
}

/** Where a note leads back to: the K-th reference to it in a chapter. */
export function resolveBack(address: Extract<Address, { kind: 'back' }>, book: NumberedBook): string | null {
  const { chapter, unit, reference } = address
  const block = book.notes[chapter]?.get(unit)
  const number = block === undefined ? undefined : book.numbers[chapter]?.get(block)
  return number === undefined ? null : `r:${chapter}.${number}.${reference}`
}

/**
 * One chapter while it is being read: what has been found so far. Blocks are known by identity and numbered at the end,
 * since where a note will stand is not known before all has been read.
 */
import { attr, type XmlElement } from '@chapterhouse/epub'
import type { BlockKind, Issue, Media } from '#book'
import type { RuleName } from '../rules/rules.ts'
import type { Notes, NoteUnit } from './find-notes.ts'
import type { Block, SourcePlace } from './out-tree.ts'
import type { Meaning, ReadMeaning } from './read-meaning.ts'
import type { PageWords } from './words-of-page.ts'

export type ShownMedia =
  | { readonly kind: 'kept'; readonly media: Media }
  | { readonly kind: 'remote'; readonly address: string }
  | { readonly kind: 'missing'; readonly href: string }

/** What all chapters of a book are read with. */
export type Library = {
  readonly notes: Notes
  readonly media: (path: string, href: string) => ShownMedia
  readonly meaningIn: (path: string) => ReadMeaning
  /** Labels of the page list by `path#id`; `path#` for the start of a file. */
  readonly pages: ReadonlyMap<string, readonly string[]>
  /** The document behind an iframe or a long description, when it is in the container and in no chapter. */
  readonly aside: (path: string) => XmlElement | null
  /** Elements by place, for descriptions that stand elsewhere in the same chapter. */
  readonly elementAt: (path: string, id: string, chapter: number) => XmlElement | null
  /** Nothing that can be seen stands between them, or the other stands in the one. */
  readonly isBeside: (path: string, one: XmlElement, other: XmlElement) => boolean
}

export type Reading = {
  readonly library: Library
  readonly chapter: number
  readonly words: PageWords
  /** Elements of the heading that the page shows itself. */
  readonly dropped: ReadonlySet<XmlElement>
  /** Notes stay where they stand: this is the notes section of the book. */
  readonly keepsNotes: boolean
  readonly anchors: Map<string, Block | null>
  readonly ownNotes: Set<NoteUnit>
  readonly found: Found
  readonly heading: HeadingState
  readonly usedMedia: Set<string>
}

type Found = {
  pending: string[]
  open: Opened[]
  counter: number
  readonly issues: { readonly rule: RuleName; readonly message: string; readonly place: SourcePlace }[]
}

export type HeadingState = { stack: { level: number; depth: number; shown: number }[]; last: number }

type Opened = { readonly block: Block; readonly ids: string[] }

export function openReading(
  given: Pick<Reading, 'library' | 'chapter' | 'words' | 'dropped' | 'keepsNotes'> & {
    readonly titleLevel: number | null
  },
): Reading {
  return {
    library: given.library,
    chapter: given.chapter,
    words: given.words,
    dropped: given.dropped,
    keepsNotes: given.keepsNotes,
    anchors: new Map(),
    ownNotes: new Set(),
    found: { pending: [], open: [], counter: 0, issues: [] },
    heading: { stack: [{ level: given.titleLevel ?? 0, depth: -1, shown: 1 }], last: 1 },
    usedMedia: new Set(),
  }
}

/** An id leads to the block that it stands in, else to the next. */
export function markId(reading: Reading, path: string, element: XmlElement): void {
  for (const attribute of element.attributes) {
    const isId = attribute.name === 'id' || (attribute.name === 'name' && element.name === 'a')
    if (!isId || attribute.value === '') continue
    const open = reading.found.open.at(-1)
    const key = `${path}#${attribute.value}`
    if (open === undefined) reading.found.pending.push(key)
    else open.ids.push(key)
  }
}

export function openBlock(reading: Reading, kind: BlockKind, label?: string): Block {
  const block: Block = label === undefined ? { kind } : { kind, label }
  reading.found.open.push({ block, ids: reading.found.pending })
  reading.found.pending = []
  return block
}

/** `kept` is the block under which it went into the text; null if there was nothing to keep. */
export function closeBlock(reading: Reading, kept: Block | null): void {
  const opened = reading.found.open.pop()
  if (opened === undefined) return
  const outer = reading.found.open.at(-1)
  if (kept !== null) for (const id of opened.ids) setAnchor(reading, id, kept)
  else if (outer !== undefined) outer.ids.push(...opened.ids)
  else reading.found.pending.push(...opened.ids)
}

export function setAnchor(reading: Reading, key: string, block: Block | null): void {
  if (!reading.anchors.has(key)) reading.anchors.set(key, block)
}

/** What follows the last block leads to it; a chapter without blocks is led to as a whole. */
export function closeReading(reading: Reading, last: Block | null): void {
  for (const id of reading.found.pending) setAnchor(reading, id, last)
  reading.found.pending = []
}

export function report(
  reading: Reading,
  rule: RuleName,
  message: string,
  path: string,
  element: XmlElement,
): void {
  reading.found.issues.push({ rule, message, place: placeOf(path, element) })
}

export const placeOf = (path: string, element: XmlElement): SourcePlace => ({
  file: path,
  line: element.line,
  element: describe(element),
})

function describe(element: XmlElement): string {
  const told = ['id', 'src', 'href', 'class']
    .flatMap((name) => {
      const value = attr(element, name)
      return value === null ? [] : [` ${name}="${value.slice(0, 80)}"`]
    })
    .slice(0, 1)
  return `<${element.name}${told.join('')}>`
}

export const meaningOf = (reading: Reading, path: string, element: XmlElement): Meaning =>
  reading.library.meaningIn(path)(element)

export type { Issue }

/**
 * The documents of a book, each parsed once and kept for as long as the book is being read: the plan of the chapters, the
 * text and its media all look at the same trees.
 */
import {
  type EpubIssue,
  type EpubPackage,
  parseXml,
  type SpineItem,
  type XmlElement,
} from '@chapterhouse/epub'
import { type DocumentIndex, EMPTY_INDEX, indexDocument } from './index-document.ts'

export type Documents = {
  /** Null when it is not there or is not well-formed; the reason is then among the issues. */
  readonly get: (path: string) => XmlElement | null
  /** Where things stand in it; nothing stands in what cannot be read. */
  readonly indexOf: (path: string) => DocumentIndex
  readonly issues: () => readonly EpubIssue[]
}

export function openDocuments(pkg: EpubPackage): Documents {
  const kept = new Map<string, XmlElement | null>()
  const issues: EpubIssue[] = []
  const read = (path: string): XmlElement | null => {
    const bytes = pkg.container.read(path)
    if (!bytes.ok) {
      issues.push(bytes.error)
      return null
    }
    const parsed = parseXml(bytes.value, { file: path })
    if (parsed.ok) return parsed.root
    issues.push(parsed.error)
    return null
  }
  const get = (path: string): XmlElement | null => {
    const known = kept.get(path)
    if (known !== undefined) return known
    const root = read(path)
    kept.set(path, root)
    return root
  }
  const indexes = new Map<string, DocumentIndex>()
  return {
    get,
    indexOf: (path) => {
      const known = indexes.get(path)
      if (known !== undefined) return known
      const root = get(path)
      const index = root === null ? EMPTY_INDEX : indexDocument(root)
      indexes.set(path, index)
      return index
    },
    issues: () => issues,
  }
}

/** One place of the spine and what is shown there: the item, or the first of its fallbacks that can be. */
export type SpineDocument = {
  readonly path: string
  readonly kind: 'xhtml' | 'svg' | 'image'
  readonly linear: boolean
}

const KINDS: ReadonlyMap<string, SpineDocument['kind']> = new Map([
  ['application/xhtml+xml', 'xhtml'],
  ['text/html', 'xhtml'],
  ['application/x-dtbook+xml', 'xhtml'],
  ['text/x-oeb1-document', 'xhtml'],
  ['image/svg+xml', 'svg'],
  ['image/jpeg', 'image'],
  ['image/png', 'image'],
  ['image/gif', 'image'],
  ['image/webp', 'image'],
  ['image/avif', 'image'],
])

/** EPUB 3.3 §3.5.1: a spine item of a foreign type is shown by its fallback. Null where none can be shown. */
export function spineDocument(pkg: EpubPackage, spine: SpineItem): SpineDocument | null {
  const seen = new Set<string>()
  let item: SpineItem['item'] | undefined = spine.item
  while (item !== undefined && !seen.has(item.id)) {
    seen.add(item.id)
    const kind = KINDS.get(item.mediaType.toLowerCase())
    if (kind !== undefined && !item.remote) return { path: item.path, kind, linear: spine.linear }
    item = item.fallback === null ? undefined : pkg.manifest.get(item.fallback)
  }
  return null
}

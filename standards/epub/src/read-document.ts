import { type ParsedXml, parseXml } from './parse-xml.ts'
import type { EpubContainer } from './types.ts'

/**
 * A document of the container as a tree. The last few are kept, since many chapters may stand in one file; not all, since a
 * long book is a hundred times its text in memory.
 */
export function readDocument(container: EpubContainer, path: string): ParsedXml {
  const kept = recent.get(container) ?? new Map<string, ParsedXml>()
  recent.set(container, kept)
  const known = kept.get(path)
  if (known !== undefined) {
    kept.delete(path)
    kept.set(path, known)
    return known
  }
  const read = container.read(path)
  const parsed = read.ok ? parseXml(read.value, { file: path }) : read
  kept.set(path, parsed)
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
  return parsed
}

const KEPT = 8
const recent = new WeakMap<EpubContainer, Map<string, ParsedXml>>()

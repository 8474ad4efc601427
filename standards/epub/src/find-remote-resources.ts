/**
 * Addresses outside the book that its files would load. They are recorded so that a press learns of them; nothing is ever
 * fetched. Looks at the characters, not at a tree: each file is passed over once and let go.
 */
import type { EpubContainer, ManifestItem } from './types.ts'

export type RemoteResource = { readonly address: string; readonly file: string }

export function findRemoteResources(
  container: EpubContainer,
  manifest: ReadonlyMap<string, ManifestItem>,
  packagePath: string,
): readonly RemoteResource[] {
  const found = new Map<string, RemoteResource>()
  const add = (address: string, file: string) => found.set(`${address}\n${file}`, { address, file })
  for (const item of manifest.values()) {
    if (item.remote) {
      if (/^https?:/i.test(item.path)) add(item.path, packagePath)
      continue
    }
    const pattern = patternFor(item.mediaType)
    const read = pattern !== null && container.entries.has(item.path) ? container.read(item.path) : null
    if (pattern === null || read === null || !read.ok || read.value.length > MAX_BYTES) continue
    const text = new TextDecoder().decode(read.value)
    if (!/https?:|["'(]\s*\/\//i.test(text)) continue
    for (const match of text.matchAll(pattern)) {
      const address = match.groups?.address
      if (address !== undefined) add(address.startsWith('//') ? `https:${address}` : address, item.path)
    }
  }
  return [...found.values()]
}

const MAX_BYTES = 32 * 1024 * 1024

/** Elements that load what they name; an `a` only leads there. */
const IN_MARKUP =
  /<(?!a\b|[\w.-]+:a\b)[\w:.-]+\s[^<>]*?(?:\b(?:src|poster|data|textref)|(?:^|\s)(?:xlink:)?href)\s*=\s*["']\s*(?<address>(?:https?:)?\/\/[^"'\s<>]+)/gi
const IN_STYLES = /(?:url\(\s*["']?|@import\s+["'])\s*(?<address>(?:https?:)?\/\/[^"')\s]+)/gi

const patternFor = (mediaType: string): RegExp | null => {
  if (mediaType === 'text/css') return IN_STYLES
  return /xhtml|svg|smil|dtbook|html/.test(mediaType) ? IN_MARKUP : null
}

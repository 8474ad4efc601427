import { parseXml } from '../parse-xml.ts'
import { resolveHref } from '../resolve-href.ts'
import type { EpubPackage, ManifestItem } from '../types.ts'
import { attr, descendants } from '../walk-xml.ts'
import { XLINK } from '../xml.ts'

/**
 * The manifest items behind these paths and all that they need in turn: pictures and fonts of style sheets, style sheets they
 * import, pictures of drawings, fallbacks. Documents are none of them: they would bring other chapters' words along.
 */
export function gatherResources(
  book: EpubPackage,
  paths: readonly string[],
  documents: ReadonlySet<string>,
): readonly ManifestItem[] {
  const items = new Map(
    [...book.manifest.values()].filter((item) => !item.remote).map((item) => [item.path, item]),
  )
  const byId = book.manifest
  const found = new Map<string, ManifestItem>()
  const pending = [...paths]
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const item = items.get(path)
    if (
      item === undefined ||
      found.has(path) ||
      documents.has(path) ||
      item.mediaType === 'application/xhtml+xml'
    )
      continue
    const read = book.container.read(path)
    if (!read.ok) continue
    found.set(path, item)
    const fallback = item.fallback === null ? undefined : byId.get(item.fallback)
    if (fallback !== undefined) pending.push(fallback.path)
    pending.push(...mentions(item, read.value))
  }
  return [...book.manifest.values()].filter((item) => found.get(item.path) === item)
}

function mentions(item: ManifestItem, bytes: Uint8Array): readonly string[] {
  const hrefs =
    item.mediaType === 'text/css'
      ? mentionsOfStyles(new TextDecoder().decode(bytes))
      : item.mediaType === 'image/svg+xml'
        ? mentionsOfDrawing(bytes, item.path)
        : []
  return hrefs.flatMap((href) => {
    const reference = resolveHref(item.path, href)
    return reference.kind === 'inside' ? [reference.path] : []
  })
}

const mentionsOfStyles = (css: string): readonly string[] =>
  [
    ...css.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/gi),
  ].flatMap((match) => match.slice(1).filter((href) => href !== undefined))

function mentionsOfDrawing(bytes: Uint8Array, file: string): readonly string[] {
  const parsed = parseXml(bytes, { file })
  if (!parsed.ok) return []
  return [...descendants(parsed.root)].flatMap((element) => {
    const href = attr(element, 'href', XLINK) ?? attr(element, 'href')
    return element.name === 'a' || href === null || href.startsWith('#') ? [] : [href]
  })
}

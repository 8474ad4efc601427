/** Manifest and spine (EPUB 3.3 §5.6 and §5.7, OPF 2.0.1 §2.3 and §2.4). */
import { epubIssue } from './issue.ts'
import { collapse, section } from './opf.ts'
import { resolveHref } from './resolve-href.ts'
import type { EpubIssue, ManifestItem, SpineItem } from './types.ts'
import { attr, childElements, tokens } from './walk-xml.ts'
import type { XmlElement } from './xml.ts'

export type ReadManifest = {
  readonly manifest: ReadonlyMap<string, ManifestItem>
  readonly issues: readonly EpubIssue[]
}

export function readManifest(root: XmlElement, file: string): ReadManifest {
  const manifest = new Map<string, ManifestItem>()
  const issues: EpubIssue[] = []
  const element = section(root, 'manifest')
  for (const item of element === null ? [] : childElements(element, 'item')) {
    const fault = (rule: string, message: string) =>
      issues.push(epubIssue(rule, 'error', file, message, { line: item.line, element: shown(item) }))
    const id = collapse(attr(item, 'id') ?? '')
    const href = attr(item, 'href')
    const reference = href === null ? null : resolveHref(file, href)
    if (id === '' || reference === null || reference.kind === 'invalid')
      fault(
        'document-follows-its-schema',
        'This item has no id, or no href that can be followed. Give it both.',
      )
    else if (manifest.has(id))
      fault('ids-are-unique', `A second item has the id “${id}”. The first was taken; give this one another.`)
    else manifest.set(id, itemOf(item, id, reference))
  }
  return { manifest, issues }
}

const shown = (item: XmlElement): string => {
  const id = attr(item, 'id') ?? attr(item, 'idref')
  return `<${item.name}${id === null ? '' : ` ${item.name === 'itemref' ? 'idref' : 'id'}="${id}"`}>`
}

const itemOf = (
  item: XmlElement,
  id: string,
  reference: Exclude<ReturnType<typeof resolveHref>, { kind: 'invalid' }>,
): ManifestItem => ({
  id,
  path: reference.kind === 'inside' ? reference.path : reference.address,
  mediaType: collapse(attr(item, 'media-type') ?? '').toLowerCase(),
  properties: tokens(attr(item, 'properties')),
  fallback: attr(item, 'fallback'),
  mediaOverlay: attr(item, 'media-overlay'),
  remote: reference.kind === 'outside',
})

export type ReadSpine = {
  readonly spine: readonly SpineItem[]
  readonly pageProgression: 'ltr' | 'rtl' | 'default'
  /** The item that OPF 2.0.1 §2.4.1.2 names as its NCX. */
  readonly ncxId: string | null
  readonly issues: readonly EpubIssue[]
}

export function readSpine(
  root: XmlElement,
  file: string,
  manifest: ReadonlyMap<string, ManifestItem>,
): ReadSpine {
  const element = section(root, 'spine')
  const spine: SpineItem[] = []
  const issues: EpubIssue[] = []
  for (const itemref of element === null ? [] : childElements(element, 'itemref')) {
    const fault = (rule: string, message: string) =>
      issues.push(epubIssue(rule, 'error', file, message, { line: itemref.line, element: shown(itemref) }))
    const idref = collapse(attr(itemref, 'idref') ?? '')
    const item = manifest.get(idref)
    if (item === undefined) {
      fault(
        'resource-is-in-the-manifest',
        `The spine names “${idref}”, which is not in the manifest, so nothing can be shown in its place. Add the item.`,
      )
      continue
    }
    const readable = readableFallback(item, manifest)
    if (readable === null)
      fault(
        'resource-has-a-core-media-type',
        `The spine names “${item.path}” of type ${item.mediaType}, which is no content document and has no fallback that is one.`,
      )
    spine.push({
      item: readable ?? item,
      linear: attr(itemref, 'linear') !== 'no',
      properties: tokens(attr(itemref, 'properties')),
    })
  }
  if (spine.length === 0)
    issues.push(
      epubIssue(
        'spine-is-a-reading-order',
        'error',
        file,
        'The spine names no document, so there is nothing to read.',
      ),
    )
  const direction = element === null ? null : attr(element, 'page-progression-direction')
  return {
    spine,
    pageProgression: direction === 'ltr' || direction === 'rtl' ? direction : 'default',
    ncxId: element === null ? null : attr(element, 'toc'),
    issues,
  }
}

/** EPUB 3.3 §6: XHTML and SVG; EPUB 2.0.1 §1.3.7: DTBook and, deprecated, OEB 1.2 documents. */
const CONTENT_TYPES = new Set([
  'application/xhtml+xml',
  'image/svg+xml',
  'application/x-dtbook+xml',
  'text/x-oeb1-document',
  'text/html',
])

/** The first content document along the chain of fallbacks, which may run in a circle. */
function readableFallback(
  item: ManifestItem,
  manifest: ReadonlyMap<string, ManifestItem>,
): ManifestItem | null {
  const seen = new Set<string>()
  let current: ManifestItem | undefined = item
  while (current !== undefined && !seen.has(current.id)) {
    if (CONTENT_TYPES.has(current.mediaType)) return current
    seen.add(current.id)
    current = current.fallback === null ? undefined : manifest.get(current.fallback)
  }
  return null
}

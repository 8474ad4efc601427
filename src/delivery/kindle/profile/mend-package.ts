/** The package document of the copy: language, identifiers, what is in the manifest and what it is. */
import {
  attr,
  childElements,
  firstChild,
  relativeHref,
  resolveHref,
  textOf,
  type XmlElement,
  type XmlNode,
} from '@chapterhouse/epub'
import { type CopyPlan, linkOf, placeOf } from './copy-plan.ts'
import { toKindleLanguage } from './kindle-languages.ts'

const DC = 'http://purl.org/dc/elements/1.1/'
const OPF = 'http://www.idpf.org/2007/opf'

export type NewFiles = {
  /** Path of the NCX, when the book had none. */
  readonly ncx: string | null
  readonly sheets: readonly string[]
  /** Of pictures: what each is in the copy. */
  readonly mediaTypes: ReadonlyMap<string, string>
  /** Of documents: properties that are true no longer. */
  readonly lost: ReadonlyMap<string, readonly string[]>
}

export function mendPackage(
  root: XmlElement,
  plan: CopyPlan,
  files: NewFiles,
  identifier: string,
): XmlElement {
  const { path } = plan.book
  const uniqueId = attr(root, 'unique-identifier') ?? ''
  const mended = replace(root, {
    metadata: (metadata) => mendMetadata(metadata, plan, uniqueId, identifier),
    manifest: (manifest) => mendManifest(manifest, plan, files),
    spine: (spine) => (files.ncx === null ? spine : setAttribute(spine, 'toc', idOfNew(plan, files.ncx))),
    guide: (guide) => ({
      ...guide,
      children: guide.children.flatMap((child): readonly XmlNode[] => {
        if (child.kind === 'text') return [child]
        const href = linkOf(plan, path, attr(child, 'href') ?? '')
        return href === null ? [] : [setAttribute(child, 'href', href)]
      }),
    }),
  })
  return setAttribute(mended, 'unique-identifier', UNIQUE_ID)
}

const UNIQUE_ID = 'book-identifier'

/** The identifier of the copy: the declared one, unless it is a shop's or is not there. */
export function identifierOf(root: XmlElement): { readonly value: string; readonly wasDeclared: boolean } {
  const metadata = firstChild(root, 'metadata')
  const all = metadata === null ? [] : [...within(metadata)].filter(isIdentifier)
  const declared = all.find((one) => attr(one, 'id') === attr(root, 'unique-identifier'))
  const textIn = (one: XmlElement | undefined) => (one === undefined ? '' : textOf(one).trim())
  if (declared !== undefined && textIn(declared) !== '') return { value: textIn(declared), wasDeclared: true }
  const other =
    all.find((one) => !isOfShop(one) && textIn(one) !== '') ?? all.find((one) => textIn(one) !== '')
  return { value: textIn(other) || 'urn:x-chapterhouse:book', wasDeclared: false }
}

/** Metadata stand in the element itself, or in `dc-metadata` of older books. */
function* within(metadata: XmlElement): Generator<XmlElement> {
  for (const child of childElements(metadata)) {
    yield child
    if (child.name === 'dc-metadata') yield* childElements(child)
  }
}

const isIdentifier = ({ name, namespace }: XmlElement): boolean => name === 'identifier' && namespace === DC

export const isOfShop = (identifier: XmlElement): boolean =>
  /^(mobi-)?asin$|^amazon|^calibre$/i.test(
    attr(identifier, 'scheme', OPF) ?? attr(identifier, 'scheme') ?? '',
  ) || /^(urn:)?((mobi-)?asin|amazon[a-z_]*|calibre):/i.test(textOf(identifier).trim())

function mendMetadata(
  metadata: XmlElement,
  plan: CopyPlan,
  uniqueId: string,
  identifier: string,
): XmlElement {
  const shops = [...within(metadata)].filter(
    (one) => isIdentifier(one) && isOfShop(one) && textOf(one).trim() !== identifier,
  )
  if (shops.length > 0)
    plan.mended({
      rule: 'identifiers-are-not-of-shops',
      file: plan.book.path,
      message: 'Identifiers that Amazon or calibre gave are left out.',
    })
  const refined = new Set([...shops.map((one) => `#${attr(one, 'id') ?? ''}`)])
  const languages = [...within(metadata)].filter(
    ({ name, namespace }) => name === 'language' && namespace === DC,
  )
  const known = languages.map((one) => toKindleLanguage(textOf(one))).find((one) => one !== null) ?? 'en'
  if (toKindleLanguage(languages[0] === undefined ? '' : textOf(languages[0])) === null)
    plan.mended({
      rule: 'language-is-known-to-kindle',
      file: plan.book.path,
      message: `The book says “${known}” for its language in the copy.`,
    })
  const keep = (child: XmlElement): boolean =>
    !shops.includes(child) &&
    !languages.includes(child) &&
    !refined.has(attr(child, 'refines') ?? '') &&
    !(isIdentifier(child) && textOf(child).trim() === identifier)
  const kept = metadata.children.flatMap((child): readonly XmlNode[] => {
    if (child.kind === 'text') return [child]
    if (child.name === 'dc-metadata')
      return [{ ...child, children: child.children.filter((one) => one.kind === 'text' || keep(one)) }]
    return keep(child) ? [retarget(child, uniqueId)] : []
  })
  const own = [dc('identifier', identifier, UNIQUE_ID), dc('language', known, null)]
  const place = kept.find((child) => child.kind === 'element' && child.name === 'dc-metadata')
  return {
    ...metadata,
    children:
      place?.kind === 'element'
        ? kept.map((child) => (child === place ? { ...place, children: [...own, ...place.children] } : child))
        : [...own, ...kept],
  }
}

/** What was said of the unique identifier goes on being said of it. */
const retarget = (child: XmlElement, uniqueId: string): XmlElement =>
  uniqueId !== '' && attr(child, 'refines') === `#${uniqueId}`
    ? setAttribute(child, 'refines', `#${UNIQUE_ID}`)
    : child

const dc = (name: string, text: string, id: string | null): XmlElement => ({
  kind: 'element',
  name,
  namespace: DC,
  attributes: id === null ? [] : [{ name: 'id', namespace: '', value: id }],
  children: [{ kind: 'text', text }],
  line: 1,
})

function mendManifest(manifest: XmlElement, plan: CopyPlan, files: NewFiles): XmlElement {
  const { path } = plan.book
  const goneIds = new Set<string>()
  for (const item of childElements(manifest, 'item')) {
    const reference = resolveHref(path, attr(item, 'href') ?? '')
    if (reference.kind === 'inside' && placeOf(plan, reference.path) === null)
      goneIds.add(attr(item, 'id') ?? '')
  }
  const items = manifest.children.flatMap((child): readonly XmlNode[] => {
    if (child.kind === 'text' || child.name !== 'item') return [child]
    if (goneIds.has(attr(child, 'id') ?? '')) return []
    const reference = resolveHref(path, attr(child, 'href') ?? '')
    if (reference.kind !== 'inside') return [child]
    const place = placeOf(plan, reference.path) ?? reference.path
    const mediaType = files.mediaTypes.get(place)
    let item = place === reference.path ? child : setAttribute(child, 'href', relativeHref(path, place, null))
    if (mediaType !== undefined) item = setAttribute(item, 'media-type', mediaType)
    if (goneIds.has(attr(item, 'fallback') ?? '')) item = without(item, 'fallback')
    for (const property of files.lost.get(place) ?? []) item = withoutProperty(item, property)
    return [item]
  })
  const news = [
    ...(files.ncx === null ? [] : [{ path: files.ncx, type: 'application/x-dtbncx+xml' }]),
    ...files.sheets.map((sheet) => ({ path: sheet, type: 'text/css' })),
  ]
  return {
    ...manifest,
    children: [
      ...items,
      ...news.map(
        ({ path: place, type }): XmlElement => ({
          ...manifest,
          name: 'item',
          attributes: [
            { name: 'id', namespace: '', value: idOfNew(plan, place) },
            { name: 'href', namespace: '', value: relativeHref(path, place, null) },
            { name: 'media-type', namespace: '', value: type },
          ],
          children: [],
        }),
      ),
    ],
  }
}

function idOfNew(plan: CopyPlan, path: string): string {
  const wanted = `kindle-${path.replace(/^.*\//, '').replace(/[^\w.-]/g, '-')}`
  let id = wanted
  for (let n = 2; plan.book.manifest.has(id); n++) id = `${wanted}-${n}`
  return id
}

function withoutProperty(item: XmlElement, property: string): XmlElement {
  const left = (attr(item, 'properties') ?? '').split(/\s+/).filter((one) => one !== '' && one !== property)
  return left.length === 0 ? without(item, 'properties') : setAttribute(item, 'properties', left.join(' '))
}

const without = (element: XmlElement, name: string): XmlElement => ({
  ...element,
  attributes: element.attributes.filter((one) => one.name !== name),
})

const setAttribute = (element: XmlElement, name: string, value: string): XmlElement => ({
  ...element,
  attributes: element.attributes.some((one) => one.name === name)
    ? element.attributes.map((one) => (one.name === name ? { ...one, value } : one))
    : [...element.attributes, { name, namespace: '', value }],
})

const replace = (
  root: XmlElement,
  by: Readonly<Record<string, (element: XmlElement) => XmlElement>>,
): XmlElement => ({
  ...root,
  children: root.children.map((child) =>
    child.kind === 'element' ? (by[child.name]?.(child) ?? child) : child,
  ),
})

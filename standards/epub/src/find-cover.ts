import { collapse, section } from './opf.ts'
import { readDocument } from './read-document.ts'
import { resolveHref } from './resolve-href.ts'
import type { EpubContainer, Landmark, ManifestItem } from './types.ts'
import { attr, childElements, descendants } from './walk-xml.ts'
import { XLINK, type XmlElement } from './xml.ts'

type Book = {
  readonly root: XmlElement
  readonly file: string
  readonly container: EpubContainer
  readonly manifest: ReadonlyMap<string, ManifestItem>
  readonly landmarks: readonly Landmark[]
}

/**
 * The picture on the front, by the surest sign first: the property of EPUB 3, the `meta` of EPUB 2, the page that guide or
 * landmarks call the cover, and last a picture that is named so.
 */
export function findCover(book: Book): string | null {
  const images = [...book.manifest.values()].filter((item) => isImage(item) && !item.remote)
  const named = images.find(
    ({ id, path }) => /^cover([-_]?image)?$/i.test(id) || /(^|\/)cover\.\w+$/i.test(path),
  )
  return (
    images.find(({ properties }) => properties.includes('cover-image'))?.path ??
    byMeta(book, images) ??
    byPage(book, images) ??
    named?.path ??
    null
  )
}

const isImage = ({ mediaType }: ManifestItem): boolean => mediaType.startsWith('image/')

/** `content` is the id of the picture; tools also write the id of a page, or a path. */
function byMeta(book: Book, images: readonly ManifestItem[]): string | null {
  const metadata = section(book.root, 'metadata')
  if (metadata === null) return null
  const meta = [...descendants(metadata, 'meta')].find((element) => attr(element, 'name') === 'cover')
  const content = meta === undefined ? '' : collapse(attr(meta, 'content') ?? '')
  if (content === '') return null
  const item = book.manifest.get(content)
  if (item !== undefined) return isImage(item) ? item.path : firstPicture(book, item.path, images)
  const reference = resolveHref(book.file, content)
  return images.find(({ path }) => reference.kind === 'inside' && path === reference.path)?.path ?? null
}

function byPage(book: Book, images: readonly ManifestItem[]): string | null {
  const landmark = book.landmarks.find(({ types }) => types.includes('cover'))
  if (landmark === undefined) return null
  const { path } = landmark.target
  return images.some((image) => image.path === path) ? path : firstPicture(book, path, images)
}

function firstPicture(book: Book, page: string, images: readonly ManifestItem[]): string | null {
  if (!book.container.entries.has(page)) return null
  const document = readDocument(book.container, page)
  if (!document.ok) return null
  for (const element of descendants(document.root)) {
    const source =
      element.name === 'img'
        ? attr(element, 'src')
        : element.name === 'image'
          ? (attr(element, 'href', XLINK) ?? attr(element, 'href'))
          : element.name === 'object'
            ? attr(element, 'data')
            : null
    const reference = source === null ? null : resolveHref(page, source)
    if (reference?.kind === 'inside' && images.some(({ path }) => path === reference.path))
      return reference.path
  }
  return null
}

/** The guide of OPF 2.0.1 §2.6. */
export function readGuide(root: XmlElement, file: string): readonly Landmark[] {
  const guide = section(root, 'guide')
  return [...(guide === null ? [] : childElements(guide, 'reference'))].flatMap((reference) => {
    const target = resolveHref(file, attr(reference, 'href') ?? '')
    return target.kind === 'inside'
      ? [
          {
            types: [collapse(attr(reference, 'type') ?? '')],
            title: collapse(attr(reference, 'title') ?? ''),
            target: { path: target.path, fragment: target.fragment },
          },
        ]
      : []
  })
}

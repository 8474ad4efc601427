/**
 * The pictures, sounds, films and captions that a book's texts show, kept by the hash of their bytes. What a file says it
 * is counts for nothing: its bytes are looked at. Drawings are cleaned before they are kept. Fonts stay in the EPUB.
 */
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { attr, type EpubPackage, resolveHref, XLINK, type XmlElement } from '@chapterhouse/epub'
import type { Issue, Media } from '#book'
import { type Documents, spineDocument } from './chapters/open-documents.ts'
import { type MediaKind, sniffMedia } from './media/sniff-media.ts'
import { issueFor } from './rules/issue-for.ts'
import { drawSvg } from './text/draw-svg.ts'

export type KeptMedia = {
  /** By path in the container, or by the whole data: address. */
  readonly shelf: ReadonlyMap<string, Media>
  readonly issues: readonly Issue[]
}

/** A picture beyond this is refused: a browser would need gigabytes for it. */
const MOST_PIXELS = 100_000_000

export async function keepMedia(
  pkg: EpubPackage,
  given: { readonly documents: Documents; readonly folder: string },
): Promise<KeptMedia> {
  const shelf = new Map<string, Media>()
  const issues: Issue[] = []
  for (const [address, file] of mediaOf(pkg, given.documents)) {
    const bytes = bytesOf(pkg, address)
    // What is not there is told where the text shows it.
    if (bytes === null) continue
    const kept = await keepOne(pkg, address, file, bytes, given.folder, issues)
    if (kept !== null) shelf.set(address, kept)
  }
  return { shelf, issues }
}

async function keepOne(
  pkg: EpubPackage,
  address: string,
  file: string,
  bytes: Uint8Array,
  folder: string,
  issues: Issue[],
): Promise<Media | null> {
  const path = address.startsWith('data:') ? file : address
  const unreadable = (message: string): null => {
    issues.push(issueFor('image-is-readable', { message, where: { file: path } }))
    return null
  }
  const kind = sniffMedia(bytes)
  const said = [...pkg.manifest.values()].find((item) => item.path === address)?.mediaType
  // What an object holds for a program of its own is shown by its fallback.
  if (kind === null && said !== undefined && !/^(image|audio|video)\/|vtt/.test(said)) return null
  if (kind === null)
    return unreadable(
      'The file is no picture, sound or film that browsers show. Export it again, as JPEG, PNG, SVG, MP3 or MP4.',
    )
  if (said !== undefined && !agrees(said, kind))
    issues.push(
      issueFor('image-is-readable', {
        message: `The manifest calls this file ${said}, but its bytes are ${kind.mediaType}. It is shown as what it is; correct media-type.`,
        where: { file: path },
      }),
    )
  if (kind.extension === 'svg') {
    const drawn = drawSvg(bytes, path, (href) => innerPicture(pkg, path, href))
    if (drawn === null) return unreadable('The drawing is not well-formed SVG. Export it again.')
    return write(new TextEncoder().encode(drawn.text), kind, folder, drawn.size)
  }
  if (!kind.mediaType.startsWith('image/')) return write(bytes, kind, folder, null)
  const size = await pixelSize(bytes)
  if (size === null) return unreadable('The picture is damaged and cannot be decoded. Export it again.')
  if (size.width * size.height > MOST_PIXELS)
    return unreadable(
      `The picture has ${size.width} × ${size.height} pixels, more than can be shown. Make it smaller.`,
    )
  return write(bytes, kind, folder, size)
}

type Size = { readonly width: number; readonly height: number }

async function write(bytes: Uint8Array, kind: MediaKind, folder: string, size: Size | null): Promise<Media> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await writeFile(join(folder, sha256), bytes)
  return {
    name: `${sha256}.${kind.extension}`,
    mediaType: kind.mediaType,
    bytes: bytes.length,
    width: size?.width ?? null,
    height: size?.height ?? null,
  }
}

async function pixelSize(bytes: Uint8Array): Promise<Size | null> {
  const { default: sharp } = await import('sharp')
  try {
    const { width, height, autoOrient } = await sharp(bytes, {
      limitInputPixels: false,
      failOn: 'none',
    }).metadata()
    return { width: autoOrient?.width ?? width, height: autoOrient?.height ?? height }
  } catch {
    return null // sharp throws for what it cannot decode; the issue says so
  }
}

const SAME: ReadonlyMap<string, string> = new Map([
  ['image/jpg', 'image/jpeg'],
  ['audio/mp3', 'audio/mpeg'],
  ['audio/x-mpeg', 'audio/mpeg'],
  ['audio/m4a', 'audio/mp4'],
  ['audio/x-m4a', 'audio/mp4'],
  ['audio/ogg; codecs=opus', 'audio/ogg'],
  ['audio/opus', 'audio/ogg'],
  ['video/ogg', 'audio/ogg'],
  ['video/mp4', 'audio/mp4'],
])

function agrees(said: string, kind: MediaKind): boolean {
  const known = (type: string): string => SAME.get(type) ?? type
  const plain = said.toLowerCase().trim()
  return known(plain) === known(kind.mediaType) || known(plain.split(';')[0] ?? '') === known(kind.mediaType)
}

function bytesOf(pkg: EpubPackage, address: string): Uint8Array | null {
  if (address.startsWith('data:')) return dataBytes(address)
  const read = pkg.container.entries.has(address) ? pkg.container.read(address) : null
  return read?.ok === true ? read.value : null
}

function dataBytes(address: string): Uint8Array | null {
  const match = /^data:[^,]*?(;base64)?,(.*)$/is.exec(address)
  if (match === null) return null
  const [, base64, body = ''] = match
  try {
    return base64 === undefined
      ? new TextEncoder().encode(decodeURIComponent(body))
      : Uint8Array.from(atob(decodeURIComponent(body).replace(/\s+/g, '')), (sign) => sign.charCodeAt(0))
  } catch {
    return null // neither atob nor decodeURIComponent can be asked beforehand
  }
}

/** A drawing shown as a picture loads nothing: what it shows must be inside it. */
function innerPicture(pkg: EpubPackage, path: string, href: string): string | null {
  const reference = resolveHref(path, href)
  const address = reference.kind === 'inside' ? reference.path : href
  if (reference.kind === 'outside' && reference.scheme !== 'data') return null
  const bytes = bytesOf(pkg, address)
  const kind = bytes === null ? null : sniffMedia(bytes)
  if (bytes === null || kind === null || kind.extension === 'svg' || !kind.mediaType.startsWith('image/'))
    return null
  if (bytes.length > MOST_INSIDE) return null
  return `data:${kind.mediaType};base64,${Buffer.from(bytes).toString('base64')}`
}

const MOST_INSIDE = 4 * 1024 * 1024

/** Everything that the documents of the spine show, with the file in which it was first met. */
function mediaOf(pkg: EpubPackage, documents: Documents): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const seen = new Set<string>()
  const note = (href: string | null, file: string): void => {
    if (href === null || href.trim() === '') return
    const trimmed = href.trim()
    const reference = resolveHref(file, trimmed)
    if (reference.kind === 'inside') {
      if (!found.has(reference.path)) found.set(reference.path, file)
    } else if (reference.kind === 'outside' && reference.scheme === 'data' && !found.has(trimmed))
      found.set(trimmed, file)
  }
  const visit = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    const root = documents.get(path)
    if (root === null) return
    for (const { element } of documents.indexOf(path).elements)
      for (const href of addressesOf(element)) note(href, path)
    for (const framed of framesOf(
      documents.indexOf(path).elements.map(({ element }) => element),
      path,
    )) {
      const item = [...pkg.manifest.values()].find((one) => one.path === framed)
      if (item?.mediaType === 'application/xhtml+xml' || item?.mediaType === 'image/svg+xml') visit(framed)
    }
  }
  for (const item of pkg.spine) {
    const shown = spineDocument(pkg, item)
    if (shown === null) continue
    if (shown.kind === 'image') found.set(shown.path, shown.path)
    else visit(shown.path)
  }
  return found
}

const SOURCES = new Set(['img', 'audio', 'video', 'source', 'track', 'embed', 'input'])

function addressesOf(element: XmlElement): readonly (string | null)[] {
  const { name } = element
  if (SOURCES.has(name)) return [attr(element, 'src'), attr(element, 'poster')]
  if (name === 'image') return [attr(element, 'href', XLINK), attr(element, 'href')]
  return name === 'object' ? [attr(element, 'data')] : []
}

/** Pages shown in frames, and those that describe a picture. */
const framesOf = (elements: readonly XmlElement[], path: string): readonly string[] =>
  elements.flatMap((element) => {
    const href =
      element.name === 'iframe'
        ? attr(element, 'src')
        : element.name === 'object'
          ? attr(element, 'data')
          : attr(element, 'longdesc')
    const reference = href === null ? null : resolveHref(path, href)
    return reference?.kind === 'inside' ? [reference.path] : []
  })

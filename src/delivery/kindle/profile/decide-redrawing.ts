/** Which pictures have to be drawn anew for Kindle, and as what. Their bytes are all that is believed. */
import { descendants, type EpubContainer, type EpubPackage, parseXml } from '@chapterhouse/epub'
import { MOST_PICTURE_BYTES } from './kindle-rules.ts'
import { isForKindle, pictureKindOf } from './picture-kind.ts'

export type Redrawing = {
  readonly path: string
  readonly why: 'kind' | 'size'
  readonly isCover: boolean
  /** Letters are set with the faces of this machine: only where it has some. */
  readonly hasLetters: boolean
}

export type Redrawn = { readonly bytes: Uint8Array; readonly kind: 'jpeg' | 'png' }

export function decideRedrawing(book: EpubPackage): readonly Redrawing[] {
  return [...book.manifest.values()].flatMap((item): Redrawing[] => {
    if (item.remote || !item.mediaType.startsWith('image/')) return []
    const read = book.container.read(item.path)
    if (!read.ok) return []
    const kind = pictureKindOf(read.value)
    const isCover = item.path === book.coverImage
    const base = {
      path: item.path,
      isCover,
      hasLetters: kind === 'svg' && hasLetters(book.container, item.path),
    }
    if (kind === null) return []
    if (!isForKindle(kind)) return [{ ...base, why: 'kind' }]
    return read.value.length > MOST_PICTURE_BYTES && kind !== 'gif' ? [{ ...base, why: 'size' }] : []
  })
}

function hasLetters(container: EpubContainer, path: string): boolean {
  const read = container.read(path)
  const parsed = read.ok ? parseXml(read.value, { file: path }) : read
  return parsed.ok && [...descendants(parsed.root, 'text')].length > 0
}

/** Which pictures have to be drawn anew for Kindle, and as what. Their bytes are all that is believed. */
import { descendants, type EpubContainer, type EpubPackage, parseXml } from '@chapterhouse/epub'
import { MOST_PICTURE_BYTES } from './kindle-rules.ts'
import { isForKindle, pictureKindOf } from './picture-kind.ts'

export type Redrawing = {
  readonly path: string
  /** `lighter`: it could stay as it is, and is drawn smaller because the whole file has to be. */
  readonly why: 'kind' | 'size' | 'lighter'
  /** As small as a Kindle's screen is. */
  readonly isLight: boolean
  readonly isCover: boolean
  /** Letters are set with the faces of this machine: only where it has some. */
  readonly hasLetters: boolean
}

export type Redrawn = { readonly bytes: Uint8Array; readonly kind: 'jpeg' | 'png' }

/** Below this a picture weighs nothing beside the others. */
export const LIGHT_ENOUGH = 60_000

export function decideRedrawing(book: EpubPackage, isLight = false): readonly Redrawing[] {
  return [...book.manifest.values()].flatMap((item): Redrawing[] => {
    if (item.remote || !item.mediaType.startsWith('image/')) return []
    const read = book.container.read(item.path)
    if (!read.ok) return []
    const kind = pictureKindOf(read.value)
    const isCover = item.path === book.coverImage
    const base = {
      path: item.path,
      isCover,
      isLight,
      hasLetters: kind === 'svg' && hasLetters(book.container, item.path),
    }
    if (kind === null) return []
    if (!isForKindle(kind)) return [{ ...base, why: 'kind' }]
    // What moves would stand still.
    if (kind === 'gif') return []
    if (read.value.length > MOST_PICTURE_BYTES) return [{ ...base, why: 'size' }]
    return isLight && read.value.length > LIGHT_ENOUGH ? [{ ...base, why: 'lighter' }] : []
  })
}

function hasLetters(container: EpubContainer, path: string): boolean {
  const read = container.read(path)
  const parsed = read.ok ? parseXml(read.value, { file: path }) : read
  return parsed.ok && [...descendants(parsed.root, 'text')].length > 0
}

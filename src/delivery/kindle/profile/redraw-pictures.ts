/**
 * Pictures drawn anew for Kindle, by sharp. A photograph stays one (JPEG), a drawing or anything one can see through becomes
 * PNG. Drawings are drawn large, since a reader enlarges what cannot be enlarged any longer.
 */
import type { EpubContainer } from '@chapterhouse/epub'
import type { Sharp } from 'sharp'
import type { Redrawing, Redrawn } from './decide-redrawing.ts'
import { MOST_PICTURE_BYTES } from './kindle-rules.ts'
import { pictureKindOf } from './picture-kind.ts'

/** 100 megapixels: a bomb of a picture is far above, an honest scan below. */
const MOST_PIXELS = 100_000_000
const DRAWN_WIDTH = 1600
const LONGEST_SIDE = 2560

export async function redrawPictures(
  container: EpubContainer,
  wanted: readonly Redrawing[],
): Promise<ReadonlyMap<string, Redrawn>> {
  const drawn = new Map<string, Redrawn>()
  if (wanted.length === 0) return drawn
  const canSetLetters = await drawsLetters()
  for (const { path, hasLetters, why, ...how } of wanted) {
    const read = container.read(path)
    if (!read.ok || (hasLetters && !canSetLetters)) continue
    const picture = await redraw(read.value, how).catch(() => null)
    const isGain = why !== 'lighter' || (picture !== null && picture.bytes.length < read.value.length)
    if (picture !== null && isGain) drawn.set(path, picture)
  }
  return drawn
}

/** A cover is a photograph of itself: Amazon wants JPEG. */
async function redraw(
  bytes: Uint8Array,
  { isCover, isLight }: Pick<Redrawing, 'isCover' | 'isLight'>,
): Promise<Redrawn> {
  const { default: sharp } = await import('sharp')
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error' as const }
  if (pictureKindOf(bytes) === 'svg') {
    const { width = 0 } = await sharp(bytes, options).metadata()
    const density = Math.min(600, Math.max(72, width === 0 ? 150 : Math.round((72 * DRAWN_WIDTH) / width)))
    const drawn = sharp(bytes, { ...options, density }).resize({
      ...{ ...FITTING, width: DRAWN_WIDTH, height: LONGEST_SIDE },
    })
    return isLight ? light(drawn, !isCover) : lightest(drawn, !isCover)
  }
  const picture = sharp(bytes, options).autoOrient()
  const { hasAlpha, format } = await picture.metadata()
  const isLossless = format === 'png' || format === 'tiff'
  const prefersPng = !isCover && (hasAlpha === true || isLossless)
  return isLight ? light(picture, prefersPng) : lightest(picture, prefersPng)
}

const FITTING = { fit: 'inside', withoutEnlargement: true } as const

/** As good as fits into what Kindle bears: without loss first, then as a photograph, then smaller. */
async function lightest(picture: Sharp, prefersPng: boolean): Promise<Redrawn> {
  if (prefersPng) {
    const png = await picture.clone().png({ compressionLevel: 6 }).toBuffer()
    if (png.length <= MOST_PICTURE_BYTES) return { bytes: png, kind: 'png' }
  }
  const onPaper = picture.clone().flatten({ background: '#ffffff' })
  let jpeg = await onPaper.clone().jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer()
  for (const [side, quality] of [
    [4000, 90],
    [LONGEST_SIDE, 88],
    [2000, 80],
    [1600, 70],
  ] as const) {
    if (jpeg.length <= MOST_PICTURE_BYTES) break
    jpeg = await onPaper
      .clone()
      .resize({ ...FITTING, width: side, height: side })
      .jpeg({ quality })
      .toBuffer()
  }
  return { bytes: jpeg, kind: 'jpeg' }
}

/** As wide and high as the screen of a Kindle of seven inches, at which nobody misses what was left out. */
const SCREEN = { width: 1264, height: 1680 }

/** A drawing of few colours stays sharp as PNG; whatever comes out smaller is taken. */
async function light(picture: Sharp, prefersPng: boolean): Promise<Redrawn> {
  const small = picture.clone().resize({ ...FITTING, ...SCREEN })
  const jpeg = await small.clone().flatten({ background: '#ffffff' }).jpeg({ quality: 72 }).toBuffer()
  if (!prefersPng) return { bytes: jpeg, kind: 'jpeg' }
  const png = await small.clone().png({ palette: true, quality: 80 }).toBuffer()
  return png.length <= jpeg.length ? { bytes: png, kind: 'png' } : { bytes: jpeg, kind: 'jpeg' }
}

/** A machine without faces draws a text as nothing at all. */
async function drawsLetters(): Promise<boolean> {
  const { default: sharp } = await import('sharp')
  const probe =
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text x="4" y="34" font-size="34">M</text></svg>'
  const { channels } = await sharp(Buffer.from(probe))
    .stats()
    .catch(() => ({ channels: [] }))
  return (channels.at(-1)?.max ?? 0) > 0
}

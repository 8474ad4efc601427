/**
 * The cover as it is shown: the picture as it came, and a small one for lists. A drawn cover (SVG) is cleaned and stays a
 * drawing: its letters are then set with the reader's faces, and stay sharp.
 */
import type { Cover, Issue, Media } from '#book'
import type { JobFolder } from '../child/job-folder.ts'
import { sniffMedia } from '../media/sniff-media.ts'
import { issueFor } from '../rules/issue-for.ts'
import { drawSvg } from '../text/draw-svg.ts'

export type CoverSource = {
  /** For messages: where the picture stands in the parcel or the EPUB. */
  readonly path: string
  readonly bytes: Uint8Array
  /** '' when the press has not said what it shows. */
  readonly alternativeText: string
  /** A picture that an SVG shows, from beside it. */
  readonly beside: (href: string) => Uint8Array | null
}

export type KeptCover = { readonly cover: Cover | null; readonly issues: readonly Issue[] }

const THUMBNAIL_WIDTH = 360
const THUMBNAIL_BYTES = 25_000
/** 100 megapixels: a bomb of a picture is far above, an honest scan below. */
const MOST_PIXELS = 100_000_000

export async function keepCover(source: CoverSource, folder: JobFolder): Promise<KeptCover> {
  try {
    return sniffMedia(source.bytes)?.extension === 'svg'
      ? await keepDrawn(source, folder)
      : await keepPicture(source, folder)
  } catch (error) {
    return unreadable(source, error instanceof Error ? error.message : '')
  }
}

async function keepPicture(source: CoverSource, folder: JobFolder): Promise<KeptCover> {
  const { default: sharp } = await import('sharp')
  const picture = sharp(source.bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
  const { format, autoOrient } = await picture.metadata()
  const kind = SHOWN[format]
  if (kind === undefined) return unreadable(source, `its format is ${format}`)
  const image = await keep(folder, source.bytes, kind, autoOrient.width, autoOrient.height)
  return {
    cover: {
      image,
      thumbnail: await keepThumbnail(source.bytes, folder),
      alternativeText: source.alternativeText,
    },
    issues: [],
  }
}

async function keepDrawn(source: CoverSource, folder: JobFolder): Promise<KeptCover> {
  const drawn = drawSvg(source.bytes, source.path, (href) => {
    const picture = source.beside(href)
    const kind = picture === null ? null : sniffMedia(picture)
    return picture === null || kind === null || !SHOWN_TYPES.has(kind.mediaType)
      ? null
      : `data:${kind.mediaType};base64,${Buffer.from(picture).toString('base64')}`
  })
  if (drawn === null) return unreadable(source, 'it is not well-formed SVG')
  const bytes = new TextEncoder().encode(drawn.text)
  const image = await keep(folder, bytes, SVG_KIND, drawn.size?.width ?? null, drawn.size?.height ?? null)
  const thumbnail = bytes.byteLength <= THUMBNAIL_BYTES ? image : await keepThumbnail(bytes, folder)
  return { cover: { image, thumbnail, alternativeText: source.alternativeText }, issues: [] }
}

async function keepThumbnail(bytes: Uint8Array, folder: JobFolder): Promise<Media> {
  const { default: sharp } = await import('sharp')
  const small = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .autoOrient()
    .resize({ width: THUMBNAIL_WIDTH, height: THUMBNAIL_WIDTH * 3, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
  let best = await small.clone().webp({ quality: 78 }).toBuffer({ resolveWithObject: true })
  for (const quality of [60, 42, 25])
    if (best.data.byteLength > THUMBNAIL_BYTES)
      best = await small.clone().webp({ quality }).toBuffer({ resolveWithObject: true })
  return keep(
    folder,
    best.data,
    { mediaType: 'image/webp', extension: 'webp' },
    best.info.width,
    best.info.height,
  )
}

type Kind = { readonly mediaType: string; readonly extension: string }

async function keep(
  folder: JobFolder,
  bytes: Uint8Array,
  kind: Kind,
  width: number | null,
  height: number | null,
): Promise<Media> {
  const name = `${await folder.keep(bytes)}.${kind.extension}`
  const pixels = (size: number | null): number | null => (size === null ? null : Math.round(size))
  return {
    name,
    mediaType: kind.mediaType,
    bytes: bytes.byteLength,
    width: pixels(width),
    height: pixels(height),
  }
}

const SVG_KIND: Kind = { mediaType: 'image/svg+xml', extension: 'svg' }

/** By the names that sharp gives to formats; those that browsers show. */
const SHOWN: Readonly<Record<string, Kind>> = {
  jpeg: { mediaType: 'image/jpeg', extension: 'jpg' },
  png: { mediaType: 'image/png', extension: 'png' },
  webp: { mediaType: 'image/webp', extension: 'webp' },
  gif: { mediaType: 'image/gif', extension: 'gif' },
}

const SHOWN_TYPES = new Set(Object.values(SHOWN).map(({ mediaType }) => mediaType))

const unreadable = (source: CoverSource, why: string): KeptCover => ({
  cover: null,
  issues: [
    issueFor('cover-is-readable', {
      message: `The cover “${source.path}” cannot be shown${why === '' ? '' : ` (${why.replace(/\s+/g, ' ').slice(0, 120)})`}. Send it as JPEG or PNG.`,
      where: { file: source.path },
    }),
  ],
})

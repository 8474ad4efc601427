/** A drawing in a file of its own, cleaned: the same allow-list as for drawings inside a text. */
import { attr, parseXml, type XmlElement } from '@chapterhouse/epub'
import { sniffMedia } from '../media/sniff-media.ts'
import { cleanSvg } from './build-svg.ts'
import { attribute, type OutNode } from './out-tree.ts'
import { writeText } from './write-text.ts'

export type DrawnSvg = {
  readonly text: string
  readonly size: { readonly width: number; readonly height: number } | null
}

/** `pictures` gives what the drawing shows from elsewhere in the book as data: addresses. */
export function drawSvg(
  bytes: Uint8Array,
  path: string,
  pictures: (href: string) => string | null,
): DrawnSvg | null {
  const parsed = parseXml(bytes, { file: path })
  if (!parsed.ok || parsed.root.name !== 'svg') return null
  const cleaned = cleanSvg(parsed.root, (href) =>
    href.startsWith('data:') ? pictureWithin(href) : pictures(href),
  )
  if (cleaned === null || cleaned.kind === 'text') return null
  const root: OutNode = {
    ...cleaned,
    attributes: [attribute('xmlns', 'http://www.w3.org/2000/svg'), ...cleaned.attributes],
  }
  const text = writeText([root], { lang: '', dir: 'ltr', address: () => null, id: () => null })
  return { text, size: svgSize(parsed.root) }
}

/** A picture that the drawing carries in itself: kept when it is a picture of points, which can do nothing. */
function pictureWithin(href: string): string | null {
  const match = /^data:image\/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]+)$/.exec(href)
  const bytes = match?.[1] === undefined ? null : Buffer.from(match[1], 'base64')
  const kind = bytes === null ? null : sniffMedia(bytes)
  return bytes === null || kind === null || !POINTS.has(kind.mediaType)
    ? null
    : `data:${kind.mediaType};base64,${bytes.toString('base64')}`
}

const POINTS = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** In CSS pixels: width and height where they are lengths, else the view box. */
export function svgSize(root: XmlElement): DrawnSvg['size'] {
  const length = (value: string | null): number | null => {
    const match = /^\s*([\d.]+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|em|rem)?\s*$/i.exec(value ?? '')
    const number =
      match === null ? Number.NaN : Number(match[1]) * (UNITS[(match[2] ?? 'px').toLowerCase()] ?? 1)
    return Number.isFinite(number) && number > 0 ? number : null
  }
  const box = (attr(root, 'viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const [, , boxWidth = Number.NaN, boxHeight = Number.NaN] = box
  const width = length(attr(root, 'width'))
  const height = length(attr(root, 'height'))
  if (width !== null && height !== null) return { width, height }
  if (!(boxWidth > 0) || !(boxHeight > 0)) return null
  if (width !== null) return { width, height: (width * boxHeight) / boxWidth }
  return height !== null
    ? { width: (height * boxWidth) / boxHeight, height }
    : { width: boxWidth, height: boxHeight }
}

const UNITS: Readonly<Record<string, number>> = {
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
  em: 16,
  rem: 16,
}

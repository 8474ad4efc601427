/** What a picture is, by its first bytes: neither its name nor the manifest is believed. */
export type PictureKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'tiff' | 'bmp' | 'svg'

export const MEDIA_TYPES = {
  jpeg: { mediaType: 'image/jpeg', extension: 'jpg', names: /\.(jpe?g|jfif)$/i },
  png: { mediaType: 'image/png', extension: 'png', names: /\.png$/i },
  gif: { mediaType: 'image/gif', extension: 'gif', names: /\.gif$/i },
  svg: { mediaType: 'image/svg+xml', extension: 'svg', names: /\.svg$/i },
} as const

export function pictureKindOf(bytes: Uint8Array): PictureKind | null {
  const head = String.fromCharCode(...bytes.subarray(0, 16))
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (/^GIF8[79]a/.test(head)) return 'gif'
  if (/^RIFF.{4}WEBP/s.test(head)) return 'webp'
  if (/^.{4}ftypavi[fs]/s.test(head)) return 'avif'
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'tiff'
  if (head.startsWith('BM')) return 'bmp'
  const text = new TextDecoder().decode(bytes.subarray(0, 4096))
  return /^\s*<(\?xml|!doctype svg|!--|svg)[\s\S]*<svg[\s>]|^\s*<svg[\s>]/i.test(text) ? 'svg' : null
}

export const isForKindle = (kind: PictureKind | null): kind is 'jpeg' | 'png' | 'gif' =>
  kind === 'jpeg' || kind === 'png' || kind === 'gif'

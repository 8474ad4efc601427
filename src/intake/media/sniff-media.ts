/** What a file is by its first bytes, among the kinds that browsers show. */
export type MediaKind = { readonly mediaType: string; readonly extension: string }

const kind = (mediaType: string, extension: string): MediaKind => ({ mediaType, extension })

export function sniffMedia(bytes: Uint8Array): MediaKind | null {
  const starts = (...signs: number[]): boolean => signs.every((sign, i) => bytes[i] === sign)
  const ascii = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to))
  if (starts(0xff, 0xd8, 0xff)) return kind('image/jpeg', 'jpg')
  if (starts(0x89, 0x50, 0x4e, 0x47)) return kind('image/png', 'png')
  if (ascii(0, 4) === 'GIF8') return kind('image/gif', 'gif')
  if (ascii(0, 4) === 'RIFF') {
    if (ascii(8, 12) === 'WEBP') return kind('image/webp', 'webp')
    return ascii(8, 12) === 'WAVE' ? kind('audio/wav', 'wav') : null
  }
  if (ascii(4, 8) === 'ftyp') return isoKind(ascii(8, 12))
  if (ascii(0, 4) === 'OggS')
    return ascii(0, 200).includes('theora') ? kind('video/ogg', 'ogv') : kind('audio/ogg', 'ogg')
  if (starts(0x1a, 0x45, 0xdf, 0xa3)) return kind('video/webm', 'webm')
  if (ascii(0, 4) === 'fLaC') return kind('audio/flac', 'flac')
  if (ascii(0, 3) === 'ID3' || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0))
    return kind('audio/mpeg', 'mp3')
  return textKind(new TextDecoder().decode(bytes.subarray(0, 4096)))
}

function isoKind(brand: string): MediaKind {
  if (brand === 'avif' || brand === 'avis') return kind('image/avif', 'avif')
  return brand.startsWith('M4A') || brand.startsWith('M4B')
    ? kind('audio/mp4', 'm4a')
    : kind('video/mp4', 'mp4')
}

function textKind(start: string): MediaKind | null {
  if (/^\ufeff?WEBVTT(\s|$)/.test(start)) return kind('text/vtt', 'vtt')
  return /<(?:[\w-]+:)?svg[\s>]/.test(start) ? kind('image/svg+xml', 'svg') : null
}

/** A description as paragraphs of plain text. Many tools put HTML into dc:description, escaped. */
import { normalizeSpace } from '#base'

export function parseDescription(description: string): readonly string[] {
  const isHtml = /<\/?(?:p|div|br|em|i|b|strong|span|ul|ol|li|h[1-6]|a|blockquote)\b[^<>]*>/i.test(
    description,
  )
  const text = isHtml ? decode(stripTags(description)) : decode(description)
  return text
    .split(/\n[^\S\n]*\n\s*|\u2029/)
    .map(normalizeSpace)
    .filter((paragraph) => paragraph !== '')
}

const stripTags = (html: string): string =>
  html
    .replace(/<(script|style)\b[^<>]*>[^<]*<\/\1\s*>/gi, ' ')
    .replace(/<\/?(?:p|div|li|ul|ol|h[1-6]|blockquote)\b[^<>]*>/gi, '\n\n')
    .replace(/<br\b[^<>]*>/gi, '\n')
    .replace(/<[a-z!/?][^<>]*>/gi, '')

const decode = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp|mdash|ndash|hellip|rsquo|lsquo|rdquo|ldquo));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
        ? String.fromCodePoint(code)
        : ' '
    },
  )

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: '’',
  nbsp: ' ',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
}

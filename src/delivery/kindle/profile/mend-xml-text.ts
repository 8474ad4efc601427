/**
 * Faults that keep a document from being parsed and about whose text there is no doubt: something before the XML declaration,
 * a second declaration, and “--” inside a comment (XML 1.0 §2.5, §2.8). What parses is given back as it came.
 */
import { parseXml } from '@chapterhouse/epub'

const BAD_COMMENT = /<!--(?:(?!-->)[\s\S])*?(?:--(?!>)|-(?=-->))[\s\S]*?-->/
const DECLARATION = /<\?xml\s[^>]*\?>/g

export function mendXmlText(bytes: Uint8Array, file: string): Uint8Array | null {
  const text = decode(bytes)
  if (text === null) return null
  const declarations = text.match(DECLARATION)?.length ?? 0
  const isLate = declarations > 0 && !text.startsWith('<?xml')
  if (declarations < 2 && !isLate && !BAD_COMMENT.test(text)) return null
  if (parseXml(bytes, { file }).ok) return null
  const [first = ''] = text.match(DECLARATION) ?? []
  const rest = text
    .replace(DECLARATION, '')
    .replace(/<!--[\s\S]*?-->/g, (comment) => (BAD_COMMENT.test(comment) ? '' : comment))
    .trimStart()
  const mended = new TextEncoder().encode(`${first}${rest}`)
  return parseXml(mended, { file }).ok ? mended : null
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

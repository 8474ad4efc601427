/** Text strings (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 with a mark, else PDFDocEncoding. */
import { isString, type PdfObject, type PdfString } from './objects.ts'

/** The places where PDFDocEncoding differs from Latin-1 (annex D.2). */
const DOC_HIGH = '•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž'
const DOC_LOW = '˘ˇˆ˙˝˛˚˜'

export function decodeText(bytes: Uint8Array): string {
  const [a, b, c] = bytes
  if (a === 0xfe && b === 0xff) return withoutMarks(utf16(bytes.subarray(2), true))
  if (a === 0xff && b === 0xfe) return withoutMarks(utf16(bytes.subarray(2), false))
  if (a === 0xef && b === 0xbb && c === 0xbf) return withoutMarks(new TextDecoder().decode(bytes.subarray(3)))
  return withoutMarks(Array.from(bytes, docCharacter).join(''))
}

/** The text of a value that is a string; null for anything else. */
export const textOf = (value: PdfObject): string | null => (isString(value) ? decodeText(value.bytes) : null)

const docCharacter = (code: number) =>
  code >= 0x18 && code < 0x20
    ? (DOC_LOW[code - 0x18] ?? '')
    : code >= 0x80 && code < 0x9f
      ? (DOC_HIGH[code - 0x80] ?? '')
      : code === 0xa0
        ? '€'
        : String.fromCharCode(code)

const utf16 = (bytes: Uint8Array, big: boolean) => {
  const out: string[] = []
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const [high, low] = big ? [bytes[at], bytes[at + 1]] : [bytes[at + 1], bytes[at]]
    out.push(String.fromCharCode((high ?? 0) * 256 + (low ?? 0)))
  }
  return out.join('')
}

/** Language marks between ESC (7.9.2.2.2), and controls that no title means. */
const withoutMarks = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
  text.replace(/\u001b[A-Za-z]{2,4}\u001b/g, '').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')

/** Text as a string: ASCII as it is, everything else as UTF-16. */
export function encodeText(text: string): PdfString {
  if (/^[ -~]*$/.test(text)) return { kind: 'string', bytes: new Uint8Array(Buffer.from(text, 'latin1')) }
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  return { kind: 'string', bytes: new Uint8Array(bytes) }
}

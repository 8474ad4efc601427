/**
 * From bytes to characters, as XML 1.0 §4.3.3 and appendix F say: by byte order mark, else by the declaration, else
 * UTF-8. EPUB 3.3 §3.9 allows UTF-8 and UTF-16 alone; another encoding that is declared and known is still read, so that
 * an old book is not lost, and said to be a fault.
 */
import { type EpubResult, epubFailure, epubIssue } from './issue.ts'
import type { EpubIssue } from './types.ts'

export type DecodedXml = {
  readonly text: string
  /** As a label of the Encoding Standard: "utf-8", "utf-16le", "windows-1252" … */
  readonly encoding: string
  readonly issues: readonly EpubIssue[]
}

export function decodeXml(input: Uint8Array | string, file: string): EpubResult<DecodedXml> {
  if (typeof input === 'string')
    return { ok: true, value: { text: input.replace(/^\ufeff/, ''), encoding: 'utf-8', issues: [] } }
  return decodeBytes(input, file)
}

function decodeBytes(bytes: Uint8Array, file: string): EpubResult<DecodedXml> {
  const marked = encodingByMark(bytes)
  const declared = marked ?? declaredEncoding(bytes)
  const decoder = decoderFor(declared ?? 'utf-8')
  if (decoder === null)
    return epubFailure(
      'document-is-utf-8',
      file,
      `The file says that its encoding is “${declared}”, which is not known. Save it as UTF-8 and try again.`,
    )
  try {
    return {
      ok: true,
      value: {
        text: decoder.decode(bytes),
        encoding: decoder.encoding,
        issues: issuesOf(decoder.encoding, file),
      },
    }
  } catch {
    return epubFailure(
      'document-is-utf-8',
      file,
      `The file holds bytes that are not ${decoder.encoding.toUpperCase()}. Save it as UTF-8 and try again.`,
    )
  }
}

/** `fatal` makes a wrong byte an error; the byte order mark is taken away. */
function decoderFor(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label, { fatal: true })
  } catch {
    return null
  }
}

function encodingByMark(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  // UTF-32 begins like UTF-16 with two zeros after it, and no decoder knows it.
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be'
  if (a === 0x3c && b === 0 && c === 0x3f && d === 0) return 'utf-16le'
  if (a === 0 && b === 0x3c && c === 0 && d === 0x3f) return 'utf-16be'
  return null
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, 200))
  const match = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(start)
  const label = match?.[1]?.trim().toLowerCase()
  // Without a mark and readable as single bytes it cannot be UTF-16, whatever it says.
  return label === undefined || label.startsWith('utf-16') ? null : label
}

function issuesOf(encoding: string, file: string): readonly EpubIssue[] {
  if (encoding === 'utf-8') return []
  if (encoding.startsWith('utf-16'))
    return [
      epubIssue('document-is-utf-8', 'note', file, 'The file is in UTF-16. It is read; UTF-8 is the custom.'),
    ]
  return [
    epubIssue(
      'document-is-utf-8',
      'error',
      file,
      `The file is in ${encoding}; EPUB allows UTF-8 and UTF-16 alone. It was read all the same: save it as UTF-8.`,
    ),
  ]
}

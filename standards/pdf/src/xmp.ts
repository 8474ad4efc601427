/** Metadata in XMP (ISO 16684-1): a few facts read out of it, and a whole packet written. */
import { isStream } from './objects.ts'
import type { PdfFile } from './open-pdf.ts'

/** A packet of a book has a few kilobytes; more than this is not looked at. */
const MOST = 2_097_152

export function readXmp(file: PdfFile): string {
  const held = file.resolve(file.catalog.entries.get('Metadata'))
  const bytes = isStream(held) ? file.unpack(held) : null
  if (bytes === null || bytes.length > MOST) return ''
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  return new TextDecoder().decode(bytes)
}

/** A simple property, written as an element or as an attribute. */
export function xmpProperty(xmp: string, name: string): string | null {
  const element = new RegExp(`<${name}(?:\\s[^<>]{0,200})?>([^<]{0,500})</${name}`).exec(xmp)?.[1]
  const attribute = new RegExp(`\\s${name}\\s*=\\s*["']([^"'<]{0,500})["']`).exec(xmp)?.[1]
  const value = (element ?? attribute)?.trim()
  return value === undefined || value === '' ? null : unescapeXml(value)
}

/** The first text of `dc:title`. */
export function xmpTitle(xmp: string): string | null {
  const at = xmp.indexOf('<dc:title')
  if (at < 0) return null
  const text = /<rdf:li[^<>]{0,200}>([^<]{0,2000})</.exec(xmp.slice(at, at + 4000))?.[1]?.trim()
  return text === undefined || text === '' ? null : unescapeXml(text)
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescapeXml = (text: string) =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{2,4}));/g, (whole, decimal, hex, named) => {
    if (named !== undefined) return NAMED[named] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })

/** What a file says of itself in its document information and in XMP. */
export type PdfMetadata = {
  readonly title: string
  readonly authors: readonly string[]
  /** BCP 47. */
  readonly language: string | null
  /** Without "https://doi.org/". */
  readonly doi: string | null
  readonly publisher: string | null
  readonly rights: string | null
  /** Where it comes from: its landing page. */
  readonly source: string | null
  /** What it is a part of: the title of the book. */
  readonly book: string | null
  /** As printed: "214-262". */
  readonly pages: string | null
}

/** PRISM 3.0 is what reference managers look for in a chapter's file. */
export function writeXmp(metadata: PdfMetadata): string {
  const simple = (name: string, value: string | null) =>
    value === null ? '' : `\n   <${name}>${escapeXml(value)}</${name}>`
  const list = (name: string, kind: 'Alt' | 'Seq' | 'Bag', values: readonly string[]) =>
    values.length === 0
      ? ''
      : `\n   <${name}><rdf:${kind}>${values
          .map(
            (value) => `<rdf:li${kind === 'Alt' ? ' xml:lang="x-default"' : ''}>${escapeXml(value)}</rdf:li>`,
          )
          .join('')}</rdf:${kind}></${name}>`
  const one = (value: string | null) => (value === null ? [] : [value])
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/3.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
   <dc:format>application/pdf</dc:format>${list('dc:title', 'Alt', [metadata.title])}${list('dc:creator', 'Seq', metadata.authors)}${list('dc:language', 'Bag', one(metadata.language))}${list('dc:publisher', 'Bag', one(metadata.publisher))}${list('dc:rights', 'Alt', one(metadata.rights))}${simple('dc:identifier', metadata.doi === null ? null : `doi:${metadata.doi}`)}${simple('dc:source', metadata.source)}${simple('prism:doi', metadata.doi)}${simple('prism:url', metadata.source)}${simple('prism:publicationName', metadata.book)}${simple('prism:pageRange', metadata.pages)}
   <pdf:Producer>Chapterhouse</pdf:Producer>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`
}

/** Text for XML 1.0: characters that it cannot hold are left out. */
const escapeXml = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids them
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

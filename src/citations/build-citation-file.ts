import { type Product, subjectOf } from '#book'
import { canonical, type Place, paths } from '#web'
import { buildBibtex } from './build-bibtex.ts'
import { buildCslItem } from './build-csl-item.ts'
import { buildRis } from './build-ris.ts'
import { type CslItem, toNameLine } from './csl-item.ts'
import { CITATION_MEDIA_TYPES, type CitationFormat } from './negotiate.ts'

export type CitationFile = {
  /** "Riehle 2020 Post-Stalin Purge Defectors.ris": what somebody finds again among a hundred downloads. */
  readonly fileName: string
  readonly contentType: string
  readonly body: string
  /** Signposting: what this file describes. */
  readonly link: string
}

export function buildCitationFile(product: Product, format: CitationFormat, place: Place): CitationFile {
  const item = buildCslItem(product, { origin: place.origin })
  const page = canonical(
    place,
    product.kind === 'book' ? paths.book(product.book) : paths.chapter(subjectOf(product)),
  )
  return toCitationFile(item, format, page)
}

/** The same of anything that can be cited; `page` is its own address. */
export function toCitationFile(item: CslItem, format: CitationFormat, page: string): CitationFile {
  return {
    fileName: `${recognisableName(item)}.${format}`,
    contentType: `${CITATION_MEDIA_TYPES[format]}; charset=utf-8`,
    body: write(item, format),
    link: `<${page}>; rel="describes"; type="text/html"`,
  }
}

function write(item: CslItem, format: CitationFormat): string {
  if (format === 'ris') return buildRis(item)
  if (format === 'bib') return buildBibtex(item)
  // csl-data.json is a list; reference managers import nothing else.
  return `${JSON.stringify([item], null, 2)}\n`
}

function recognisableName(item: CslItem): string {
  const first = item.author?.[0] ?? item.editor?.[0]
  const who = first === undefined ? '' : (toNameLine(first).split(',')[0] ?? '')
  const title = item['title-short'] ?? item.title
  const name = `${who} ${item.issued?.['date-parts'][0][0] ?? ''} ${title}`
    // What file systems refuse, and what hides the ending of a name from its reader (Unicode TR 36 §3.1).
    .replace(/[\p{C}\\/:*?"<>|%]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return [...name].slice(0, 80).join('').trim() || 'citation'
}

/** RFC 6266 with both names: the plain one for old programs, the whole one for the rest. */
export const attachment = (fileName: string): string => {
  const plain = fileName
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/[^ -~]+/g, '_')
  const whole = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}

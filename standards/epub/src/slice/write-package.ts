import type { EpubPackage } from '../types.ts'
import { descendants } from '../walk-xml.ts'
import { MATHML, SVG, XHTML, type XmlElement } from '../xml.ts'
import type { SliceMetadata } from './slice-epub.ts'
import { escapeXml, relativeHref } from './write-contents.ts'

/** `root`: a document of the spine; null for the files it needs. */
export type SliceItem = {
  readonly path: string
  readonly mediaType: string
  readonly root: XmlElement | null
}

type Parts = {
  readonly metadata: SliceMetadata
  readonly items: readonly SliceItem[]
  readonly packagePath: string
  readonly navPath: string
  readonly ncxPath: string
}

/** EPUB 3.3 §5 or OPF 2.0.1 §2, as the book itself is. What its metadata says of accessibility holds for its chapters too. */
export const writePackage = (book: EpubPackage, parts: Parts): string =>
  book.version.startsWith('3') ? writeThree(book, parts) : writeTwo(book, parts)

function writeThree(book: EpubPackage, { metadata, items, packagePath, navPath, ncxPath }: Parts): string {
  const documents = items.filter(({ root }) => root !== null)
  const original = new Map([...book.manifest.values()].map((item) => [item.path, item]))
  const spineProperties = new Map(book.spine.map(({ item, properties }) => [item.path, properties]))
  const href = (path: string) => escapeXml(relativeHref(packagePath, path, null))
  const manifest = items.map((item, i) => {
    const properties = propertiesOf(item, item.path === book.coverImage)
    const fallback = items.findIndex(
      ({ path }) => path === fallbackOf(book, original.get(item.path)?.fallback ?? null),
    )
    return `<item id="i${i + 1}" href="${href(item.path)}" media-type="${escapeXml(item.mediaType)}"${properties === '' ? '' : ` properties="${properties}"`}${fallback < 0 ? '' : ` fallback="i${fallback + 1}"`}/>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${escapeXml(metadata.language)}" prefix="schema: http://schema.org/ a11y: http://www.idpf.org/epub/vocab/package/a11y/#">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">${escapeXml(metadata.identifier)}</dc:identifier>
<dc:title id="title">${escapeXml(metadata.title)}</dc:title>
<dc:language>${escapeXml(metadata.language)}</dc:language>
${metadata.creators
  .map(
    ({ name, sortAs, role }, i) =>
      `<dc:creator id="creator-${i + 1}">${escapeXml(name)}</dc:creator>\n<meta refines="#creator-${i + 1}" property="role" scheme="marc:relators">${role}</meta>\n<meta refines="#creator-${i + 1}" property="file-as">${escapeXml(sortAs)}</meta>\n`,
  )
  .join(
    '',
  )}${element('dc:publisher', metadata.publisher)}${element('dc:rights', metadata.rights)}<dc:source>${escapeXml(metadata.source)}</dc:source>
<dc:relation>${escapeXml(metadata.book.identifier)}</dc:relation>
<meta property="dcterms:modified">${metadata.modified}</meta>
<meta property="dcterms:bibliographicCitation">${escapeXml(metadata.citation)}</meta>
<meta property="belongs-to-collection" id="book">${escapeXml(metadata.book.title)}</meta>
<meta refines="#book" property="collection-type">set</meta>
${metadata.book.position === null ? '' : `<meta refines="#book" property="group-position">${escapeXml(metadata.book.position)}</meta>\n`}${accessibilityOf(book)}${layoutOf(book)}</metadata>
<manifest>
<item id="nav" href="${href(navPath)}" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="${href(ncxPath)}" media-type="application/x-dtbncx+xml"/>
${manifest.join('\n')}
</manifest>
<spine toc="ncx"${book.pageProgression === 'default' ? '' : ` page-progression-direction="${book.pageProgression}"`}>
${documents
  .map((document) => {
    const properties = (spineProperties.get(document.path) ?? []).filter((one) =>
      /^(rendition|page-spread)/.test(one),
    )
    return `<itemref idref="i${items.indexOf(document) + 1}"${properties.length === 0 ? '' : ` properties="${escapeXml(properties.join(' '))}"`}/>`
  })
  .join('\n')}
</spine>
</package>
`
}

const fallbackOf = (book: EpubPackage, id: string | null): string | null =>
  id === null ? null : (book.manifest.get(id)?.path ?? null)

const element = (name: string, value: string | null): string =>
  value === null ? '' : `<${name}>${escapeXml(value)}</${name}>\n`

/** EPUB 3.3 §5.6.2.2 and appendix D.6: what a document holds, read off it anew, since much was cut away. */
function propertiesOf({ root }: SliceItem, isCover: boolean): string {
  if (root === null) return isCover ? 'cover-image' : ''
  const properties = new Set<string>()
  for (const one of descendants(root)) {
    if (one.namespace === SVG) properties.add('svg')
    if (one.namespace === MATHML) properties.add('mathml')
    if (one.namespace === XHTML && one.name === 'form') properties.add('scripted')
    if (one.name === 'switch' && one.namespace.endsWith('/ops')) properties.add('switch')
    if (one.attributes.some(({ name, value }) => name === 'src' && /^https?:/i.test(value)))
      properties.add('remote-resources')
  }
  return [...properties].sort().join(' ')
}

const ACCESSIBILITY = /^(schema:(access|accessibility)|a11y:)/

const accessibilityOf = (book: EpubPackage): string =>
  [...book.metadata.properties]
    .filter(([name]) => ACCESSIBILITY.test(name) && name !== 'a11y:certifierReport')
    .flatMap(([name, values]) =>
      values.map((value) => `<meta property="${escapeXml(name)}">${escapeXml(value)}</meta>\n`),
    )
    .join('')

const layoutOf = (book: EpubPackage): string =>
  [...book.metadata.properties]
    .filter(([name]) => /^rendition:(layout|orientation|spread|flow)$/.test(name))
    .flatMap(([name, values]) =>
      values.slice(0, 1).map((value) => `<meta property="${name}">${escapeXml(value)}</meta>\n`),
    )
    .join('')

function writeTwo(book: EpubPackage, { metadata, items, packagePath, ncxPath }: Parts): string {
  const href = (path: string) => escapeXml(relativeHref(packagePath, path, null))
  const cover = items.findIndex(({ path }) => path === book.coverImage)
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:identifier id="id">${escapeXml(metadata.identifier)}</dc:identifier>
<dc:title>${escapeXml(metadata.title)}</dc:title>
<dc:language>${escapeXml(metadata.language)}</dc:language>
${metadata.creators
  .map(
    ({ name, sortAs, role }) =>
      `<dc:creator opf:role="${role}" opf:file-as="${escapeXml(sortAs)}">${escapeXml(name)}</dc:creator>\n`,
  )
  .join(
    '',
  )}${element('dc:publisher', metadata.publisher)}${element('dc:rights', metadata.rights)}<dc:source>${escapeXml(metadata.source)}</dc:source>
<dc:relation>${escapeXml(metadata.book.identifier)}</dc:relation>
<dc:description>${escapeXml(metadata.citation)}</dc:description>
${cover < 0 ? '' : `<meta name="cover" content="i${cover + 1}"/>\n`}</metadata>
<manifest>
<item id="ncx" href="${href(ncxPath)}" media-type="application/x-dtbncx+xml"/>
${items.map(({ path, mediaType }, i) => `<item id="i${i + 1}" href="${href(path)}" media-type="${escapeXml(mediaType)}"/>`).join('\n')}
</manifest>
<spine toc="ncx">
${items.flatMap(({ root }, i) => (root === null ? [] : [`<itemref idref="i${i + 1}"/>`])).join('\n')}
</spine>
</package>
`
}

/** Small odd books for tests, built in memory: each test writes only what is odd about its own. */
import { type EpubPackage, openEpub, readEpub, zipEpub } from '@chapterhouse/epub'
import type { Media } from '#book'
import { type Documents, openDocuments } from '../../chapters/open-documents.ts'
import { type ChapterPlan, planChapters } from '../../chapters/plan-chapters.ts'
import { buildTexts } from '../build-texts.ts'
import type { ChapterText } from '../finish-text.ts'

export type SampleBook = {
  /** In reading order: name without ending → content of the body, or a whole document when it begins with `<html`. */
  readonly documents: Readonly<Record<string, string>>
  /** Content of `<nav epub:type="toc">`: an `<ol>`; made from the documents when it is not given. */
  readonly contents?: string
  readonly extraNav?: string
  readonly title?: string
  readonly language?: string
  readonly creators?: readonly string[]
  /** Further files of the container, in the manifest: path → bytes or text. */
  readonly files?: Readonly<Record<string, Uint8Array | string>>
  /** Names that are not linear. */
  readonly nonLinear?: readonly string[]
  /** Names that are in the manifest and not in the spine. */
  readonly aside?: readonly string[]
  readonly css?: string
}

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  svg: 'image/svg+xml',
  mp3: 'audio/mpeg',
  vtt: 'text/vtt',
  xhtml: 'application/xhtml+xml',
  css: 'text/css',
}

export async function openSample(book: SampleBook): Promise<EpubPackage> {
  const opened = await openEpub(zipEpub(filesOf(book)))
  if (!opened.ok) throw new Error(opened.error.message)
  const { package: pkg, issues } = readEpub(opened.container)
  if (pkg === null) throw new Error(issues.map(({ message }) => message).join(' '))
  return pkg
}

export type ReadSample = {
  readonly chapters: readonly ChapterPlan[]
  readonly texts: readonly ChapterText[]
  /** All pages of each chapter, joined. */
  readonly html: readonly string[]
  readonly rules: readonly string[]
  readonly documents: Documents
  readonly pkg: EpubPackage
}

export async function readSample(
  book: SampleBook,
  options: { readonly level?: number; readonly media?: ReadonlyMap<string, Media> } = {},
): Promise<ReadSample> {
  const pkg = await openSample(book)
  const documents = openDocuments(pkg)
  const plan = planChapters(pkg, { documents, level: options.level ?? null })
  const { texts, issues } = buildTexts(pkg, plan.chapters, { documents, media: options.media ?? new Map() })
  const kept = texts.map((one) => one ?? EMPTY)
  return {
    chapters: plan.chapters,
    texts: kept,
    html: kept.map(({ text }) => text.sections.map(({ html }) => html).join('')),
    rules: [...plan.issues, ...issues].map(({ rule }) => rule),
    documents,
    pkg,
  }
}

const EMPTY: ChapterText = {
  text: {
    sections: [],
    blocks: [],
    facts: { words: 0, notes: 0, figures: 0, tables: 0, formulas: 0, sections: 0, writing: 'horizontal' },
    headings: [],
    pageMarkers: [],
    plain: '',
  },
  alsoHolds: [],
  media: [],
  opening: [],
      notesElsewhere: [],
  firstPicture: null,
}

function filesOf(book: SampleBook): { readonly path: string; readonly bytes: Uint8Array }[] {
  const names = Object.keys(book.documents)
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  const extra = Object.entries(book.files ?? {})
  return [
    { path: 'META-INF/container.xml', bytes: encode(CONTAINER) },
    { path: 'EPUB/package.opf', bytes: encode(packageOf(book, names, extra.map(([path]) => path))) },
    { path: 'EPUB/nav.xhtml', bytes: encode(document(navOf(book, names), book)) },
    { path: 'EPUB/style.css', bytes: encode(book.css ?? '') },
    ...names.map((name) => ({ path: `EPUB/${name}.xhtml`, bytes: encode(document(book.documents[name] ?? '', book)) })),
    ...extra.map(([path, bytes]) => ({ path: `EPUB/${path}`, bytes: typeof bytes === 'string' ? encode(bytes) : bytes })),
  ]
}

const CONTAINER = `<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>`

const document = (body: string, { language = 'en' }: SampleBook): string =>
  body.startsWith('<html')
    ? body
    : `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${language}">
<head><title>Sample</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
${body.startsWith('<body') ? body : `<body>${body}</body>`}</html>`

const navOf = ({ contents, extraNav = '' }: SampleBook, names: readonly string[]): string =>
  `<nav epub:type="toc">${contents ?? `<ol>${names.map((name) => `<li><a href="${name}.xhtml">Chapter ${name}</a></li>`).join('')}</ol>`}</nav>${extraNav}`

function packageOf(book: SampleBook, names: readonly string[], files: readonly string[]): string {
  const { title = 'A Sample Book', language = 'en', creators = [], nonLinear = [], aside = [] } = book
  const items = [
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
    '<item id="css" href="style.css" media-type="text/css"/>',
    ...names.map((name) => `<item id="d-${name}" href="${name}.xhtml" media-type="application/xhtml+xml"/>`),
    ...files.map((path, i) => `<item id="f-${i}" href="${path}" media-type="${TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'}"/>`),
  ]
  const spine = names
    .filter((name) => !aside.includes(name))
    .map((name) => `<itemref idref="d-${name}"${nonLinear.includes(name) ? ' linear="no"' : ''}/>`)
  return `<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:sample</dc:identifier><dc:title>${title}</dc:title><dc:language>${language}</dc:language>
${creators.map((name) => `<dc:creator>${name}</dc:creator>`).join('')}<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>
<manifest>${items.join('')}</manifest><spine>${spine.join('')}</spine></package>`
}

/** A kept medium for tests of text alone. */
export const sampleMedia = (path: string, extension = 'png', mediaType = 'image/png'): readonly [string, Media] => [
  `EPUB/${path}`,
  { name: `${'ab'.repeat(32)}.${extension}`, mediaType, bytes: 10, width: 40, height: 30 },
]

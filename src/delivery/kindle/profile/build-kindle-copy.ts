/**
 * A book's or chapter's EPUB as Kindle takes it. Everything a reader sees stays: what is mended are the things at which
 * Amazon's converter fails, each by its rule. The original is never touched. Documents are read and written one at a time,
 * since a long book is a hundred times its text in memory.
 */
import {
  descendants,
  type EpubContainer,
  type EpubFile,
  type EpubIssue,
  type EpubPackage,
  type EpubResult,
  epubFailure,
  type ManifestItem,
  openEpub,
  parseXml,
  readEpub,
  SVG,
  writeXml,
  XHTML,
  type XmlDocument,
  type XmlElement,
  zipEpub,
} from '@chapterhouse/epub'
import { addressOf, type CopyPlan, folderOf, type KindleManner, sharedKey } from './copy-plan.ts'
import { decideRedrawing, type Redrawing, type Redrawn } from './decide-redrawing.ts'
import { type DocumentFacts, readFacts } from './document-facts.ts'
import type { KindleFinding } from './kindle-rules.ts'
import { mendDocument } from './mend-document.ts'
import { buildNcx, mendNcx } from './mend-ncx.ts'
import { identifierOf, mendPackage } from './mend-package.ts'
import { mendStyles } from './mend-styles.ts'
import { mendXmlText } from './mend-xml-text.ts'
import { isForKindle, MEDIA_TYPES, pictureKindOf } from './picture-kind.ts'

export type KindleCopy = { readonly bytes: Uint8Array; readonly mended: readonly KindleFinding[] }

/** Draws pictures that Kindle does not know; those it cannot draw are missing from the answer. */
export type Redraw = (
  container: EpubContainer,
  wanted: readonly Redrawing[],
) => Promise<ReadonlyMap<string, Redrawn>>

export async function buildKindleCopy(
  epub: Uint8Array,
  {
    manner,
    redraw,
    isLight = false,
  }: {
    readonly manner: KindleManner
    readonly redraw: Redraw
    /** Its pictures are drawn smaller, for a file that has to be. */
    readonly isLight?: boolean
  },
): Promise<EpubResult<KindleCopy>> {
  const opened = await openEpub(epub)
  if (!opened.ok) return opened
  const mended: KindleFinding[] = []
  const container = readable(opened.container, mended)
  const { package: book, issues } = readEpub(container)
  if (book === null) return { ok: false, error: issues.at(-1) ?? noPackage }
  const packageDocument = parse(book.container, book.path)
  if (!packageDocument.ok) return packageDocument
  const documents = [...book.manifest.values()].filter(isDocument)
  const facts = new Map<string, DocumentFacts>()
  for (const { path } of documents) {
    const known = readFacts(book, path)
    if (known !== null) facts.set(path, known)
    else if (book.container.entries.has(path)) return brokenDocument(book.container, path)
  }
  const redrawn = await redraw(container, decideRedrawing(book, isLight))
  const pictures = placePictures(book, redrawn, mended)
  const plan: CopyPlan = {
    ...{ book, manner, facts, moved: pictures.moved, gone: goneFrom(book, manner, mended) },
    shared: shareStyles(facts),
    mended: (finding) => mended.push(finding),
  }
  return { ok: true, value: { bytes: zipEpub(write(plan, packageDocument, pictures)), mended: once(mended) } }
}

const noPackage: EpubIssue = {
  ...{ rule: 'container-names-a-package', severity: 'error', file: '', line: null, element: null },
  message: 'The file has no package that can be read.',
}

const parse = (container: EpubContainer, path: string) => {
  const read = container.read(path)
  return read.ok ? parseXml(read.value, { file: path }) : read
}

function brokenDocument(container: EpubContainer, path: string) {
  const parsed = parse(container, path)
  return parsed.ok ? epubFailure('document-is-well-formed', path, 'The document cannot be read.') : parsed
}

const isDocument = ({ mediaType, remote }: ManifestItem): boolean =>
  mediaType === 'application/xhtml+xml' && !remote

/** The container, with those documents mended that could not be parsed at all. */
function readable(container: EpubContainer, mended: KindleFinding[]): EpubContainer {
  const known = new Map<string, Uint8Array | null>()
  return {
    entries: container.entries,
    read(path) {
      const read = container.read(path)
      if (!read.ok || !/\.(x?html?|opf|ncx|xml|svg)$/i.test(path)) return read
      if (!known.has(path)) {
        const text = mendXmlText(read.value, path)
        known.set(path, text)
        if (text !== null)
          mended.push({
            rule: 'documents-are-well-formed',
            file: path,
            message: 'A comment or the XML declaration kept the document from being read.',
          })
      }
      const text = known.get(path) ?? null
      return text === null ? read : { ok: true, value: text }
    },
  }
}

type Pictures = {
  readonly moved: ReadonlyMap<string, string>
  /** By their new paths. */
  readonly bytes: ReadonlyMap<string, Uint8Array>
  readonly mediaTypes: ReadonlyMap<string, string>
}

/** Each picture under a name that tells what it is. */
function placePictures(
  book: EpubPackage,
  redrawn: ReadonlyMap<string, Redrawn>,
  mended: KindleFinding[],
): Pictures {
  const moved = new Map<string, string>()
  const bytes = new Map<string, Uint8Array>()
  const mediaTypes = new Map<string, string>()
  const taken = new Set(book.container.entries.keys())
  for (const { path, mediaType, remote } of book.manifest.values()) {
    const read = remote || !mediaType.startsWith('image/') ? null : book.container.read(path)
    if (read === null || !read.ok) continue
    const drawn = redrawn.get(path)
    const kind = drawn?.kind ?? pictureKindOf(read.value)
    if (!isForKindle(kind)) continue
    const is = MEDIA_TYPES[kind]
    const place = is.names.test(path) ? path : freePath(path.replace(/\.[^./]*$/, ''), is.extension, taken)
    taken.add(place)
    if (place !== path) moved.set(path, place)
    if (drawn !== undefined) bytes.set(place, drawn.bytes)
    mediaTypes.set(place, is.mediaType)
    if (drawn !== undefined)
      mended.push({
        rule: isForKindle(pictureKindOf(read.value)) ? 'pictures-are-light' : 'pictures-are-jpeg-png-or-gif',
        file: path,
        message: `The picture is drawn anew as ${is.mediaType}.`,
      })
    else if (place !== path || mediaType !== is.mediaType)
      mended.push({
        rule: 'pictures-are-what-they-are-called',
        file: path,
        message: `The picture is ${is.mediaType}, and says so in the copy.`,
      })
  }
  return { moved, bytes, mediaTypes }
}

function freePath(stem: string, extension: string, taken: ReadonlySet<string>): string {
  let path = `${stem}.${extension}`
  for (let n = 2; taken.has(path); n++) path = `${stem}-${n}.${extension}`
  return path
}

const SCRIPT_TYPES = /^(text|application)\/(x-)?(java|ecma)script$/i
const FONT_TYPES = /^(font\/|application\/(vnd\.ms-opentype|font-|x-font-))/i

function goneFrom(book: EpubPackage, manner: KindleManner, mended: KindleFinding[]): ReadonlySet<string> {
  const gone = new Set<string>()
  const hidden = new Set(book.encryption.map(({ path }) => path))
  for (const { path, mediaType, remote } of book.manifest.values()) {
    if (remote) continue
    if (SCRIPT_TYPES.test(mediaType)) {
      gone.add(path)
      mended.push({ rule: 'book-runs-no-scripts', file: path, message: 'A script is left out.' })
    } else if (hidden.has(path)) {
      gone.add(path)
      mended.push({ rule: 'fonts-are-plain', file: path, message: 'An obfuscated font is left out.' })
    } else if (manner === 'plain' && (FONT_TYPES.test(mediaType) || /^(audio|video)\//.test(mediaType)))
      gone.add(path)
  }
  return gone
}

/** Style sheets that stand in several documents of a folder, each as a file in that folder. */
function shareStyles(facts: ReadonlyMap<string, DocumentFacts>): ReadonlyMap<string, string> {
  const seen = new Map<string, number>()
  for (const [path, { styles }] of facts)
    for (const text of new Set(styles)) {
      const key = sharedKey(path, text)
      seen.set(key, (seen.get(key) ?? 0) + 1)
    }
  const repeated = [...seen].filter(([, times]) => times > 1).map(([key]) => key)
  return new Map(
    repeated.map((key, i) => [key, `${key.slice(0, key.indexOf('\n'))}kindle-shared-${i + 1}.css`]),
  )
}

function write(plan: CopyPlan, packageDocument: XmlDocument, pictures: Pictures): readonly EpubFile[] {
  const { book } = plan
  const { value: identifier, wasDeclared } = identifierOf(packageDocument.root)
  if (!wasDeclared)
    plan.mended({
      rule: 'identifier-is-the-declared-one',
      file: book.path,
      message: 'The declared identifier was not there.',
    })
  const ncx = [...book.manifest.values()].find(({ mediaType }) => mediaType === 'application/x-dtbncx+xml')
  const newNcx =
    ncx === undefined
      ? freePath(`${folderOf(book.path)}kindle-contents`, 'ncx', new Set(book.container.entries.keys()))
      : null
  const lost = new Map<string, readonly string[]>()
  const files: EpubFile[] = []
  for (const item of book.manifest.values()) {
    if (item.remote || plan.gone.has(item.path)) continue
    const place = plan.moved.get(item.path) ?? item.path
    if (files.some(({ path }) => path === place)) continue
    const bytes = pictures.bytes.get(place) ?? contentOf(item, plan, identifier, lost)
    if (bytes !== null) files.push({ path: place, bytes })
  }
  if (newNcx !== null) files.push(xml(newNcx, writeXml(buildNcx(plan, newNcx, identifier))))
  for (const [key, sheet] of plan.shared)
    files.push(text(sheet, stylesOf(key.slice(key.indexOf('\n') + 1), sheet, plan)))
  const news = {
    ...{ ncx: newNcx, sheets: [...plan.shared.values()], mediaTypes: pictures.mediaTypes, lost },
  }
  const mendedPackage = mendPackage(packageDocument.root, plan, news, identifier)
  const container = `<?xml version="1.0" encoding="UTF-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="${escapePath(book.path)}" media-type="application/oebps-package+xml"/></rootfiles></container>\n`
  return [text('META-INF/container.xml', container), xml(book.path, writeXml(mendedPackage)), ...files]
}

const text = (path: string, content: string): EpubFile => ({ path, bytes: new TextEncoder().encode(content) })
const xml = text
const escapePath = (path: string): string =>
  path.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')

const stylesOf = (css: string, path: string, plan: CopyPlan): string =>
  mendStyles(css, {
    addressOf: (href) => addressOf(plan, path, href),
    withoutFonts: plan.manner === 'plain',
  })

function contentOf(
  item: ManifestItem,
  plan: CopyPlan,
  identifier: string,
  lost: Map<string, readonly string[]>,
): Uint8Array | null {
  const { container } = plan.book
  const read = container.read(item.path)
  if (!read.ok) return null
  const encode = (content: string): Uint8Array => new TextEncoder().encode(content)
  if (item.mediaType === 'text/css') {
    const before = new TextDecoder().decode(read.value)
    const after = stylesOf(before, item.path, plan)
    if (after !== before)
      plan.mended({ rule: 'styles-are-closed', file: item.path, message: 'The style sheet is written anew.' })
    return after === before ? read.value : encode(after)
  }
  const isDrawing = item.mediaType === 'image/svg+xml'
  const isContents = item.mediaType === 'application/x-dtbncx+xml'
  if (!isDocument(item) && !isDrawing && !isContents) return read.value
  const document = parseXml(read.value, { file: item.path })
  if (!document.ok) return read.value
  if (isContents) return encode(writeXml(mendNcx(document.root, item.path, plan, identifier)))
  const root = mendDocument(document, item.path, plan)
  if (document.declaration.encoding === null && isDocument(item))
    plan.mended({
      rule: 'documents-declare-utf-8',
      file: item.path,
      message: 'The document did not say that it is UTF-8.',
    })
  lost.set(item.path, lostProperties(root))
  return encode(writeXml(root, isDrawing ? {} : { doctype: doctypeOf(plan.book, document) }))
}

/** EPUB 3.3 appendix D.6: what a document no longer holds, now that scripts and drawings may have gone from it. */
function lostProperties(root: XmlElement): readonly string[] {
  const all = [...descendants(root)]
  const hasForm = all.some((one) => one.name === 'form' && one.namespace === XHTML)
  const hasDrawing = all.some(
    (one) =>
      one.namespace === SVG ||
      one.attributes.some(({ name, value }) => (name === 'src' || name === 'data') && /\.svg\b/i.test(value)),
  )
  return [...(hasForm ? [] : ['scripted']), ...(hasDrawing ? [] : ['svg'])]
}

/** EPUB 2 content is written to XHTML 1.1, EPUB 3 content to HTML. */
const doctypeOf = ({ version }: EpubPackage, { doctype }: XmlDocument): string =>
  version.startsWith('3') || doctype?.publicId == null
    ? '<!DOCTYPE html>'
    : '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'

/** One line for each rule and file says enough. */
function once(findings: readonly KindleFinding[]): readonly KindleFinding[] {
  const seen = new Set<string>()
  return findings.filter(({ rule, file }) => {
    const key = `${rule}\n${file}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/**
 * One chapter as a publication of its own: the documents of its range, the notes it refers to, and every file these need,
 * under a new package. Nothing of another chapter comes along: documents are cut, links out of the range become links to
 * pages, and frames that would show another document are dropped.
 *
 * The new book keeps the version of the old one, since EPUB 2 content is not valid EPUB 3 content (and the reverse).
 */
import { documentsOf } from '../documents-of.ts'
import { type EpubResult, epubFailure } from '../issue.ts'
import { obfuscateFont, readResource } from '../obfuscation.ts'
import type { EpubPackage, EpubRange, ManifestItem, Target } from '../types.ts'
import { descendants, findElement, idOf } from '../walk-xml.ts'
import { writeXml } from '../write-xml.ts'
import type { XmlElement } from '../xml.ts'
import { type EpubFile, zipEpub } from '../zip-epub.ts'
import { type SliceNotes, withNotes } from './gather-notes.ts'
import { gatherResources } from './gather-resources.ts'
import { rewriteDocument } from './rewrite-document.ts'
import { escapeXml, writeContents, writeNcx } from './write-contents.ts'
import { type SliceItem, writePackage } from './write-package.ts'

export type SliceRequest = {
  readonly range: EpubRange
  /** Notes that stand outside the range and are referred to in it: their elements by place in document order, root 0. */
  readonly notes: readonly SliceNotes[]
  readonly metadata: SliceMetadata
  /** The page of another part of the book; null: no link. */
  readonly linkTo: (target: Target) => string | null
}

export type SliceMetadata = {
  /** A `urn:uuid:` of its own: the slice is another publication than its book. */
  readonly identifier: string
  readonly title: string
  readonly language: string
  /** `role`: a MARC relator code. */
  readonly creators: readonly { readonly name: string; readonly sortAs: string; readonly role: string }[]
  readonly publisher: string | null
  readonly rights: string | null
  /** Its landing page: dc:source. */
  readonly source: string
  readonly book: { readonly title: string; readonly identifier: string; readonly position: string | null }
  /** How to cite it, pages included. */
  readonly citation: string
  /** ISO 8601 UTC to the second. */
  readonly modified: string
  readonly words: { readonly contents: string; readonly notes: string }
}

export function sliceEpub(book: EpubPackage, request: SliceRequest): EpubResult<Uint8Array> {
  const { documents } = documentsOf(book, request.range)
  const shown = documents.filter(({ root }) => hasContent(root))
  const first = shown[0]
  if (first === undefined)
    return epubFailure(
      'chapter-has-text',
      request.range.from.path,
      'This chapter holds no text of its own to make a file of.',
    )
  const gathered = withNotes(book, shown, request.notes, request.metadata.words.notes)
  const ids = new Map(gathered.documents.map(({ path, root }) => [path, idsOf(root)]))
  const rewritten = gathered.documents.map((document) => ({
    path: document.path,
    ...rewriteDocument(book, document, {
      ids,
      linkTo: request.linkTo,
      title: request.metadata.title,
      language: request.metadata.language,
    }),
  }))
  const resources = gatherResources(
    book,
    [
      ...rewritten.flatMap(({ resources }) => resources),
      ...(book.coverImage === null ? [] : [book.coverImage]),
    ],
    new Set(ids.keys()),
  )
  return { ok: true, value: zipEpub(assemble(book, request, rewritten, resources, gathered.notesPaths)) }
}

type Rewritten = { readonly path: string; readonly root: XmlElement }

function assemble(
  book: EpubPackage,
  { metadata }: SliceRequest,
  documents: readonly Rewritten[],
  resources: readonly ManifestItem[],
  notesPaths: ReadonlySet<string>,
): EpubFile[] {
  const isThree = book.version.startsWith('3')
  const text = (path: string, content: string): EpubFile => ({
    path,
    bytes: new TextEncoder().encode(content),
  })
  const taken = new Set([...documents, ...resources].map(({ path }) => path))
  const folder = book.path.includes('/') ? book.path.slice(0, book.path.lastIndexOf('/') + 1) : ''
  const free = (name: string, extension: string): string => {
    let path = `${folder}${name}.${extension}`
    for (let n = 2; taken.has(path); n++) path = `${folder}${name}-${n}.${extension}`
    taken.add(path)
    return path
  }
  const packagePath = free('chapter', 'opf')
  const navPath = free('chapter-contents', 'xhtml')
  const ncxPath = free('chapter-contents', 'ncx')
  const entries = [
    ...documents.slice(0, 1).map(({ path }) => ({ title: metadata.title, path })),
    ...documents
      .filter(({ path }) => notesPaths.has(path) && path !== documents[0]?.path)
      .map(({ path }) => ({ title: metadata.words.notes, path })),
  ]
  const ids = new Map(documents.map(({ path, root }) => [path, idsOf(root)]))
  const pages = book.pageList.filter(
    ({ target }) => target.fragment !== null && ids.get(target.path)?.has(target.fragment) === true,
  )
  const obfuscated = book.encryption
    .map(({ path }) => path)
    .filter((path) => resources.some((item) => item.path === path))
  const items: SliceItem[] = [
    ...documents.map(({ path, root }) => ({ path, mediaType: 'application/xhtml+xml', root })),
    ...resources.map(({ path, mediaType }) => ({ path, mediaType, root: null })),
  ]
  const contents = { metadata, entries, pages }
  return [
    text(
      'META-INF/container.xml',
      `<?xml version="1.0" encoding="UTF-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="${packagePath}" media-type="application/oebps-package+xml"/></rootfiles></container>\n`,
    ),
    ...(obfuscated.length > 0 ? [text('META-INF/encryption.xml', writeEncryption(obfuscated))] : []),
    text(packagePath, writePackage(book, { metadata, items, packagePath, navPath, ncxPath })),
    ...(isThree ? [text(navPath, writeContents(contents, navPath))] : []),
    text(ncxPath, writeNcx(contents, ncxPath)),
    ...documents.map(({ path, root }) => text(path, writeXml(root, { doctype: doctypeFor(isThree) }))),
    ...resources.flatMap(({ path }) => {
      const read = readResource(book, path)
      if (!read.ok) return []
      return [
        {
          path,
          bytes: obfuscated.includes(path) ? obfuscateFont(read.value, metadata.identifier) : read.value,
        },
      ]
    }),
  ]
}

const doctypeFor = (isThree: boolean): string =>
  isThree
    ? '<!DOCTYPE html>'
    : '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'

/** Fonts stay obfuscated, with the key of the new book (EPUB 3.3 §4.3). */
const writeEncryption = (paths: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">${paths
    .map(
      (path) =>
        `<enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><enc:CipherData><enc:CipherReference URI="${escapeXml(path.split('/').map(encodeURIComponent).join('/'))}"/></enc:CipherData></enc:EncryptedData>`,
    )
    .join('')}</encryption>\n`

export function idsOf(root: XmlElement): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const element of descendants(root)) {
    const id = idOf(element)
    if (id !== null) ids.add(id)
  }
  return ids
}

const SHOWN = new Set(['img', 'svg', 'math', 'audio', 'video', 'object', 'table', 'hr', 'image'])

/** Whether anything can be seen of it: a cut at the very start of a file leaves an empty body. */
function hasContent(root: XmlElement): boolean {
  const body = findElement(root, 'body') ?? root
  const isSeen = (element: XmlElement): boolean =>
    element.children.some((child) =>
      child.kind === 'text' ? child.text.trim() !== '' : SHOWN.has(child.name) || isSeen(child),
    )
  return isSeen(body)
}

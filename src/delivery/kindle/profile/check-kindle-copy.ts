/** The look over a copy before it is sent: every rule of kindle-rules.ts, found without the code that mends. */
import {
  attr,
  descendants,
  type EpubContainer,
  type EpubPackage,
  findElement,
  firstChild,
  idOf,
  openEpub,
  parseXml,
  readEpub,
  resolveHref,
  SVG,
  textOf,
  XHTML,
  XLINK,
  type XmlElement,
} from '@chapterhouse/epub'
import { findHidden } from './document-facts.ts'
import { toKindleLanguage } from './kindle-languages.ts'
import {
  type KindleFinding,
  type KindleRule,
  LEAST_SHARED_STYLE,
  MOST_PICTURE_BYTES,
} from './kindle-rules.ts'
import { isNumbered } from './mend-ncx.ts'
import { isOfShop } from './mend-package.ts'
import { hasLateImport, isClosed } from './mend-styles.ts'
import { isForKindle, MEDIA_TYPES, pictureKindOf } from './picture-kind.ts'

export async function checkKindleCopy(epub: Uint8Array): Promise<readonly KindleFinding[]> {
  const opened = await openEpub(epub)
  if (!opened.ok) return [{ rule: 'documents-are-well-formed', file: '', message: opened.error.message }]
  const { container } = opened
  const { package: book, issues } = readEpub(container)
  const xml = checkXml(container)
  if (book === null)
    return xml.length > 0
      ? xml
      : [{ rule: 'documents-are-well-formed', file: '', message: issues.at(-1)?.message ?? 'No package.' }]
  const anchors = anchorsOf(book)
  const sheets: Sheet[] = []
  return [
    ...xml,
    ...checkPackage(book),
    ...checkContents(book),
    ...[...anchors.keys()].flatMap((path) => checkDocument(book, path, anchors, sheets)),
    ...checkStyles(book, sheets),
    ...checkPictures(book),
  ]
}

const finding = (rule: KindleRule, file: string, message: string): KindleFinding => ({ rule, file, message })

/** As Amazon reads them: byte for byte. */
function checkXml(container: EpubContainer): readonly KindleFinding[] {
  return [...container.entries.keys()].flatMap((path): KindleFinding[] => {
    if (!/\.(x?html?|opf|ncx|xml)$/i.test(path)) return []
    const read = container.read(path)
    if (!read.ok) return [finding('documents-are-well-formed', path, read.error.message)]
    const parsed = parseXml(read.value, { file: path })
    if (!parsed.ok) return [finding('documents-are-well-formed', path, parsed.error.message)]
    return /^utf-8$/i.test(parsed.declaration.encoding ?? '') && parsed.encoding === 'utf-8'
      ? []
      : [finding('documents-declare-utf-8', path, 'The document does not say that it is UTF-8.')]
  })
}

/** Where a link may lead in a document. The trees themselves are not kept: a long book is a hundred times its text. */
type Anchors = { readonly ids: ReadonlySet<string>; readonly bodyId: string | null }

const rootOf = (container: EpubContainer, path: string): XmlElement | null => {
  const read = container.read(path)
  const parsed = read.ok ? parseXml(read.value, { file: path }) : read
  return parsed.ok ? parsed.root : null
}

function anchorsOf(book: EpubPackage): ReadonlyMap<string, Anchors> {
  const anchors = new Map<string, Anchors>()
  for (const { path, mediaType, remote } of book.manifest.values()) {
    const root = remote || mediaType !== 'application/xhtml+xml' ? null : rootOf(book.container, path)
    if (root === null) continue
    const body = findElement(root, 'body')
    const ids = [root, ...descendants(root)].map(idOf).filter((id) => id !== null)
    anchors.set(path, { ids: new Set(ids), bodyId: body === null ? null : idOf(body) })
  }
  return anchors
}

function checkPackage(book: EpubPackage): readonly KindleFinding[] {
  const { path, metadata } = book
  const read = book.container.read(path)
  const parsed = read.ok ? parseXml(read.value, { file: path }) : read
  if (!parsed.ok) return []
  const identifiers = [...descendants(parsed.root, 'identifier')]
  const declared = identifiers.find((one) => attr(one, 'id') === attr(parsed.root, 'unique-identifier'))
  const found: KindleFinding[] = []
  if (declared === undefined || textOf(declared).trim() === '')
    found.push(finding('identifier-is-the-declared-one', path, 'The unique identifier names no identifier.'))
  if (identifiers.some((one) => one !== declared && isOfShop(one)))
    found.push(finding('identifiers-are-not-of-shops', path, 'An identifier is of Amazon or calibre.'))
  const [language = ''] = metadata.languages
  if (toKindleLanguage(language) === null)
    found.push(finding('language-is-known-to-kindle', path, `“${language}” is no language of Kindle.`))
  if (book.encryption.length > 0 || book.container.entries.has('META-INF/encryption.xml'))
    found.push(finding('fonts-are-plain', 'META-INF/encryption.xml', 'Files are obfuscated or encrypted.'))
  if (book.layout === 'pre-paginated')
    found.push(
      finding('pages-are-not-fixed', path, 'Its pages are fixed, which Kindle does not take by mail.'),
    )
  for (const { item } of book.spine)
    if (item.mediaType !== 'application/xhtml+xml')
      found.push(finding('reading-order-is-of-documents', item.path, `It is ${item.mediaType}.`))
  for (const item of book.manifest.values())
    if (/javascript|ecmascript/i.test(item.mediaType))
      found.push(finding('book-runs-no-scripts', item.path, 'The book holds a script.'))
  return found
}

function checkContents(book: EpubPackage): readonly KindleFinding[] {
  return [...book.manifest.values()].flatMap(({ path, mediaType }): KindleFinding[] => {
    if (mediaType !== 'application/x-dtbncx+xml') return []
    const read = book.container.read(path)
    const parsed = read.ok ? parseXml(read.value, { file: path }) : read
    if (!parsed.ok) return []
    const head = firstChild(parsed.root, 'head')
    const uid =
      head === null ? null : [...descendants(head, 'meta')].find((one) => attr(one, 'name') === 'dtb:uid')
    return [
      ...(isNumbered(parsed.root)
        ? []
        : [finding('ncx-points-are-numbered', path, 'Points of the contents have no id or number.')]),
      ...(uid == null || attr(uid, 'content') === book.metadata.uniqueIdentifier
        ? []
        : [finding('identifier-is-the-declared-one', path, 'The NCX is of another identifier.')]),
    ]
  })
}

type Sheet = { readonly path: string; readonly css: string }

/** Style sheets inside it are put beside those of the other documents. */
function checkDocument(
  book: EpubPackage,
  path: string,
  anchors: ReadonlyMap<string, Anchors>,
  sheets: Sheet[],
): readonly KindleFinding[] {
  const root = rootOf(book.container, path)
  if (root === null) return []
  const found: KindleFinding[] = []
  const say = (rule: KindleRule, message: string) => void found.push(finding(rule, path, message))
  for (const element of descendants(root)) {
    if (element.name === 'script') say('book-runs-no-scripts', 'There is a script.')
    if (element.name === 'style' && element.namespace === XHTML) sheets.push({ path, css: textOf(element) })
    checkAttributes(element, say)
    if (element.name === 'img' || (element.name === 'image' && element.namespace === SVG))
      checkPicture(book, path, element, say)
    if (element.name === 'a') checkLink(book, path, attr(element, 'href'), anchors, say)
  }
  // The contents hide their lists of pages by right.
  const isContents = [...descendants(root, 'nav')].length > 0
  if (!isContents && findHidden(book, path, root).size > 0)
    say('hidden-text-is-short', 'More than 10,000 characters are hidden.')
  return found
}

type Say = (rule: KindleRule, message: string) => void

function checkAttributes({ attributes }: XmlElement, say: Say): void {
  for (const { name, namespace, value } of attributes) {
    if (namespace === '' && /^on[a-z]/i.test(name))
      say('book-runs-no-scripts', `There is a handler: ${name}.`)
    if (/^\s*(javascript|vbscript):/i.test(value)) say('book-runs-no-scripts', 'A link runs a script.')
    if (namespace === '' && /^data-amzn/i.test(name)) say('amazon-left-no-marks', `There is ${name}.`)
  }
}

function checkPicture(book: EpubPackage, path: string, element: XmlElement, say: Say): void {
  const src = attr(element, 'src') ?? attr(element, 'href', XLINK) ?? attr(element, 'href') ?? ''
  if (attr(element, 'alt') === '') say('alternative-text-is-not-empty', 'A picture has alt="".')
  const reference = resolveHref(path, src)
  if (src.trim() === '' || (reference.kind === 'inside' && !book.container.entries.has(reference.path)))
    say('pictures-have-a-source', `A picture has no file: “${src}”.`)
}

function checkLink(
  book: EpubPackage,
  from: string,
  href: string | null,
  anchors: ReadonlyMap<string, Anchors>,
  say: Say,
): void {
  const reference = href === null ? null : resolveHref(from, href)
  if (reference?.kind !== 'inside') return
  const { path, fragment } = reference
  if (!book.container.entries.has(path)) say('links-lead-somewhere', `There is no ${path}.`)
  const target = anchors.get(path)
  if (target === undefined || fragment === null) return
  if (target.bodyId === fragment) say('links-do-not-name-the-body', `A link leads to the body of ${path}.`)
  else if (!target.ids.has(fragment)) say('links-lead-somewhere', `There is no #${fragment} in ${path}.`)
}

function checkStyles(book: EpubPackage, inside: readonly Sheet[]): readonly KindleFinding[] {
  const files = [...book.manifest.values()].flatMap(({ path, mediaType }) => {
    const read = mediaType === 'text/css' ? book.container.read(path) : null
    return read?.ok === true ? [{ path, css: new TextDecoder().decode(read.value) }] : []
  })
  const repeated = Map.groupBy(
    inside.filter(({ css }) => css.length >= LEAST_SHARED_STYLE),
    ({ path, css }) => `${path.slice(0, path.lastIndexOf('/') + 1)}\n${css}`,
  )
  return [
    ...[...inside, ...files].flatMap(({ path, css }) => [
      ...(isClosed(css) ? [] : [finding('styles-are-closed', path, 'A brace has no fellow.')]),
      ...(hasLateImport(css) ? [finding('imports-come-first', path, 'An @import stands after a rule.')] : []),
    ]),
    ...[...repeated.values()]
      .filter((documentsOfOne) => documentsOfOne.length > 1)
      .map(([first]) =>
        finding('styles-are-shared', first?.path ?? '', 'Several documents hold the same style sheet.'),
      ),
  ]
}

function checkPictures(book: EpubPackage): readonly KindleFinding[] {
  return [...book.manifest.values()].flatMap(({ path, mediaType, remote }): KindleFinding[] => {
    const read = remote || !mediaType.startsWith('image/') ? null : book.container.read(path)
    if (read === null || !read.ok) return []
    const kind = pictureKindOf(read.value)
    if (kind === 'svg') return path === book.coverImage ? [notDrawn(path, 'The cover is a drawing.')] : []
    if (!isForKindle(kind)) return [notDrawn(path, `It is ${kind ?? mediaType}.`)]
    const is = MEDIA_TYPES[kind]
    return [
      ...(is.names.test(path) && mediaType === is.mediaType
        ? []
        : [finding('pictures-are-what-they-are-called', path, `It is ${is.mediaType}.`)]),
      ...(read.value.length > MOST_PICTURE_BYTES && kind !== 'gif'
        ? [finding('pictures-are-light', path, `It has ${read.value.length} bytes.`)]
        : []),
    ]
  })
}

const notDrawn = (path: string, message: string) => finding('pictures-are-jpeg-png-or-gif', path, message)

/** A small sound book, and the same with one fault that Amazon answers with E999: one for each rule. */
import { zipEpub } from '@chapterhouse/epub'
import type { KindleRule } from './kindle-rules.ts'

type Files = Readonly<Record<string, string | Uint8Array | null>>

const DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'

export const page = (
  body: string,
  head = '<link rel="stylesheet" type="text/css" href="look.css"/>',
): string =>
  `${DECLARED}<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en"><head><title>A</title>${head}</head>${body.startsWith('<body') ? body : `<body>${body}</body>`}</html>`

const CONTAINER = `${DECLARED}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="B/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`

type PackageParts = {
  readonly identifiers?: string
  readonly language?: string
  readonly uniqueIdentifier?: string
  readonly manifest?: string
  readonly cover?: string
}

export const packageOf = (parts: PackageParts = {}): string =>
  `${DECLARED}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="${parts.uniqueIdentifier ?? 'uid'}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">${parts.identifiers ?? '<dc:identifier id="uid">urn:isbn:9780000000002</dc:identifier>'}<dc:title>A Book</dc:title>${parts.language ?? '<dc:language>en-GB</dc:language>'}<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="c1" href="one.xhtml" media-type="application/xhtml+xml"/><item id="c2" href="two.xhtml" media-type="application/xhtml+xml"/><item id="css" href="look.css" media-type="text/css"/>
${parts.cover ?? '<item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>'}${parts.manifest ?? ''}</manifest>
<spine toc="ncx"><itemref idref="c1"/><itemref idref="c2"/></spine></package>`

const ncxOf = (points: string): string =>
  `${DECLARED}<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head><meta name="dtb:uid" content="urn:isbn:9780000000002"/></head><docTitle><text>A Book</text></docTitle><navMap>${points}</navMap></ncx>`

const point = (id: string, order: string, src: string): string =>
  `<navPoint ${id}${order}><navLabel><text>A part</text></navLabel><content src="${src}"/></navPoint>`

/** One pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** One pixel, without loss. */
export const WEBP = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64')
export const SVG_PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20"><rect width="40" height="20" fill="#833"/></svg>'

export const soundFiles: Files = {
  'META-INF/container.xml': CONTAINER,
  'B/book.opf': packageOf(),
  'B/nav.xhtml': page(
    '<nav epub:type="toc"><h1>Contents</h1><ol><li><a href="one.xhtml">One</a></li><li><a href="two.xhtml#late">Two</a></li></ol></nav>',
  ),
  'B/toc.ncx': ncxOf(
    point('id="p1" ', 'playOrder="1"', 'one.xhtml') + point('id="p2" ', 'playOrder="2"', 'two.xhtml'),
  ),
  'B/one.xhtml': page(
    '<h1>One</h1><p>See <a href="two.xhtml#late">below</a>. <img src="cover.png" alt="A red field"/></p>',
  ),
  'B/two.xhtml': page('<h1>Two</h1><p id="late">Late.</p>'),
  'B/look.css': 'p { margin: 0 }\n',
  'B/cover.png': PNG,
}

export const makeEpub = (changed: Files = {}): Uint8Array =>
  zipEpub(
    Object.entries({ ...soundFiles, ...changed }).flatMap(([path, content]) =>
      content === null
        ? []
        : [{ path, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content }],
    ),
  )

const item = (id: string, href: string, mediaType: string, more = ''): string =>
  `<item id="${id}" href="${href}" media-type="${mediaType}"${more}/>`

const LONG_STYLE = `p.x { color: #111 }\n${'.filler { text-indent: 0 }\n'.repeat(60)}`

export type Fault = { readonly name: string; readonly rule: KindleRule; readonly files: Files }

export const faults: readonly Fault[] = [
  {
    name: 'a document without an XML declaration',
    rule: 'documents-declare-utf-8',
    files: { 'B/one.xhtml': page('<h1>Été</h1>').replace(DECLARED, '') },
  },
  {
    name: 'a declaration without an encoding',
    rule: 'documents-declare-utf-8',
    files: { 'B/one.xhtml': page('<h1>Été</h1>').replace(' encoding="UTF-8"', '') },
  },
  {
    name: 'a container declared twice',
    rule: 'documents-are-well-formed',
    files: { 'META-INF/container.xml': `${DECLARED}${CONTAINER}` },
  },
  {
    name: 'two hyphens in a comment',
    rule: 'documents-are-well-formed',
    files: { 'B/one.xhtml': page('<h1>One</h1><!-- from here -- to there --><p>Text.</p>') },
  },
  {
    name: 'a link to the body',
    rule: 'links-do-not-name-the-body',
    files: { 'B/two.xhtml': page('<body id="late"><h1>Two</h1><p>Late.</p></body>') },
  },
  {
    name: 'a link to an element that is not there',
    rule: 'links-lead-somewhere',
    files: {
      'B/two.xhtml': page('<h1>Two</h1><p>See <a href="#nowhere">there</a>.</p>'),
      'B/nav.xhtml': page(
        '<nav epub:type="toc"><ol><li><a href="one.xhtml">One</a></li><li><a href="two.xhtml#late">Two</a></li></ol></nav>',
      ),
    },
  },
  {
    name: 'a link to a file that is not there',
    rule: 'links-lead-somewhere',
    files: { 'B/two.xhtml': page('<h1>Two</h1><p id="late">See <a href="three.xhtml">there</a>.</p>') },
  },
  {
    name: 'no language',
    rule: 'language-is-known-to-kindle',
    files: { 'B/book.opf': packageOf({ language: '' }) },
  },
  {
    name: 'a language that Kindle does not publish in',
    rule: 'language-is-known-to-kindle',
    files: { 'B/book.opf': packageOf({ language: '<dc:language>grc</dc:language>' }) },
  },
  {
    name: 'an undetermined language before the real one',
    rule: 'language-is-known-to-kindle',
    files: {
      'B/book.opf': packageOf({ language: '<dc:language>und</dc:language><dc:language>fre</dc:language>' }),
    },
  },
  {
    name: 'a unique identifier that is not there',
    rule: 'identifier-is-the-declared-one',
    files: { 'B/book.opf': packageOf({ uniqueIdentifier: 'bookid' }) },
  },
  {
    name: 'an NCX of another identifier',
    rule: 'identifier-is-the-declared-one',
    files: {
      'B/toc.ncx': ncxOf(point('id="p1" ', 'playOrder="1"', 'one.xhtml')).replace('9780000000002', '1'),
    },
  },
  {
    name: 'identifiers of Amazon and calibre',
    rule: 'identifiers-are-not-of-shops',
    files: {
      'B/book.opf': packageOf({
        identifiers:
          '<dc:identifier id="uid">urn:isbn:9780000000002</dc:identifier><dc:identifier id="a">urn:asin:B000000000</dc:identifier><meta refines="#a" property="identifier-type">ASIN</meta><dc:identifier>calibre:12</dc:identifier>',
      }),
    },
  },
  {
    name: 'a picture without a source',
    rule: 'pictures-have-a-source',
    files: { 'B/one.xhtml': page('<h1>One</h1><p>Here <img alt="a map"/> and <img src="" alt=""/>.</p>') },
  },
  {
    name: 'a picture whose file is not there',
    rule: 'pictures-have-a-source',
    files: { 'B/one.xhtml': page('<h1>One</h1><p>Here <img src="lost.png" alt="a map"/>.</p>') },
  },
  {
    name: 'a picture in WebP',
    rule: 'pictures-are-jpeg-png-or-gif',
    files: {
      'B/book.opf': packageOf({ manifest: item('w', 'photo.webp', 'image/webp') }),
      'B/photo.webp': WEBP,
      'B/one.xhtml': page('<h1>One</h1><p><img src="photo.webp" alt="A photograph"/></p>'),
      'B/look.css': 'p { background: url(photo.webp) }\n',
    },
  },
  {
    name: 'a cover that is a drawing',
    rule: 'pictures-are-jpeg-png-or-gif',
    files: {
      'B/book.opf': packageOf({
        cover: item('cover', 'cover.svg', 'image/svg+xml', ' properties="cover-image"'),
      }),
      'B/cover.svg': SVG_PICTURE,
      'B/cover.png': null,
      'B/one.xhtml': page('<h1>One</h1><p><img src="cover.svg" alt="A red field"/></p>'),
    },
  },
  {
    name: 'a PNG called a JPEG',
    rule: 'pictures-are-what-they-are-called',
    files: {
      'B/book.opf': packageOf({
        cover: item('cover', 'cover.jpg', 'image/jpeg', ' properties="cover-image"'),
      }),
      'B/cover.jpg': PNG,
      'B/cover.png': null,
      'B/one.xhtml': page('<h1>One</h1><p><img src="cover.jpg" alt="A red field"/></p>'),
    },
  },
  {
    name: 'an empty alternative text',
    rule: 'alternative-text-is-not-empty',
    files: { 'B/one.xhtml': page('<h1>One</h1><p><img src="cover.png" alt=""/></p>') },
  },
  {
    name: 'a script, a handler and a link that runs one',
    rule: 'book-runs-no-scripts',
    files: {
      'B/book.opf': packageOf({ manifest: item('js', 'run.js', 'text/javascript') }).replace(
        'href="one.xhtml" media-type="application/xhtml+xml"',
        'href="one.xhtml" media-type="application/xhtml+xml" properties="scripted"',
      ),
      'B/run.js': 'document.title = "x"',
      'B/one.xhtml': page(
        '<h1 onclick="x()">One</h1><p><a href="javascript:x()">Run</a></p><script src="run.js"></script><noscript><p>Without.</p></noscript>',
      ),
    },
  },
  {
    name: 'an obfuscated font',
    rule: 'fonts-are-plain',
    files: {
      'B/book.opf': packageOf({ manifest: item('f', 'face.woff', 'font/woff') }),
      'B/face.woff': new Uint8Array(2000).fill(7),
      'B/look.css': '@font-face { font-family: Face; src: url(face.woff) }\np { font-family: Face, serif }\n',
      'META-INF/encryption.xml': `${DECLARED}<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><enc:CipherData><enc:CipherReference URI="B/face.woff"/></enc:CipherData></enc:EncryptedData></encryption>`,
    },
  },
  {
    name: 'a brace without its fellow',
    rule: 'styles-are-closed',
    files: { 'B/look.css': 'p { margin: 0 }\n.last { color: #222\n' },
  },
  {
    name: 'an import after a rule',
    rule: 'imports-come-first',
    files: {
      'B/book.opf': packageOf({ manifest: item('m', 'more.css', 'text/css') }),
      'B/more.css': 'h1 { margin: 0 }\n',
      'B/look.css': 'p { margin: 0 }\n@import "more.css";\n',
    },
  },
  {
    name: 'the same long style sheet in every document',
    rule: 'styles-are-shared',
    files: {
      'B/one.xhtml': page('<h1>One</h1><p class="x">Text.</p>', `<style>${LONG_STYLE}</style>`),
      'B/two.xhtml': page('<h1>Two</h1><p class="x" id="late">Late.</p>', `<style>${LONG_STYLE}</style>`),
    },
  },
  {
    name: 'a long text that nobody sees',
    rule: 'hidden-text-is-short',
    files: {
      'B/look.css': '.gone { display: none }\n',
      'B/one.xhtml': page(
        `<h1>One</h1><p>Seen.</p><div class="gone"><p id="h">${'word '.repeat(2500)}</p></div>`,
      ),
      'B/two.xhtml': page('<h1>Two</h1><p id="late">Late, <a href="one.xhtml#h">see</a>.</p>'),
    },
  },
  {
    name: 'points of the NCX without id and out of order',
    rule: 'ncx-points-are-numbered',
    files: {
      'B/toc.ncx': ncxOf(point('id="" ', 'playOrder="7"', 'one.xhtml') + point('', '', 'two.xhtml#late')),
    },
  },
  {
    name: 'a mark that Amazon’s tools left',
    rule: 'amazon-left-no-marks',
    files: {
      'B/one.xhtml': page('<h1 data-AmznRemoved-M8="true">One</h1><p data-amznremoved="mobi7">Text.</p>'),
    },
  },
]

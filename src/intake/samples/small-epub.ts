/** Small EPUBs for tests: three chapters of a sentence each, and whatever a test changes. */
import { type EpubFile, zipEpub } from '@chapterhouse/epub'

const CONTAINER = `<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>`

const NAMES = ['one', 'two', 'three']

const packageOf = (metadata: string, manifest: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">urn:isbn:9780306406157</dc:identifier>
    <dc:title>A Small Book</dc:title>
    <dc:language>en</dc:language>
    <dc:creator>Ada Example</dc:creator>
    <meta property="dcterms:modified">2020-10-20T00:00:00Z</meta>
    ${metadata}
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    ${NAMES.map((name) => `<item id="${name}" href="${name}.xhtml" media-type="application/xhtml+xml"/>`).join('\n    ')}
    ${manifest}
  </manifest>
  <spine>${NAMES.map((name) => `<itemref idref="${name}"/>`).join('')}</spine>
</package>`

const page = (title: string, body: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en">
  <head><title>${title}</title></head>
  <body>${body}</body>
</html>`

export type SmallEpub = {
  /** Put into the package's metadata and manifest. */
  readonly metadata?: string
  readonly manifest?: string
  /** The body of chapter one. */
  readonly body?: string
  /** Files by path, in place of those of the same name or beside them; null takes one away. */
  readonly files?: Readonly<Record<string, string | Uint8Array | null>>
}

export function smallEpubFiles(change: SmallEpub = {}): readonly EpubFile[] {
  const title = (name: string): string => `Chapter ${name}`
  const files: Record<string, string | Uint8Array | null> = {
    'META-INF/container.xml': CONTAINER,
    'EPUB/package.opf': packageOf(change.metadata ?? '', change.manifest ?? ''),
    'EPUB/nav.xhtml': page(
      'Contents',
      `<nav epub:type="toc"><ol>${NAMES.map((name) => `<li><a href="${name}.xhtml">${title(name)}</a></li>`).join('')}</ol></nav>`,
    ),
    ...Object.fromEntries(
      NAMES.map((name) => [
        `EPUB/${name}.xhtml`,
        page(title(name), `<h1>${title(name)}</h1>${(name === 'one' ? change.body : undefined) ?? `<p>Words of chapter ${name}.</p>`}`),
      ]),
    ),
    ...change.files,
  }
  const encoder = new TextEncoder()
  return Object.entries(files).flatMap(([path, content]) =>
    content === null ? [] : [{ path, bytes: typeof content === 'string' ? encoder.encode(content) : content }],
  )
}

export const smallEpub = (change: SmallEpub = {}): Uint8Array => zipEpub(smallEpubFiles(change))

/** Small books for tests, made in code: each test says only what is odd about its own. */
import assert from 'node:assert/strict'
import { openEpub } from '../open-epub.ts'
import { type ReadEpub, readEpub } from '../read-epub.ts'
import type { EpubContainer, EpubPackage } from '../types.ts'
import { zipEpub } from '../zip-epub.ts'

export const xhtml = (body: string, head = '<title>Title</title>'): string =>
  `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head>${head}</head><body>${body}</body></html>`

export const nav = (body: string): string => xhtml(`<nav epub:type="toc">${body}</nav>`)

export type BookParts = {
  readonly version?: string
  readonly packageAttributes?: string
  readonly metadata?: string
  readonly manifest?: string
  readonly spine?: string
  readonly spineAttributes?: string
  readonly afterSpine?: string
  /** Path → content; replaces and adds to what a plain book has. Null takes a file away. */
  readonly files?: Readonly<Record<string, string | Uint8Array | null>>
}

const CONTAINER = `<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`

export const opf = (parts: BookParts): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf" version="${parts.version ?? '3.0'}" unique-identifier="uid" ${parts.packageAttributes ?? ''}>
<metadata><dc:identifier id="uid">urn:isbn:9780000000002</dc:identifier>${parts.metadata ?? '<dc:title>A Book</dc:title><dc:language>en</dc:language>'}</metadata>
<manifest>${parts.manifest ?? '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="c1" href="one.xhtml" media-type="application/xhtml+xml"/><item id="c2" href="two.xhtml" media-type="application/xhtml+xml"/>'}</manifest>
<spine ${parts.spineAttributes ?? ''}>${parts.spine ?? '<itemref idref="c1"/><itemref idref="c2"/>'}</spine>${parts.afterSpine ?? ''}</package>`

/** A book of two chapters, or whatever `parts` makes of it. */
export function makeBook(parts: BookParts = {}): Uint8Array {
  const files = {
    'META-INF/container.xml': CONTAINER,
    'EPUB/package.opf': opf(parts),
    'EPUB/nav.xhtml': nav(
      '<ol><li><a href="one.xhtml">One</a></li><li><a href="two.xhtml">Two</a></li></ol>',
    ),
    'EPUB/one.xhtml': xhtml('<h1>One</h1><p>First.</p>'),
    'EPUB/two.xhtml': xhtml('<h1>Two</h1><p>Second.</p>'),
    ...parts.files,
  }
  return zipEpub(
    Object.entries(files).flatMap(([path, content]) =>
      content === null
        ? []
        : [{ path, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content }],
    ),
  )
}

export async function openBook(parts: BookParts = {}): Promise<EpubContainer> {
  const opened = await openEpub(makeBook(parts))
  assert.ok(opened.ok)
  return opened.container
}

export const readBook = async (parts: BookParts = {}): Promise<ReadEpub> => readEpub(await openBook(parts))

/** For the tests that know it can be read. */
export async function packageOf(parts: BookParts = {}): Promise<EpubPackage> {
  const { package: found, issues } = await readBook(parts)
  assert.ok(found, issues.map(({ message }) => message).join('\n'))
  return found
}

export const rulesOf = (issues: readonly { readonly rule: string }[]): readonly string[] =>
  issues.map(({ rule }) => rule)

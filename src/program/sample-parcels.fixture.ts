/** Small books of our own making, for tests of everything that happens to a book. */
import { zipEpub } from '@chapterhouse/epub'

export type SampleBook = {
  readonly key: string
  readonly title: string
  /** One paragraph or more for each chapter. */
  readonly chapters: readonly (readonly string[])[]
}

export function sampleEpub({ key, title, chapters }: SampleBook): Uint8Array {
  const names = chapters.map((_, i) => `c${i + 1}.xhtml`)
  const page = (head: string, body: string) =>
    `<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en"><head><title>${head}</title></head><body>${body}</body></html>`
  const manifest = names.map(
    (name, i) => `<item id="c${i + 1}" href="${name}" media-type="application/xhtml+xml"/>`,
  )
  const spine = names.map((_, i) => `<itemref idref="c${i + 1}"/>`)
  const nav = names.map((name, i) => `<li><a href="${name}">Chapter ${i + 1}</a></li>`)
  const files: Readonly<Record<string, string>> = {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    'EPUB/book.opf': `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:chapterhouse:test:${key}</dc:identifier><dc:title>${title}</dc:title><dc:creator>Ada Example</dc:creator><dc:language>en</dc:language><meta property="dcterms:modified">2024-01-01T00:00:00Z</meta></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>${manifest.join('')}</manifest><spine>${spine.join('')}</spine></package>`,
    'EPUB/nav.xhtml': page('Contents', `<nav epub:type="toc"><ol>${nav.join('')}</ol></nav>`),
    ...Object.fromEntries(
      chapters.map((paragraphs, i) => [
        `EPUB/c${i + 1}.xhtml`,
        page(
          `Chapter ${i + 1}`,
          `<section epub:type="chapter"><h1>Chapter ${i + 1}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</section>`,
        ),
      ]),
    ),
  }
  const bytes = (text: string) => new TextEncoder().encode(text)
  return zipEpub(Object.entries(files).map(([path, text]) => ({ path, bytes: bytes(text) })))
}

export const sampleBook = (key: string, words = 'It was a quiet year for letters.'): SampleBook => ({
  key,
  title: `The Book of ${key}`,
  chapters: [[words, `In ${key} nothing else happened.`], ['The end came in autumn.']],
})

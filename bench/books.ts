/** Monographs of about 80,000 words each, made of invented words: enough text to weigh an ingest, none of it anybody's. */
import { zipEpub } from '@chapterhouse/epub'

const SYLLABLES = 'ra te lo mi su ven tor cal dis per sta ne ou li gra mon ter ici al en tu ba so re'.split(
  ' ',
)

/** A small generator with a seed, so that every run weighs the same books (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function inventBook(seed: number, chapters = 20, paragraphs = 40): Uint8Array {
  const next = random(seed)
  const word = () =>
    Array.from(
      { length: 1 + Math.floor(next() * 3) },
      () => SYLLABLES[Math.floor(next() * SYLLABLES.length)],
    ).join('')
  const sentence = (words: number) => {
    const text = Array.from({ length: words }, word).join(' ')
    return `${text[0]?.toUpperCase()}${text.slice(1)}.`
  }
  const paragraph = () => Array.from({ length: 5 }, () => sentence(20)).join(' ')
  const title = sentence(4).slice(0, -1)
  const files = Array.from({ length: chapters }, (_, i) => ({
    path: `EPUB/c${i + 1}.xhtml`,
    title: sentence(3).slice(0, -1),
  }))
  const page = (head: string, body: string) =>
    `<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en"><head><title>${head}</title></head><body>${body}</body></html>`
  const file = (path: string, text: string) => ({ path, bytes: new TextEncoder().encode(text) })
  return zipEpub([
    file('mimetype', 'application/epub+zip'),
    file(
      'META-INF/container.xml',
      '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    ),
    file(
      'EPUB/book.opf',
      `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:chapterhouse:bench:${seed}</dc:identifier><dc:title>${title}</dc:title><dc:creator>${sentence(2).slice(0, -1)}</dc:creator><dc:language>en</dc:language><dc:date>2024</dc:date><dc:subject>${word()}</dc:subject><meta property="dcterms:modified">2024-01-01T00:00:00Z</meta></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>${files.map((_, i) => `<item id="c${i + 1}" href="c${i + 1}.xhtml" media-type="application/xhtml+xml"/>`).join('')}</manifest><spine>${files.map((_, i) => `<itemref idref="c${i + 1}"/>`).join('')}</spine></package>`,
    ),
    file(
      'EPUB/nav.xhtml',
      page(
        'Contents',
        `<nav epub:type="toc"><ol>${files.map((one, i) => `<li><a href="c${i + 1}.xhtml">${one.title}</a></li>`).join('')}</ol></nav>`,
      ),
    ),
    ...files.map((one) =>
      file(
        one.path,
        page(
          one.title,
          `<section epub:type="chapter"><h1>${one.title}</h1>${Array.from({ length: paragraphs }, () => `<p>${paragraph()}</p>`).join('\n')}</section>`,
        ),
      ),
    ),
  ])
}

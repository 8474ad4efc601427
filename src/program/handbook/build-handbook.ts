/**
 * The handbook as an EPUB 3.3, by our own writer. The same sources make the same bytes, so that publishing it again
 * changes nothing.
 */
import { type EpubFile, zipEpub } from '@chapterhouse/epub'
import { buildPackage } from './build-package.ts'
import type { Handbook, HandbookEntry } from './handbook.ts'
import { renderMarkdown } from './render-markdown.ts'
import { escapeXml, numberWords, type RenderedEntry } from './rendered-entry.ts'
import { STYLE_SHEET } from './style-sheet.ts'
import { toBookPath } from './to-book-path.ts'

/** Throws for a chapter without a title and for a link or figure that leads nowhere: faults of ours, found by the test. */
export function buildHandbook(handbook: Handbook): Uint8Array {
  const entries = handbook.contents.map((entry) => renderEntry(handbook, entry))
  assertFragmentsExist(entries)
  return zipEpub([
    textFile('META-INF/container.xml', CONTAINER),
    ...buildPackage(handbook, entries).map(({ path, text }) => textFile(`EPUB/${path}`, text)),
    textFile('EPUB/styles/handbook.css', STYLE_SHEET),
    ...entries.map((entry) => textFile(`EPUB/${entry.href}`, renderDocument(entry))),
    ...[...handbook.figures].map(([path, bytes]): EpubFile => ({ path: `EPUB/${path}`, bytes })),
  ])
}

function renderEntry(handbook: Handbook, entry: HandbookEntry): RenderedEntry {
  const known = new Set(handbook.contents.map(({ path }) => path))
  const rendered = renderMarkdown(entry.markdown, (href, kind) =>
    toBookPath({ href, kind, from: entry.path, chapters: known, figures: handbook.figures }),
  )
  const name = entry.path.replace(/\.md$/, '')
  return { ...entry, ...rendered, href: `text/${name}.xhtml`, id: name.replaceAll('/', '-') }
}

const SECTION = {
  front: ['introduction', 'doc-introduction'],
  part: ['part', 'doc-part'],
  chapter: ['chapter', 'doc-chapter'],
  appendix: ['appendix', 'doc-appendix'],
} as const

function renderDocument(entry: RenderedEntry): string {
  const [type, role] = SECTION[entry.kind]
  const up = '../'.repeat(entry.href.split('/').length - 1)
  const label = entry.label === null ? '' : `<span class="label">${numberWords(entry)}</span> `
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en-GB" xml:lang="en-GB">
<head>
<meta charset="utf-8"/>
<title>${escapeXml(entry.title)}</title>
<link rel="stylesheet" type="text/css" href="${up}styles/handbook.css"/>
</head>
<body>
<section epub:type="${type}" role="${role}" id="${entry.id}" aria-labelledby="title">
<h1 id="title">${label}${escapeXml(entry.title)}</h1>
${entry.html}</section>
</body>
</html>
`
}

/** A link to a heading that is not there would be dead in every reader. */
function assertFragmentsExist(entries: readonly RenderedEntry[]): void {
  const targets = new Set(entries.flatMap(({ href, headings }) => headings.map(({ id }) => `${href}#${id}`)))
  for (const { path, href, html } of entries)
    for (const [, target] of html.matchAll(/href="([^":]+\.xhtml#[^"]+)"/g)) {
      const found = new URL(String(target), `book:/${href}`).href.slice('book:/'.length)
      if (!targets.has(found)) throw new Error(`${path}: no heading is found at ${target}`)
    }
}

const textFile = (path: string, text: string): EpubFile => ({ path, bytes: new TextEncoder().encode(text) })

const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
`

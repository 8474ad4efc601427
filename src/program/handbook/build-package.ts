/** Package document and contents of the handbook. EPUB 3.3 §5 and §7; metadata of EPUB Accessibility 1.1 §2. */
import type { Handbook } from './handbook.ts'
import { escapeXml, numberWords, type RenderedEntry } from './rendered-entry.ts'

/** It stays the same for every release: a new handbook is a new version of the same book. */
const IDENTIFIER = 'urn:uuid:0d3f7f0a-6b1c-4f0e-9c63-9a6f3f1d2e54'

export const buildPackage = (
  handbook: Handbook,
  entries: readonly RenderedEntry[],
): readonly { readonly path: string; readonly text: string }[] => [
  { path: 'package.opf', text: renderPackage(handbook, entries) },
  { path: 'nav.xhtml', text: renderNavigation(entries) },
]

function renderPackage(
  { title, subtitle, figures, modified }: Handbook,
  entries: readonly RenderedEntry[],
): string {
  const documents = entries.map(({ id, href }) => item(id, href, 'application/xhtml+xml'))
  const pictures = [...figures.keys()].map((path, i) => item(`figure-${i + 1}`, path, mediaType(path)))
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier" xml:lang="en-GB">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="identifier">${IDENTIFIER}</dc:identifier>
<dc:title id="main-title">${escapeXml(title)}</dc:title>
<meta refines="#main-title" property="title-type">main</meta>
<dc:title id="sub-title">${escapeXml(subtitle)}</dc:title>
<meta refines="#sub-title" property="title-type">subtitle</meta>
<dc:creator id="creator">The Chapterhouse contributors</dc:creator>
<meta refines="#creator" property="role" scheme="marc:relators">aut</meta>
<dc:publisher>Chapterhouse Sample Press</dc:publisher>
<dc:language>en-GB</dc:language>
<dc:rights>© the Chapterhouse contributors. Apache License, Version 2.0.</dc:rights>
<meta property="dcterms:modified">${modified}</meta>
<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>
<meta property="a11y:certifiedBy">Chapterhouse Sample Press</meta>
${ACCESSIBILITY.map(([property, value]) => `<meta property="schema:${property}">${value}</meta>`).join('\n')}
</metadata>
<manifest>
${[item('nav', 'nav.xhtml', 'application/xhtml+xml', 'nav'), item('style', 'styles/handbook.css', 'text/css'), ...documents, ...pictures].join('\n')}
</manifest>
<spine>
${entries.map(({ id }) => `<itemref idref="${id}"/>`).join('\n')}
</spine>
</package>
`
}

const ACCESSIBILITY = [
  ['accessMode', 'textual'],
  ['accessMode', 'visual'],
  ['accessModeSufficient', 'textual'],
  ['accessibilityFeature', 'alternativeText'],
  ['accessibilityFeature', 'longDescription'],
  ['accessibilityFeature', 'structuralNavigation'],
  ['accessibilityFeature', 'tableOfContents'],
  ['accessibilityFeature', 'readingOrder'],
  ['accessibilityFeature', 'displayTransformability'],
  ['accessibilityHazard', 'none'],
  [
    'accessibilitySummary',
    'Everything is text. Every figure has an alternative text and a full description beside it; tables have headers, and notes are linked in both directions.',
  ],
] as const

const item = (id: string, href: string, type: string, properties?: string): string =>
  `<item id="${id}" href="${escapeXml(href)}" media-type="${type}"${properties ? ` properties="${properties}"` : ''}/>`

const mediaType = (path: string): string => {
  if (path.endsWith('.svg')) return 'image/svg+xml'
  if (path.endsWith('.png')) return 'image/png'
  if (/\.jpe?g$/.test(path)) return 'image/jpeg'
  throw new Error(`${path}: a figure of the handbook is SVG, PNG or JPEG`)
}

const renderNavigation = (
  entries: readonly RenderedEntry[],
): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en-GB" xml:lang="en-GB">
<head>
<meta charset="utf-8"/>
<title>Contents</title>
<link rel="stylesheet" type="text/css" href="styles/handbook.css"/>
</head>
<body>
<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="contents">
<h1 id="contents">Contents</h1>
<ol>
${renderEntries(entries)}
</ol>
</nav>
<nav epub:type="landmarks" aria-labelledby="landmarks" hidden="hidden">
<h2 id="landmarks">Landmarks</h2>
<ol>
<li><a epub:type="bodymatter" href="${entries[0]?.href}">Start of the text</a></li>
</ol>
</nav>
</body>
</html>
`

/** What follows a part and is a chapter stands in it. */
function renderEntries(entries: readonly RenderedEntry[]): string {
  const parts = entries.flatMap((entry, i) => (entry.kind === 'part' ? [i] : []))
  const top = entries.flatMap((entry, i) => (entry.kind === 'chapter' && parts.some((p) => p < i) ? [] : [i]))
  return top
    .map((start, n) => {
      const inside = entries.slice(start + 1, top[n + 1] ?? entries.length)
      const chapters = inside.map((entry) => `<li>${link(entry)}</li>`).join('\n')
      const entry = entries[start]
      return entry ? `<li>${link(entry)}${chapters ? `\n<ol>\n${chapters}\n</ol>` : ''}</li>` : ''
    })
    .join('\n')
}

const link = (entry: RenderedEntry): string =>
  `<a href="${entry.href}">${entry.label === null ? '' : `${numberWords(entry)}. `}${escapeXml(entry.title)}</a>`

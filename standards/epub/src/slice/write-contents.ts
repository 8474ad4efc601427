import type { EpubPackage } from '../types.ts'
import type { SliceMetadata } from './slice-epub.ts'

type Contents = {
  readonly metadata: SliceMetadata
  readonly entries: readonly { readonly title: string; readonly path: string }[]
  readonly pages: EpubPackage['pageList']
}

/** EPUB 3.3 §7: the navigation document. Print pages come along, so that a quotation can still be found. */
export function writeContents({ metadata, entries, pages }: Contents, at: string): string {
  const link = (path: string, fragment: string | null, text: string) =>
    `<li><a href="${escapeXml(relativeHref(at, path, fragment))}">${escapeXml(text)}</a></li>`
  const language = escapeXml(metadata.language)
  const first = entries[0]
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="${language}" lang="${language}">
<head><title>${escapeXml(metadata.title)}</title></head>
<body>
<nav epub:type="toc" role="doc-toc"><h1>${escapeXml(metadata.words.contents)}</h1><ol>${entries.map(({ title, path }) => link(path, null, title)).join('')}</ol></nav>
${first === undefined ? '' : `<nav epub:type="landmarks" hidden="hidden"><ol><li><a epub:type="bodymatter" href="${escapeXml(relativeHref(at, first.path, null))}">${escapeXml(first.title)}</a></li></ol></nav>`}
${pages.length === 0 ? '' : `<nav epub:type="page-list" role="doc-pagelist" hidden="hidden"><ol>${pages.map(({ label, target }) => link(target.path, target.fragment, label)).join('')}</ol></nav>`}
</body>
</html>
`
}

/** OPF 2.0.1 §2.4.1: the NCX, for older reading systems and for Kindle. */
export function writeNcx({ metadata, entries }: Contents, at: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="${escapeXml(metadata.language)}">
<head><meta name="dtb:uid" content="${escapeXml(metadata.identifier)}"/><meta name="dtb:depth" content="1"/><meta name="dtb:totalPageCount" content="0"/><meta name="dtb:maxPageNumber" content="0"/></head>
<docTitle><text>${escapeXml(metadata.title)}</text></docTitle>
<navMap>${entries
    .map(
      ({ title, path }, i) =>
        `<navPoint id="point-${i + 1}" playOrder="${i + 1}"><navLabel><text>${escapeXml(title)}</text></navLabel><content src="${escapeXml(relativeHref(at, path, null))}"/></navPoint>`,
    )
    .join('')}</navMap>
</ncx>
`
}

export const escapeXml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** From one file of the container to another. */
export function relativeHref(from: string, to: string, fragment: string | null): string {
  const folders = from.split('/').slice(0, -1)
  const steps = to.split('/')
  let shared = 0
  while (shared < folders.length && shared < steps.length - 1 && folders[shared] === steps[shared]) shared++
  const path = [
    ...folders.slice(shared).map(() => '..'),
    ...steps.slice(shared).map(encodeURIComponent),
  ].join('/')
  return fragment === null ? path : `${path}#${encodeURIComponent(fragment)}`
}

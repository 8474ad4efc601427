/** The ways into a book: from its navigation document, else its NCX, else its documents one by one. */

import { readGuide } from './find-cover.ts'
import { epubIssue } from './issue.ts'
import { labelOf } from './label.ts'
import { isLegacyPackage } from './opf.ts'
import { readDocument } from './read-document.ts'
import { type Navigation, readNav } from './read-nav.ts'
import { readNcx } from './read-ncx.ts'
import type {
  ContentsEntry,
  EpubContainer,
  EpubIssue,
  EpubPackage,
  ManifestItem,
  SpineItem,
} from './types.ts'
import { descendants, findElement } from './walk-xml.ts'
import type { XmlElement } from './xml.ts'

export type ContentsSource = {
  readonly root: XmlElement
  readonly file: string
  readonly container: EpubContainer
  readonly manifest: ReadonlyMap<string, ManifestItem>
  readonly spine: readonly SpineItem[]
  readonly ncxId: string | null
}

export function readContents(book: ContentsSource): Pick<
  EpubPackage,
  'contents' | 'contentsFrom' | 'landmarks' | 'pageList'
> & {
  readonly issues: readonly EpubIssue[]
} {
  const issues: EpubIssue[] = []
  const items = [...book.manifest.values()]
  const navItem = items.find(({ properties }) => properties.includes('nav'))
  const ncxItem =
    (book.ncxId === null ? undefined : book.manifest.get(book.ncxId)) ??
    items.find(({ mediaType }) => mediaType === 'application/x-dtbncx+xml')
  const nav = navigationOf(book, navItem, readNav, issues)
  const needsNcx = nav === null || nav.contents.length === 0 || nav.pageList.length === 0
  const ncx = needsNcx ? navigationOf(book, ncxItem, readNcx, issues) : null
  const found =
    nav !== null && nav.contents.length > 0
      ? { contents: nav.contents, contentsFrom: 'nav' as const }
      : ncx !== null && ncx.contents.length > 0
        ? { contents: ncx.contents, contentsFrom: 'ncx' as const }
        : { contents: contentsOfSpine(book), contentsFrom: 'spine' as const }
  if (found.contentsFrom === 'spine') issues.push(withoutContents(book, navItem ?? ncxItem))
  const pageList = nav !== null && nav.pageList.length > 0 ? nav.pageList : (ncx?.pageList ?? [])
  const landmarks = nav?.landmarks ?? []
  return {
    ...found,
    landmarks: landmarks.length > 0 ? landmarks : readGuide(book.root, book.file),
    pageList,
    issues,
  }
}

function navigationOf(
  book: ContentsSource,
  item: ManifestItem | undefined,
  read: (root: XmlElement, file: string) => Navigation,
  issues: EpubIssue[],
): Navigation | null {
  if (item === undefined || item.remote) return null
  const document = readDocument(book.container, item.path)
  if (document.ok) return read(document.root, item.path)
  issues.push(document.error)
  return null
}

const withoutContents = (book: ContentsSource, item: ManifestItem | undefined): EpubIssue =>
  epubIssue(
    'contents-are-there',
    isLegacyPackage(book.root) ? 'warning' : 'error',
    item?.path ?? book.file,
    'The book has no table of contents that can be read, so its documents stand for its chapters. Add a navigation document.',
  )

const contentsOfSpine = (book: ContentsSource): readonly ContentsEntry[] =>
  book.spine
    .filter(({ linear, item }) => linear && !item.remote)
    .map(({ item }) => ({
      title: titleOf(book.container, item.path),
      target: { path: item.path, fragment: null },
      children: [],
    }))

/** Its first heading, which a reader sees; else its title, which tools often fill with the title of the book. */
function titleOf(container: EpubContainer, path: string): string {
  const document = readDocument(container, path)
  if (document.ok) {
    for (const element of descendants(document.root))
      if (/^h[1-6]$/.test(element.name) && labelOf(element) !== '') return labelOf(element)
    const title = findElement(document.root, 'title')
    if (title !== null && labelOf(title) !== '') return labelOf(title)
  }
  return path.replace(/^.*\//, '').replace(/\.[^.]*$/, '')
}

/**
 * Which level of the contents is a chapter.
 *
 * The entries at the top are chapters, unless an entry is a **part**: then those below it are. It is a part when the book
 * says so (epub:type or role `part`, `volume`, `division`), when its title does ("Part One", "Livre II", "第三部"), or
 * when the entries below it lead to other files while its own holds no more than a heading and a few lines. What calls
 * itself a chapter is one, whatever stands below it. Half-titles and title pages under which a file's maker put the
 * whole book are pages, and what stands below them stands beside them. What lies below a chapter becomes its headings,
 * not a product. Where parts and chapters stand side by side in the contents, the chapters after a part belong to it.
 * `level` overrides all this: 1 is the top.
 */
import type { ChapterType } from '#book'
import { typeOfTitle } from './classify-chapter.ts'
import { type ParsedTitle, parseLabel } from './parse-label.ts'
import {
  type ContentsNode,
  comparePoints,
  extentBetween,
  ownTypeAt,
  type Spine,
  type SpinePoint,
} from './place-entries.ts'

/** An entry that becomes a product. */
export type Outlined = {
  readonly node: ContentsNode
  readonly kind: 'part' | 'chapter' | 'page'
  readonly parent: Outlined | null
  readonly siblings: readonly ContentsNode[]
}

/** "No more than a heading and a few lines": about 250 words. */
const SHORT = 1500

export function outlineChapters(
  nodes: readonly ContentsNode[],
  context: {
    readonly spine: Spine
    readonly bookTitle: string
    readonly language: string
    readonly level: number | null
  },
): readonly Outlined[] {
  const { spine, level, language } = context
  const points = everyPoint(nodes).toSorted(comparePoints)
  const nextOf = (point: SpinePoint): SpinePoint | null =>
    points.find((other) => comparePoints(other, point) > 0) ?? null

  const kindOf = (node: ContentsNode, depth: number): Outlined['kind'] => {
    if (node.point === null) return 'part'
    if (level !== null) return depth >= level || node.children.length === 0 ? 'chapter' : 'part'
    const type = ownTypeAt(spine, node.point, nextOf(node.point))
    const parsed = parseLabel(node.title, language)
    if (isPage(type, node, context.bookTitle)) return 'page'
    if (type === 'part' || (parsed.kind === 'part' && type !== 'chapter')) return 'part'
    if (node.children.length === 0 || saysChapter(type, parsed, node.title)) return 'chapter'
    const own = node.point
    const elsewhere = node.children.some((child) => leadsElsewhere(child, own))
    return elsewhere && extentBetween(spine, own, nextOf(own)) <= SHORT ? 'part' : 'chapter'
  }

  const outline = (siblings: readonly ContentsNode[], parent: Outlined | null, depth: number): Outlined[] => {
    let current: Outlined | null = null
    return siblings.flatMap((node): Outlined[] => {
      const kind = kindOf(node, depth)
      const flat = current !== null && kind === 'chapter' && isBodyChapter(node, nextOf) ? current : null
      const made: Outlined = { node, kind, parent: flat ?? parent, siblings }
      if (kind === 'part') current = node.children.length === 0 && level === null ? made : null
      else if (flat === null) current = null
      if (kind === 'chapter') return [made]
      const below = outline(node.children, kind === 'part' ? made : made.parent, depth + 1)
      return node.point === null && below.length === 0 ? [] : [made, ...below]
    })
  }

  const isBodyChapter = (node: ContentsNode, next: typeof nextOf): boolean => {
    if (node.point === null) return false
    const type = ownTypeAt(spine, node.point, next(node.point)) ?? typeOfTitle(node.title) ?? 'chapter'
    return type === 'chapter' || type === 'section' || type === 'introduction'
  }

  return outline(nodes, null, 1)
}

/** Something to turn over, not a level of the book. Only meant for entries that others stand below. */
const isPage = (type: ChapterType | null, node: ContentsNode, bookTitle: string): boolean =>
  node.children.length > 0 &&
  (type === 'half-title' ||
    type === 'title-page' ||
    type === 'cover' ||
    (type === null && fold(node.title) === fold(bookTitle)))

/** Lists that are one product however many files they fill. */
const WHOLE: ReadonlySet<ChapterType> = new Set([
  'chapter',
  'notes',
  'index',
  'bibliography',
  'glossary',
  'contents',
])

const saysChapter = (type: ChapterType | null, parsed: ParsedTitle, title: string): boolean =>
  (type !== null && WHOLE.has(type)) ||
  parsed.kind === 'chapter' ||
  (type === null && WHOLE.has(typeOfTitle(title) ?? 'part'))

const leadsElsewhere = (node: ContentsNode, own: SpinePoint): boolean =>
  node.point === null
    ? node.children.some((child) => leadsElsewhere(child, own))
    : node.point.spine !== own.spine

const everyPoint = (nodes: readonly ContentsNode[]): SpinePoint[] =>
  nodes.flatMap((node) => [...(node.point === null ? [] : [node.point]), ...everyPoint(node.children)])

const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

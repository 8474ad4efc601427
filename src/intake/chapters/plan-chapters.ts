/**
 * From the contents of an EPUB to its chapters: every visible thing of the spine belongs to exactly one of them. Which
 * level of the contents is a chapter is said in outline-chapters.ts. Documents before the first entry are front matter,
 * each a page; documents that the contents do not name go on with the chapter before them, unless they say that they are
 * something of their own (a title page, notes, an index …).
 */
import { attr, cutDocument, type EpubPackage, findElement, XML, type XmlElement } from '@chapterhouse/epub'
import type { ChapterType, Issue, SourceRange } from '#book'
import { issueFor } from '../rules/issue-for.ts'
import { standsAlone } from './classify-chapter.ts'
import { findBylines } from './find-bylines.ts'
import { headingBlock } from './heading-block.ts'
import { nameChapter } from './name-chapter.ts'
import { type Documents, openDocuments } from './open-documents.ts'
import { type Outlined, outlineChapters } from './outline-chapters.ts'
import {
  type ContentsNode,
  comparePoints,
  isSamePoint,
  notesSections,
  openSpine,
  ownTypeAt,
  placeEntries,
  pointAtStart,
  type Spine,
  type SpinePoint,
} from './place-entries.ts'
import { type Context, nextPoint, type Planned } from './planned-chapter.ts'

export type ChapterPlan = {
  readonly type: ChapterType
  readonly label: string | null
  readonly title: string
  readonly subtitle: string | null
  /** Where its words stand; null: a part that is a heading of the contents and no page. */
  readonly range: SourceRange | null
  /** The same by places of the spine, for documents that stand in it twice. */
  readonly segments: readonly Segment[]
  /** Index of its part in the plan; null at the top. */
  readonly parent: number | null
  readonly depth: number
  /** Authors whom the chapter itself names; empty: those of the book speak for it. */
  readonly contributors: readonly string[]
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
}

/** A stretch of one document of the spine: from an element (null: its start) to before another (null: its end). */
export type Segment = {
  readonly spine: number
  readonly path: string
  readonly from: string | null
  readonly to: string | null
}

export function planChapters(
  pkg: EpubPackage,
  options: { readonly level?: number | null; readonly documents?: Documents } = {},
): { readonly chapters: readonly ChapterPlan[]; readonly issues: readonly Issue[] } {
  const spine = openSpine(pkg, options.documents ?? openDocuments(pkg))
  const language = pkg.metadata.languages[0] ?? 'en'
  const { nodes, issues } = placeEntries(pkg, spine)
  const outlined = outlineChapters(nodes, {
    spine,
    bookTitle: pkg.metadata.titles[0]?.value ?? '',
    language,
    level: options.level ?? null,
  })
  const { planned, doubled } = addPages(spine, nodes, onePerPlace(outlined))
  const ordered = inReadingOrder(planned)
  const points = ordered.flatMap((one) => (one.point === null ? [] : [one.point])).toSorted(comparePoints)
  const firstOfBody = bodyStart(pkg, spine)
  const chapters = ordered.map((one) => describe(one, { pkg, spine, ordered, points, firstOfBody, language }))
  return { chapters, issues: [...issues, ...doubled.map((title) => twice(pkg, title))] }
}

const twice = (pkg: EpubPackage, title: string): Issue =>
  issueFor('contents-lead-into-the-text', {
    where: { file: pkg.path },
    message: `The table of contents leads from “${title}” to the same place as from another chapter, so it has no page of its own. Give it a target of its own, or remove the entry.`,
  })

/** Of several entries for one place the lowest keeps it: a part's entry often leads to its first chapter. */
function onePerPlace(outlined: readonly Outlined[]): readonly Planned[] {
  const kept: Planned[] = []
  for (const one of outlined) {
    const point = one.node.point
    const rival =
      point === null
        ? undefined
        : kept.find((other) => other.point !== null && isSamePoint(other.point, point))
    const made: Planned = { node: one.node, kind: one.kind, outlined: one, point, type: null }
    if (rival === undefined) kept.push(made)
    else if (rival.kind !== 'chapter' && isAncestor(rival.outlined, one)) {
      kept[kept.indexOf(rival)] = { ...rival, point: null }
      kept.push(made)
    } else kept.push({ ...made, point: null })
  }
  return kept
}

const isAncestor = (above: Outlined | null, below: Outlined): boolean =>
  below.parent !== null && (below.parent === above || isAncestor(above, below.parent))

/** What the contents do not name: documents before the first entry, and those that say what they are. */
function addPages(
  spine: Spine,
  nodes: readonly ContentsNode[],
  entries: readonly Planned[],
): { readonly planned: readonly Planned[]; readonly doubled: readonly string[] } {
  // An entry that lost its place to another is worth a product only as a part, for what stands below it.
  const kept = entries.filter((one) => one.point !== null || one.kind === 'part')
  const doubled = entries
    .filter((one) => one.point === null && one.kind === 'chapter')
    .map((one) => one.node?.title ?? '')
  const taken = kept.flatMap((one) => (one.point === null ? [] : [one.point])).toSorted(comparePoints)
  const named = new Set(pointsOf(nodes).map((point) => point.spine))
  const first = taken[0] ?? null
  const pages: Planned[] = []
  const page = (point: SpinePoint, type: ChapterType | null): void => {
    if (!taken.some((other) => isSamePoint(other, point)))
      pages.push({ node: null, kind: 'page', outlined: null, point, type })
  }
  for (let place = 0; place < spine.documents.length; place++) {
    const start = pointAtStart(place)
    if (spine.indexOf(place).total === 0) continue
    const isBefore = first === null || comparePoints(start, first) < 0
    const type = named.has(place) && !isBefore ? null : ownTypeAt(spine, start, nextPoint(taken, start))
    if (isBefore) page(start, type ?? 'front-matter')
    else if (standsAlone(type)) page(start, type)
    for (const notes of notesSections(spine, place)) if (!isBefore || type === null) page(notes, 'notes')
  }
  return { planned: [...kept, ...pages], doubled }
}

const pointsOf = (nodes: readonly ContentsNode[]): SpinePoint[] =>
  nodes.flatMap((node) => [...(node.point === null ? [] : [node.point]), ...pointsOf(node.children)])

/** Spine order; a part stands before what is below it, wherever its own page is. */
function inReadingOrder(planned: readonly Planned[]): readonly Planned[] {
  const keys = new Map<Planned, SpinePoint | null>()
  const keyOf = (one: Planned): SpinePoint | null => {
    const known = keys.get(one)
    if (known !== undefined) return known
    const below = planned.filter(
      (other) => other.outlined?.parent != null && other.outlined.parent === one.outlined,
    )
    const all = [one.point, ...below.map(keyOf)].filter((point) => point !== null)
    const key = all.toSorted(comparePoints)[0] ?? null
    keys.set(one, key)
    return key
  }
  return planned
    .filter((one) => keyOf(one) !== null)
    .map((one, order) => ({ one, order, key: keyOf(one), depth: depthOf(one.outlined) }))
    .toSorted(
      (a, b) =>
        (a.key !== null && b.key !== null ? comparePoints(a.key, b.key) : 0) ||
        a.depth - b.depth ||
        a.order - b.order,
    )
    .map(({ one }) => one)
}

const depthOf = (one: Outlined | null): number => (one?.parent == null ? 0 : 1 + depthOf(one.parent))

/** Where the landmarks say that the body of the book begins. */
function bodyStart(pkg: EpubPackage, spine: Spine): SpinePoint | null {
  const landmark = pkg.landmarks.find((one) => one.types.includes('bodymatter'))
  const place = landmark === undefined ? undefined : spine.placeOf(landmark.target.path)
  return place === undefined ? null : pointAtStart(place)
}

function describe(one: Planned, context: Context): ChapterPlan {
  const { spine, points, ordered } = context
  const end = one.point === null ? null : nextPoint(points, one.point)
  const segments = one.point === null ? [] : segmentsBetween(spine, one.point, end)
  const root = firstRoot(spine, segments)
  const lines = root === null ? [] : headingBlock(root)
  const { language, direction } = languageOf(root, context)
  const parent = parentOf(one, ordered)
  const named = nameChapter(one, { ...context, language, lines, root, end })
  return {
    ...named,
    range: one.point === null ? null : rangeOf(spine, one.point, end),
    segments,
    parent,
    depth: depthOf(one.outlined),
    contributors: OF_THE_BOOK.has(named.type) ? [] : findBylines(lines, context.pkg.metadata),
    language,
    direction,
  }
}

/** The names on these are the book's: nobody wrote a title page. */
const OF_THE_BOOK: ReadonlySet<ChapterType> = new Set(['cover', 'half-title', 'title-page', 'copyright-page'])

function parentOf(one: Planned, ordered: readonly Planned[]): number | null {
  if (one.outlined?.parent == null) return null
  const at = ordered.findIndex((other) => other.outlined === one.outlined?.parent)
  return at < 0 ? null : at
}

function segmentsBetween(spine: Spine, from: SpinePoint, to: SpinePoint | null): readonly Segment[] {
  const segments: Segment[] = []
  const last = to === null ? spine.documents.length - 1 : to.spine
  for (let place = from.spine; place <= last; place++) {
    if (spine.documents[place] === null) continue
    const ends = to !== null && place === to.spine
    // A chapter that begins at the start of a file leaves nothing of it to the one before.
    if (ends && to.id === null) continue
    const path = spine.pathOf(place)
    segments.push({
      spine: place,
      path,
      from: place === from.spine ? from.id : null,
      to: ends ? to.id : null,
    })
  }
  return segments
}

const rangeOf = (spine: Spine, from: SpinePoint, to: SpinePoint | null): SourceRange => ({
  from: { path: spine.pathOf(from.spine), id: from.id },
  to: to === null ? null : { path: spine.pathOf(to.spine), id: to.id },
})

function firstRoot(spine: Spine, segments: readonly Segment[]): XmlElement | null {
  const [first] = segments
  const root = first === undefined ? null : spine.rootOf(first.spine)
  return root === null || first === undefined ? null : cutTo(root, first)
}

export const cutTo = (root: XmlElement, { from, to }: Segment): XmlElement =>
  from === null && to === null ? root : cutDocument(root, from, to)

const RIGHT_TO_LEFT = /^(ar|he|iw|fa|ur|yi|ji|ps|sd|ug|dv|ckb|syr|arc)(-|$)/i

/** As the document says it on its root or body, else as the book does. */
function languageOf(
  root: XmlElement | null,
  { language }: Context,
): { readonly language: string; readonly direction: 'ltr' | 'rtl' } {
  const body = root === null ? null : findElement(root, 'body')
  const said = [body, root].flatMap((element) =>
    element === null ? [] : [attr(element, 'lang', XML) ?? attr(element, 'lang') ?? ''],
  )
  const own = said.find((tag) => tag.trim() !== '')?.trim() ?? language
  const dir = [body, root]
    .map((element) => (element === null ? null : attr(element, 'dir')))
    .find((one) => one !== null)
  return {
    language: own,
    direction: dir === 'rtl' || (dir !== 'ltr' && RIGHT_TO_LEFT.test(own)) ? 'rtl' : 'ltr',
  }
}

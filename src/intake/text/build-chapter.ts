/** One chapter of the source, read into our own tree: its body, and the notes it refers to. */
import type { XmlElement } from '@chapterhouse/epub'
import { headingBlock } from '../chapters/heading-block.ts'
import type { Documents } from '../chapters/open-documents.ts'
import { type ChapterPlan, cutTo } from '../chapters/plan-chapters.ts'
import { buildBlocks } from './build-blocks.ts'
import { pageMarker } from './build-inline.ts'
import { type BuiltNote, buildNote } from './build-notes.ts'
import { paragraph } from './build-paragraph.ts'
import { unitsIn } from './build-sections.ts'
import type { NoteUnit } from './find-notes.ts'
import { type Block, classed, make, type OutNode } from './out-tree.ts'
import { closeReading, type Library, openReading, type Reading, setAnchor } from './reading.ts'
import { sameHeading } from './same-heading.ts'
import { openScope, type Scope, within } from './scope.ts'
import { wordsFor } from './words-of-page.ts'

export type BuiltChapter = {
  readonly plan: ChapterPlan
  readonly body: readonly OutNode[]
  /** In the order in which they are first referred to; then those that nothing refers to. */
  readonly notes: readonly BuiltNote[]
  readonly reading: Reading
  readonly scope: Scope
}

export function buildChapter(
  plan: ChapterPlan,
  chapter: number,
  given: {
    readonly documents: Documents
    readonly library: Library
    readonly keepsNotes: boolean
    /** Notes that some reference leads to, wherever it stands. */
    readonly referredTo: ReadonlySet<NoteUnit>
    /** Makes the element for a picture that is a spine item. */
    readonly pictures: ReadonlySet<string>
  },
): BuiltChapter {
  const { documents, library } = given
  const roots = plan.segments.map((segment) => {
    const root = given.pictures.has(segment.path) ? null : documents.get(segment.path)
    return root === null ? null : cutTo(root, segment)
  })
  const [first = null] = roots
  const heading = first === null ? NO_HEADING : sameHeading(headingBlock(first), plan)
  const reading = openReading({
    library,
    chapter,
    words: wordsFor(plan.language),
    dropped: heading.elements,
    keepsNotes: given.keepsNotes,
    titleLevel: heading.level,
  })
  const body = plan.segments.flatMap((segment, place): OutNode[] => {
    const scope = openScope(segment.path, plan.language, plan.direction)
    const key = `${segment.path}#`
    if (place === 0) setAnchor(reading, key, null)
    else if (segment.from === null) reading.found.pending.push(key)
    const labels = segment.from === null ? (library.pages.get(key) ?? []) : []
    const markers = labels.map((label) => pageMarker(label, scope, reading))
    const marker =
      markers.length === 0 ? [] : [make('div', scope, markers, { attributes: classed('page-break') })]
    if (given.pictures.has(segment.path))
      return [...marker, ...paragraph([pictureElement(segment.path)], scope, reading)]
    const root = roots[place]
    return root === null || root === undefined ? marker : [...marker, ...buildDocument(root, scope, reading)]
  })
  const scope = openScope(plan.segments[0]?.path ?? '', plan.language, plan.direction)
  const notes = buildNotes(body, scope, reading, given)
  closeReading(reading, lastBlock(body))
  return { plan, body, notes, reading, scope }
}

const NO_HEADING = { elements: new Set<XmlElement>(), level: null }

function buildDocument(root: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  const outer = within(root, scope)
  if (root.name === 'svg') return paragraph([root], outer, reading)
  const body = root.children.find((child) => child.kind === 'element' && child.name === 'body')
  if (body?.kind !== 'element') return buildBlocks([root], outer, reading)
  return buildBlocks([body], outer, reading)
}

/** A picture in the spine is a page with nothing but itself. */
const pictureElement = (path: string): XmlElement => ({
  kind: 'element',
  name: 'img',
  namespace: 'http://www.w3.org/1999/xhtml',
  attributes: [
    { name: 'src', namespace: '', value: `/${path.split('/').map(encodeURIComponent).join('/')}` },
  ],
  children: [],
  line: 1,
})

function buildNotes(
  body: readonly OutNode[],
  scope: Scope,
  reading: Reading,
  given: { readonly keepsNotes: boolean; readonly referredTo: ReadonlySet<NoteUnit> },
): readonly BuiltNote[] {
  const wanted: NoteUnit[] = []
  const known = new Set<NoteUnit>()
  const want = (nodes: readonly OutNode[]): void => {
    for (const node of nodes)
      for (const unit of unitsIn(node)) {
        // In the notes section itself they already stand.
        if (known.has(unit) || (given.keepsNotes && reading.ownNotes.has(unit))) continue
        known.add(unit)
        wanted.push(unit)
      }
  }
  want(body)
  const built: BuiltNote[] = []
  // A note may refer to another: the list grows while it is read.
  for (let at = 0; at < wanted.length; at++) {
    const unit = wanted[at]
    if (unit === undefined) continue
    const note = buildNote(unit, scope, reading)
    built.push(note)
    want(note.content)
  }
  if (given.keepsNotes) return built
  const lone = [...reading.ownNotes].filter((unit) => !given.referredTo.has(unit) && !known.has(unit))
  return [...built, ...lone.map((unit) => buildNote(unit, scope, reading))]
}

function lastBlock(nodes: readonly OutNode[]): Block | null {
  for (const node of nodes.toReversed()) {
    if (node.kind === 'text') continue
    if (node.block !== null) return node.block
    const inner = lastBlock(node.children)
    if (inner !== null) return inner
  }
  return null
}

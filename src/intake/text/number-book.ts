/**
 * The last look at all chapters together: pages of long chapters, the notes of each page, and the number of every block.
 * Only now is it known where a note stands and which references lead to it.
 */
import type { BuiltChapter } from './build-chapter.ts'
import { buildSections, weigh } from './build-sections.ts'
import type { Collections } from './find-collections.ts'
import type { NoteUnit } from './find-notes.ts'
import { type NoteReferenceIn, noteItem } from './note-list.ts'
import type { Block, OutElement, OutNode } from './out-tree.ts'

/** Which number each block has in its chapter, and where each note and each reference to it stands. */
export type NumberedBook = {
  readonly chapters: readonly BuiltChapter[]
  readonly sections: readonly (readonly {
    readonly body: readonly OutNode[]
    readonly notes: readonly OutElement[]
  }[])[]
  readonly numbers: ReadonlyMap<Block, number>[]
  readonly blocks: readonly (readonly { readonly element: OutElement; readonly section: number }[])[]
  /** By chapter: the block of each note that stands there. */
  readonly notes: readonly ReadonlyMap<NoteUnit, Block>[]
  readonly references: readonly ReadonlyMap<NoteUnit, readonly NoteReferenceIn[]>[]
}

export function numberBook(built: readonly BuiltChapter[], collections: Collections): NumberedBook {
  const notes = built.map(
    (chapter) => new Map(chapter.notes.map(({ unit, block }) => [unit, block] as const)),
  )
  const references: Map<NoteUnit, NoteReferenceIn[]>[] = []
  const parted = built.map((chapter, at) => {
    for (const node of chapter.body) placeNotesIn(node, notes[at])
    const found = new Map<NoteUnit, NoteReferenceIn[]>()
    references.push(found)
    const built = new Map(chapter.notes.map((note) => [note.unit, note] as const))
    const weightOf = (unit: NoteUnit): number =>
      built.get(unit)?.content.reduce((sum, node) => sum + weigh(node), 40) ?? 0
    const placed = new Set<NoteUnit>()
    const parts = buildSections(chapter.body, weightOf).map((body) => {
      const queue: NoteUnit[] = []
      const collect = (nodes: readonly OutNode[]): void =>
        collectReferences(nodes, found, (unit) => {
          if (placed.has(unit) || !built.has(unit)) return
          placed.add(unit)
          queue.push(unit)
        })
      collect(body)
      for (let i = 0; i < queue.length; i++) {
        const unit = queue[i]
        if (unit !== undefined) collect(built.get(unit)?.content ?? [])
      }
      return { body, units: queue }
    })
    const lone = chapter.notes.map(({ unit }) => unit).filter((unit) => !placed.has(unit))
    return parts.map((part, i) => ({
      body: part.body,
      units: i === parts.length - 1 ? [...part.units, ...lone] : part.units,
    }))
  })
  const sections = parted.map((parts, at) => {
    const chapter = built[at]
    if (chapter === undefined) return []
    const byUnit = new Map(chapter.notes.map((note) => [note.unit, note] as const))
    const isCollection = collections.has(at)
    return parts.map(({ body, units }) => ({
      body: isCollection ? body.map((node) => withBackLinks(node, chapter, references)) : body,
      notes: units.flatMap((unit) => {
        const note = byUnit.get(unit)
        return note === undefined ? [] : [noteItem(note, chapter, at, references)]
      }),
    }))
  })
  const blocks = sections.map((parts) =>
    parts.flatMap((part, i) => blocksIn([...part.body, ...part.notes], i + 1)),
  )
  const numbers = blocks.map(
    (list) =>
      new Map(
        list.flatMap(({ element }, n) => (element.block === null ? [] : [[element.block, n] as const])),
      ),
  )
  return { chapters: built, sections, numbers, blocks, notes, references }
}

function placeNotesIn(node: OutNode, notes: Map<NoteUnit, Block> | undefined): void {
  if (node.kind === 'text') return
  if (node.note !== null && node.name !== 'a' && node.block !== null) notes?.set(node.note, node.block)
  for (const child of node.children) placeNotesIn(child, notes)
}

function collectReferences(
  nodes: readonly OutNode[],
  found: Map<NoteUnit, NoteReferenceIn[]>,
  first: (unit: NoteUnit) => void,
): void {
  for (const node of nodes) {
    if (node.kind === 'text') continue
    if (node.note !== null && node.name === 'a') {
      const known = found.get(node.note) ?? []
      known.push({ element: node })
      found.set(node.note, known)
      first(node.note)
    }
    collectReferences(node.children, found, first)
  }
}

/** Notes that stand in place get their links back as well. */
function withBackLinks(
  node: OutNode,
  chapter: BuiltChapter,
  references: readonly ReadonlyMap<NoteUnit, readonly NoteReferenceIn[]>[],
): OutNode {
  if (node.kind === 'text') return node
  if (node.note !== null && node.name !== 'a' && node.block !== null)
    return noteItem(
      { unit: node.note, block: node.block, content: node.children },
      chapter,
      null,
      references,
      node.name === 'li' ? 'li' : 'div',
    )
  const children = node.children.map((child) => withBackLinks(child, chapter, references))
  return { ...node, children }
}

function blocksIn(
  nodes: readonly OutNode[],
  section: number,
): { readonly element: OutElement; readonly section: number }[] {
  return nodes.flatMap((node) =>
    node.kind === 'text'
      ? []
      : [...(node.block === null ? [] : [{ element: node, section }]), ...blocksIn(node.children, section)],
  )
}

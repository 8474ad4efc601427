/** One chapter's text as a draft carries it: pages of HTML, blocks with their hashes, facts, the words alone. */
import { countWords, normalizeSpace } from '#base'
import type { DraftText, SourceRange, TextBlock } from '#book'
import type { BuiltChapter } from './build-chapter.ts'
import type { Collections } from './find-collections.ts'
import type { NoteUnit } from './find-notes.ts'
import { hashBlock } from './hash-block.ts'
import { noteList } from './note-list.ts'
import { openingOf } from './opening-of.ts'
import { type Address, attribute, type Block, make, type OutElement, type OutNode } from './out-tree.ts'
import { ownText } from './own-text.ts'
import { idsOf, type Places, resolveBack, resolveNote, resolvePlace } from './resolve-places.ts'
import { writeText } from './write-text.ts'

export type ChapterText = {
  readonly text: DraftText
  /** Chapters whose words stand here too. */
  readonly alsoHolds: readonly number[]
  /** Names of the media it shows. */
  readonly media: readonly string[]
  /** Paragraphs of running text from its beginning, for an extract; the first lines of what is all verse. */
  readonly opening: readonly string[]
  /** The notes among them that the source keeps outside the chapter's own range: see `SourceRange.notes`. */
  readonly notesElsewhere: NonNullable<SourceRange['notes']>
  /** The first picture it shows. */
  readonly firstPicture: { readonly media: string; readonly alternativeText: string } | null
}

export type Finishing = Places & {
  readonly isVertical: boolean
  readonly collections: Collections
}

export function finishText(chapter: BuiltChapter, at: number, context: Finishing): ChapterText {
  const { book } = context
  const { plan, reading } = chapter
  const numbers = book.numbers[at] ?? new Map<Block, number>()
  const idOf = idsOf(book, at)
  const address = (one: Address): string | null =>
    one.kind === 'media'
      ? `m:${one.name}`
      : one.kind === 'back'
        ? resolveBack(one, book)
        : one.kind === 'note'
          ? resolveNote(one.unit, at, book)
          : resolvePlace(one, at, context)
  const isCollection = context.collections.has(at)
  const parts = book.sections[at] ?? []
  const sections = parts.map(({ body, notes }) => {
    const list = notes.length === 0 ? [] : [noteList(notes, chapter)]
    const nodes = isCollection ? [notesSection(body, chapter), ...list] : [...body, ...list]
    return {
      html: writeText(nodes, { lang: plan.language, dir: plan.direction, address, id: idOf }),
    }
  })
  const said = (book.blocks[at] ?? []).map(({ element, section }) => ({
    element,
    section,
    words: normalizeSpace(ownText(element)),
  }))
  const blocks = said.map(({ element, section, words }) => toTextBlock(element, section, words))
  const lines = said.filter(({ element }) => element.block?.kind !== 'page').map(({ words }) => words)
  const plain = lines.join('\n')
  const all = parts.flatMap(({ body, notes }) => [...body, ...notes])
  return {
    text: {
      sections,
      blocks,
      facts: {
        words: countWords(plain),
        notes: blocks.filter(({ kind }) => kind === 'note').length,
        figures: countElements(all, 'figure'),
        tables: countElements(all, 'table'),
        formulas: countElements(all, 'math'),
        sections: sections.length,
        writing: context.isVertical
          ? /^mn/i.test(plan.language)
            ? 'vertical-lr'
            : 'vertical-rl'
          : 'horizontal',
      },
      headings: all.flatMap((node) => headingsIn(node, numbers)),
      pageMarkers: blocks.flatMap((block, n) =>
        block.kind === 'page' ? [{ label: block.label ?? '', block: n }] : [],
      ),
      plain,
    },
    alsoHolds: [...(context.collections.get(at) ?? [])].toSorted((a, b) => a - b),
    media: [...reading.usedMedia],
    opening: openingOf(chapter.body),
    notesElsewhere: notesOutside(
      chapter.notes.map(({ unit }) => unit),
      at,
      context,
    ),
    firstPicture: firstPictureIn(all),
  }
}

function notesOutside(
  units: readonly NoteUnit[],
  at: number,
  { map, documents }: Finishing,
): ChapterText['notesElsewhere'] {
  const places = new Map<string, number[]>()
  for (const { path, order, elements } of units) {
    if (map.chapterAt(path, order) === at) continue
    const known = places.get(path) ?? []
    const index = documents.indexOf(path)
    const wanted = new Set(elements)
    // A note is one element and those that go on with it: it ends with the last of them.
    for (let place = order; wanted.size > 0 && place < index.elements.length; place++) {
      const element = index.elements[place]?.element
      if (element !== undefined && wanted.delete(element)) known.push(place)
    }
    places.set(path, known)
  }
  return [...places].map(([path, elements]) => ({ path, elements }))
}

function notesSection(body: readonly OutNode[], { plan, scope }: BuiltChapter): OutElement {
  return make('section', scope, body, {
    attributes: [
      attribute('class', 'notes'),
      attribute('role', 'doc-endnotes'),
      attribute('aria-label', plan.title),
    ],
  })
}

function toTextBlock(element: OutElement, section: number, words: string): TextBlock {
  const kind = element.block?.kind ?? 'other'
  const label = element.block?.label
  const told = kind === 'figure' ? `${mediaIn(element).join(' ')} ${words}`.trim() : words
  return {
    kind,
    hash: hashBlock(kind, kind === 'page' ? (label ?? '') : told),
    section,
    ...(label === undefined ? {} : { label }),
  }
}

const mediaIn = (node: OutNode): string[] =>
  node.kind === 'text'
    ? []
    : [
        ...node.attributes.flatMap(({ value }) =>
          typeof value !== 'string' && value.kind === 'media' ? [value.name] : [],
        ),
        ...node.children.flatMap(mediaIn),
      ]

const countElements = (nodes: readonly OutNode[], name: string): number =>
  nodes.reduce(
    (sum, node) =>
      node.kind === 'text' ? sum : sum + (node.name === name ? 1 : 0) + countElements(node.children, name),
    0,
  )

function headingsIn(
  node: OutNode,
  numbers: ReadonlyMap<Block, number>,
): { readonly level: number; readonly text: string; readonly block: number }[] {
  if (node.kind === 'text') return []
  const level = /^h([2-6])$/.exec(node.name)?.[1]
  const number = node.block === null ? undefined : numbers.get(node.block)
  if (level !== undefined && number !== undefined)
    return [{ level: Number(level), text: normalizeSpace(ownText(node)), block: number }]
  return node.children.flatMap((child) => headingsIn(child, numbers))
}

function firstPictureIn(nodes: readonly OutNode[]): ChapterText['firstPicture'] {
  for (const node of nodes) {
    if (node.kind === 'text') continue
    const src = node.name === 'img' ? node.attributes.find(({ name }) => name === 'src')?.value : undefined
    const alt = node.attributes.find(({ name }) => name === 'alt')?.value
    if (src !== undefined && typeof src !== 'string' && src.kind === 'media')
      return { media: src.name, alternativeText: typeof alt === 'string' ? alt : '' }
    const inner = firstPictureIn(node.children)
    if (inner !== null) return inner
  }
  return null
}

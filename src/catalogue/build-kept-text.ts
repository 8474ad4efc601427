/**
 * Turns a draft's text into the text that is kept: block numbers become anchors, draft chapters become ids, and the
 * addresses get the two schemes that the landing pages resolve when they render.
 *
 * - `id="b:N"` → `id="<anchor>"`; `id="r:N.K"` → `id="<anchor of note N>-r<K>"`
 * - `href="b:C.N"`, `href="r:C.N.K"`, `href="b:C"` → `href="chapter:<id>[.<section>]#<anchor>"`
 * - `src="m:NAME"` → `src="media:NAME"`
 *
 * See `DraftText` in #book, which promises that a simple pattern finds them.
 */
import type { DraftText, TextFacts, TextSection } from '#book'
import type { AnchoredBlock } from './decide-anchors.ts'

/** A chapter whose id and anchors are decided. Without text it can still be pointed at as a whole. */
export type AnchoredChapter = {
  readonly id: string
  readonly text: DraftText | null
  readonly anchors: readonly AnchoredBlock[]
}

export type KeptText = { readonly sections: readonly TextSection[]; readonly facts: TextFacts }

/** One for each chapter; null for one without text. */
export function buildKeptTexts(chapters: readonly AnchoredChapter[]): readonly (KeptText | null)[] {
  const targets = chapters.map((chapter) => ({ ...chapter, referenceSections: findReferences(chapter.text) }))
  return targets.map((chapter) =>
    chapter.text === null ? null : buildKeptText(chapter, chapter.text, targets),
  )
}

type Target = AnchoredChapter & {
  /** "N.K" → the section in which the K-th reference to note block N stands. */
  readonly referenceSections: ReadonlyMap<string, number>
}

const REFERENCE_ID = / id="r:(\d+\.\d+)"/g
const ADDRESS = /(?<= (id|href|src|poster)=")([brm]):([^"]*)(?=")/g

function findReferences(text: DraftText | null): ReadonlyMap<string, number> {
  const sections = new Map<string, number>()
  text?.sections.forEach(({ html }, i) => {
    for (const match of html.matchAll(REFERENCE_ID)) sections.set(match[1] ?? '', i + 1)
  })
  return sections
}

function buildKeptText(chapter: Target, text: DraftText, targets: readonly Target[]): KeptText {
  const anchorOf = (block: number) => blockOf(chapter, block).anchor
  return {
    sections: text.sections.map(({ html }, i) => ({
      number: i + 1,
      html: html.replace(ADDRESS, (_, attribute: string, scheme: string, name: string) =>
        attribute === 'id' ? ownId(chapter, scheme, name) : address(targets, scheme, name),
      ),
    })),
    facts: {
      ...text.facts,
      sections: text.sections.length,
      headings: text.headings.map((heading) => ({
        level: heading.level,
        text: heading.text,
        anchor: anchorOf(heading.block),
        section: blockOf(chapter, heading.block).section,
      })),
      pageMarkers: text.pageMarkers.map((marker) => ({
        label: marker.label,
        anchor: anchorOf(marker.block),
        section: blockOf(chapter, marker.block).section,
      })),
    },
  }
}

function ownId(chapter: Target, scheme: string, name: string): string {
  const [block, reference] = numbers(name)
  const { anchor } = blockOf(chapter, block)
  return scheme === 'r' ? referenceAnchor(anchor, reference) : anchor
}

function address(targets: readonly Target[], scheme: string, name: string): string {
  if (scheme === 'm') return `media:${name}`
  const [index, block, reference] = numbers(name)
  const target = targets[index ?? -1]
  if (target === undefined) throw new Error(`The draft points at chapter ${name}, which it does not have`)
  if (block === undefined) return `chapter:${target.id}`
  const { anchor, section } = blockOf(target, block)
  if (scheme === 'b') return chapterAddress(target.id, section, anchor)
  const stands = target.referenceSections.get(`${block}.${reference}`) ?? 1
  return chapterAddress(target.id, stands, referenceAnchor(anchor, reference))
}

const chapterAddress = (id: string, section: number, anchor: string): string =>
  `chapter:${id}${section > 1 ? `.${section}` : ''}#${anchor}`

const referenceAnchor = (noteAnchor: string, reference: number | undefined): string =>
  `${noteAnchor}-r${reference ?? 1}`

const numbers = (name: string): readonly number[] => name.split('.').map(Number)

/** Drafts are made by our own reader: a number without a block is its bug, and nothing is shelved. */
function blockOf(chapter: Target, block: number | undefined): AnchoredBlock {
  const found = chapter.anchors[block ?? -1]
  if (found === undefined)
    throw new Error(`The draft points at block ${block}, which its chapter does not have`)
  return found
}

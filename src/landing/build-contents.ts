/** The flat reading order of the shelf as the tree a contents page prints. */
import { toAccessState } from '#access'
import type { ChapterType } from '#book'
import { type ContentsEntry, paths } from '#web'
import { at, type ContentsLine, type Frame } from './frame.ts'

/** `here`: the chapter this page shows, if any. */
export function buildContents(
  frame: Frame,
  contents: readonly ContentsLine[],
  here: string | null,
): readonly ContentsEntry[] {
  const children = new Map<string | null, ContentsLine[]>()
  for (const chapter of contents) {
    const siblings = children.get(chapter.parentId) ?? []
    siblings.push(chapter)
    children.set(chapter.parentId, siblings)
  }
  const entriesUnder = (parent: string | null): readonly ContentsEntry[] =>
    (children.get(parent) ?? []).map((chapter) => toEntry(frame, chapter, here, entriesUnder(chapter.id)))
  return entriesUnder(null)
}

const toEntry = (
  frame: Frame,
  chapter: ContentsLine,
  here: string | null,
  entries: readonly ContentsEntry[],
): ContentsEntry => ({
  label: chapter.label,
  title: chapter.title,
  subtitle: REPEATING.has(chapter.type) ? null : chapter.subtitle,
  href: at(frame, paths.chapter(chapter)),
  language: chapter.language,
  direction: directionOf(chapter.language),
  kind: kindOf(chapter.type),
  contributors: REPEATING.has(chapter.type) ? [] : chapter.contributors.map(({ name }) => name),
  page: chapter.pages?.first ?? null,
  access: toAccessState([chapter.access]),
  here: chapter.id === here,
  entries,
})

/** They say of the book what the page above its contents says already. */
const REPEATING: ReadonlySet<ChapterType> = new Set(['cover', 'half-title', 'title-page', 'copyright-page'])

const kindOf = (type: ChapterType): ContentsEntry['kind'] =>
  type === 'part' ? 'part' : MATTER.has(type) ? 'matter' : 'chapter'

/** What stands before and behind the chapters: set more quietly. */
const MATTER: ReadonlySet<ChapterType> = new Set([
  'cover',
  'title-page',
  'half-title',
  'copyright-page',
  'dedication',
  'epigraph',
  'contents',
  'list-of-figures',
  'list-of-tables',
  'acknowledgements',
  'front-matter',
  'notes',
  'glossary',
  'bibliography',
  'index',
  'contributors',
  'colophon',
  'back-matter',
])

/** By script: an outline carries no direction of its own. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  /^(ar|arc|ckb|dv|fa|he|ps|sd|syr|ug|ur|yi)(-|$)/i.test(language) && !/-Latn(-|$)/i.test(language)
    ? 'rtl'
    : 'ltr'

/**
 * What holds at one place of the source while it is being read: language, direction, alignment, verse. Passed down and
 * never written to.
 */
import { attr, XML, type XmlElement } from '@chapterhouse/epub'
import type { Direction, OutNode, Surroundings } from './out-tree.ts'

/** What must be put around every run of text: the link or the emphasis that holds whole paragraphs. */
export type Wrap = (children: readonly OutNode[], around: Surroundings) => OutNode

export type Scope = Surroundings & {
  readonly path: string
  /** A side of the paper, as style sheets name it. */
  readonly align: 'center' | 'right' | 'left' | null
  readonly wraps: readonly Wrap[]
  readonly isVerse: boolean
  readonly keepsSpace: boolean
  /** Inside a note, a figure or a table: the whole can be pointed at, its paragraphs cannot. */
  readonly isWithin: boolean
  /** How many sections stand open, for the rank of headings. */
  readonly depth: number
  readonly inTable: boolean
  readonly inLink: boolean
  readonly embedded: number
}

export const openScope = (path: string, lang: string, dir: Direction | null): Scope => ({
  path,
  lang,
  dir,
  align: null,
  wraps: [],
  isVerse: false,
  keepsSpace: false,
  isWithin: false,
  depth: 0,
  inTable: false,
  inLink: false,
  embedded: 0,
})

/** The class that says so: `right` is where lines end, which is on the left where they run from right to left. */
export function sideOf({ align, dir }: Pick<Scope, 'align' | 'dir'>): readonly string[] {
  if (align === null || align === 'center') return align === null ? [] : ['center']
  return (align === 'left') === (dir === 'rtl') ? ['right'] : []
}

const LANGUAGE = /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i

/** Language and direction that the element itself says, else those around it. */
export function within(element: XmlElement, scope: Scope): Scope {
  if (element.attributes.length === 0) return scope
  const lang = (attr(element, 'lang', XML) ?? attr(element, 'lang'))?.trim()
  const dir = attr(element, 'dir')?.trim().toLowerCase()
  const hasLang = lang !== undefined && LANGUAGE.test(lang)
  const hasDir = dir === 'ltr' || dir === 'rtl' || dir === 'auto'
  return hasLang || hasDir ? { ...scope, ...(hasLang ? { lang } : {}), ...(hasDir ? { dir } : {}) } : scope
}

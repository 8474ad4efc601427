/**
 * What the look of an element means: a style sheet that sets a class in italics marks emphasis as surely as <em> does.
 * The looks themselves are ours; only their meaning comes along.
 */
import { attr, hasToken, tokens, type XmlElement } from '@chapterhouse/epub'
import { termsOf } from '../chapters/heading-block.ts'

export type Meaning = {
  readonly italic: boolean
  readonly bold: boolean
  readonly smallCaps: boolean
  readonly raised: 'sup' | 'sub' | null
  readonly struck: boolean
  readonly underlined: boolean
  readonly align: 'center' | 'right' | 'left' | null
  readonly keepsSpace: boolean
  readonly hidden: boolean
  /** An inline element that is set on a line of its own, as lines of verse often are. */
  readonly ownLine: boolean
}

export const PLAIN: Meaning = {
  italic: false,
  bold: false,
  smallCaps: false,
  raised: null,
  struck: false,
  underlined: false,
  align: null,
  keepsSpace: false,
  hidden: false,
  ownLine: false,
}

/** What the style sheets of one document say of an element; see styles-of-book.ts. */
export type ReadMeaning = (element: XmlElement) => Meaning

const VERSE_TERMS = new Set(['z3998:verse', 'z3998:poem', 'z3998:song', 'z3998:hymn', 'verse', 'poem'])
const VERSE_CLASS =
  /^(verse|verses|poem|poetry|stanza|strophe|linegroup|line-group|lg|lyrics|couplet|quatrain)$/i

export const isVerse = (element: XmlElement): boolean =>
  termsOf(element).some((term) => VERSE_TERMS.has(term)) ||
  tokens(attr(element, 'class')).some((name) => VERSE_CLASS.test(name))

export const isPageBreak = (element: XmlElement): boolean =>
  hasToken(element, 'epub:type', 'pagebreak') || hasToken(element, 'role', 'doc-pagebreak')

/** Sections with a meaning of their own: epub:type or role → the element, class and DPUB-ARIA 1.1 role they get. */
export const SECTIONS: ReadonlyMap<
  string,
  { readonly name: 'div' | 'aside'; readonly className: string; readonly role: string | null }
> = new Map([
  ['epigraph', { name: 'div', className: 'epigraph', role: 'doc-epigraph' }],
  ['dedication', { name: 'div', className: 'dedication', role: 'doc-dedication' }],
  ['pullquote', { name: 'aside', className: 'pullquote', role: 'doc-pullquote' }],
  ['sidebar', { name: 'aside', className: 'box', role: null }],
  ['tip', { name: 'aside', className: 'box', role: 'doc-tip' }],
  ['notice', { name: 'div', className: 'box', role: 'doc-notice' }],
  ['warning', { name: 'div', className: 'box', role: 'doc-notice' }],
  ['example', { name: 'div', className: 'box', role: 'doc-example' }],
  ['case-study', { name: 'aside', className: 'box', role: null }],
  ['practice', { name: 'div', className: 'box', role: null }],
  ['qna', { name: 'div', className: 'box', role: 'doc-qna' }],
  ['z3998:letter', { name: 'div', className: 'letter', role: null }],
])

/** Paragraphs whose place on the page says what they are. */
const PARAGRAPHS: ReadonlyMap<string, string> = new Map([
  ['z3998:signature', 'signature'],
  ['z3998:sender', 'signature'],
  ['z3998:valediction', 'valediction'],
  ['z3998:salutation', 'salutation'],
  ['z3998:stage-direction', 'stage-direction'],
  ['se:letter.dateline', 'dateline'],
  ['subtitle', 'subtitle'],
  ['doc-subtitle', 'subtitle'],
  ['bridgehead', 'bridgehead'],
  ['se:bridgehead', 'bridgehead'],
])

export function paragraphClass(element: XmlElement): string | null {
  for (const term of termsOf(element)) {
    const found = PARAGRAPHS.get(term)
    if (found !== undefined) return found
  }
  return null
}

/** Indented lines of verse: i1, i2 … as many makers of EPUBs call them. */
export const indentOf = (element: XmlElement): string | null =>
  tokens(attr(element, 'class'))
    .map((name) => /^(?:i|indent-?|in)([1-9])$/i.exec(name)?.[1])
    .find((depth) => depth !== undefined) ?? null

/** Numbers of lines beside verse. */
export const isLineNumber = (element: XmlElement): boolean =>
  tokens(attr(element, 'class')).some((name) =>
    /^(lnum|ln|line-?n(um(ber)?|o)?|linenr|verse-?num(ber)?)$/i.test(name),
  )

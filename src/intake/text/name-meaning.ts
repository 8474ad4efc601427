/** What class names alone tell, for books whose style sheets cannot be read or say nothing of them. */
import { attr, tokens, type XmlElement } from '@chapterhouse/epub'
import { type Meaning, PLAIN } from './read-meaning.ts'

const NAMES: readonly (readonly [RegExp, Partial<Meaning>])[] = [
  [/^(italics?|ital|it|emphasis|oblique)$/i, { italic: true }],
  [/^(bold|strong|bld)$/i, { bold: true }],
  [/^(bold-?ital(ic)?s?|boldital)$/i, { italic: true, bold: true }],
  [/^(small-?caps?|smcaps?|sc|caps-?small)$/i, { smallCaps: true }],
  [/^(super(script)?|sup)$/i, { raised: 'sup' }],
  [/^(sub(script)?)$/i, { raised: 'sub' }],
  [/^(strike(through)?|line-?through)$/i, { struck: true }],
  [/^(underlined?|ul)$/i, { underlined: true }],
  [/^(center(ed)?|centre(d)?|align-?center|tac)$/i, { align: 'center' }],
  [/^(right|align-?right|flush-?right|tar)$/i, { align: 'right' }],
]

export function meaningOfNames(element: XmlElement): Partial<Meaning> {
  const names = tokens(attr(element, 'class'))
  if (names.length === 0) return {}
  return Object.assign(
    {},
    ...names.flatMap((name) => NAMES.filter(([test]) => test.test(name)).map(([, one]) => one)),
  )
}

/** Attributes of HTML 4, and what the specification itself says of hiding. */
export function meaningOfMarkup(element: XmlElement): Partial<Meaning> {
  const align = attr(element, 'align')?.toLowerCase()
  return {
    ...(attr(element, 'hidden') !== null && attr(element, 'hidden') !== 'until-found'
      ? { hidden: true }
      : {}),
    ...(align === 'center' || align === 'right' ? { align } : {}),
    ...(element.name === 'center' ? { align: 'center' as const } : {}),
    ...(element.name === 'pre' ? { keepsSpace: true } : {}),
  }
}

export const plainMeaning = (element: XmlElement): Meaning => ({
  ...PLAIN,
  ...meaningOfNames(element),
  ...meaningOfMarkup(element),
})

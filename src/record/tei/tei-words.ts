/** Elements of TEI in words: their text, a name, a sentence; and words made into ids. */
import { attr, childElements, descendants, textOf, type XmlElement } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'

export const plain = (element: XmlElement): string => normalizeSpace(textOf(element))

/** Without the notes that stand in it. */
export const nameIn = (element: XmlElement): string =>
  normalizeSpace(
    element.children
      .map((child) =>
        child.kind === 'text'
          ? child.text
          : child.name === 'note' || child.name === 'date'
            ? ''
            : textOf(child),
      )
      .join(''),
  )

export const clipped = (sentence: string): string =>
  sentence.length <= 140 ? sentence : `${sentence.slice(0, 140).replace(/\s+\S*$/, '')} …`

export const firstOf = (element: XmlElement, name: string): XmlElement | null => {
  for (const each of descendants(element, name)) return each
  return null
}
/** `http://syriaca.org/keyword/sender-of-letter-to`: the last words of it. */
export function keyword(element: XmlElement): string | null {
  const [first] = (attr(element, 'ana') ?? '').trim().split(/\s+/)
  const last = first?.split(/[/#]/).at(-1) ?? ''
  return last === '' ? null : last.replaceAll('-', ' ')
}

/** What a factoid says, without its numbers and its sources: of two readings of a date the regular one. */
export function sentenceOf(element: XmlElement, subtype: string): string {
  const said: string[] = []
  const walk = (each: XmlElement): void => {
    let before = ''
    for (const child of each.children) {
      if (child.kind === 'text') {
        // Some leave out the space after a name.
        said.push(
          /^(pers|place)Name$/.test(before) && /^\p{L}{2}/u.test(child.text) ? ` ${child.text}` : child.text,
        )
        before = ''
        continue
      }
      before = child.name
      const isLeftOut = child.name === 'idno' || child.name === 'bibl'
      const isOther = child.name === 'orig' || (child.name === 'listRelation' && each.name !== 'ab')
      if (!isLeftOut && !isOther) walk(child)
    }
  }
  walk(element)
  const sentence = normalizeSpace(said.join(''))
  if (sentence !== '' && subtype !== 'nameVariant') return sentence
  if (sentence !== '') return `Name: “${sentence}”.`
  const relation = firstOf(element, 'relation')
  const what = relation === null ? null : attr(relation, 'ref')?.split('/').at(-1)
  return what ? `Relation: ${what.replaceAll('-', ' ')}.` : `A factoid of the kind “${subtype}”.`
}
/** The parts of a reference, with commas where the file has lines. */
export const listed = (bibl: XmlElement): string =>
  [...childElements(bibl)]
    .filter((child) => child.name !== 'ptr' && child.name !== 'note')
    .map(plain)
    .filter((part) => part !== '')
    .join(', ')

export const slug = (words: string, kind: string): string => {
  const made = words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const begun = /^[a-z]/.test(made) && made.length > 1 ? made : `${kind}-${made}`
  return begun.slice(0, 64).replace(/-+$/, '')
}

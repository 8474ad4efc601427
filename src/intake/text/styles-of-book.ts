/** The meaning of a book's style sheets, document by document: what `@chapterhouse/epub` reads, in the words used here. */
import { type EpubPackage, readStyles, type StyleMeaning, type XmlElement } from '@chapterhouse/epub'
import { meaningOfMarkup, meaningOfNames } from './name-meaning.ts'
import { type Meaning, PLAIN, type ReadMeaning } from './read-meaning.ts'

export type StylesOfDocument = { readonly meaning: ReadMeaning; readonly isVertical: boolean }

export function stylesOf(pkg: EpubPackage, path: string, root: XmlElement): StylesOfDocument {
  const styles = readStyles(pkg, path, root)
  const known = new WeakMap<XmlElement, Meaning>()
  const meaning: ReadMeaning = (element) => {
    const before = known.get(element)
    if (before !== undefined) return before
    const made = toMeaning(element, styles.meaningOf(element))
    known.set(element, made)
    return made
  }
  const body = root.children.find((child) => child.kind === 'element' && child.name === 'body')
  const isVertical =
    styles.meaningOf(root).vertical === true ||
    (body?.kind === 'element' && styles.meaningOf(body).vertical === true)
  return { meaning, isVertical }
}

function toMeaning(element: XmlElement, style: StyleMeaning): Meaning {
  const isSilent = Object.keys(style).length === 0
  if (isSilent && element.attributes.length === 0)
    return element.name === 'pre' || element.name === 'center'
      ? { ...PLAIN, ...meaningOfMarkup(element) }
      : PLAIN
  const { align, position } = style
  return {
    ...PLAIN,
    ...(isSilent ? meaningOfNames(element) : {}),
    ...(style.italic === undefined ? {} : { italic: style.italic }),
    ...(style.bold === undefined ? {} : { bold: style.bold }),
    ...(style.smallCaps === undefined ? {} : { smallCaps: style.smallCaps }),
    ...(position === 'super'
      ? { raised: 'sup' as const }
      : position === 'sub'
        ? { raised: 'sub' as const }
        : {}),
    ...(style.lineThrough === undefined ? {} : { struck: style.lineThrough }),
    ...(style.underline === undefined ? {} : { underlined: style.underline }),
    ...(align === 'center' || align === 'right' || align === 'left' ? { align } : {}),
    ...(style.preserved === undefined ? {} : { keepsSpace: style.preserved }),
    ...(style.block === undefined ? {} : { ownLine: style.block }),
    ...(style.hidden === true || style.invisible === true ? { hidden: true } : {}),
    ...meaningOfMarkup(element),
  }
}

/** The metadata element, flattened, with what its elements inherit and what refines them. */
import { collapse, contentOf, languageOf, section } from './opf.ts'
import { type PropertyNames, propertyNames } from './prefixes.ts'
import { type Refinements, refinementsOf } from './refinements.ts'
import { attr, childElements } from './walk-xml.ts'
import type { XmlElement } from './xml.ts'

export type MetadataSource = {
  readonly elements: readonly XmlElement[]
  readonly refinements: Refinements
  readonly names: PropertyNames
  readonly language: string | null
  readonly direction: 'ltr' | 'rtl' | null
}

export function metadataSource(root: XmlElement): MetadataSource {
  const metadata = section(root, 'metadata')
  const elements = metadata === null ? [] : [...flatten(metadata)]
  const names = propertyNames(attr(root, 'prefix'))
  return {
    elements,
    names,
    refinements: refinementsOf(elements, names),
    language: (metadata === null ? null : languageOf(metadata)) ?? languageOf(root),
    direction: (metadata === null ? null : directionOf(metadata)) ?? directionOf(root),
  }
}

/** OPF 2.0.1 §2.2 still allows the wrappers of OEB 1.2. */
function* flatten(metadata: XmlElement): Generator<XmlElement> {
  for (const child of childElements(metadata))
    if (child.name === 'dc-metadata' || child.name === 'x-metadata') yield* flatten(child)
    else yield child
}

/** OEB 1.2 wrote the names with capitals, under version 1.0 of the vocabulary. */
export const isDublinCore = (element: XmlElement): boolean =>
  element.namespace.startsWith('http://purl.org/dc/elements/')

export const dc = (source: MetadataSource, name: string): readonly XmlElement[] =>
  source.elements.filter((element) => isDublinCore(element) && element.name.toLowerCase() === name)

export const dcTexts = (source: MetadataSource, name: string): readonly string[] =>
  dc(source, name)
    .map(contentOf)
    .filter((text) => text !== '')

/** `<meta property>` that says something of the book itself. */
export const metas = (source: MetadataSource, property: string): readonly XmlElement[] =>
  source.elements.filter(
    (element) =>
      element.name === 'meta' &&
      attr(element, 'refines') === null &&
      source.names(collapse(attr(element, 'property') ?? '')) === property,
  )

/** As `display-seq` says where it says so, else as they stand. */
export function bySequence(source: MetadataSource, elements: readonly XmlElement[]): readonly XmlElement[] {
  const place = (element: XmlElement): number => {
    const told = Number.parseFloat(source.refinements.first(element, 'display-seq') ?? '')
    return Number.isFinite(told) ? told : Number.MAX_VALUE
  }
  return elements.toSorted((a, b) => place(a) - place(b))
}

export const languageWithin = (source: MetadataSource, element: XmlElement): string | null => {
  const language = languageOf(element) ?? source.language
  return language === '' ? null : language
}

export const directionWithin = (source: MetadataSource, element: XmlElement): 'ltr' | 'rtl' | null =>
  attr(element, 'dir') === null ? source.direction : directionOf(element)

/** `auto` leaves it to the letters. */
function directionOf(element: XmlElement): 'ltr' | 'rtl' | null {
  const value = attr(element, 'dir')
  return value === 'ltr' || value === 'rtl' ? value : null
}

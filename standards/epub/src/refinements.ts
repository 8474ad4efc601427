/** What `<meta refines="#id">` says of other elements (EPUB 3.3 §5.5.6). */
import { collapse, contentOf, languageOf } from './opf.ts'
import type { PropertyNames } from './prefixes.ts'
import { attr, idOf } from './walk-xml.ts'
import type { XmlElement } from './xml.ts'

export type Refinement = {
  readonly element: XmlElement
  readonly property: string
  readonly value: string
  readonly scheme: string | null
  readonly language: string | null
}

export type Refinements = {
  of(element: XmlElement, property: string): readonly Refinement[]
  first(element: XmlElement, property: string): string | null
}

export function refinementsOf(elements: readonly XmlElement[], names: PropertyNames): Refinements {
  const byId = new Map<string, Refinement[]>()
  for (const element of elements) {
    const target = /#(.+)$/.exec(collapse(attr(element, 'refines') ?? ''))?.[1]
    if (target === undefined || element.name !== 'meta') continue
    const refinement = {
      element,
      property: names(collapse(attr(element, 'property') ?? '')),
      value: contentOf(element),
      scheme: attr(element, 'scheme'),
      language: languageOf(element),
    }
    const known = byId.get(target)
    if (known === undefined) byId.set(target, [refinement])
    else known.push(refinement)
  }
  const of = (element: XmlElement, property: string): readonly Refinement[] =>
    (byId.get(idOf(element) ?? '') ?? []).filter((one) => one.property === property && one.value !== '')
  return { of, first: (element, property) => of(element, property)[0]?.value ?? null }
}

import { dc, type MetadataSource } from './metadata-source.ts'
import { collapse, contentOf, opfAttr } from './opf.ts'
import type { EpubMetadata } from './types.ts'
import { attr, idOf } from './walk-xml.ts'
import type { XmlElement } from './xml.ts'

/** ONIX code list 5, as far as it names what a book may carry. */
const CODE_LIST_5: ReadonlyMap<string, string> = new Map([
  ['02', 'ISBN'],
  ['03', 'GTIN-13'],
  ['06', 'DOI'],
  ['13', 'LCCN'],
  ['15', 'ISBN'],
  ['22', 'URN'],
  ['23', 'OCLC'],
])

/** Values as written; what kind each is, where the package says so or its own beginning does. */
export function readIdentifiers(
  root: XmlElement,
  source: MetadataSource,
): Pick<EpubMetadata, 'uniqueIdentifier' | 'identifiers'> {
  const elements = dc(source, 'identifier').filter((element) => contentOf(element) !== '')
  const uniqueId = collapse(attr(root, 'unique-identifier') ?? '')
  const unique = elements.find((element) => uniqueId !== '' && idOf(element) === uniqueId)
  return {
    uniqueIdentifier: unique === undefined ? '' : contentOf(unique),
    identifiers: elements.map((element) => ({
      value: contentOf(element),
      scheme: schemeOf(source, element),
    })),
  }
}

function schemeOf(source: MetadataSource, element: XmlElement): string | null {
  const [refined] = source.refinements.of(element, 'identifier-type')
  if (refined !== undefined)
    return refined.scheme?.includes('codelist5') === true
      ? (CODE_LIST_5.get(refined.value.padStart(2, '0')) ?? refined.value)
      : refined.value
  const own = opfAttr(element, 'scheme')
  if (own !== null && own !== '') return own
  return /^(?:urn:)?(isbn|issn|uuid|doi):/i.exec(contentOf(element))?.[1]?.toUpperCase() ?? null
}

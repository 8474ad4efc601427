import { bySequence, dc, directionWithin, languageWithin, type MetadataSource } from './metadata-source.ts'
import { collapse, contentOf, opfAttr } from './opf.ts'
import type { EpubAgent } from './types.ts'
import type { XmlElement } from './xml.ts'

/** Creators and contributors, with their roles as MARC relator codes, in the order of the title page. */
export const readAgents = (source: MetadataSource, name: 'creator' | 'contributor'): readonly EpubAgent[] =>
  bySequence(source, dc(source, name))
    .map((element) => readAgent(source, element))
    .filter((agent) => agent.name !== '')

function readAgent(source: MetadataSource, element: XmlElement): EpubAgent {
  const { refinements } = source
  const roles = refinements.of(element, 'role').map(({ value }) => relatorCode(value))
  const opfRole = opfAttr(element, 'role')
  return {
    name: contentOf(element),
    roles: roles.length > 0 || opfRole === null || opfRole === '' ? roles : [relatorCode(opfRole)],
    sortAs: refinements.first(element, 'file-as') ?? opfAttr(element, 'file-as'),
    language: languageWithin(source, element),
    direction: directionWithin(source, element),
    alternateScripts: refinements.of(element, 'alternate-script').map(({ value, language }) => ({
      value,
      language: language ?? '',
    })),
  }
}

/** A role may be written as its address, "http://id.loc.gov/vocabulary/relators/aut". */
const relatorCode = (role: string): string => collapse(role).replace(/^.*[/#:](?=[a-z]{3}$)/i, '')

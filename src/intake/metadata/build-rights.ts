/** Rights as the package words them, and the public licence found in those words or linked beside them. */
import type { EpubMetadata } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'
import type { Rights } from '#book'
import { findLicence, parseLicence } from '../identifiers/parse-licence.ts'

export function buildRights(metadata: EpubMetadata): Rights {
  const statement = metadata.rights
    .map(normalizeSpace)
    .filter((text) => text !== '')
    .join(' ')
  const property = (name: string): string | null => metadata.properties.get(name)?.[0] ?? null
  const linked =
    metadata.links.find(({ rel }) => /(?:^|:)licen[cs]e$/i.test(rel))?.href ?? property('dcterms:license')
  const licence = linked === null ? null : parseLicence(linked)
  return {
    statement: statement === '' ? null : statement,
    holder: property('dcterms:rightsHolder') ?? findHolder(statement),
    licence: licence?.ok === true ? licence.value : findLicence(statement),
    contact: null,
  }
}

/** "© 2020 Kevin Riehle. All rights reserved." */
export function findHolder(statement: string): string | null {
  const match =
    /(?:©|\bcopyright\b(?:\s*\([cC]\))?|\([cC]\))\s*(?:©\s*)?(?:\d{4}(?:\s*[-–,]\s*\d{4})*,?\s*)?(?:by\s+)?([\p{Lu}][^.;,©()\n]{2,80}?)(?=\s*(?:[.;,]|\d{4}|\ball rights\b|$))/iu.exec(
      statement,
    )
  const holder = match?.[1]?.trim() ?? null
  return holder === null || /^(?:all|the text|this|notice|law|protected|licensed)\b/i.test(holder)
    ? null
    : holder
}

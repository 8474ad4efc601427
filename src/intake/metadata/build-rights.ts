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
    /(?:©|[Cc]opyright|COPYRIGHT)(?:\s*(?:\([cC]\)|©))?\s+(?:\d{4}(?:\s*[-–,]\s*\d{4})*,?\s*)?(?:by\s+|held by\s+)?((?:The |the )?\p{Lu}[^.;,©()\n]{1,80}?(?:\s\p{Lu}\.(?=\s\p{Lu})[^.;,©()\n]{1,60}?)*)(?=\s*(?:[.;,]|\d{4}|[Aa]ll [Rr]ights|$))/u.exec(
      statement.slice(0, 2000),
    )
  const holder = match?.[1]?.trim() ?? null
  return holder === null || /^(?:All|The text|This|Notice|Law|Act|Protected|Licensed)\b/i.test(holder)
    ? null
    : holder
}

/**
 * Claims as annotations of the chapter (W3C Web Annotation Data Model, 2017): the claim is the body, the words it rests on are
 * found again by what they say, with some before and after, wherever the text may have moved.
 */
import { type ExportContext, toJson } from './export-context.ts'
import { ANNOTATIONS } from './record-forms.ts'

export function buildAnnotations({ record, urlOf, fileUrl, chapterUrl, made }: ExportContext): string {
  const speaksFor = new Map(record.sources.map(({ id, speaksFor }) => [id, speaksFor]))
  const creators = record.compiledBy.map(({ name, orcid }) => ({
    ...(orcid !== null && { id: `https://orcid.org/${orcid}` }),
    ...{ type: 'Person', name },
  }))
  const items = record.claims.flatMap((claim) => {
    const isOfChapter = claim.by === null || speaksFor.get(claim.by) === 'author'
    if (chapterUrl === null || !isOfChapter || claim.at?.quote == null) return []
    const { quote, prefix, suffix } = claim.at
    return [
      {
        ...{ id: urlOf(claim.id), type: 'Annotation', motivation: 'describing', created: made },
        ...(creators.length > 0 && { creator: creators }),
        rights: licenceUrl(record.licence),
        body: {
          ...{ type: 'TextualBody', value: claim.says, format: 'text/plain' },
          ...{ language: record.language, purpose: 'describing' },
        },
        target: {
          ...{ type: 'SpecificResource', source: chapterUrl },
          selector: {
            ...{ type: 'TextQuoteSelector', exact: quote },
            ...(prefix !== null && { prefix }),
            ...(suffix !== null && { suffix }),
          },
        },
      },
    ]
  })
  return toJson({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    ...{ id: fileUrl(ANNOTATIONS), type: 'AnnotationPage', items },
  })
}

/** `CC-BY-4.0` has an address; another licence is said in words where one is asked for an address. */
export function licenceUrl(licence: string): string {
  if (/^https?:/.test(licence)) return licence
  const [, kind, version] = /^CC-(BY(?:-(?:SA|NC|ND|NC-SA|NC-ND))?)-(\d\.\d)$/.exec(licence) ?? []
  if (kind !== undefined) return `https://creativecommons.org/licenses/${kind.toLowerCase()}/${version}/`
  if (/^CC0/.test(licence)) return 'https://creativecommons.org/publicdomain/zero/1.0/'
  return `urn:chapterhouse:licence:${encodeURIComponent(licence)}`
}

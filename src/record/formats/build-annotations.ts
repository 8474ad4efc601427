/**
 * Claims as annotations of the chapter (W3C Web Annotation Data Model, 2017): the claim is the body, the words it rests on are
 * found again by what they say, with some before and after, wherever the text may have moved.
 */
import { type ExportContext, toJson } from './export-context.ts'

export function buildAnnotations({ record, url, urlOf, chapterUrl, made }: ExportContext): string {
  const speaksFor = new Map(record.sources.map(({ id, speaksFor }) => [id, speaksFor]))
  const items = record.claims.flatMap((claim) => {
    const isOfChapter = claim.by === null || speaksFor.get(claim.by) === 'author'
    if (chapterUrl === null || !isOfChapter || claim.at?.quote == null) return []
    return [
      {
        id: urlOf(claim.id),
        type: 'Annotation',
        motivation: 'describing',
        created: made,
        rights: licenceUrl(record.licence),
        body: {
          type: 'TextualBody',
          value: claim.says,
          format: 'text/plain',
          language: record.language,
          purpose: 'describing',
        },
        target: {
          source: chapterUrl,
          selector: {
            type: 'TextQuoteSelector',
            exact: claim.at.quote,
            ...(claim.at.prefix !== null && { prefix: claim.at.prefix }),
            ...(claim.at.suffix !== null && { suffix: claim.at.suffix }),
          },
        },
      },
    ]
  })
  return toJson({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `${url}/annotations.json`,
    type: 'AnnotationPage',
    items,
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

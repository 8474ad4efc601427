/** Digital Object Identifiers (ISO 26324): `10.`, a registrant, a slash, and nearly anything. Kept without a resolver. */
import { fail, ok, type Result } from '#base'

export function parseDoi(text: string): Result<string, 'not-a-doi'> {
  const doi = text
    .trim()
    .replace(/^(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\//i, '')
    .replace(/^(?:urn:doi:|info:doi\/|doi:)\s*/i, '')
  return /^10\.\d{4,9}(?:\.\d+)*\/[^\s"<>]+$/.test(doi) ? ok(doi) : fail('not-a-doi')
}

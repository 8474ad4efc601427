/** Subjects with the scheme they belong to: EPUB 3.3 §5.5.3.2.4 refines dc:subject by authority and term. */
import type { EpubMetadata } from '@chapterhouse/epub'
import type { Subject } from '#book'
import { isBisacCode, isThemaCode } from '../identifiers/parse-subject.ts'

export function buildSubjects(metadata: EpubMetadata): readonly Subject[] {
  const subjects = metadata.subjects.map(({ value, authority, term }) => buildSubject(value, authority, term))
  return subjects.filter(
    (one, i) =>
      subjects.findIndex(
        (other) => other.scheme === one.scheme && other.code === one.code && other.label === one.label,
      ) === i,
  )
}

function buildSubject(value: string, authority: string | null, term: string | null): Subject {
  const scheme = schemeOf(authority)
  if (scheme !== null && scheme !== 'keyword') return { scheme, code: term, label: value }
  if (isBisacCode(value)) return { scheme: 'bisac', code: value, label: value }
  // "HIS027000" and "NHD / European history" stand in many files without an authority.
  const led = /^([A-Z0-9-]{2,12})\s*(?:[:/|]|\s-\s)\s*(\S.*)$/.exec(value)
  if (led) {
    const [, code = '', label = value] = led
    if (isBisacCode(code)) return { scheme: 'bisac', code, label }
    if (/thema/i.test(authority ?? '') && isThemaCode(code)) return { scheme: 'thema', code, label }
  }
  if (/^(?:[A-Z][A-Z &’'-]+|Juvenile \w+) \/ \S/.test(value))
    return { scheme: 'bisac', code: null, label: value }
  if (/ -- /.test(value)) return { scheme: 'lcsh', code: null, label: value }
  return authority === null || authority === ''
    ? { scheme: 'keyword', code: null, label: value }
    : { scheme: 'other', code: term, label: value }
}

/** Reserved authority values of EPUB 3.3, and the addresses by which the lists are known. */
function schemeOf(authority: string | null): Subject['scheme'] | null {
  const name = (authority ?? '').toLowerCase()
  if (name === '') return null
  if (name.includes('thema')) return 'thema'
  if (name.includes('bisac') || name.includes('bisg')) return 'bisac'
  if (name.includes('bic')) return 'bic'
  if (name === 'lcsh' || name.includes('id.loc.gov/authorities/subjects')) return 'lcsh'
  return null
}

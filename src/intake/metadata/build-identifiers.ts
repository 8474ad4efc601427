/** The numbers that name a book: ISBNs as thirteen digits, the DOI without a resolver, the rest as they are. */
import type { EpubMetadata } from '@chapterhouse/epub'
import type { BookIdentifiers, Isbn, Issue } from '#book'
import { parseDoi } from '../identifiers/parse-doi.ts'
import { parseIsbn } from '../identifiers/parse-isbn.ts'
import { issueFor } from '../rules/issue-for.ts'

type Found =
  | { readonly kind: 'isbn'; readonly isbn: Isbn }
  | { readonly kind: 'doi'; readonly doi: string }
  | { readonly kind: 'other'; readonly scheme: string; readonly value: string; readonly fault: Fault | null }
type Fault = 'isbn-check-digit-holds' | 'doi-is-well-formed'

export function buildIdentifiers(
  metadata: EpubMetadata,
  file: string,
): { readonly identifiers: BookIdentifiers; readonly issues: readonly Issue[] } {
  const found = [
    ...metadata.identifiers.map(({ value, scheme }) => recognise(value, scheme, null)),
    // dc:source names what the EPUB was made from: usually the print edition (EPUB 3.3 §5.5.3).
    ...metadata.sources.map((value) => recognise(value, null, 'print')).filter(({ kind }) => kind === 'isbn'),
  ]
  const isbns = withoutRepetitions(found.flatMap((one) => (one.kind === 'isbn' ? [one.isbn] : [])))
  const doi = found.flatMap((one) => (one.kind === 'doi' ? [one.doi] : []))[0] ?? null
  const others = found.flatMap((one) =>
    one.kind === 'other' ? [{ scheme: one.scheme, value: one.value }] : [],
  )
  return {
    identifiers: { key: keyOf(isbns, doi, metadata.uniqueIdentifier), isbns, doi, others },
    issues: found.flatMap((one) =>
      one.kind === 'other' && one.fault !== null ? [faultOf(one.fault, one.value, file)] : [],
    ),
  }
}

/** What makes a new parcel the same book: see `BookIdentifiers.key`. */
export const keyOf = (isbns: readonly Isbn[], doi: string | null, otherwise: string): string => {
  const isbn = isbns[0]
  if (isbn !== undefined) return `isbn:${isbn.value}`
  return doi === null ? otherwise.trim() : `doi:${doi.toLowerCase()}`
}

function recognise(value: string, scheme: string | null, format: Isbn['format']): Found {
  const says = (name: string): boolean => scheme?.toLowerCase().includes(name) === true
  if (
    says('isbn') ||
    /^(?:urn:isbn:|isbn\b)/i.test(value) ||
    /^97[89][\d\s\p{Pd}]{10,}$/u.test(value.trim())
  ) {
    const isbn = parseIsbn(value)
    if (isbn.ok) return { kind: 'isbn', isbn: { value: isbn.value, format } }
    return {
      kind: 'other',
      scheme: 'isbn',
      value: value.replace(/^urn:isbn:/i, ''),
      fault: 'isbn-check-digit-holds',
    }
  }
  const doi = parseDoi(value)
  if (doi.ok) return { kind: 'doi', doi: doi.value }
  if (says('doi') || /^(?:urn:)?doi:/i.test(value))
    return { kind: 'other', scheme: 'doi', value, fault: 'doi-is-well-formed' }
  return {
    kind: 'other',
    scheme: schemeOf(value, scheme),
    value: value.replace(/^urn:uuid:/i, ''),
    fault: null,
  }
}

const schemeOf = (value: string, scheme: string | null): string =>
  scheme?.toLowerCase() ?? /^(?:urn:)?([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase() ?? 'other'

const faultOf = (rule: Fault, value: string, file: string): Issue =>
  issueFor(rule, {
    message:
      rule === 'isbn-check-digit-holds'
        ? `“${value}” is given as an ISBN, but it is none: the number of digits or the last digit is wrong. Compare it with the copyright page.`
        : `“${value}” is given as a DOI, but it is none. Write it as 10.1515/9781474467230.`,
    where: { file, element: 'dc:identifier' },
  })

const withoutRepetitions = (isbns: readonly Isbn[]): readonly Isbn[] =>
  isbns.filter((isbn, i) => isbns.findIndex((other) => other.value === isbn.value) === i)

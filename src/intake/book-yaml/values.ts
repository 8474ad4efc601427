/** The values that book.yaml knows: identifiers, dates, pages, money, languages, licences. */
import { parsePartialDate } from '#base'
import { parseDoi } from '../identifiers/parse-doi.ts'
import { parseIsbn } from '../identifiers/parse-isbn.ts'
import { parseIssn } from '../identifiers/parse-issn.ts'
import { parseLanguage } from '../identifiers/parse-language.ts'
import { parseLicence } from '../identifiers/parse-licence.ts'
import { parseMoment } from '../identifiers/parse-moment.ts'
import { parseOrcid } from '../identifiers/parse-orcid.ts'
import { parsePages } from '../identifiers/parse-pages.ts'
import { isCurrency, parseAmount } from '../identifiers/parse-price.ts'
import { parseRor } from '../identifiers/parse-ror.ts'
import { isBisacCode, isThemaCode } from '../identifiers/parse-subject.ts'
import { type Described, type Reader, type Report, refuse, type Spot, value } from './reader.ts'

/** A number whose check digit fails is reported and still told apart from one that is no such number at all. */
export type Numbered = { readonly value: string; readonly valid: boolean }

export const isbn: Reader<Numbered> = value(
  { about: 'ISBN-13 or ISBN-10, with or without hyphens', example: '978-1-4744-6723-0' },
  (written, spot, report) => {
    const parsed = parseIsbn(written)
    if (parsed.ok) return { value: parsed.value, valid: true }
    if (parsed.error === 'not-an-isbn') return refuse('is no ISBN, which has 13 digits (or 10)')
    report(
      'isbn-check-digit-holds',
      spot,
      `The last digit of the ISBN ${written} does not check the others. Compare it with the copyright page.`,
    )
    return { value: written, valid: false }
  },
)

export const issn = checked(
  'issn-check-digit-holds',
  'ISSN',
  { about: 'ISSN of the series', example: '0024-9319' },
  parseIssn,
)
export const orcid = checked(
  'orcid-check-digit-holds',
  'ORCID iD',
  { about: 'ORCID iD, as digits or address', example: '0000-0002-1825-0097' },
  parseOrcid,
)
export const ror = checked(
  'ror-is-well-formed',
  'ROR id',
  { about: 'ROR id, as an address', example: 'https://ror.org/03yrm5c26' },
  parseRor,
)

/** Reported as a warning, not refused: the book is publishable without the number. */
function checked(
  rule: 'issn-check-digit-holds' | 'orcid-check-digit-holds' | 'ror-is-well-formed',
  name: string,
  described: Described,
  parse: (
    text: string,
  ) => { readonly ok: true; readonly value: string } | { readonly ok: false; readonly error: string },
): Reader<string | null> {
  return value<string | null>(described, (written, spot: Spot, report: Report) => {
    const parsed = parse(written)
    if (parsed.ok) return parsed.value
    if (parsed.error !== 'check-digit') return refuse(`is no ${name}`)
    report(
      rule,
      spot,
      `The ${name} ${written} is mistyped: its last digits do not check the others. It is left out until it is corrected.`,
    )
    return null
  })
}

export const doi: Reader<string> = value(
  { about: 'DOI, without a resolver or with it', example: '10.1515/9781474467230' },
  (written) => orRefuse(parseDoi(written), 'is no DOI, which begins with 10. and has a slash'),
)

export const language: Reader<string> = value(
  { about: 'Language tag (BCP 47)', example: 'en, fr or pt-BR' },
  (written) => {
    const parsed = parseLanguage(written)
    if (parsed.ok) return parsed.value
    const meant = parsed.error.suggestion
    return refuse(`is no language tag${meant === null ? '' : ` (did you mean “${meant}”?)`}`)
  },
)

export const licence: Reader<string> = value(
  { about: 'Public licence: its address, or a short name such as CC-BY-4.0', example: 'CC-BY-4.0' },
  (written) =>
    orRefuse(parseLicence(written), 'is neither the address of a licence nor the short name of one'),
)

export const date = (about: string): Reader<string> =>
  value({ about, example: '2020-10-20' }, (written) =>
    orRefuse(
      parsePartialDate(written),
      'is no date: give the year, month and day as numbers, the year first',
    ),
  )

/** Ends are kept exclusive: “free until 31 March” includes that day. */
export const moment = (about: string, edge: 'begins' | 'ends'): Reader<string> =>
  value({ about, example: '2027-03-31' }, (written) =>
    orRefuse(
      parseMoment(written, edge),
      'is neither a day nor a moment: write 2027-03-31, or 2027-03-31T09:00+01:00',
    ),
  )

export const year = (about: string): Reader<number> =>
  value({ about, example: '2020' }, (written) =>
    /^[12]\d{3}$/.test(written) ? Number(written) : refuse('is no year of four digits'),
  )

export const pages = value(
  { about: 'First and last page, roman or arabic', example: '214-262 or ix-xxiv' },
  (written) => orRefuse(parsePages(written), 'is no page range'),
)

/** Counted, not as printed: for a PDF whose pages bear no labels, or wrong ones. */
export const pdfPages = value(
  { about: 'First and last page in the PDF, counted from its first page', example: '231-279' },
  (written) => {
    const [, first, last = first] = /^(\d{1,6})(?:\s*[-–—]\s*(\d{1,6}))?$/.exec(written) ?? []
    return first === undefined
      ? refuse('is no range of pages counted from 1')
      : { first: Number(first), last: Number(last) }
  },
)

export const count = (about: string, most: number): Reader<number> =>
  value({ about, example: '380' }, (written) =>
    /^\d{1,6}$/.test(written) && Number(written) >= 1 && Number(written) <= most
      ? Number(written)
      : refuse(`is no whole number between 1 and ${most}`),
  )

export const currency: Reader<string> = value({ about: 'Currency (ISO 4217)', example: 'GBP' }, (written) =>
  isCurrency(written.toUpperCase()) ? written.toUpperCase() : refuse('is no currency code of ISO 4217'),
)

export const amount: Reader<string> = value(
  { about: 'Amount, as on the price list', example: '"29.99"' },
  (written) => (/^\d[\d\s']*(?:[.,]\d+)?$/.test(written) ? written : refuse('is no amount of money')),
)

/** "29.99 GBP" in one. */
export const money = value({ about: 'Amount and currency', example: '29.99 GBP' }, (written) => {
  const match = /^([\d\s'.,]+?)\s*([A-Za-z]{3})$|^([A-Za-z]{3})\s*([\d\s'.,]+)$/.exec(written)
  const code = (match?.[2] ?? match?.[3] ?? '').toUpperCase()
  if (!match || !isCurrency(code)) return refuse('is no amount with a currency code of ISO 4217')
  return toMinorUnits(match[1] ?? match[4] ?? '', code)
})

export function toMinorUnits(written: string, code: string) {
  const parsed = parseAmount(written, code)
  if (parsed.ok) return { amount: parsed.value, currency: code }
  return refuse(
    parsed.error === 'too-exact' ? `has more decimals than ${code} knows` : 'is no amount of money',
  )
}

export const themaCode = code('Thema code', 'NHD', isThemaCode)
export const bisacCode = code('BISAC code', 'HIS027000', isBisacCode)

function code(name: string, example: string, test: (code: string) => boolean): Reader<string> {
  return value({ about: name, example }, (written) => {
    const upper = written.toUpperCase()
    return test(upper) ? upper : refuse(`is no ${name}`)
  })
}

/** Whom to ask: an e-mail address or a web address. */
export const contact: Reader<string> = value(
  { about: 'E-mail or web address to ask for reuse', example: 'rights@press.example' },
  (written) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(written) || /^https?:\/\/[^\s"<>]+$/i.test(written)
      ? written
      : refuse('is neither an e-mail address nor a web address'),
)

/** A file of the parcel: a path downwards from book.yaml. */
function parseFile(written: string) {
  const path = written.replace(/^\.\//, '')
  return /^[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)|^[a-z]+:|\\/i.test(path)
    ? refuse('leads out of the parcel; name a file beside book.yaml')
    : path
}

export const file: Reader<string> = value(
  { about: 'File in the parcel, as a path from book.yaml', example: 'cover.jpg' },
  parseFile,
)

export const pdfFile: Reader<string> = value(
  { about: 'The PDF of the book, as a path from book.yaml', example: 'book.pdf' },
  (written) => (/\.pdf$/i.test(written) ? parseFile(written) : refuse('names no PDF')),
)

/** Who pays: a ROR address or a DOI of the Open Funder Registry, as an address. */
export const funderId: Reader<string> = value(
  { about: 'ROR id or funder DOI', example: 'https://ror.org/03yrm5c26' },
  (written) => {
    const known = parseRor(written)
    if (known.ok) return known.value
    const registered = parseDoi(written)
    return registered.ok ? `https://doi.org/${registered.value}` : refuse('is neither a ROR id nor a DOI')
  },
)

const orRefuse = <T>(
  parsed: { readonly ok: true; readonly value: T } | { readonly ok: false },
  what: string,
) => (parsed.ok ? parsed.value : refuse(what))

/**
 * What book.yaml says of the book wins over what the EPUB says, key by key; what it leaves out stays. ISBNs are joined,
 * its own first: the print edition's number in book.yaml does not make the file's own untrue.
 */
import { normalizeSpace, toSlug } from '#base'
import type { BookIdentifiers, BookMetadata, Funding, Isbn, Rights, Subject } from '#book'
import { findLicence, parseLicence } from './identifiers/parse-licence.ts'
import { leaveBookEmpty } from './leave-empty.ts'
import { keyOf } from './metadata/build-identifiers.ts'
import { findHolder } from './metadata/build-rights.ts'
import { buildYamlContributors } from './metadata/build-yaml-contributors.ts'
import { directionOf } from './metadata/direction-of.ts'
import { mergeAccessDates } from './metadata/merge-access-dates.ts'
import { sortTitle } from './metadata/sort-title.ts'
import type { BookYaml } from './parse-book-yaml.ts'

export function mergeBookYaml(book: BookMetadata, yaml: BookYaml | null): BookMetadata {
  if (yaml === null) return withKey(book)
  const languages = yaml.language ?? book.languages
  const title = yaml.title ?? book.title
  const sameTitle = yaml.title === null || normalizeSpace(yaml.title) === book.title
  const sort = yaml.sortTitle ?? (sameTitle ? book.sortTitle : sortTitle(title, languages[0] ?? 'und'))
  const merged: BookMetadata = {
    ...book,
    title,
    // A title of the press's own makes the file's subtitle doubtful: the pair is taken from one place.
    subtitle: yaml.subtitle ?? (sameTitle ? book.subtitle : null),
    sortTitle: sort,
    languages,
    direction: yaml.language === null ? book.direction : directionOf(languages[0] ?? 'und'),
    contributors:
      yaml.contributors === null
        ? book.contributors
        : buildYamlContributors(yaml.contributors, book.contributors),
    identifiers: mergeIdentifiers(book.identifiers, yaml),
    edition: yaml.edition ?? book.edition,
    series: yaml.series ?? book.series,
    subjects: mergeSubjects(book.subjects, yaml),
    imprint: yaml.imprint ?? book.imprint,
    printYear: yaml.printYear ?? book.printYear,
    firstOnline: yaml.firstOnline ?? book.firstOnline,
    summary:
      yaml.description === null
        ? book.summary
        : { kind: 'abstract', paragraphs: yaml.description, language: null },
    rights: mergeRights(book.rights, yaml.rights),
    funding: yaml.funding === null ? book.funding : toFunding(yaml.funding),
    pageCount: yaml.pages ?? book.pageCount,
    openness: yaml.access ?? book.openness,
    ...mergeAccessDates(book.accessDates, yaml),
    prices: yaml.price ?? book.prices,
    ...(yaml.chapterLevel === null ? {} : { chapterLevel: yaml.chapterLevel }),
  }
  return withKey(leaveBookEmpty(merged, yaml.without ?? []))
}

/** A record without any number is known by its title and first contributor, so that sending it again finds it. */
const withKey = (book: BookMetadata): BookMetadata =>
  book.identifiers.key !== '' || book.title === ''
    ? book
    : {
        ...book,
        identifiers: {
          ...book.identifiers,
          key: `title:${[book.title, book.contributors[0]?.sortName, book.edition].flatMap((part) => (part ? [toSlug(part)] : [])).join('/')}`,
        },
      }

function mergeIdentifiers(book: BookIdentifiers, yaml: BookYaml): BookIdentifiers {
  const given = yaml.identifiers
  if (given === null) return book
  const listed = given.isbn ?? []
  const own: readonly Isbn[] = listed.flatMap(({ value, valid, format }) =>
    valid ? [{ value, format }] : [],
  )
  const isbns = [...own, ...book.isbns.filter((isbn) => !own.some(({ value }) => value === isbn.value))]
  const doi = given.doi ?? book.doi
  const others = [
    ...listed.flatMap(({ value, valid }) => (valid ? [] : [{ scheme: 'isbn', value }])),
    ...(given.other ?? []).map(({ scheme, value }) => ({ scheme: scheme.toLowerCase(), value })),
  ]
  const same = (a: (typeof others)[number], b: (typeof others)[number]) =>
    a.scheme.toLowerCase() === b.scheme.toLowerCase() && a.value === b.value
  const fromFile = book.others.filter((one) => !others.some((other) => same(one, other)))
  return { key: keyOf(isbns, doi, book.key), isbns, doi, others: [...others, ...fromFile] }
}

/** Each scheme that book.yaml gives replaces the file's subjects of that scheme. */
function mergeSubjects(book: readonly Subject[], yaml: BookYaml): readonly Subject[] {
  const given = yaml.subjects
  if (given === null) return book
  const coded = (
    scheme: Subject['scheme'],
    list: readonly { code: string; label: string | null }[],
  ): Subject[] =>
    list.map(({ code, label }) => ({
      scheme,
      code,
      label: label ?? book.find((one) => one.scheme === scheme && one.code === code)?.label ?? code,
    }))
  const worded = (scheme: Subject['scheme'], list: readonly string[]): Subject[] =>
    list.map((label) => ({ scheme, code: null, label }))
  const own: Readonly<Partial<Record<Subject['scheme'], readonly Subject[]>>> = {
    ...(given.thema === null ? {} : { thema: coded('thema', given.thema) }),
    ...(given.bisac === null ? {} : { bisac: coded('bisac', given.bisac) }),
    ...(given.lcsh === null ? {} : { lcsh: worded('lcsh', given.lcsh) }),
    ...(given.keywords === null ? {} : { keyword: worded('keyword', given.keywords) }),
  }
  return [...Object.values(own).flat(), ...book.filter(({ scheme }) => own[scheme] === undefined)]
}

export const toFunding = (entries: NonNullable<BookYaml['funding']>): readonly Funding[] =>
  entries.flatMap(({ funder, id, award }) => (funder === null ? [] : [{ funder, funderId: id, award }]))

/** A new licence makes the file's old statement untrue, unless that names the same licence. */
export function mergeRights(book: Rights, given: BookYaml['rights']): Rights {
  if (given === null) return book
  const named = given.statement === null ? null : findLicence(given.statement)
  const licence = given.licence ?? named ?? (given.statement === null ? book.licence : null)
  const keepsStatement = given.licence === null || isSameLicence(given.licence, book.licence)
  const statement = given.statement ?? (keepsStatement ? book.statement : null)
  return {
    statement,
    holder: given.holder ?? (given.statement === null ? book.holder : findHolder(given.statement)),
    licence,
    contact: given.contact ?? book.contact,
  }
}

function isSameLicence(a: string, b: string | null): boolean {
  const parsed = b === null ? null : parseLicence(b)
  return parsed?.ok === true && parsed.value === a
}

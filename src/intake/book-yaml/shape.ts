/**
 * The shape of book.yaml, in one place: its keys, what they mean, an example of each. The JSON Schema that editors use
 * is generated from this table; see book.template.yaml for the same with comments.
 */
import { CHAPTER_TYPES, CONTRIBUTOR_ROLES, EMPTIABLE_OF_BOOK, EMPTIABLE_OF_CHAPTER, type Price } from '#book'
import {
  type JsonSchema,
  keys,
  later,
  listOf,
  mapped,
  oneOf,
  oneOrMore,
  orText,
  prose,
  type Reader,
  text,
  type Values,
} from './reader.ts'
import {
  amount,
  bisacCode,
  contact,
  count,
  currency,
  date,
  doi,
  file,
  funderId,
  isbn,
  issn,
  language,
  licence,
  moment,
  money,
  type Numbered,
  orcid,
  pages,
  pdfFile,
  pdfPages,
  ror,
  themaCode,
  toMinorUnits,
  year,
} from './values.ts'

const ISBN_FORMATS = ['print', 'hardback', 'paperback', 'epub', 'pdf', 'online'] as const
const OPENNESS = ['open', 'closed'] as const

type AffiliationEntry = { readonly name: string; readonly ror: string | null }
const affiliation: Reader<AffiliationEntry> = orText(
  mapped(
    keys(
      { name: text({ about: 'Name as published', example: 'The National Archives' }), ror },
      { about: 'An institution, as at publication', required: ['name'], instead: { id: '“ror”' } },
    ),
    ({ name, ror }) => (name === null ? null : { name, ror }),
  ),
  mapped(text({ about: 'Name as published', example: 'The National Archives' }), (name) => ({
    name,
    ror: null,
  })),
)

const contributorFields = {
  name: text({ about: 'Name as printed', example: 'Kevin Riehle' }),
  given: text({ about: 'Given names', example: 'Kevin' }),
  family: text({ about: 'Family name', example: 'Riehle' }),
  'sort-name': text({ about: 'Name for lists, where it is not “family, given”', example: 'Riehle, Kevin' }),
  kind: oneOf(['person', 'organisation'], 'A person (the usual case) or an organisation'),
  role: oneOf(CONTRIBUTOR_ROLES, 'What the title page says; author when absent'),
  orcid,
  affiliations: oneOrMore(affiliation, 'Institutions, as at publication'),
  'other-scripts': listOf(
    mapped(
      keys(
        { name: text({ about: 'The name in that script', example: '村上 春樹' }), language },
        { about: 'The name in another script', required: ['name', 'language'] },
      ),
      ({ name, language }) => (name === null || language === null ? null : { name, language }),
    ),
    'The same name in other scripts',
  ),
}
export type ContributorEntry = Values<typeof contributorFields>
const contributor: Reader<ContributorEntry> = orText(
  mapped(
    keys(contributorFields, {
      about: 'A person or body of the title page',
      instead: {
        affiliation: '“affiliations”',
        'first-name': '“given”',
        'last-name': '“family”',
        surname: '“family”',
      },
    }),
    (read, spot, report) => {
      if (read.name !== null || read.family !== null) return read
      report(
        'book-yaml-value-is-valid',
        spot,
        `“${spot.path}” has no name. Add “name”, or “given” and “family”.`,
      )
      return null
    },
  ),
  mapped(text({ about: 'Name as printed', example: 'Kevin Riehle' }), (name, spot) => ({
    name,
    given: null,
    family: null,
    sortName: null,
    kind: null,
    role: null,
    orcid: null,
    affiliations: null,
    otherScripts: null,
    spot,
  })),
)
const contributors = oneOrMore(contributor, 'In the order of the title page')

const price: Reader<Price> = orText(
  mapped(
    keys({ amount, currency }, { about: 'What a reader pays', required: ['amount', 'currency'] }),
    (read, spot, report) => {
      if (read.amount === null || read.currency === null) return null
      const made = toMinorUnits(read.amount, read.currency)
      if (!('refusal' in made)) return made
      report(
        'book-yaml-value-is-valid',
        spot,
        `“${spot.path}”: “${read.amount}” ${made.refusal}. Write it as in "29.99".`,
      )
      return null
    },
  ),
  money,
)
const prices = oneOrMore(price, 'Prices, each currency once')

const rightsFields = {
  statement: text({ about: 'The sentence of the copyright page', example: '© 2020 Kevin Riehle' }),
  holder: text({ about: 'Who holds the rights', example: 'Kevin Riehle' }),
  licence,
  contact,
}
const noRights = { statement: null, holder: null, licence: null, contact: null }
const rights: Reader<Values<typeof rightsFields>> = orText(
  keys(rightsFields, {
    about: 'What readers may do with the text',
    instead: { license: '“licence”', email: '“contact”', url: '“licence” or “contact”' },
  }),
  mapped(
    text({ about: 'The sentence of the copyright page', example: '© 2020 Kevin Riehle' }),
    (statement, spot) => ({
      ...noRights,
      statement,
      spot,
    }),
  ),
)

const funding = oneOrMore(
  keys(
    {
      funder: text({ about: 'Who paid', example: 'Arts and Humanities Research Council' }),
      id: funderId,
      award: text({ about: 'Number of the grant', example: 'AH/X001234/1' }),
    },
    { about: 'A grant', required: ['funder'], instead: { ror: '“id”', grant: '“award”', name: '“funder”' } },
  ),
  'Who paid for the research or for open access',
)

const subject = (code: Reader<string>, about: string) =>
  oneOrMore(
    orText(
      mapped(
        keys(
          { code, label: text({ about: 'The heading in words', example: 'European history' }) },
          { about, required: ['code'] },
        ),
        (read) => (read.code === null ? null : { code: read.code, label: read.label }),
      ),
      mapped(code, (code) => ({ code, label: null as string | null })),
    ),
    about,
  )
const headings = (about: string) => oneOrMore(text({ about, example: 'Intelligence service' }), about)

type IsbnEntry = Numbered & { readonly format: (typeof ISBN_FORMATS)[number] | null }
const isbns: Reader<readonly IsbnEntry[]> = oneOrMore(
  orText(
    mapped(
      keys(
        { value: isbn, format: oneOf(ISBN_FORMATS, 'Which edition bears the number') },
        { about: 'An ISBN and what bears it', required: ['value'] },
      ),
      (read): IsbnEntry | null => (read.value === null ? null : { ...read.value, format: read.format }),
    ),
    mapped(isbn, (read): IsbnEntry => ({ ...read, format: null })),
  ),
  'ISBNs; the first one names the book',
)

const accessDates = {
  'free-from': moment('Everyone may read what is closed from this day on', 'begins'),
  'free-until': moment('The last day on which everyone may read what is closed', 'ends'),
  'embargo-until': moment('Nobody may read it before this day, whatever their licence', 'begins'),
}

const chapterFields = {
  at: text({ about: 'Where it begins: a file of the EPUB, or file#id', example: 'text/ch05.xhtml' }),
  number: text({ about: 'Its number as printed, not part of the title', example: '"5"' }),
  title: text({ about: 'Title; finds the chapter where “at” is absent', example: 'The Year of Defections' }),
  subtitle: text({ about: 'Subtitle', example: 'Ten Cases' }),
  type: oneOf(CHAPTER_TYPES, 'What it is; told from the EPUB where absent'),
  language,
  contributors,
  abstract: prose({ about: 'Abstract; blank lines part paragraphs', example: '|' }),
  keywords: oneOrMore(text({ about: 'A keyword', example: 'defection' }), 'Keywords'),
  pages,
  'pdf-pages': pdfPages,
  doi,
  access: oneOf(OPENNESS, 'Whether anybody may read it; the book’s where absent'),
  ...accessDates,
  price: prices,
  'first-online': date('Day of first appearance online; the book’s where absent'),
  rights,
  funding,
  without: oneOrMore(
    oneOf(EMPTIABLE_OF_CHAPTER, 'A key of which the EPUB says what is not so'),
    'What is left empty, whatever the EPUB or the book says of it',
  ),
}
export type ChapterEntry = Values<typeof chapterFields> & {
  readonly chapters: readonly ChapterEntry[] | null
}
const chapter: Reader<ChapterEntry> = keys(
  {
    ...chapterFields,
    chapters: listOf(
      later<ChapterEntry>('chapter', () => chapter),
      'The chapters of a part',
    ),
  },
  {
    about: 'One entry of the contents',
    instead: {
      file: '“at”',
      href: '“at”',
      label: '“number”',
      author: '“contributors”',
      authors: '“contributors”',
      summary: '“abstract”',
      description: '“abstract”',
      page: '“pages”',
      license: '“rights: licence”',
      date: '“first-online”',
    },
  },
)

const bookFields = {
  title: text({ about: 'Title', example: 'Soviet Defectors' }),
  subtitle: text({ about: 'Subtitle', example: 'Revelations of Renegade Intelligence Officers, 1924–1954' }),
  'sort-title': text({ about: 'Title for lists', example: 'Economic Consequences of the Peace, The' }),
  language: oneOrMore(language, 'Language of the book, or a list, the main one first'),
  contributors,
  imprint: text({ about: 'The publisher’s name on the book', example: 'Edinburgh University Press' }),
  edition: text({ about: 'Edition statement', example: 'Second, revised edition' }),
  series: oneOrMore(
    orText(
      mapped(
        keys(
          {
            title: text({ about: 'Title of the series', example: 'Intelligence Studies' }),
            issn,
            volume: text({ about: 'Volume, as printed', example: '"2"' }),
          },
          { about: 'A series', required: ['title'], instead: { number: '“volume”', name: '“title”' } },
        ),
        ({ title, issn, volume }) => (title === null ? null : { title, issn, volume }),
      ),
      mapped(text({ about: 'Title of the series', example: 'Intelligence Studies' }), (title) => ({
        title,
        issn: null as string | null,
        volume: null as string | null,
      })),
    ),
    'Series that the book is part of',
  ),
  identifiers: keys(
    {
      isbn: isbns,
      doi,
      other: listOf(
        mapped(
          keys(
            {
              scheme: text({ about: 'Kind of number', example: 'OCLC' }),
              value: text({ about: 'The number', example: '1153456789' }),
            },
            { about: 'Another number', required: ['scheme', 'value'] },
          ),
          ({ scheme, value }) => (scheme === null || value === null ? null : { scheme, value }),
        ),
        'Other numbers of the book',
      ),
    },
    {
      about: 'The numbers that name the book',
      instead: { isbns: '“isbn”', dois: '“doi”', issn: '“series: issn”' },
    },
  ),
  'print-year': year('Year of the print edition'),
  'first-online': date('Day of first appearance online; the day of shelving where absent'),
  subjects: keys(
    {
      thema: subject(themaCode, 'Thema codes'),
      bisac: subject(bisacCode, 'BISAC codes'),
      lcsh: headings('Library of Congress Subject Headings'),
      keywords: headings('Keywords of the press’s own'),
    },
    {
      about: 'What the book is about',
      instead: { keyword: '“keywords”', bic: '“thema”, which replaces BIC' },
    },
  ),
  description: prose({ about: 'The book’s summary; blank lines part paragraphs', example: '|' }),
  rights,
  funding,
  access: oneOf(OPENNESS, 'Whether anybody may read it'),
  ...accessDates,
  price: prices,
  pages: count('Number of printed pages', 100_000),
  pdf: pdfFile,
  cover: file,
  'cover-alternative': text({
    about: 'What the cover shows, for those who cannot see it',
    example: 'A border post in snow',
  }),
  'version-note': text({
    about: 'What is new in this version',
    example: 'A misspelt name on p. 14 is corrected.',
  }),
  without: oneOrMore(
    oneOf(EMPTIABLE_OF_BOOK, 'A key of which the EPUB says what is not so'),
    'What is left empty, whatever the EPUB says of it',
  ),
  'chapter-level': count('Which level of the contents is a chapter, from 1', 9),
}
const shape = keys(
  {
    ...bookFields,
    chapters: listOf(chapter, 'What the EPUB lacks about each chapter; without an EPUB, the contents'),
  },
  {
    about: 'What a press tells about one book',
    instead: {
      author: '“contributors”',
      authors: '“contributors”',
      editors: '“contributors”, each with “role: editor”',
      publisher: '“imprint”',
      isbn: '“isbn” under “identifiers”',
      doi: '“doi” under “identifiers”',
      license: '“licence” under “rights”',
      licence: '“licence” under “rights”',
      copyright: '“statement” under “rights”',
      date: '“first-online” or “print-year”',
      year: '“print-year”',
      published: '“first-online” or “print-year”',
      keywords: '“keywords” under “subjects”',
      abstract: '“description”',
      summary: '“description”',
      prices: '“price”',
      lang: '“language”',
      volume: '“volume” under “series”',
      contents: '“chapters”',
      toc: '“chapters”',
    },
  },
)

export type BookYaml = NonNullable<ReturnType<typeof shape.read>>

export const bookYamlReader: Reader<BookYaml> = shape

/** JSON Schema (draft 7, which editors' YAML support speaks) of the same table. */
export const bookYamlSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'book.yaml',
  ...shape.schema,
  definitions: { chapter: chapter.schema },
}

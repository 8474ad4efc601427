/**
 * Books and chapters made for the tests, each named for what is odd about it. No such books, presses or people exist,
 * but for the record on the reference page, whose facts are public.
 */
import {
  type Book,
  type Chapter,
  type Product,
  sampleBody as body,
  sampleBook as aBook,
  sampleChapter as aChapter,
  samplePerson as person,
} from '#book'

const chapterOf = (book: Book, facts: Partial<Chapter>): Product => ({
  kind: 'chapter',
  book,
  chapter: aChapter({ bookId: book.id, ...facts }),
})

const bookAlone = (book: Book): Product => ({ kind: 'book', book })

const isbn = (value: string) => ({
  key: value,
  isbns: [{ value, format: 'hardback' as const }],
  doi: null,
  others: [],
})

const riehle = {
  ...person('Kevin', 'Riehle'),
  affiliations: [{ name: 'National Intelligence University', ror: null }],
}

/** The reference page's book: what that page says, and not a word more. */
const sovietDefectors = aBook({
  id: '0000s0v1et000000',
  slug: 'soviet-defectors',
  title: 'Soviet Defectors',
  subtitle: 'Revelations of Renegade Intelligence Officers, 1924–1954',
  contributors: [riehle],
  imprint: 'Edinburgh University Press',
  printYear: 2020,
  firstOnline: '2020-10-20',
})

const lanterns = aBook({
  id: '1anterns00000000',
  slug: 'the-lantern-keepers',
  title: 'The Lantern Keepers',
  subtitle: 'Lives on the Rock, 1850–1910',
  contributors: [
    {
      ...person('Tomas', 'Reed'),
      orcid: '0000-0002-1825-0097',
      affiliations: [
        { name: 'University of the Skerries', ror: 'https://ror.org/000000000' },
        { name: 'Museum of Lights', ror: null },
      ],
    },
  ],
  identifiers: {
    key: '9780000000071',
    isbns: [
      { value: '9780000000088', format: 'epub' },
      { value: '9780000000071', format: 'hardback' },
    ],
    doi: '10.5555/lanterns',
    others: [],
  },
  rights: {
    statement: '© Tomas Reed 2020',
    holder: 'Tomas Reed',
    licence: 'https://creativecommons.org/licenses/by/4.0/',
    contact: null,
  },
  printYear: 2020,
  firstOnline: '2020-10-20',
  pageCount: 320,
})

const harbours = aBook({
  id: 'harb0urs00000000',
  slug: 'harbours-in-winter',
  title: 'Harbours in Winter',
  subtitle: 'Trade and Ice in the Northern Seas',
  contributors: [person('Ada', 'Wren', 'editor'), person('Bo', 'Lind', 'editor')],
  identifiers: { ...isbn('9780000000019'), doi: '10.5555/harbours' },
  series: [{ title: 'Studies in Cold Water', issn: '2049-3630', volume: '7' }],
  pageCount: 412,
})

const translated = aBook({
  id: 'trans1ated000000',
  slug: 'the-salt-road',
  title: 'The Salt Road',
  contributors: [person('Émile', 'Garance'), person('Hana', 'Novák', 'translator')],
  identifiers: isbn('9780000000026'),
  printYear: 2011,
})

const ministry = aBook({
  id: 'corporate0000000',
  slug: 'report-on-lighthouses',
  title: 'Report on Lighthouses',
  contributors: [body('Commission for Coasts and Lights')],
  identifiers: isbn('9780000000033'),
  printYear: 1987,
})

const secondEdition = aBook({
  id: 'edit10n000000000',
  slug: 'reading-tide-tables',
  title: 'Reading Tide Tables',
  contributors: [person('Ida', 'Moss'), person('Per', 'Holm')],
  edition: 'Second edition',
  identifiers: isbn('9780000000040'),
  printYear: 2004,
})

const nonLatin = aBook({
  id: 'nan1atin00000000',
  slug: 'морские-карты',
  title: 'Морские карты',
  subtitle: 'история',
  languages: ['ru'],
  contributors: [person('Анна', 'Белова')],
  identifiers: isbn('9780000000057'),
  imprint: 'Издательство Маяк',
  printYear: 1999,
})

const french = aBook({
  id: 'french0000000000',
  slug: 'les-ports-du-ponant',
  title: 'Les ports du Ponant',
  subtitle: 'essai d’histoire',
  languages: ['fr'],
  contributors: [person('Jeanne', 'de La Roche')],
  identifiers: isbn('9780000000064'),
  imprint: 'Presses du Phare',
  printYear: 2015,
})

const onlineOnly = aBook({
  id: '0n1ine0000000000',
  slug: 'signals',
  title: 'What Did the Signals Say?',
  subtitle: 'Flags at Sea',
  contributors: [person('Ruth', 'Okoro')],
  printYear: null,
  firstOnline: '2022-03-14',
})

export const products = {
  'chapter-of-the-reference-page': chapterOf(sovietDefectors, {
    id: '5000000000000000',
    slug: 'post-stalin-purge-defectors-1953-1954',
    label: '5',
    title: 'Post-Stalin Purge Defectors, 1953–1954',
    contributors: [riehle],
    pages: { first: '214', last: '262' },
    firstOnline: '2020-10-20',
    openness: 'closed',
  }),
  'chapter-of-an-authored-book': chapterOf(lanterns, {
    id: '1amps00000000000',
    slug: 'lamps-and-logbooks',
    label: '5',
    title: 'Lamps and Log-Books, 1871–1883',
    contributors: lanterns.contributors,
    pages: { first: '114', last: '162' },
    doi: '10.5555/lanterns.5',
    firstOnline: '2020-10-20',
  }),
  'authored-book': bookAlone(lanterns),
  'chapter-in-an-edited-volume': chapterOf(harbours, {
    id: 'pi10ts0000000000',
    slug: 'the-pilots-of-the-sound',
    label: '3',
    title: 'The Pilots of the Sound',
    contributors: [person('Mary', 'Teal')],
    pages: { first: '101', last: '128' },
    doi: '10.5555/harbours.3',
    keywords: ['pilots', 'Sound, the'],
    summary: { kind: 'abstract', paragraphs: ['Who steered the ships.', 'And why.'], language: 'en' },
  }),
  'edited-volume-in-a-series': bookAlone(harbours),
  'chapter-with-subtitle-by-two-authors': chapterOf(harbours, {
    id: 'tw0auth0rs000000',
    title: 'Ice Books',
    subtitle: 'A Census of Frozen Ports',
    contributors: [person('Mary', 'Teal'), person('Jonas', 'Berg')],
    pages: { first: '129', last: '156' },
  }),
  'chapter-by-three-authors': chapterOf(harbours, {
    id: 'three00000000000',
    title: 'Counting Sledges',
    contributors: [person('Mary', 'Teal'), person('Jonas', 'Berg'), person('Liv', 'Aas')],
    pages: { first: '157', last: '160' },
  }),
  'chapter-by-many-authors': chapterOf(harbours, {
    id: 'many000000000000',
    title: 'An Atlas of Winter Roads',
    contributors: ['Teal', 'Berg', 'Aas', 'Roe', 'Finn', 'Gale', 'Hart', 'Iver'].map((family, i) =>
      person('ABCDEFGH'.charAt(i).concat('nne'), family),
    ),
    pages: { first: '161', last: '199' },
  }),
  'preface-on-roman-pages': chapterOf(lanterns, {
    id: 'preface000000000',
    type: 'preface',
    title: 'Preface',
    pages: { first: 'vii', last: 'xii' },
  }),
  'foreword-by-another-hand': chapterOf(lanterns, {
    id: 'f0rew0rd00000000',
    type: 'foreword',
    title: 'Foreword',
    contributors: [person('Nils', 'Storm', 'foreword')],
    pages: { first: 'v', last: 'vi' },
  }),
  'translated-book': bookAlone(translated),
  'chapter-of-a-translated-book': chapterOf(translated, {
    id: 'sa1tpans00000000',
    label: 'II',
    title: 'Salt Pans',
    pages: { first: '31', last: '58' },
  }),
  'book-by-a-body': bookAlone(ministry),
  'second-edition': bookAlone(secondEdition),
  'chapter-of-a-second-edition': chapterOf(secondEdition, {
    id: 'neaps00000000000',
    label: '4',
    title: 'Springs & Neaps: 100 % of the Moon_s Work',
    pages: { first: '88', last: '97' },
  }),
  'book-in-cyrillic': bookAlone(nonLatin),
  'chapter-in-cyrillic': chapterOf(nonLatin, {
    id: 'ang1e00000000000',
    title: 'Белое море',
    language: 'ru',
    pages: { first: '10', last: '25' },
  }),
  'book-in-french': bookAlone(french),
  'chapter-in-french': chapterOf(french, {
    id: 'brest00000000000',
    title: 'Brest, la ville et l’arsenal',
    language: 'fr',
    pages: { first: '45', last: '79' },
  }),
  'book-never-printed': bookAlone(onlineOnly),
  'chapter-without-pages': chapterOf(onlineOnly, {
    id: 'n0pages000000000',
    label: '2',
    title: 'Pennants',
    firstOnline: '2022-03-14',
  }),
} as const satisfies Readonly<Record<string, Product>>

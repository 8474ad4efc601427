/** A shelf of made-up books, for the examples: ordinary ones, and all the oddities a title page must bear. */
import type { AccessDecision } from '#access'
import { ALWAYS, type Contributor, type Summary, sampleBook, sampleChapter } from '#book'
import type { BookListing, ChapterOutline, LinkedContributor, ShelvedBook, ShelvedChapter } from '#catalogue'
import type { Brand, Place } from '#web'
import type { ContentsLine } from './frame.ts'

export const open: AccessDecision = { kind: 'open', reasons: [{ kind: 'open-access' }] }

export const closed: AccessDecision = {
  kind: 'closed',
  reasons: [{ kind: 'closed-by-press' }],
  options: [{ kind: 'open-chapters' }, { kind: 'ask-press' }],
}

export const place: Place = { origin: 'https://books.example.org', base: '', language: 'en' }
export const place_fr: Place = { ...place, language: 'fr' }

export const brand: Brand = {
  name: 'Aldine House Press',
  shortName: 'Aldine House',
  onlinePublisher: 'Aldine House Press Online',
  mark: null,
  stylesheet: '/assets/examples.css',
  script: '/assets/examples.js',
  favicon: '/assets/examples.svg',
  fonts: [],
  notice: null,
  accessibilityContact: 'access@aldine.example',
  languages: ['en', 'fr'],
  hue: 30,
}

export const contributor = (name: string, more: Partial<LinkedContributor> = {}): LinkedContributor => {
  const [family = name, ...given] = name.split(' ').reverse()
  return {
    name,
    givenName: given.reverse().join(' ') || null,
    familyName: family,
    sortName: given.length === 0 ? family : `${family}, ${given.join(' ')}`,
    kind: 'person',
    role: 'author',
    orcid: null,
    affiliations: [],
    otherScripts: [],
    page: { id: 'c000000000000001', slug: name.toLowerCase().replace(/\W+/g, '-') },
    ...more,
  }
}

export const abstract = (...paragraphs: readonly string[]): Summary => ({
  kind: 'abstract',
  paragraphs,
  language: null,
})

const bareBook: ShelvedBook = {
  ...sampleBook({ press: 'aldine', imprint: null, printYear: null, firstOnline: '2026-03-02' }),
  contributors: [],
  browse: { imprint: null, year: null, series: [], subjects: [] },
}

export const book = (more: Partial<ShelvedBook>): ShelvedBook => ({ ...bareBook, ...more })

export const chapter = (more: Partial<ShelvedChapter>): ShelvedChapter => ({
  ...sampleChapter({ firstOnline: '2026-03-02' }),
  contributors: [],
  ...more,
})

export const outline = (more: Partial<ContentsLine>): ContentsLine => ({
  id: `o${String(more.position ?? 0).padStart(15, '0')}`,
  slug: 'a-chapter',
  parentId: null,
  position: 0,
  depth: 0,
  type: 'chapter',
  label: null,
  title: 'A Chapter',
  subtitle: null,
  language: 'en',
  pages: null,
  doi: null,
  firstOnline: '2026-03-02',
  updated: '2026-03-02T09:00:00.000Z',
  prices: [],
  contributors: [],
  words: 6000,
  hasText: true,
  bookId: bareBook.id,
  press: bareBook.press,
  openness: 'open',
  window: ALWAYS,
  holds: [],
  access: more.openness === 'closed' ? closed : open,
  ...more,
})

export const outlineOf = (one: ShelvedChapter): ContentsLine =>
  outline({ ...one, words: one.text?.words ?? 0, hasText: one.text !== null, holds: [] })

export const listing = (one: ShelvedBook, more: Partial<BookListing> = {}): BookListing => ({
  ...one,
  doi: one.identifiers.doi,
  summary: one.summary.kind === 'abstract' || one.summary.kind === 'extract' ? one.summary : null,
  open: one.openness === 'open' ? 'all' : 'some',
  openUntil: null,
  chapters: 12,
  hasText: true,
  ...more,
})

const named = (names: string, role: Contributor['role']): readonly LinkedContributor[] =>
  names.split(', ').map((name) => contributor(name, { role }))

export const editors = (names: string): readonly LinkedContributor[] => named(names, 'editor')
export const authors = (names: string): readonly LinkedContributor[] => named(names, 'author')

/** The book most examples are taken from. */
export const rooms: ShelvedBook = book({
  id: 'b0000000000r00ms',
  slug: 'rooms-for-reading-aloud',
  title: 'Rooms for Reading Aloud',
  subtitle: 'Chapter Houses and Their Listeners, 1100–1540',
  contributors: editors('Maud Ellery, Tomás Iriarte'),
  identifiers: {
    key: '9780000000019',
    isbns: [
      { value: '9780000000019', format: 'hardback' },
      { value: '9780000000026', format: 'epub' },
    ],
    doi: '10.5555/aldine.rooms',
    others: [],
  },
  series: [{ title: 'Studies in the Built Word', issn: null, volume: '4' }],
  subjects: [
    { scheme: 'thema', code: 'AMX', label: 'History of architecture' },
    { scheme: 'thema', code: 'NHDJ', label: 'European history: medieval period' },
    { scheme: 'keyword', code: null, label: 'reading aloud' },
  ],
  imprint: 'Aldine House',
  printYear: 2025,
  firstOnline: '2026-03-02',
  pageCount: 348,
  openness: 'closed',
  rights: {
    statement: '© 2025 the contributors.',
    holder: 'Aldine House Press',
    licence: null,
    contact: 'rights@aldine.example',
  },
  funding: [{ funder: 'The Aldine Trust', funderId: null, award: 'AT-2019-77' }],
  accessibility: {
    ...bareBook.accessibility,
    accessModes: ['textual', 'visual'],
    accessModesSufficient: [['textual']],
    features: [
      'displayTransformability',
      'alternativeText',
      'tableOfContents',
      'structuralNavigation',
      'printPageNumbers',
    ],
    hazards: ['none'],
    conformsTo: ['EPUB Accessibility 1.1 - WCAG 2.2 Level AA'],
  },
  summary: abstract(
    'Before it gave its name to a division of a book, the chapter was something one heard. Each morning a religious community gathered in an eight-sided room beside the cloister, and a reader stood up and read a chapter of the rule aloud. This volume follows the room, the reader and the listeners through four and a half centuries.',
    'Eleven contributors bring together what has been kept apart: the acoustics of the vault, the furniture of the reader’s place, the marks that readers left in their books, and the accounts of those who slept.',
  ),
  version: 2,
  updated: '2026-05-11T08:12:00.000Z',
  versions: [
    { number: 1, shelved: '2026-03-02T09:00:00.000Z', note: null },
    {
      number: 2,
      shelved: '2026-05-11T08:12:00.000Z',
      note: 'Figure 3.2 is replaced by a sharper photograph; a date on p. 91 is corrected.',
    },
  ],
  browse: {
    imprint: 'aldine-house',
    year: '2025',
    series: ['studies-in-the-built-word'],
    subjects: ['history-of-architecture', 'european-history-medieval', 'reading-aloud'],
  },
})

type Line = readonly [
  type: ChapterOutline['type'],
  label: string | null,
  title: string,
  who: string,
  pages: string | null,
  openness: 'open' | 'closed',
]

const PARTS: readonly (readonly [part: Line | null, chapters: readonly Line[]])[] = [
  [
    null,
    [
      ['preface', null, 'Preface', 'Maud Ellery', 'ix-xiv', 'open'],
      [
        'introduction',
        null,
        'Introduction: A Room with a Verb in It',
        'Maud Ellery, Tomás Iriarte',
        '1-22',
        'open',
      ],
    ],
  ],
  [
    ['part', 'I', 'The Room', '', '23-24', 'open'],
    [
      ['chapter', '1', 'Eight Walls', 'Henrike Vos', '25-52', 'closed'],
      ['chapter', '2', 'The Pillar and the Fan', 'Ansel Okonkwo', '53-80', 'closed'],
      ['chapter', '3', 'What the Vault Does to a Voice', 'Ines Marchetti', '81-118', 'open'],
    ],
  ],
  [
    ['part', 'II', 'The Reader', '', '119-120', 'open'],
    [
      ['chapter', '4', 'Standing Up to Read', 'Piers Lowther', '121-150', 'closed'],
      [
        'chapter',
        '5',
        'Marks of Breath: Punctuation for the Ear in Three Cartularies',
        'Sabine Drouet',
        '151-190',
        'closed',
      ],
      ['chapter', '6', 'The Reader’s Supper', 'Yusuf Haddad', '191-214', 'closed'],
    ],
  ],
  [
    ['part', 'III', 'The Listeners', '', '215-216', 'open'],
    [
      ['chapter', '7', 'Sleepers', 'Greta Nyholm', '217-246', 'closed'],
      ['chapter', '8', 'Those Who Could Not Hear', 'Ruth Abelard', '247-280', 'closed'],
      ['epilogue', null, 'Epilogue: The Last Chapter, 1540', 'Tomás Iriarte', '281-298', 'open'],
      ['bibliography', null, 'Bibliography', '', '299-331', 'open'],
      ['index', null, 'Index', '', '332-348', 'open'],
    ],
  ],
]

export const roomsContents: readonly ContentsLine[] = PARTS.flatMap(([part, chapters], p) => {
  const parentId = part === null ? null : `p00000000000000${p}`
  const line = (
    [type, label, title, who, pages, openness]: Line,
    id: string,
    parent: string | null,
  ): ContentsLine => {
    const [first = '', last = first] = pages?.split('-') ?? []
    return outline({
      id,
      slug: title.toLowerCase().replace(/\W+/g, '-'),
      parentId: parent,
      depth: parent === null ? 0 : 1,
      type,
      label,
      title,
      contributors: who === '' ? [] : authors(who),
      pages: pages === null ? null : { first, last },
      openness,
    })
  }
  return [
    ...(part === null || parentId === null ? [] : [line(part, parentId, null)]),
    ...chapters.map((one, c) => line(one, `r0000000000000${p}${c.toString(32)}`, parentId)),
  ]
})

/** The chapter most examples are taken from. */
export const voice: ShelvedChapter = chapter({
  id: 'r000000000000012',
  slug: 'what-the-vault-does-to-a-voice',
  bookId: rooms.id,
  parentId: 'p000000000000001',
  depth: 1,
  label: '3',
  title: 'What the Vault Does to a Voice',
  contributors: [
    contributor('Ines Marchetti', {
      orcid: '0000-0002-1825-0097',
      affiliations: [{ name: 'Department of Architecture, University of Aldine', ror: null }],
    }),
  ],
  doi: '10.5555/aldine.rooms.3',
  pages: { first: '81', last: '118' },
  keywords: ['acoustics', 'vaulting', 'reverberation', 'reading aloud', 'listening'],
  summary: abstract(
    'A reader in an octagonal room speaks towards seven walls and away from one. This chapter measures what comes back. Using impulse responses taken in six surviving chapter houses, it shows that the central pillar, long explained as a support, also scatters the first reflections, so that a seated listener hears the words before the room. Two rooms without a pillar serve as a comparison; in both, the text is lost in the second half of every sentence.',
    'The measurements are read beside the customaries, which tell the reader to pause “until the house has answered”. The pause, it turns out, was as long as it needed to be.',
  ),
  rights: {
    statement: null,
    holder: 'Ines Marchetti',
    licence: 'https://creativecommons.org/licenses/by-nc/4.0/',
    contact: 'rights@aldine.example',
  },
})

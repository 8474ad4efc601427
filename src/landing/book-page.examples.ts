import type { ShelvedBook } from '#catalogue'
import type { BookPage } from './book-page.ts'
import { buildContents } from './build-contents.ts'
import type { ContentsLine } from './frame.ts'
import {
  abstract,
  authors,
  book,
  brand,
  closed,
  contributor,
  listing,
  open,
  outline,
  place,
  place_fr,
  rooms,
  roomsContents,
} from './sample-shelf.examples.ts'

type Made = Partial<BookPage> & { readonly book: ShelvedBook; readonly lines?: readonly ContentsLine[] }

const page = (made: Made): BookPage => {
  const frame = { place: made.place ?? place, brand }
  const lines = made.lines ?? []
  return {
    ...frame,
    lines,
    contents: buildContents(frame, lines, null),
    state: 'open',
    access: open,
    buyPath: () => null,
    files: { kind: 'none' },
    coins: null,
    ...made,
  }
}

const plain = (titles: readonly string[], language: string): readonly ContentsLine[] =>
  titles.map((title, i) =>
    outline({
      title,
      language,
      position: i,
      label: String(i + 1),
      pages: { first: String(1 + i * 24), last: String(24 + i * 24) },
    }),
  )

export const bookPageExamples: Readonly<Record<string, BookPage>> = {
  'partly open': page({
    book: rooms,
    lines: roomsContents,
    state: 'partly-open',
    access: closed,
    buyPath: () => null,
    files: { kind: 'closed' },
  }),
  'all open': page({
    book: {
      ...rooms,
      contributors: authors('Ines Marchetti'),
      version: 1,
      versions: rooms.versions.slice(0, 1),
    },
    lines: roomsContents.map((line) => ({ ...line, openness: 'open', access: open, contributors: [] })),
    files: {
      kind: 'files',
      files: [{ of: 'book', path: '/files/x/b.epub', mediaType: 'application/epub+zip', bytes: 6_330_000 }],
    },
  }),
  'in French': page({
    book: rooms,
    lines: roomsContents,
    state: 'partly-open',
    access: closed,
    buyPath: () => null,
    place: place_fr,
    files: { kind: 'closed' },
  }),
  'a record without files': page({
    book: book({
      title: 'Inventories',
      contributors: authors('Piers Lowther'),
      imprint: 'Aldine House',
      printYear: 1998,
      hasContentIssue: true,
    }),
    state: 'closed',
    access: closed,
    buyPath: () => null,
  }),
  'in Arabic': page({
    book: book({
      title: 'بيت الحكمة وبيوت القراءة',
      subtitle: 'في أصول السماع',
      languages: ['ar'],
      direction: 'rtl',
      contributors: [
        contributor('نور الدين العطار', { otherScripts: [{ name: 'Nur al-Din al-Attar', language: 'en' }] }),
      ],
      summary: abstract('كتاب في تاريخ القراءة بصوت عال ومجالسها، من بيوت العلم إلى المدارس.'),
    }),
    lines: plain(['مقدمة', 'مجالس السماع', 'القارئ والمستمعون'], 'ar'),
  }),
  'in Japanese': page({
    book: book({
      title: '読むための部屋',
      subtitle: '石と木と声',
      languages: ['ja'],
      contributors: [contributor('小林 潤')],
    }),
    lines: plain(['はじめに', '声に出して読む――石の部屋と木の部屋', '息の記号'], 'ja'),
  }),
  'a long German title': page({
    book: book({
      title: 'Die Verfassungsgerichtsbarkeit in den Rechtsanschauungsunterrichtsanstalten der Bundesrepublik',
      subtitle: 'Vorlesungsmitschriften, Aufsichtsratsbeschlüsse und Geschäftsordnungsangelegenheiten',
      languages: ['de'],
      contributors: authors('Wolfgang Amadé Schwarzenberger-Höllenstein'),
    }),
    lines: plain(['Grundstücksverkehrsgenehmigungszuständigkeit', 'Von der Übertragung', 'Register'], 'de'),
  }),
}

const shelf: readonly ShelvedBook[] = [
  rooms,
  book({
    id: 'b00000000000sile',
    title: 'Silence',
    contributors: authors('Greta Nyholm'),
    imprint: 'Aldine House',
    printYear: 2024,
  }),
  book({
    id: 'b0000000000germ1',
    title: 'Die Verfassungsgerichtsbarkeit in den Rechtsanschauungsunterrichtsanstalten',
    languages: ['de'],
    contributors: authors('Wolfgang Amadé Schwarzenberger-Höllenstein'),
    imprint: 'Aldine House',
    printYear: 2024,
  }),
  book({
    id: 'b0000000000arab1',
    title: 'بيت الحكمة وبيوت القراءة',
    languages: ['ar'],
    direction: 'rtl',
    contributors: [contributor('نور الدين العطار')],
    printYear: 2023,
  }),
  book({
    id: 'b0000000000japa1',
    title: '読むための部屋',
    subtitle: '石と木と声',
    languages: ['ja'],
    contributors: [contributor('小林 潤')],
    printYear: 2022,
  }),
  book({
    id: 'b0000000000inve1',
    title: 'Inventories',
    subtitle: 'What Was in the Room',
    contributors: authors('Piers Lowther, Ruth Abelard, Yusuf Haddad, Sabine Drouet, Ansel Okonkwo'),
    imprint: 'Vault Editions',
    printYear: 1998,
    openness: 'closed',
  }),
]

export const sampleListings = shelf.map((one, i) =>
  listing(one, { open: (['some', 'all', 'none'] as const)[i % 3] ?? 'all' }),
)

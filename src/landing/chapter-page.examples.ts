import type { ShelvedBook, ShelvedChapter } from '#catalogue'
import type { ChapterPage } from './chapter-page.ts'
import {
  abstract,
  authors,
  book,
  brand,
  chapter,
  closed,
  contributor,
  open,
  outlineOf,
  place,
  place_fr,
  rooms,
  roomsContents,
  voice,
} from './sample-shelf.examples.ts'
import { sampleText } from './sample-text.examples.ts'

const facts: NonNullable<ShelvedChapter['text']> = {
  words: 11_240,
  notes: 5,
  figures: 1,
  tables: 1,
  formulas: 1,
  sections: 1,
  writing: 'horizontal',
  headings: [
    { level: 3, text: 'The geometry of an answer', anchor: 'h1', section: 1 },
    { level: 3, text: 'Six rooms, measured', anchor: 'h2', section: 1 },
    { level: 3, text: 'The pause in the customaries', anchor: 'h3', section: 1 },
  ],
  pageMarkers: [],
}

type Made = Partial<ChapterPage> & { readonly chapter: ShelvedChapter; readonly book: ShelvedBook }

const page = (made: Made): ChapterPage => {
  const frame = { place: made.place ?? place, brand }
  const outlines = made.outlines?.() ?? [outlineOf(made.chapter)]
  return {
    ...frame,
    outlines: () => outlines,
    parent: outlines.find(({ id }) => id === made.chapter.parentId) ?? null,
    previous: null,
    next: null,
    access: open,
    buyPath: () => null,
    text: null,
    files: { kind: 'none' },
    ...made,
  }
}

const inRooms = (made: Partial<Made>): ChapterPage => {
  const at = roomsContents.findIndex(({ id }) => id === voice.id)
  return page({
    chapter: voice,
    book: rooms,
    outlines: () => roomsContents,
    previous: roomsContents[at - 1] ?? null,
    next: roomsContents[at + 1] ?? null,
    ...made,
  })
}

const text = (one: ShelvedChapter, html: string): ChapterPage['text'] => ({
  chapter: one,
  html,
  section: 1,
  sections: one.text?.sections ?? 1,
  words: one.text?.words ?? 0,
  language: one.language,
  direction: one.direction,
  writing: 'horizontal',
  initial: true,
})

const voiceWithText: ShelvedChapter = { ...voice, text: facts }
const voiceInParts: ShelvedChapter = { ...voice, text: { ...facts, sections: 3 } }

const files: ChapterPage['files'] = {
  kind: 'files',
  files: [
    { of: 'chapter', path: '/files/x/c.epub', mediaType: 'application/epub+zip', bytes: 412_000 },
    { of: 'book', path: '/files/x/b.epub', mediaType: 'application/epub+zip', bytes: 6_330_000 },
  ],
}

const german = book({
  title: 'Die Verfassungsgerichtsbarkeit in den Rechtsanschauungsunterrichtsanstalten',
  subtitle: 'Vorlesungsmitschriften, Aufsichtsratsbeschlüsse und Geschäftsordnungsangelegenheiten',
  languages: ['de'],
  imprint: 'Aldine House',
  printYear: 2024,
  browse: { imprint: 'aldine-house', year: '2024', series: [], subjects: [] },
})

const arabic = book({
  title: 'بيت الحكمة وبيوت القراءة',
  subtitle: 'في أصول السماع',
  languages: ['ar'],
  direction: 'rtl',
  imprint: 'Aldine House',
  printYear: 2023,
})

const japanese = book({
  title: '読むための部屋',
  languages: ['ja'],
  imprint: 'Aldine House',
  printYear: 2022,
})

const fortyNames =
  'Ada Brandt, Ben Castellanos, Chiara Duval, Dmitri Eklund, Esi Fofanah, Farid Ghaffari, Gwen Hollis, Hamza Idrissi, Ilse Jansen, Jun Kobayashi, Katya Lindqvist, Leo Marchetti, Mina Navarro, Noor Osman, Oskar Pettersen, Pilar Quintana, Quentin Rousseau, Rosa Silvestri, Sven Thorsen, Tala Urabe, Ugo Vasari, Vera Winther, Wim Xanthou, Xenia Yildiz, Yara Zeman, Zeno Abrams, Anouk Bakker, Boris Cermak, Celeste Dias, Dov Elkind, Elif Farouk, Finn Gallagher, Greta Hansen, Hugo Ibarra, Inga Jovanovic, Jamal Keita, Kerstin Lund, Lucia Moreau, Marek Novak, Nadia Ortega'

export const chapterPageExamples: Readonly<Record<string, ChapterPage>> = {
  open: inRooms({ chapter: voiceWithText, text: text(voiceWithText, sampleText), files }),
  closed: inRooms({ access: closed, files: { kind: 'closed' } }),
  'a further page of a long text': inRooms({
    chapter: voiceInParts,
    text: { ...text(voiceInParts, sampleText), section: 2, initial: false } as NonNullable<
      ChapterPage['text']
    >,
    files,
  }),
  'in French': inRooms({ place: place_fr, access: closed, files: { kind: 'closed' } }),
  'metadata alone, with a content issue': inRooms({
    chapter: { ...voice, hasContentIssue: true, contributors: [], summary: { kind: 'none' }, keywords: [] },
  }),
  'a long German title': page({
    chapter: chapter({
      label: '12',
      language: 'de',
      title:
        'Rechtsschutzversicherungsgesellschaften und Bundesverfassungsgerichtsentscheidungen im Geltungsbereich der Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung',
      subtitle: 'Eine rechtsvergleichende Bestandsaufnahme',
      contributors: authors('Wolfgang Amadé Schwarzenberger-Höllenstein'),
      pages: { first: '412', last: '477' },
      summary: {
        kind: 'extract',
        language: 'de',
        paragraphs: [
          'Wer die Zuständigkeit überträgt, überträgt auch die Sorge, und wer die Sorge trägt, fragt nach der Zuständigkeit. In diesem Kreis bewegt sich die Verordnung, deren Name länger ist als ihr Geltungsbereich; sie soll hier nicht verteidigt, sondern gelesen werden, Silbe für Silbe und mit der Geduld, die ihre Verfasser aufgebracht haben.',
        ],
      },
    }),
    book: german,
    access: closed,
    buyPath: () => null,
    files: { kind: 'closed' },
  }),
  'an Arabic title': page({
    chapter: chapter({
      label: '٣',
      language: 'ar',
      direction: 'rtl',
      title: 'مجالس السماع في المدرسة المستنصرية',
      subtitle: 'القارئ والمستمعون',
      contributors: [
        contributor('نور الدين العطار', { otherScripts: [{ name: 'Nur al-Din al-Attar', language: 'en' }] }),
      ],
      pages: { first: '61', last: '94' },
      summary: abstract(
        'كان السماع قراءة بصوت عال أمام جماعة، يحضرها القارئ والمستمعون، وتكتب أسماؤهم في آخر الكتاب. يتناول هذا الفصل مجالس السماع وأماكنها، وما يكتبه الحاضرون في الهوامش، وكيف كان المكان نفسه يعين السامع على الفهم.',
      ),
    }),
    book: arabic,
  }),
  'a Japanese title': page({
    chapter: chapter({
      label: '二',
      language: 'ja',
      title: '声に出して読む――石の部屋と木の部屋',
      contributors: [contributor('小林 潤', { otherScripts: [{ name: 'Jun Kobayashi', language: 'en' }] })],
      pages: { first: '33', last: '58' },
      summary: abstract(
        '石でつくられた部屋で声に出して読むと、部屋が答える。本章は、石の部屋と木の部屋を比べ、朗読者がどこで息をつぐかを、現存する写本の句点から考える。',
      ),
    }),
    book: japanese,
  }),
  'forty contributors': page({
    chapter: chapter({
      label: 'XVIII',
      title: 'The Reading Rooms Survey',
      contributors: fortyNames.split(', ').map((name, i) =>
        contributor(name, {
          affiliations: [{ name: `Reading Rooms Survey, Group ${1 + (i % 7)}`, ror: null }],
          orcid: i % 5 === 0 ? '0000-0002-1825-0097' : null,
        }),
      ),
      pages: { first: '501', last: '560' },
      summary: abstract(
        'Forty readers stood in forty rooms and read the same page. This chapter sets out who they were, what they read, and what could be heard of it at the door; the recordings, the plans of the rooms and the questionnaire are described so that the survey may be repeated.',
      ),
    }),
    book: book({ title: 'Forty Rooms', contributors: [], imprint: 'Aldine House', printYear: 2021 }),
  }),
  'a one-word title': page({
    chapter: chapter({ title: 'Silence', contributors: authors('Greta Nyholm'), type: 'epilogue' }),
    book: rooms,
    outlines: () => roomsContents,
  }),
  'a chapter of three lines': page({
    chapter: chapter({
      type: 'dedication',
      title: 'Dedication',
      text: { ...facts, words: 21, headings: [] },
      summary: { kind: 'extract', paragraphs: ['For those at the back.'], language: 'en' },
      firstOnline: '2026',
    }),
    book: rooms,
    outlines: () => roomsContents,
    text: {
      ...(text(
        chapter({}),
        '<p id="p1">For those at the back, who could not hear, and nodded; and for M., who read.</p>',
      ) as NonNullable<ChapterPage['text']>),
      words: 21,
      initial: false,
    },
  }),
  'hostile words': page({
    chapter: chapter({
      label: '<b>',
      title: '<script>alert("title")</script> & "quotes" \u2019',
      subtitle: '<img src=x onerror=alert(1)>',
      contributors: authors('<i>Eve</i> "Mallory"'),
      keywords: ['</dl>', '"><svg onload=alert(1)>'],
      summary: abstract('</p><script>alert("summary")</script>'),
      doi: '10.5555/"><script>',
    }),
    book: book({ title: '"><script>alert("book")</script>', imprint: "O'Brien & Sons <press>" }),
    access: closed,
    buyPath: () => null,
    files: { kind: 'closed' },
  }),
}

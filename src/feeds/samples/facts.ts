import type { AccessDecision } from '#access'
import { type Book, type Chapter, type Product, sampleBook, sampleChapter, samplePerson } from '#book'
import type { PageFacts } from '../page-facts.ts'

export const open: AccessDecision = { kind: 'open', reasons: [{ kind: 'open-access' }] }

const closed: AccessDecision = {
  kind: 'closed',
  reasons: [{ kind: 'closed-by-press' }],
  options: [{ kind: 'ask-press' }],
}

const institute = { name: 'Institute of Ice', ror: null }

/** A chapter with everything that can be said of one, in an edited volume. */
export function chapterOf(more: { readonly book?: Partial<Book>; readonly chapter?: Partial<Chapter> }) {
  const book = sampleBook({
    title: 'Harbours in Winter',
    sortTitle: 'Harbours in Winter',
    subtitle: 'Trade and Ice in the Northern Seas',
    contributors: [samplePerson('Ada', 'Wren', 'editor')],
    identifiers: {
      key: '9780000000019',
      isbns: [
        { value: '9780000000019', format: 'hardback' },
        { value: '9780000000026', format: 'epub' },
      ],
      doi: '10.5555/harbours',
      others: [],
    },
    series: [{ title: 'Studies in Cold Water', issn: '2049-3630', volume: '7' }],
    rights: {
      statement: '© The authors 2019',
      holder: null,
      licence: 'https://creativecommons.org/licenses/by/4.0/',
      contact: null,
    },
    accessibility: { ...sampleBook({}).accessibility, features: ['alternativeText', 'tableOfContents'] },
    cover: {
      image: { name: 'cover.jpg', mediaType: 'image/jpeg', bytes: 1, width: 600, height: 900 },
      thumbnail: { name: 'small.jpg', mediaType: 'image/jpeg', bytes: 1, width: 200, height: 300 },
      alternativeText: 'A ship in ice.',
    },
    ...more.book,
  })
  const chapter = sampleChapter({
    id: 'pi10ts0000000000',
    slug: 'the-pilots-of-the-sound',
    label: '3',
    title: 'The Pilots of the Sound',
    language: 'en-GB',
    contributors: [
      {
        ...samplePerson('Mary', 'Teal'),
        orcid: '0000-0002-1825-0097',
        affiliations: [institute, { name: 'Museum of Sledges', ror: null }],
      },
      { ...samplePerson('Jonas', 'Berg'), affiliations: [institute] },
    ],
    doi: '10.5555/harbours.3',
    pages: { first: '101', last: '128' },
    keywords: ['pilots', 'Sound, the'],
    text: {
      words: 9000,
      notes: 80,
      figures: 2,
      tables: 1,
      formulas: 0,
      sections: 1,
      writing: 'horizontal',
      headings: [{ level: 2, text: 'Secret heading', anchor: 'h1', section: 1 }],
      pageMarkers: [],
    },
    ...more.chapter,
  })
  return { kind: 'chapter', chapter, book } as const satisfies Product
}

export const factsOf = ({
  access = open,
  ...more
}: Partial<Omit<PageFacts, 'access'>> & { readonly access?: AccessDecision | 'closed' }): PageFacts => ({
  product: chapterOf({}),
  place: { origin: 'https://books.example.org', base: '', language: 'en' },
  files: [{ mediaType: 'application/epub+zip', path: '/files/pi10ts0000000000/pilots.epub', bytes: 81_234 }],
  siteName: 'Larkspur',
  access: access === 'closed' ? closed : access,
  ...more,
})

import type { Facet } from '#catalogue'
import { sampleListings } from './book-page.examples.ts'
import type { BrowsePage, FacetsPage } from './browse-page.ts'
import type { ContributorPage } from './contributor-page.ts'
import type { FailedPage, GonePage } from './error-page.ts'
import type { Frame } from './frame.ts'
import type { HomePage } from './home-page.ts'
import { brand, contributor, place, place_fr, rooms, roomsContents, voice } from './sample-shelf.examples.ts'

const frame: Frame = { place, brand }

const facets: readonly Facet[] = [
  { kind: 'subjects', slug: 'history-of-architecture', label: 'History of architecture', books: 14 },
  { kind: 'subjects', slug: 'reading', label: 'Reading aloud', books: 9 },
  { kind: 'subjects', slug: 'acoustics', label: 'Acoustics', books: 3 },
  {
    kind: 'subjects',
    slug: 'constitutional-law',
    label: 'Constitutional and administrative law of the German-speaking countries',
    books: 2,
  },
  { kind: 'series', slug: 'built-word', label: 'Studies in the Built Word', books: 6 },
  { kind: 'series', slug: 'quiet', label: 'Quiet Histories', books: 4 },
  { kind: 'imprints', slug: 'aldine-house', label: 'Aldine House', books: 21 },
  { kind: 'imprints', slug: 'vault', label: 'Vault Editions', books: 7 },
  { kind: 'years', slug: '2025', label: '2025', books: 4 },
  { kind: 'years', slug: '2024', label: '2024', books: 11 },
  { kind: 'years', slug: '1998', label: '1998', books: 1 },
]

export const homePageExamples: Readonly<Record<string, HomePage>> = {
  'a full shelf': { ...frame, lead: null, newest: sampleListings, total: 1284, facets },
  'an empty shelf': {
    ...frame,
    lead: 'Books about rooms and what is read in them, since 1991.',
    newest: [],
    total: 0,
    facets: [],
  },
}

export const browsePageExamples: Readonly<Record<string, BrowsePage>> = {
  'all books': {
    ...frame,
    facet: null,
    books: sampleListings,
    total: 1284,
    turns: { previous: '/books?before=x', next: '/books?after=y' },
  },
  'one subject, in French': {
    place: place_fr,
    brand,
    facet: facets[0] ?? null,
    books: sampleListings.slice(0, 2),
    total: 2,
    turns: { previous: null, next: null },
  },
}

export const facetsPageExamples: Readonly<Record<string, FacetsPage>> = {
  subjects: {
    ...frame,
    kind: 'subjects',
    facets: facets.filter(({ kind }) => kind === 'subjects'),
    turns: { previous: null, next: '/subjects?after=x' },
  },
}

const work = sampleListings[0]

export const contributorPageExamples: Readonly<Record<string, ContributorPage>> = {
  'an author of chapters': {
    ...frame,
    contributor: {
      id: 'c000000000000001',
      slug: 'ines-marchetti',
      name: 'Ines Marchetti',
      sortName: 'Marchetti, Ines',
      kind: 'person',
      orcid: '0000-0002-1825-0097',
      affiliations: [{ name: 'Department of Architecture, University of Aldine', ror: null }],
      works:
        work === undefined
          ? []
          : [
              {
                book: work,
                roles: ['editor'],
                chapters: roomsContents.slice(5, 7).map((chapter) => ({ ...chapter, roles: ['author'] })),
              },
            ],
      total: 1,
    },
  },
}

export const gonePageExamples: Readonly<Record<string, GonePage>> = {
  'a withdrawn chapter': {
    ...frame,
    tombstone: {
      kind: 'withdrawn',
      product: 'chapter',
      id: voice.id,
      slug: voice.slug,
      press: 'aldine',
      title: voice.title,
      subtitle: null,
      label: '3',
      contributors: [contributor('Ines Marchetti')],
      doi: voice.doi,
      book: { id: rooms.id, slug: rooms.slug, title: rooms.title, shelved: true },
      reason:
        'The author has asked us to withdraw the chapter: two of the measurements could not be repeated.',
      withdrawn: '2026-06-01T10:00:00.000Z',
    },
  },
}

export const failedPageExamples: Readonly<Record<string, FailedPage>> = {
  'a fault of ours': { ...frame, requestId: '7f3a-000219' },
}

export const notFoundPageExamples: Readonly<Record<string, Frame>> = { 'no such page': frame }

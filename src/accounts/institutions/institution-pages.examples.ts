import type { Html, Place } from '#web'
import { type ChoicePage, renderChoicePage } from './finder/choice-page.ts'
import { type FinderPage, renderFinderPage } from './finder/finder-page.ts'
import type { Found } from './finder/to-found.ts'
import { type OpenurlPage, renderOpenurlPage } from './openurl/openurl-page.ts'
import { parseOpenurl } from './openurl/parse-openurl.ts'
import { type OffCampusPage, type RememberedDevice, renderOffCampusPage } from './readers/off-campus-page.ts'

const place: Place = { origin: 'https://books.example', base: '', language: 'en' }
const french: Place = { ...place, language: 'fr' }

const north: Found = {
  id: '0n0rth0000000000',
  name: 'University of the North',
  where: 'Nordby, Norway',
  also: null,
}
const found: readonly Found[] = [
  north,
  { id: '0n0rth0000000001', name: 'Northern College of Art', where: 'Leeds, United Kingdom', also: null },
  { id: '0n0rth0000000002', name: 'École normale supérieure', where: 'Lille', also: 'ENS du Nord' },
]

const finder: FinderPage = {
  ...{ place, typed: '', found: [], more: false, to: '/chapters/voice/x', chosen: null, forgotten: false },
}

const finderPages: Readonly<Record<string, FinderPage>> = {
  'nothing typed': finder,
  'several found': { ...finder, typed: 'nor', found, more: true },
  'none found, in French': { ...finder, place: french, typed: 'Nowhere <State>' },
  'chosen before': { ...finder, chosen: north },
  'choice forgotten': { ...finder, forgotten: true },
}

const choice: ChoicePage = {
  ...{
    place,
    signIns: [],
    proxyLink: null,
    onNetwork: false,
    chosen: false,
    offersPairing: false,
    to: '/books',
  },
  institution: { id: north.id, name: north.name, contact: 'library@north.example' },
}

const choicePages: Readonly<Record<string, ChoicePage>> = {
  'two ways to sign in, and a proxy': {
    ...choice,
    signIns: [
      { entityId: 'https://idp.north.example', name: 'North Login' },
      { entityId: 'https://idp.clinic.example', name: 'North Clinic' },
    ],
    proxyLink: 'https://proxy.north.example/login?url=https://books.example/books',
  },
  'a proxy alone, in French': {
    ...choice,
    place: french,
    proxyLink: 'https://proxy.north.example/login?url=https://books.example/books',
  },
  'no way but its network': choice,
  'on its network': { ...choice, onNetwork: true, chosen: true, offersPairing: true },
}

const device = (id: string, name: string): RememberedDevice => ({
  ...{ id, institution: north.name, device: name },
  ...{ made: new Date('2026-03-05T12:00:00Z'), until: new Date('2026-06-03T12:00:00Z') },
})

const offCampus: OffCampusPage = {
  ...{ place, remembered: null, devices: [], forgotten: false },
  offer: { kind: 'refused', reason: 'off-campus' },
}

const offCampusPages: Readonly<Record<string, OffCampusPage>> = {
  'on campus': { ...offCampus, offer: { kind: 'offered', institution: north.name, days: 90 } },
  elsewhere: offCampus,
  'with an account alone, in French': {
    ...offCampus,
    place: french,
    offer: { kind: 'refused', reason: 'sign-in-first' },
  },
  remembered: {
    ...offCampus,
    remembered: device('d1', 'Firefox, Linux'),
    devices: [device('d1', 'Firefox, Linux'), device('d2', 'Safari, iOS'), device('d3', '')],
  },
  forgotten: { ...offCampus, forgotten: true, offer: { kind: 'refused', reason: 'by-institution' } },
}

const openurlPages: Readonly<Record<string, OpenurlPage>> = {
  'nothing here': {
    place,
    reference: parseOpenurl({
      genre: 'bookitem',
      title: 'Lamps',
      atitle: 'Wick',
      isbn: '0306406152',
      aulast: 'Reed',
    }),
    books: [],
  },
  'no reference, in French': { place: french, reference: null, books: [] },
}

export type PageExample = {
  readonly name: string
  readonly example: string
  readonly place: Place
  readonly main: Html
}

const pagesOf = <T extends { readonly place: Place }>(
  name: string,
  examples: Readonly<Record<string, T>>,
  render: (page: T) => Html,
): readonly PageExample[] =>
  Object.entries(examples).map(([example, page]) => ({
    name,
    example,
    place: page.place,
    main: render(page),
  }))

export const institutionPages: readonly PageExample[] = [
  ...pagesOf('Finder of institutions', finderPages, renderFinderPage),
  ...pagesOf('Institution page', choicePages, renderChoicePage),
  ...pagesOf('Off-campus page', offCampusPages, renderOffCampusPage),
  ...pagesOf('Reference page', openurlPages, renderOpenurlPage),
]

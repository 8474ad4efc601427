import { type ContributorEntry, contributorList } from './contributor-list.ts'

const someone = (name: string, more: Partial<ContributorEntry> = {}): ContributorEntry => ({
  name,
  role: 'author',
  orcid: null,
  affiliations: [],
  otherScripts: [],
  href: '#contributor',
  ...more,
})

const affiliation = { name: 'Department of Architecture, University of Aldine', ror: null }

export const contributorListExamples = {
  'one author with an affiliation': contributorList(
    [someone('Ines Marchetti', { orcid: '0000-0002-1825-0097', affiliations: [affiliation] })],
    'en',
  ),
  'an author and a translator': contributorList(
    [someone('Sabine Drouet'), someone('Piers Lowther', { role: 'translator' })],
    'en',
  ),
  'a name in another script': contributorList(
    [someone('小林 潤', { otherScripts: [{ name: 'Jun Kobayashi', language: 'en' }] })],
    'en',
  ),
  'more than a few': contributorList(
    ['Henrike Vos', 'Ansel Okonkwo', 'Ines Marchetti', 'Piers Lowther'].map((name) =>
      someone(name, { affiliations: [affiliation] }),
    ),
    'en',
  ),
}

import { html } from '../html.ts'
import { type ContentsEntry, contentsColumn, contentsList } from './contents-list.ts'

const entry = (more: Partial<ContentsEntry>): ContentsEntry => ({
  label: null,
  title: 'Preface',
  subtitle: null,
  href: '#chapter',
  language: 'en',
  direction: 'ltr',
  kind: 'chapter',
  contributors: [],
  page: null,
  access: 'open',
  here: false,
  entries: [],
  ...more,
})

const entries: readonly ContentsEntry[] = [
  entry({ kind: 'matter', page: 'ix' }),
  entry({
    kind: 'part',
    label: 'I',
    title: 'The Room',
    page: '23',
    entries: [
      entry({
        label: '1',
        title: 'Eight Walls',
        subtitle: 'A Beginning',
        contributors: ['Henrike Vos'],
        page: '25',
        access: 'closed',
      }),
      entry({
        label: '2',
        title: 'The Pillar and the Fan',
        contributors: ['Ansel Okonkwo'],
        page: '53',
        here: true,
      }),
    ],
  }),
]

export const contentsListExamples = {
  'a contents page': contentsList(entries, 'en'),
  'a column that shows where the reader is': html`<nav aria-label="Contents, as a column">${contentsColumn(entries, null)}</nav>`,
}

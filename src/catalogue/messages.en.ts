import type { BookField } from './change.ts'

const fields: Readonly<Record<BookField, string>> = {
  title: 'title',
  subtitle: 'subtitle',
  sortTitle: 'sort title',
  languages: 'language',
  contributors: 'contributors',
  identifiers: 'identifiers',
  edition: 'edition',
  series: 'series',
  subjects: 'subjects',
  imprint: 'imprint',
  printYear: 'print year',
  summary: 'summary',
  rights: 'rights',
  funding: 'funding',
  accessibility: 'accessibility of the files',
  pageCount: 'number of pages',
  prices: 'price',
  cover: 'cover',
  layout: 'layout',
}

const passages = (count: number) => (count === 1 ? '1 passage' : `${count} passages`)

export const en = {
  fields,
  'shelved-again': 'The book is put back on the shelf.',
  details: (field: string) => `The book’s ${field}: changed.`,
  opened: 'The book becomes open to everybody.',
  closed: 'The book becomes closed.',
  'access-dates': 'The dates from or until which the book may be read change.',
  files: 'The files to download are new ones.',
  order: 'The chapters stand in another order.',
  'chapter-added': (title: string) => `“${title}” is added.`,
  'chapter-restored': (title: string) => `“${title}” is back, at its old address.`,
  'chapter-removed': (title: string) => `“${title}” is left out; its page will say so.`,
  'chapter-details': (title: string) => `“${title}”: its details change.`,
  'chapter-opened': (title: string) => `“${title}” becomes open to everybody.`,
  'chapter-closed': (title: string) => `“${title}” becomes closed.`,
  'chapter-access-dates': (title: string) => `The dates from or until which “${title}” may be read change.`,
  'chapter-retitled': (from: string, title: string) => `“${from}” is now called “${title}”.`,
  'chapter-text': (title: string, added: number, removed: number) =>
    `“${title}”: ${passages(added)} new, ${passages(removed)} gone.`,
  'first-online-kept': (title: string, kept: string, given: string) =>
    `“${title}” keeps its first-online date ${kept}; the parcel now says ${given}.`,
}

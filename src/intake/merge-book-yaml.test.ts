import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Matchable, matchChapters } from './match-chapters.ts'
import { mergeBookYaml } from './merge-book-yaml.ts'
import { buildRecordChapters, mergeChapters } from './merge-chapters.ts'
import { emptyChapter, emptyMetadata } from './metadata/empty-metadata.ts'
import { type BookYaml, parseBookYaml } from './parse-book-yaml.ts'

const yaml = (text: string): BookYaml => {
  const { value, issues } = parseBookYaml(text)
  assert.deepEqual(issues, [])
  assert.ok(value)
  return value
}

const BOOK = {
  ...emptyMetadata('open'),
  title: 'The Year',
  subtitle: 'Ten Cases',
  sortTitle: 'Year, The',
  languages: ['en'],
  identifiers: {
    key: 'isbn:9780306406157',
    isbns: [{ value: '9780306406157', format: null }],
    doi: null,
    others: [],
  },
  subjects: [
    { scheme: 'thema', code: 'NHD', label: 'European history' },
    { scheme: 'keyword', code: null, label: 'letters' },
  ],
  rights: { statement: 'All rights reserved.', holder: 'A Press', licence: null, contact: null },
} as const

describe('book.yaml', () => {
  it('wins over the file key by key', () => {
    const merged = mergeBookYaml(
      BOOK,
      yaml('imprint: Press\nprint-year: 2020\naccess: closed\nprice: 29.99 GBP'),
    )
    assert.deepEqual(
      [merged.title, merged.imprint, merged.printYear, merged.openness, merged.prices],
      ['The Year', 'Press', 2020, 'closed', [{ amount: 2999, currency: 'GBP' }]],
    )
  })
  it('does not leave the subtitle of another title standing', () => {
    assert.equal(mergeBookYaml(BOOK, yaml('title: Another')).subtitle, null)
    assert.equal(mergeBookYaml(BOOK, yaml('title: The Year')).subtitle, 'Ten Cases')
  })
  it('joins ISBNs, its own first, and names the book by them', () => {
    const { identifiers } = mergeBookYaml(
      BOOK,
      yaml('identifiers: { isbn: [{ value: 9781474467230, format: hardback }, 9780306406157] }'),
    )
    assert.deepEqual(
      identifiers.isbns.map(({ value }) => value),
      ['9781474467230', '9780306406157'],
    )
    assert.equal(identifiers.key, 'isbn:9781474467230')
  })
  it('replaces subjects of the schemes that it gives, and keeps the words for a code', () => {
    const { subjects } = mergeBookYaml(BOOK, yaml('subjects: { thema: [NHD, JPSH] }'))
    assert.deepEqual(subjects, [
      { scheme: 'thema', code: 'NHD', label: 'European history' },
      { scheme: 'thema', code: 'JPSH', label: 'JPSH' },
      { scheme: 'keyword', code: null, label: 'letters' },
    ])
  })
  it('does not let an old statement contradict a new licence', () => {
    const { rights } = mergeBookYaml(BOOK, yaml('rights: { licence: CC-BY-4.0 }'))
    assert.deepEqual(rights, {
      statement: null,
      holder: 'A Press',
      licence: 'https://creativecommons.org/licenses/by/4.0/',
      contact: null,
    })
    assert.equal(
      mergeBookYaml(BOOK, yaml('rights: { contact: a@b.example }')).rights.statement,
      'All rights reserved.',
    )
  })
  it('names a book without numbers by its title and first contributor', () => {
    const alone = mergeBookYaml(
      emptyMetadata('open'),
      yaml('title: Soviet Defectors\ncontributors: Kevin Riehle'),
    )
    assert.equal(alone.identifiers.key, 'title:soviet-defectors/riehle-kevin')
  })
})

const CHAPTERS: readonly Matchable[] = [
  { path: 'EPUB/text/intro.xhtml', id: null, label: null, title: 'Introduction', subtitle: null },
  { path: 'EPUB/text/ch1.xhtml', id: null, label: '1', title: 'The Office', subtitle: 'A Monday' },
  { path: 'EPUB/text/ch2.xhtml', id: 'a', label: '2', title: 'Notes', subtitle: null },
  { path: 'EPUB/text/ch2.xhtml', id: 'b', label: '3', title: 'Notes', subtitle: null },
]

const match = (text: string) => {
  const { entries, issues } = matchChapters(CHAPTERS, yaml(text).chapters ?? [], 'book.yaml')
  return { found: [...entries.keys()], issues }
}

describe('an entry of book.yaml', () => {
  it('finds its chapter by file, by file and id, or by title', () => {
    assert.deepEqual(
      match('chapters: [{ at: text/ch1.xhtml }, { at: ch2.xhtml#b }, { title: introduction }]').found,
      [1, 3, 0],
    )
    for (const title of ['The Office', '1. The Office', 'Chapter 1: The Office', 'the office: a monday'])
      assert.deepEqual(match(`chapters: [{ title: "${title}" }]`).found, [1], title)
  })
  it('finds a chapter that begins where its file begins, whatever the contents’ link names', () => {
    assert.deepEqual(match('chapters: [{ at: text/ch1.xhtml#top }]').found, [1])
  })
  it('finds one of several by its number', () => {
    assert.deepEqual(match('chapters: [{ title: Notes, number: "3" }]').found, [3])
  })
  it('is told apart from its neighbours, or refused with the nearest', () => {
    const faults: readonly (readonly [string, RegExp])[] = [
      ['chapters: [{ title: Notes }]', /2 chapters are titled “Notes”.*“at”/],
      ['chapters: [{ title: The Ofice }]', /Did you mean “The Office”/],
      ['chapters: [{ at: text/ch3.xhtml }]', /Did you mean/],
      ['chapters: [{ at: text/ch2.xhtml#c }]', /Did you mean “text\/ch2\.xhtml#[ab]”/],
      ['chapters: [{ access: closed }]', /neither “at” nor “title”/],
      [
        'chapters:\n  - { title: Introduction }\n  - { at: intro.xhtml, access: closed }',
        /same chapter as the entry on line 2/,
      ],
    ]
    for (const [text, says] of faults) {
      const { issues } = match(text)
      assert.equal(issues.length, 1, text)
      assert.equal(issues[0]?.rule, 'book-yaml-chapter-is-found')
      assert.equal(issues[0]?.severity, 'error')
      assert.match(issues[0]?.message ?? '', says)
    }
  })
})

describe('chapters', () => {
  const book = { ...BOOK, contributors: [] }
  const placed = (parents: readonly (number | null)[]) =>
    parents.map((parent, index) => ({
      metadata: { ...emptyChapter(book), title: `Chapter ${index}` },
      parent,
      depth: parent === null ? 0 : 1,
    }))
  it('are neither lost nor moved by what book.yaml says', () => {
    void fc.assert(
      fc.property(
        fc.array(fc.option(fc.nat(20)), { maxLength: 20 }),
        fc.array(fc.nat(25), { maxLength: 30 }),
        (wanted, named) => {
          const chapters = placed(
            wanted.map((parent, index) => (parent === null || parent >= index ? null : parent)),
          )
          const entries =
            yaml(`chapters: [${named.map((n) => `{ title: Chapter ${n}, number: "${n}" }`).join(', ')}]`)
              .chapters ?? []
          const places = chapters.map(({ metadata }) => ({
            path: null,
            id: null,
            label: null,
            title: metadata.title,
            subtitle: null,
          }))
          const { entries: found, issues } = matchChapters(places, entries, 'book.yaml')
          const merged = mergeChapters(chapters, found, book)
          assert.deepEqual(
            merged.map(({ metadata, parent, depth }) => [metadata.title, parent, depth]),
            chapters.map(({ metadata, parent, depth }) => [metadata.title, parent, depth]),
          )
          // Every entry is used once, or told.
          assert.equal(found.size + issues.length, entries.length)
        },
      ),
    )
  })
  it('inherit access from their part, then from the book', () => {
    const { entries } = matchChapters(
      [0, 1, 2, 3].map((n) => ({ path: null, id: null, label: null, title: `Chapter ${n}`, subtitle: null })),
      yaml('chapters: [{ title: Chapter 0, access: closed }, { title: Chapter 2, access: open }]').chapters ??
        [],
      'book.yaml',
    )
    const merged = mergeChapters(placed([null, 0, 0, null]), entries, book)
    assert.deepEqual(
      merged.map(({ metadata }) => metadata.openness),
      ['closed', 'closed', 'open', 'open'],
    )
  })
  it('inherit each date from which they may be read, from their part, then from the book', () => {
    const closed = mergeBookYaml(book, yaml('embargo-until: 2027-05-01T00:01+01:00\nfree-until: 2027-06-30'))
    const { entries } = matchChapters(
      [{ path: null, id: null, label: null, title: 'Chapter 0', subtitle: null }],
      yaml('chapters: [{ title: Chapter 0, embargo-until: 2020-01-01 }]').chapters ?? [],
      'book.yaml',
    )
    const [own, inherited] = mergeChapters(placed([null, null]), entries, closed)
    const freeUntil = '2027-07-01T00:00:00.000Z'
    assert.deepEqual(inherited?.metadata.accessDates, {
      ...{ freeFrom: null, freeUntil, embargoUntil: '2027-04-30T23:01:00.000Z' },
    })
    assert.deepEqual(own?.metadata.accessDates, {
      ...{ freeFrom: null, freeUntil, embargoUntil: '2020-01-01T00:00:00.000Z' },
    })
  })
  it('credit a contributor of the book in full where only the name is repeated', () => {
    const known = mergeBookYaml(
      book,
      yaml('contributors: [{ name: Ada Example, orcid: 0000-0002-1825-0097, affiliations: [Here] }]'),
    )
    const { entries } = matchChapters(
      [{ path: null, id: null, label: null, title: 'Chapter 0', subtitle: null }],
      yaml('chapters: [{ title: Chapter 0, contributors: [Ada Example] }]').chapters ?? [],
      'book.yaml',
    )
    const [chapter] = mergeChapters(placed([null]), entries, known)
    assert.equal(chapter?.metadata.contributors[0]?.orcid, '0000-0002-1825-0097')
    assert.equal(chapter?.metadata.contributors[0]?.affiliations[0]?.name, 'Here')
  })
  it('are the contents where there is no EPUB, parts holding chapters', () => {
    const given = yaml(
      'access: closed\nchapters: [{ title: Part One, chapters: [{ title: A, number: "1", pages: 3-9 }, { title: B, access: open }] }, { title: C, type: index }]',
    )
    const merged = mergeBookYaml(emptyMetadata('open'), given)
    const chapters = buildRecordChapters(given.chapters ?? [], merged)
    assert.deepEqual(
      chapters.map(({ metadata, parent, depth }) => [
        metadata.type,
        metadata.title,
        metadata.openness,
        parent,
        depth,
      ]),
      [
        ['part', 'Part One', 'closed', null, 0],
        ['chapter', 'A', 'closed', 0, 1],
        ['chapter', 'B', 'open', 0, 1],
        ['index', 'C', 'closed', null, 0],
      ],
    )
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type {
  BookDraft,
  BookMetadata,
  ChapterDraft,
  ChapterMetadata,
  Contributor,
  DraftText,
  Media,
} from '#book'
import { checkBookDraft } from './check-book-draft.ts'
import { NO_ACCESSIBILITY } from './metadata/build-accessibility.ts'
import { emptyChapter, emptyMetadata } from './metadata/empty-metadata.ts'
import { allRules } from './rules/all-rules.ts'
import { RULES, type RuleName } from './rules/rules.ts'

const ADA: Contributor = {
  name: 'Ada Example',
  givenName: 'Ada',
  familyName: 'Example',
  sortName: 'Example, Ada',
  kind: 'person',
  role: 'author',
  orcid: null,
  affiliations: [],
  otherScripts: [],
}

const picture = (width: number): Media => ({
  name: `${'a'.repeat(64)}.jpg`,
  mediaType: 'image/jpeg',
  bytes: 9,
  width,
  height: width,
})

const GOOD: BookMetadata = {
  ...emptyMetadata('open'),
  title: 'A Good Book',
  sortTitle: 'Good Book, A',
  languages: ['en'],
  contributors: [ADA],
  identifiers: {
    key: 'isbn:9780306406157',
    isbns: [{ value: '9780306406157', format: null }],
    doi: '10.5555/good',
    others: [],
  },
  subjects: [{ scheme: 'thema', code: 'NHD', label: 'European history' }],
  imprint: 'A Press',
  printYear: 2020,
  firstOnline: '2020-10-20',
  summary: { kind: 'abstract', paragraphs: ['Good.'], language: null },
  rights: {
    statement: null,
    holder: 'Ada Example',
    licence: 'https://creativecommons.org/licenses/by/4.0/',
    contact: null,
  },
  accessibility: { ...NO_ACCESSIBILITY, accessModes: ['textual'], features: ['tableOfContents'] },
  cover: { image: picture(1600), thumbnail: picture(360), alternativeText: '' },
}

const textOf = (...labels: readonly string[]): DraftText => ({
  sections: [{ html: '<p id="b:0">Words.</p>' }],
  blocks: [],
  facts: { words: 1, notes: 0, figures: 0, tables: 0, formulas: 0, sections: 1, writing: 'horizontal' },
  headings: [],
  pageMarkers: labels.map((label, block) => ({ label, block })),
  plain: 'Words.',
})

const chapter = (
  title: string,
  more: Partial<ChapterMetadata> = {},
  text: DraftText | null = textOf(),
): ChapterDraft => ({
  metadata: {
    ...emptyChapter(GOOD),
    title,
    doi: `10.5555/${title}`,
    summary: { kind: 'extract', paragraphs: ['Words.'], language: 'en' },
    ...more,
  },
  parent: null,
  depth: 0,
  source: { from: { path: `EPUB/${title}.xhtml`, id: null }, to: null },
  text,
  alsoHolds: [],
  media: [],
})

type Change = {
  readonly book?: Partial<BookMetadata>
  readonly chapters?: readonly ChapterDraft[]
  readonly files?: false
}

const issuesOf = ({ book = {}, chapters = [chapter('one'), chapter('two')], files }: Change) => {
  const draft: BookDraft = {
    metadata: { ...GOOD, ...book },
    chapters,
    formats:
      files === false
        ? []
        : [{ mediaType: 'application/epub+zip', fileName: 'a.epub', bytes: 1, sha256: 'b'.repeat(64) }],
    media: [],
    attachments: [],
    issues: [],
    parcelHash: 'c'.repeat(64),
    versionNote: null,
  }
  return checkBookDraft(draft, {
    today: '2026-01-01',
    metadataFile: 'book.yaml',
    lineOf: (index) => 10 + index,
  })
}

const identifiers = GOOD.identifiers
const free = (freeFrom: string | null, freeUntil: string | null) => ({
  ...{ freeFrom, freeUntil, embargoUntil: null },
})
const twoPrices = [
  { amount: 1, currency: 'GBP' },
  { amount: 2, currency: 'GBP' },
]

/** What is changed in a good book, the rule that it breaks, and the chapter that it belongs to. */
const BROKEN: readonly (readonly [RuleName, Change, number | null])[] = [
  ['book-has-title', { book: { title: '' } }, null],
  ['book-has-identifier', { book: { identifiers: { ...identifiers, isbns: [], doi: null } } }, null],
  ['book-has-doi', { book: { identifiers: { ...identifiers, doi: null } } }, null],
  ['book-has-language', { book: { languages: [] } }, null],
  ['book-has-imprint', { book: { imprint: null } }, null],
  ['book-has-publication-date', { book: { printYear: null, firstOnline: null } }, null],
  ['first-online-is-possible', { book: { firstOnline: '1953' } }, null],
  ['first-online-is-possible', { book: { firstOnline: '2026-01-02' } }, null],
  ['first-online-is-possible', { chapters: [chapter('one', { firstOnline: '1919-01-01' })] }, 0],
  ['print-year-is-possible', { book: { printYear: 2053 } }, null],
  ['book-has-summary', { book: { summary: { kind: 'none' } } }, null],
  ['book-has-subjects', { book: { subjects: [] } }, null],
  [
    'subjects-have-codes',
    { book: { subjects: [{ scheme: 'keyword', code: null, label: 'letters' }] } },
    null,
  ],
  ['accessibility-is-described', { book: { accessibility: NO_ACCESSIBILITY } }, null],
  ['book-has-contributor', { book: { contributors: [{ ...ADA, role: 'illustrator' }] } }, null],
  [
    'contributor-is-one-person',
    { book: { contributors: [{ ...ADA, name: 'Ada Example and Ben Sample' }] } },
    null,
  ],
  [
    'contributor-has-family-name',
    { book: { contributors: [ADA, { ...ADA, name: 'Plato', familyName: null }] } },
    null,
  ],
  [
    'contributor-has-family-name',
    { chapters: [chapter('one', { contributors: [{ ...ADA, name: 'Plato', familyName: null }] })] },
    0,
  ],
  [
    'book-has-rights',
    { book: { rights: { statement: null, holder: null, licence: null, contact: 'a@b.example' } } },
    null,
  ],
  ['open-book-has-a-licence', { book: { rights: { ...GOOD.rights, licence: null } } }, null],
  ['access-agrees-with-licence', { book: { openness: 'closed' } }, null],
  [
    'price-currency-once',
    { book: { openness: 'closed', rights: { ...GOOD.rights, licence: null }, prices: twoPrices } },
    null,
  ],
  ['price-currency-once', { chapters: [chapter('one', { openness: 'closed', prices: twoPrices })] }, 0],
  ['access-dates-in-order', { book: { accessDates: free('2027-02-01', '2027-01-01') } }, null],
  ['free-dates-are-for-closed-products', { book: { accessDates: free('2027-01-01', null) } }, null],
  [
    'free-dates-are-for-closed-products',
    { chapters: [chapter('one'), chapter('two', { accessDates: free(null, '2027-01-01') })] },
    1,
  ],
  ['price-is-for-closed-products', { book: { prices: [{ amount: 1, currency: 'GBP' }] } }, null],
  [
    'price-is-for-closed-products',
    { chapters: [chapter('one'), chapter('two', { prices: [{ amount: 1, currency: 'GBP' }] })] },
    1,
  ],
  ['chapter-has-title', { chapters: [chapter('one', { title: '' })] }, 0],
  ['chapter-has-doi', { chapters: [chapter('one'), chapter('two', { doi: null })] }, 1],
  ['dois-are-distinct', { chapters: [chapter('one'), chapter('two', { doi: '10.5555/ONE' })] }, 1],
  ['dois-are-distinct', { chapters: [chapter('one', { doi: '10.5555/good' })] }, 0],
  ['chapter-has-summary', { chapters: [chapter('one', { summary: { kind: 'none' } })] }, 0],
  [
    'titles-are-distinct',
    { chapters: [chapter('Notes', { doi: '10.5555/a' }), chapter('notes', { doi: '10.5555/b' })] },
    1,
  ],
  ['pages-run-forward', { chapters: [chapter('one', { pages: { first: '262', last: '214' } })] }, 0],
  ['pages-run-forward', { chapters: [chapter('one', { pages: { first: 'x', last: 'v' } })] }, 0],
  [
    'pages-do-not-overlap',
    {
      chapters: [
        chapter('one', { pages: { first: '1', last: '20' } }),
        chapter('two', { pages: { first: '12', last: '30' } }),
      ],
    },
    1,
  ],
  ['page-markers-run-forward', { chapters: [chapter('one', {}, textOf('1', '2', '2'))] }, 0],
  [
    'pages-agree-with-markers',
    { chapters: [chapter('one', { pages: { first: '1', last: '3' } }, textOf('1', '2', '9'))] },
    0,
  ],
  ['book-has-file', { files: false }, null],
  ['book-has-cover', { book: { cover: null } }, null],
  [
    'cover-is-large-enough',
    { book: { cover: { image: picture(300), thumbnail: picture(300), alternativeText: '' } } },
    null,
  ],
  ['chapter-has-text', { chapters: [chapter('one', {}, null)] }, 0],
]

describe('a good book', () => {
  it('breaks no rule', () => {
    assert.deepEqual(issuesOf({}), [])
  })
  it('may share a page between two chapters, and count its preface in roman numbers', () => {
    const pages = (first: string, last: string) => ({ pages: { first, last } })
    const chapters = [
      chapter('preface', pages('ix', 'xii')),
      chapter('one', pages('1', '12')),
      chapter('two', pages('12', '30')),
    ]
    assert.deepEqual(issuesOf({ chapters }), [])
  })
  it('may have a part that spans its chapters and has no page of its own', () => {
    const part = {
      ...chapter('part', { type: 'part', doi: null, pages: { first: '1', last: '30' } }, null),
      source: null,
    }
    const chapters = [part, chapter('one', { pages: { first: '3', last: '30' } })]
    assert.deepEqual(issuesOf({ chapters }), [])
  })
  it('needs no DOI for its title page', () => {
    assert.deepEqual(
      issuesOf({
        chapters: [chapter('title', { type: 'title-page', doi: null, summary: { kind: 'none' } })],
      }),
      [],
    )
  })
})

describe('each fault', () => {
  for (const [rule, change, where] of BROKEN)
    it(`is found and nothing else: ${rule}${where === null ? '' : `, in chapter ${where}`}`, () => {
      const issues = issuesOf(change)
      const expected = rule === 'book-has-identifier' ? ['book-has-identifier', 'book-has-doi'] : [rule]
      assert.deepEqual(
        issues.map((issue) => issue.rule),
        expected,
      )
      const [issue] = issues
      assert.deepEqual(
        [issue?.chapter, issue?.about, issue?.severity],
        [where, RULES[rule].about, RULES[rule].severity],
      )
      assert.equal(issue?.where.file, 'book.yaml')
      assert.equal(issue?.where.line, where === null ? null : 10 + where)
      assert.match(issue?.message ?? '', /^[^a-z].*\.$/)
    })
  it('of an EPUB without book.yaml is placed in the EPUB', () => {
    const draft = {
      metadata: GOOD,
      chapters: [chapter('one', { doi: null })],
      formats: [],
      media: [],
      attachments: [],
      parcelHash: '',
      versionNote: null,
    }
    const issues = checkBookDraft(draft, {
      today: '2026-01-01',
      metadataFile: 'EPUB/package.opf',
      lineOf: () => null,
    })
    assert.equal(issues.find(({ rule }) => rule === 'chapter-has-doi')?.where.file, 'EPUB/one.xhtml')
  })
})

describe('the catalogue of rules', () => {
  it('names every rule once, positively, with what holds, why and what to do', () => {
    const rules = allRules()
    assert.equal(new Set(rules.map(({ name }) => name)).size, rules.length)
    for (const { name, holds, why, mend } of rules) {
      assert.match(name, /^[a-z0-9]+(?:-[a-z0-9]+)+$/)
      for (const sentence of [holds, why, mend])
        assert.match(sentence, /^\S.{8,}[.)]$/u, `${name}: ${sentence}`)
    }
  })
})

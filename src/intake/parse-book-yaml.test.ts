import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { stringify } from 'yaml'
import { bookYamlSchema } from './book-yaml/shape.ts'
import { parseBookYaml } from './parse-book-yaml.ts'

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

/** What is written, the line on which the fault is told, the rule, and what the message says. */
const MISTAKES: readonly (readonly [string, number, string, RegExp])[] = [
  ['title: A\nlanguge: en', 2, 'book-yaml-key-is-known', /did you mean “language”/],
  ['title: A\nsort_title: B', 2, 'book-yaml-key-is-known', /did you mean “sort-title”/],
  ['title: A\nfirstOnline: 2020-01-01', 2, 'book-yaml-key-is-known', /did you mean “first-online”/],
  ['title: A\npublisher: B', 2, 'book-yaml-key-is-known', /write “imprint”/],
  ['title: A\nauthor: B', 2, 'book-yaml-key-is-known', /write “contributors”/],
  ['title: A\nisbn: 9780306406157', 2, 'book-yaml-key-is-known', /“isbn” under “identifiers”/],
  ['title: A\nrights:\n  license: CC-BY-4.0', 3, 'book-yaml-key-is-known', /“licence”/],
  ['title: A\ntitle: B', 2, 'book-yaml-is-well-formed', /stands already on line 1/],
  ['title: A\n\tsubtitle: B', 2, 'book-yaml-is-well-formed', /tab/],
  ['title: A\nsubtitle: "B', 2, 'book-yaml-is-well-formed', /quotation mark/],
  ['title: A: B', 1, 'book-yaml-is-well-formed', /quotation marks/],
  ['title: A\n---\ntitle: B', 2, 'book-yaml-is-well-formed', /several documents/],
  ['title: A\nsubtitle: *b', 2, 'book-yaml-is-well-formed', /no anchor/],
  ['', 1, 'book-yaml-is-well-formed', /empty/],
  ['just words', 1, 'book-yaml-value-is-valid', /has keys of its own/],
  ['title:\n  - A', 1, 'book-yaml-value-is-valid', /is one value/],
  ['title: A\nlanguage: english', 2, 'book-yaml-value-is-valid', /did you mean “en”/],
  ['title: A\nlanguage: [en, klingonese]', 2, 'book-yaml-value-is-valid', /“language\[1\]”.*no language tag/],
  ['title: A\nprint-year: 20', 2, 'book-yaml-value-is-valid', /no year of four digits/],
  ['title: A\nfirst-online: 20 October 2020', 2, 'book-yaml-value-is-valid', /no date.*2020-10-20/],
  ['title: A\nfirst-online: 2020-02-30', 2, 'book-yaml-value-is-valid', /no date/],
  ['title: A\nidentifiers:\n  doi: 10.1515', 3, 'book-yaml-value-is-valid', /no DOI/],
  ['title: A\nidentifiers:\n  isbn: 12345', 3, 'book-yaml-value-is-valid', /no ISBN/],
  ['title: A\nidentifiers:\n  isbn: 9780306406158', 3, 'isbn-check-digit-holds', /does not check/],
  ['title: A\nseries:\n  - title: S\n    issn: 0317-8472', 4, 'issn-check-digit-holds', /mistyped/],
  [
    'title: A\ncontributors:\n  - name: B\n    orcid: 0000-0002-1825-0098',
    4,
    'orcid-check-digit-holds',
    /mistyped/,
  ],
  ['title: A\ncontributors:\n  - name: B\n    orcid: me', 4, 'book-yaml-value-is-valid', /no ORCID iD/],
  [
    'title: A\ncontributors:\n  - name: B\n    affiliations:\n      - name: C\n        ror: https://ror.org/013meh723',
    6,
    'ror-is-well-formed',
    /mistyped/,
  ],
  [
    'title: A\ncontributors:\n  - name: B\n    role: auther',
    4,
    'book-yaml-value-is-valid',
    /did you mean “author”/,
  ],
  ['title: A\ncontributors:\n  - role: editor', 3, 'book-yaml-value-is-valid', /has no name/],
  ['title: A\ncontributors:\n  - name: B\n    affiliation: C', 4, 'book-yaml-key-is-known', /“affiliations”/],
  ['title: A\naccess: public', 2, 'book-yaml-value-is-valid', /none of open, closed/],
  ['title: A\nprice: 29.99', 2, 'book-yaml-value-is-valid', /29\.99 GBP/],
  ['title: A\nprice: { amount: "29.99", currency: XYZ }', 2, 'book-yaml-value-is-valid', /no currency code/],
  ['title: A\nprice: { amount: "29.995", currency: GBP }', 2, 'book-yaml-value-is-valid', /more decimals/],
  ['title: A\nprice: { amount: "29.99" }', 2, 'book-yaml-value-is-valid', /lacks “currency”/],
  ['title: A\nrights:\n  licence: do what you like', 3, 'book-yaml-value-is-valid', /CC-BY-4\.0/],
  ['title: A\nrights:\n  contact: ask me', 3, 'book-yaml-value-is-valid', /e-mail/],
  ['title: A\nsubjects:\n  thema: [European history]', 3, 'book-yaml-value-is-valid', /no Thema code/],
  ['title: A\nsubjects:\n  bisac: [HIS27]', 3, 'book-yaml-value-is-valid', /no BISAC code/],
  ['title: A\nfunding:\n  - award: X', 3, 'book-yaml-value-is-valid', /lacks “funder”/],
  ['title: A\npages: xii', 2, 'book-yaml-value-is-valid', /whole number/],
  ['title: A\ncover: ../../etc/passwd', 2, 'book-yaml-value-is-valid', /leads out of the parcel/],
  ['title: A\ncover: https://example.org/c.jpg', 2, 'book-yaml-value-is-valid', /leads out of the parcel/],
  ['title: A\nchapter-level: 0', 2, 'book-yaml-value-is-valid', /between 1 and 9/],
  ['title: A\nchapters: none', 2, 'book-yaml-value-is-valid', /is a list/],
  [
    'title: A\nchapters:\n  - title: B\n    pages: one',
    4,
    'book-yaml-value-is-valid',
    /“chapters\[0\]\.pages”.*no page range/,
  ],
  [
    'title: A\nchapters:\n  - title: B\n    type: chaptre',
    4,
    'book-yaml-value-is-valid',
    /did you mean “chapter”/,
  ],
  [
    'title: A\nchapters:\n  - title: P\n    chapters:\n      - title: B\n        doi: x',
    6,
    'book-yaml-value-is-valid',
    /chapters\[0\]\.chapters\[0\]\.doi/,
  ],
  ['title: "A\\u0007"', 1, 'book-yaml-value-is-valid', /control character U\+0007/],
]

describe('a mistake in book.yaml', () => {
  for (const [text, line, rule, says] of MISTAKES)
    it(`is told with its line: ${JSON.stringify(text).slice(0, 60)}`, () => {
      const { issues } = parseBookYaml(text, 'book.yaml')
      const [issue] = issues
      assert.equal(issues.length, 1, JSON.stringify(issues))
      assert.equal(issue?.rule, rule)
      assert.deepEqual([issue?.where.file, issue?.where.line], ['book.yaml', line])
      assert.match(issue?.message ?? '', says)
    })
})

describe('book.yaml', () => {
  it('keeps every value as it is written', () => {
    const { value, issues } = parseBookYaml(
      'title: No\nsubtitle: 1953\nedition: 0123\nversion-note: ~\nimprint: true',
    )
    assert.deepEqual(issues, [])
    assert.deepEqual(
      [value?.title, value?.subtitle, value?.edition, value?.versionNote, value?.imprint],
      ['No', '1953', '0123', '~', 'true'],
    )
  })
  it('takes an empty value for an absent one', () => {
    const { value, issues } = parseBookYaml('title: A\nsubtitle:\ncontributors:\nprice: ""\nchapters: []')
    assert.deepEqual(issues, [])
    assert.deepEqual(
      [value?.subtitle, value?.contributors, value?.price, value?.chapters],
      [null, null, null, []],
    )
  })
  it('lets one value stand for a list of one, and a text for what it names', () => {
    const { value, issues } = parseBookYaml(
      'contributors: Kevin Riehle\nlanguage: en\nseries: S\nprice: 29.99 GBP\nidentifiers: { isbn: 0-306-40615-2 }\nrights: © 2020 A. B.',
    )
    assert.deepEqual(issues, [])
    assert.equal(value?.contributors?.[0]?.name, 'Kevin Riehle')
    assert.deepEqual(value?.language, ['en'])
    assert.deepEqual(value?.price, [{ amount: 2999, currency: 'GBP' }])
    assert.deepEqual(value?.identifiers?.isbn, [{ value: '9780306406157', valid: true, format: null }])
    assert.equal(value?.rights?.statement, '© 2020 A. B.')
  })
  it('parts a description at blank lines', () => {
    const { value } = parseBookYaml('description: |\n  One\n  paragraph.\n\n  Another.\n')
    assert.deepEqual(value?.description, ['One paragraph.', 'Another.'])
  })
  it('expands an alias where it stands', () => {
    const { value, issues } = parseBookYaml(
      'contributors:\n  - { name: A, affiliations: &home [{ name: Here }] }\n  - { name: B, affiliations: *home }',
    )
    assert.deepEqual(issues, [])
    assert.deepEqual(value?.contributors?.[1]?.affiliations, [{ name: 'Here', ror: null }])
  })
  it('has a template that is valid itself and names every key', () => {
    const template = read('book.template.yaml')
    assert.deepEqual(parseBookYaml(template).issues, [])
    for (const key of keysOf(bookYamlSchema))
      assert.match(template, new RegExp(`(?:^|[\\s#{,-])${key}:`, 'm'), key)
  })
  it('is described for editors by the schema that is shipped', () => {
    assert.deepEqual(
      JSON.parse(read('book.schema.json')),
      JSON.parse(JSON.stringify(bookYamlSchema)),
      'run: node tools/write-book-schema.ts',
    )
  })
  it('reads back whatever was written', () => {
    const line = fc
      .string({ minLength: 1, maxLength: 40 })
      .map((text) => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff\s]+/gu, ' ').trim())
      .filter((text) => text !== '')
    const plain = { noNullPrototype: true } as const
    const chapter = fc.record(
      {
        title: line,
        number: line,
        abstract: line,
        keywords: fc.array(line, { minLength: 1, maxLength: 3 }),
      },
      plain,
    )
    const book = fc.record({
      title: line,
      subtitle: line,
      imprint: line,
      edition: line,
      contributors: fc.array(fc.record({ name: line, family: line }, plain), { minLength: 1, maxLength: 3 }),
      chapters: fc.array(chapter, { minLength: 1, maxLength: 4 }),
    })
    void fc.assert(
      fc.property(book, (written) => {
        const { value, issues } = parseBookYaml(stringify(written))
        assert.deepEqual(issues, [])
        assert.deepEqual(
          [value?.title, value?.subtitle, value?.imprint, value?.edition],
          [written.title, written.subtitle, written.imprint, written.edition],
        )
        assert.deepEqual(
          value?.contributors?.map(({ name, family }) => ({ name, family })),
          written.contributors,
        )
        assert.deepEqual(
          value?.chapters?.map(({ title, number, abstract, keywords }) => ({
            title,
            number,
            abstract: abstract?.join(' '),
            keywords,
          })),
          written.chapters,
        )
      }),
    )
  })
  it('never throws, whatever it is given', () => {
    void fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab:-[]{}&*!|>"\'#%@`,? \n\t~.'), maxLength: 60 }),
        (text) => {
          parseBookYaml(text)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('a hostile book.yaml', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x,x]',
    ...[...'bcdefghij'].map(
      (name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghi'[i]}`).join(',')}]`,
    ),
  ]
  const HOSTILE: Readonly<Record<string, string>> = {
    'aliases that multiply': bomb.join('\n'),
    'an alias inside its own anchor': 'chapters: &a\n  - *a',
    'chapters that multiply': `chapters:\n  - &a { title: x, chapters: [] }\n${[...'bcdefgh'].map((name, i) => `  - &${name} { title: x, chapters: [${Array(12).fill(`*${'abcdefg'[i]}`).join(',')}] }`).join('\n')}`,
    'brackets without end': '['.repeat(100_000),
    'keys without end': '{a: '.repeat(20_000),
    'dashes without end': '- '.repeat(50_000),
    'questions without end': '? '.repeat(50_000),
    'a hundred thousand keys': Array.from({ length: 100_000 }, (_, i) => `k${i}: v`).join('\n'),
    'one key, a hundred thousand times': 'title: v\n'.repeat(100_000),
    'four megabytes of text': `title: ${'x'.repeat(4_000_000)}`,
    'an endless line': `description: "${'y '.repeat(900_000)}"`,
    'a key of a megabyte': `${'z'.repeat(1_000_000)}: v`,
  }
  for (const [name, text] of Object.entries(HOSTILE))
    it(`ends in sentences, soon: ${name}`, () => {
      const start = process.cpuUsage()
      const { issues } = parseBookYaml(text)
      const { user, system } = process.cpuUsage(start)
      assert.ok((user + system) / 1e6 < 10, `${(user + system) / 1e6} s`)
      assert.ok(name === 'an endless line' || issues.length > 0)
      assert.ok(issues.length <= 101)
      for (const issue of issues) assert.ok(issue.message.length < 2000, issue.message.slice(0, 200))
    })
})

function keysOf(schema: unknown): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      if (key === 'properties') for (const name of Object.keys(value)) found.add(name)
      visit(value)
    }
  }
  visit(schema)
  return found
}

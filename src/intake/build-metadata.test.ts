import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EpubMetadata } from '@chapterhouse/epub'
import { buildMetadata } from './build-metadata.ts'

const NOTHING: EpubMetadata = {
  uniqueIdentifier: 'urn:uuid:1',
  identifiers: [],
  titles: [],
  languages: ['en'],
  creators: [],
  contributors: [],
  publisher: null,
  publisherLanguage: null,
  dates: [],
  modified: null,
  subjects: [],
  descriptions: [],
  rights: [],
  sources: [],
  collections: [],
  properties: new Map(),
  links: [],
}

const title = (value: string, type: string | null = null, sortAs: string | null = null) => ({
  value,
  type,
  sortAs,
  language: null,
  direction: null,
})

const agent = (name: string, roles: readonly string[] = [], sortAs: string | null = null) => ({
  name,
  roles,
  sortAs,
  language: null,
  direction: null,
  alternateScripts: [],
})

const build = (
  metadata: Partial<EpubMetadata>,
  book: { readonly layout?: 'pre-paginated'; readonly pages?: readonly string[] } = {},
) =>
  buildMetadata(
    {
      metadata: { ...NOTHING, ...metadata },
      path: 'EPUB/package.opf',
      layout: book.layout ?? 'reflowable',
      pageList: (book.pages ?? []).map((label) => ({ label, target: { path: 'a.xhtml', fragment: label } })),
    },
    'open',
  )

describe('titles', () => {
  it('tell the main one from the subtitle, whatever comes first', () => {
    const { metadata } = build({
      titles: [title('Ten Cases', 'subtitle'), title('The Year', 'main'), title('Second edition', 'edition')],
    })
    assert.deepEqual(
      [metadata.title, metadata.subtitle, metadata.edition],
      ['The Year', 'Ten Cases', 'Second edition'],
    )
  })
  it('move the article to the end for lists, unless the file says how to sort', () => {
    assert.equal(
      build({ titles: [title('The Economic Consequences of the Peace')] }).metadata.sortTitle,
      'Economic Consequences of the Peace, The',
    )
    assert.equal(
      build({ titles: [title('L’Année terrible')], languages: ['fr'] }).metadata.sortTitle,
      'Année terrible, L’',
    )
    assert.equal(build({ titles: [title('A Year', null, 'Year')] }).metadata.sortTitle, 'Year')
    assert.equal(build({ titles: [title('Die Zeit')], languages: ['en'] }).metadata.sortTitle, 'Die Zeit')
  })
  it('are null rather than invented', () => {
    assert.equal(build({}).metadata.title, '')
  })
})

describe('contributors', () => {
  it('are split by file-as', () => {
    const [du] = build({ creators: [agent('W. E. B. Du Bois', ['aut'], 'Du Bois, W. E. B.')] }).metadata
      .contributors
    assert.deepEqual(
      [du?.givenName, du?.familyName, du?.sortName, du?.role],
      ['W. E. B.', 'Du Bois', 'Du Bois, W. E. B.', 'author'],
    )
  })
  it('are split by their words where file-as is missing or only repeats the name', () => {
    const [riehle, berg] = build({
      creators: [agent('Kevin Riehle'), agent('Anna van der Berg', [], 'Anna van der Berg')],
    }).metadata.contributors
    assert.deepEqual(
      [riehle?.familyName, riehle?.givenName, riehle?.sortName],
      ['Riehle', 'Kevin', 'Riehle, Kevin'],
    )
    assert.deepEqual([berg?.familyName, berg?.givenName], ['van der Berg', 'Anna'])
  })
  it('keep a name in another script whole, with its transcription for lists', () => {
    const [name] = build({
      creators: [
        {
          ...agent('村上 春樹', ['aut'], 'Murakami, Haruki'),
          alternateScripts: [{ value: 'Haruki Murakami', language: 'en' }],
        },
      ],
    }).metadata.contributors
    assert.deepEqual([name?.familyName, name?.sortName], [null, 'Murakami, Haruki'])
    assert.deepEqual(name?.otherScripts, [{ name: 'Haruki Murakami', language: 'en' }])
  })
  it('put the first role of a title page first, and tell bodies from persons', () => {
    const { contributors } = build({
      creators: [agent('A. Author', ['ann', 'aut'])],
      contributors: [agent('The National Archives', ['edt']), agent('T. R. Lator', ['trl'])],
    }).metadata
    assert.deepEqual(
      contributors.map(({ role, kind }) => `${role} ${kind}`),
      ['author person', 'editor organisation', 'translator person'],
    )
  })
  it('take a person filed by a family name for a person, whatever the name is', () => {
    const { contributors } = build({
      creators: [
        agent('Frank Press', [], 'Press, Frank'),
        agent('The Reading Group', [], 'Reading Group, The'),
      ],
    }).metadata
    assert.deepEqual(
      contributors.map(({ kind }) => kind),
      ['person', 'organisation'],
    )
  })
  it('report, and do not show, those who made the file', () => {
    const { metadata, issues } = build({
      creators: [agent('A. Author')],
      contributors: [agent('P. Reader', ['pfr', 'mrk'])],
    })
    assert.equal(metadata.contributors.length, 1)
    assert.deepEqual(
      issues.map(({ rule }) => rule),
      ['contributor-role-is-shown'],
    )
  })
})

describe('identifiers', () => {
  it('find the ISBN under every spelling and name the book by it', () => {
    for (const identifier of [
      { value: 'urn:isbn:9780306406157', scheme: null },
      { value: '0-306-40615-2', scheme: 'ISBN' },
      { value: '978-0-306-40615-7', scheme: null },
    ]) {
      const { identifiers } = build({ identifiers: [identifier] }).metadata
      assert.deepEqual(identifiers.isbns, [{ value: '9780306406157', format: null }])
      assert.equal(identifiers.key, 'isbn:9780306406157')
    }
  })
  it('take an ISBN in dc:source for that of the print edition', () => {
    const { identifiers } = build({
      sources: ['urn:isbn:9780306406157', 'https://example.org/scan'],
    }).metadata
    assert.deepEqual(identifiers.isbns, [{ value: '9780306406157', format: 'print' }])
  })
  it('fall back on the DOI, then on the package’s own identifier', () => {
    assert.equal(
      build({ identifiers: [{ value: 'https://doi.org/10.5555/X', scheme: null }] }).metadata.identifiers.key,
      'doi:10.5555/x',
    )
    assert.equal(build({}).metadata.identifiers.key, 'urn:uuid:1')
  })
  it('keep a number that is wrong, and tell', () => {
    const { metadata, issues } = build({
      identifiers: [
        { value: 'urn:isbn:9780306406158', scheme: null },
        { value: 'doi:oops', scheme: null },
      ],
    })
    assert.deepEqual(
      metadata.identifiers.others.map(({ value }) => value),
      ['9780306406158', 'doi:oops'],
    )
    assert.deepEqual(
      issues.map(({ rule }) => rule),
      ['isbn-check-digit-holds', 'doi-is-well-formed'],
    )
  })
})

describe('dates', () => {
  const dates = (...all: readonly (readonly [string, string | null])[]) => {
    const { printYear, firstOnline } = build({
      dates: all.map(([value, event]) => ({ value, event })),
    }).metadata
    return { printYear, firstOnline }
  }
  it('take the date of an EPUB for the first appearance online', () => {
    assert.deepEqual(dates(['2014-05-25T00:00:00Z', null]), { printYear: null, firstOnline: '2014-05-25' })
  })
  it('take what lies before the web for the year of print', () => {
    assert.deepEqual(dates(['1919', null]), { printYear: 1919, firstOnline: null })
  })
  it('tell the events of EPUB 2 apart', () => {
    assert.deepEqual(
      dates(['1899', 'original-publication'], ['2011-09-01', 'publication'], ['2012-01-01', 'conversion']),
      {
        printYear: 1899,
        firstOnline: '2011-09-01',
      },
    )
  })
  it('know nothing rather than a date that is none', () => {
    assert.deepEqual(dates(['0101-01-01', null], ['soon', null], ['2020-13-01', null]), {
      printYear: null,
      firstOnline: null,
    })
  })
})

describe('the rest of a package', () => {
  it('gives subjects their scheme and code', () => {
    const { subjects } = build({
      subjects: [
        { value: 'European history', authority: 'Thema', term: 'NHD' },
        { value: 'HIS027000', authority: null, term: null },
        { value: 'HISTORY / Military / General', authority: 'BISAC', term: 'HIS027000' },
        { value: 'World War, 1914-1918 -- Economic aspects', authority: null, term: null },
        { value: 'letters', authority: null, term: null },
        { value: 'letters', authority: null, term: null },
      ],
    }).metadata
    assert.deepEqual(
      subjects.map(({ scheme, code }) => `${scheme} ${code}`),
      ['thema NHD', 'bisac HIS027000', 'bisac HIS027000', 'lcsh null', 'keyword null'],
    )
  })
  it('finds holder and licence in the sentence of the copyright page', () => {
    const rights = (sentence: string) => build({ rights: [sentence] }).metadata.rights
    assert.deepEqual(rights('© 2020 Kevin Riehle. All rights reserved.'), {
      statement: '© 2020 Kevin Riehle. All rights reserved.',
      holder: 'Kevin Riehle',
      licence: null,
      contact: null,
    })
    assert.equal(rights('Copyright (c) 2004 by Robert A. Beezer').holder, 'Robert A. Beezer')
    assert.equal(
      rights('This work is free of known copyright restrictions in the United States').holder,
      null,
    )
    assert.equal(
      rights('Released under CC BY-SA 4.0').licence,
      'https://creativecommons.org/licenses/by-sa/4.0/',
    )
  })
  it('reads a description that is HTML in disguise as paragraphs', () => {
    const { summary } = build({
      descriptions: ['<p>What they <i>read</i> &amp; why.</p><p>And <script>alert(1)</script>more.</p>'],
    }).metadata
    assert.deepEqual(summary, {
      kind: 'abstract',
      paragraphs: ['What they read & why.', 'And more.'],
      language: null,
    })
  })
  it('takes the series with its volume, and not the set', () => {
    const { series } = build({
      collections: [
        { title: 'Studies', type: 'series', position: '2', identifier: 'urn:issn:0317-8471' },
        { title: 'Box', type: 'set', position: null, identifier: null },
      ],
    }).metadata
    assert.deepEqual(series, [{ title: 'Studies', issn: '0317-8471', volume: '2' }])
  })
  it('reads what the file says of its accessibility', () => {
    const { accessibility } = build({
      properties: new Map([
        ['schema:accessMode', ['textual', 'visual']],
        ['schema:accessModeSufficient', ['textual,visual', 'textual']],
        ['schema:accessibilityFeature', ['alternativeText', 'tableOfContents']],
        ['schema:accessibilityHazard', ['none']],
        ['schema:accessibilitySummary', ['All of it can be read aloud.']],
        ['dcterms:conformsTo', ['EPUB Accessibility 1.1 - WCAG 2.1 Level AA']],
        ['a11y:certifiedBy', ['A Body']],
      ]),
      links: [{ rel: 'a11y:certifierReport', href: 'https://example.org/report', mediaType: null }],
    }).metadata
    assert.deepEqual(accessibility, {
      accessModes: ['textual', 'visual'],
      accessModesSufficient: [['textual', 'visual'], ['textual']],
      features: ['alternativeText', 'tableOfContents'],
      hazards: ['none'],
      summary: 'All of it can be read aloud.',
      conformsTo: ['EPUB Accessibility 1.1 - WCAG 2.1 Level AA'],
      certifiedBy: 'A Body',
      certifierReport: 'https://example.org/report',
      certifierCredential: null,
    })
  })
  it('mends language tags where it can and tells', () => {
    const { metadata, issues } = build({ languages: ['EN', 'pt_BR', 'nonsense'] })
    assert.deepEqual(metadata.languages, ['en', 'pt-BR'])
    assert.deepEqual(
      issues.map(({ rule }) => rule),
      ['language-tag-is-valid', 'language-tag-is-valid'],
    )
  })
  it('knows the direction, layout and number of pages', () => {
    const { metadata } = build(
      { languages: ['he'] },
      { layout: 'pre-paginated', pages: ['i', 'ii', '1', '2', '260'] },
    )
    assert.deepEqual([metadata.direction, metadata.layout, metadata.pageCount], ['rtl', 'fixed', 260])
  })
})

describe('metadata made to exhaust its reader', () => {
  const many = 200_000
  const HOSTILE: Readonly<Record<string, Partial<EpubMetadata>>> = {
    'tags never closed': {
      descriptions: ['<p'.repeat(many), `<p>${'<script '.repeat(many)}`, '<'.repeat(many)],
    },
    'references without end': { descriptions: ['&#'.repeat(many), '&amp'.repeat(many), '\n '.repeat(many)] },
    'rights without end': {
      rights: [
        'Copyright 2020 '.repeat(many),
        'Creative Commons Attribution '.repeat(many),
        'CC BY '.repeat(many),
        '© A. '.repeat(many),
      ],
    },
    'names without end': {
      creators: [
        agent('A '.repeat(many)),
        agent('B', [], ','.repeat(many)),
        agent('van '.repeat(many)),
        agent(' '.repeat(many)),
      ],
    },
    'subjects without end': {
      subjects: ['A'.repeat(many), 'A '.repeat(many), '-'.repeat(many)].map((value) => ({
        value,
        authority: null,
        term: null,
      })),
    },
    'identifiers without end': {
      identifiers: ['9'.repeat(many), '978-'.repeat(many), '10.1/'.repeat(many)].map((value) => ({
        value,
        scheme: 'ISBN',
      })),
    },
    'languages without end': { languages: Array.from({ length: 5000 }, (_, i) => `nonsense${i}`) },
  }
  for (const [name, metadata] of Object.entries(HOSTILE))
    it(`is read soon: ${name}`, () => {
      const start = process.cpuUsage()
      build({ titles: [title('x')], ...metadata })
      const { user, system } = process.cpuUsage(start)
      assert.ok((user + system) / 1e6 < 3, `${(user + system) / 1e6} s`)
    })
})

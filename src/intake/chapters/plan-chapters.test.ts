import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openSample, type SampleBook } from '../text/samples/sample-book.ts'
import { planChapters } from './plan-chapters.ts'

const LONG = `<p>${'Word after word goes on. '.repeat(100)}</p>`
const page = (title: string): string => `<h1>${title}</h1>${LONG}`

const plan = async (book: SampleBook, level?: number) =>
  planChapters(await openSample(book), { level: level ?? null })

const outline = async (book: SampleBook, level?: number): Promise<string[]> =>
  (await plan(book, level)).chapters.map(
    ({ depth, type, label, title }) =>
      `${'- '.repeat(depth)}${type}${label === null ? '' : ` ${label}`}: ${title}`,
  )

describe('which level of the contents is a chapter', () => {
  it('takes the entries at the top, and what is below them in the same file for headings', async () => {
    const contents =
      '<ol><li><a href="a.xhtml">1. First</a><ol><li><a href="a.xhtml#s">A section</a></li></ol></li><li><a href="b.xhtml">2. Second</a></li></ol>'
    const documents = { a: `${page('First')}<h2 id="s">A section</h2>${LONG}`, b: page('Second') }
    assert.deepEqual(await outline({ documents, contents }), ['chapter 1: First', 'chapter 2: Second'])
  })

  it('sees a part in its epub:type, in its title, and in a short page with chapters in other files', async () => {
    const part = (n: number, title: string, inner: string) =>
      `<li><a href="p${n}.xhtml">${title}</a><ol>${inner}</ol></li>`
    const contents = `<ol>${part(1, 'Beginnings', '<li><a href="a.xhtml">A</a></li>')}${part(2, 'Part Two: Middles', '<li><a href="b.xhtml">B</a></li>')}${part(3, 'Ends', '<li><a href="c.xhtml">C</a></li>')}</ol>`
    const documents = {
      p1: `<section epub:type="part">${page('Beginnings')}</section>`,
      a: page('A'),
      p2: page('Part Two'),
      b: page('B'),
      p3: '<h1>Ends</h1>',
      c: page('C'),
    }
    assert.deepEqual(await outline({ documents, contents }), [
      'part: Beginnings',
      '- chapter: A',
      'part 2: Middles',
      '- chapter: B',
      'part: Ends',
      '- chapter: C',
    ])
  })

  it('keeps a chapter whole that calls itself one, though its sections are files of their own', async () => {
    const contents =
      '<ol><li><a href="a.xhtml">Chapter 1. Vectors</a><ol><li><a href="b.xhtml">Sums</a></li><li><a href="c.xhtml">Products</a></li></ol></li></ol>'
    const { chapters } = await plan({
      documents: { a: '<h1>Vectors</h1>', b: page('Sums'), c: page('Products') },
      contents,
    })
    assert.deepEqual(
      chapters.map(({ segments }) => segments.map(({ path }) => path)),
      [['EPUB/a.xhtml', 'EPUB/b.xhtml', 'EPUB/c.xhtml']],
    )
  })

  it('turns over a half-title under which the whole book was put', async () => {
    const contents =
      '<ol><li><a href="half.xhtml">A Sample Book</a><ol><li><a href="a.xhtml">I: One</a></li><li><a href="b.xhtml">II: Two</a></li></ol></li></ol>'
    const documents = { half: '<h1>A Sample Book</h1>', a: page('One'), b: page('Two') }
    assert.deepEqual(await outline({ documents, contents }), [
      'half-title: A Sample Book',
      'chapter I: One',
      'chapter II: Two',
    ])
  })

  it('puts chapters under the part before them where the contents are flat', async () => {
    const names = { p: 'Part One', a: 'Chapter 1', q: 'Part Two', b: 'Chapter 2', n: 'Notes' }
    const contents = `<ol>${Object.entries(names)
      .map(([name, title]) => `<li><a href="${name}.xhtml">${title}</a></li>`)
      .join('')}</ol>`
    const documents = Object.fromEntries(Object.entries(names).map(([name, title]) => [name, page(title)]))
    assert.deepEqual(await outline({ documents, contents }), [
      'part 1: Part One',
      '- chapter 1: Chapter 1',
      'part 2: Part Two',
      '- chapter 2: Chapter 2',
      'notes: Notes',
    ])
  })

  it('takes parts of any depth, and one without a page', async () => {
    const contents =
      '<ol><li><span>Volume I</span><ol><li><a href="p.xhtml">Part A</a><ol><li><a href="a.xhtml">First</a></li></ol></li></ol></li></ol>'
    const { chapters } = await plan({ documents: { p: '<h1>Part A</h1>', a: page('First') }, contents })
    assert.deepEqual(
      chapters.map(({ type, parent, depth, range }) => [type, parent, depth, range === null]),
      [
        ['part', null, 0, true],
        ['part', 0, 1, false],
        ['chapter', 1, 2, false],
      ],
    )
  })

  it('obeys the level that a press asks for', async () => {
    const contents =
      '<ol><li><a href="a.xhtml">Reader</a><ol><li><a href="a.xhtml#x">One</a></li><li><a href="a.xhtml#y">Two</a></li></ol></li></ol>'
    const documents = {
      a: `<h1>Reader</h1><section id="x">${page('One')}</section><section id="y">${page('Two')}</section>`,
    }
    assert.deepEqual(await outline({ documents, contents, title: 'Other' }), ['chapter: Reader'])
    assert.deepEqual(await outline({ documents, contents, title: 'Other' }, 2), [
      'part: Reader',
      '- chapter: One',
      '- chapter: Two',
    ])
  })
})

describe('what belongs to which chapter', () => {
  it('types the documents before the first entry, and lets others go on with the chapter before them', async () => {
    const documents = {
      cover: '<body epub:type="cover"><p>Cover</p></body>',
      title: '<section epub:type="titlepage"><h1>A Sample Book</h1></section>',
      a: page('One'),
      more: page('More of one'),
      b: page('Two'),
      end: '<section epub:type="endnotes"><ol><li id="n1">A note.</li></ol></section>',
    }
    const contents = '<ol><li><a href="a.xhtml">One</a></li><li><a href="b.xhtml">Two</a></li></ol>'
    const { chapters } = await plan({ documents, contents, nonLinear: ['end'] })
    assert.deepEqual(
      chapters.map(({ type, segments }) => [type, segments.length]),
      [
        ['cover', 1],
        ['title-page', 1],
        ['chapter', 2],
        ['chapter', 1],
        ['notes', 1],
      ],
    )
  })

  it('cuts several chapters from one file, and an unnamed notes section from its end', async () => {
    const documents = {
      all: `<h1>All</h1><section id="a">${page('One')}</section><section id="b">${page('Two')}</section><section epub:type="endnotes" id="n"><h2>Notes</h2><ol><li>x</li></ol></section>`,
    }
    const contents = '<ol><li><a href="all.xhtml#a">One</a></li><li><a href="all.xhtml#b">Two</a></li></ol>'
    const { chapters } = await plan({ documents, contents })
    assert.deepEqual(
      chapters.map(({ type, segments }) => [type, segments[0]?.from, segments[0]?.to]),
      [
        ['front-matter', null, 'a'],
        ['chapter', 'a', 'b'],
        ['chapter', 'b', 'n'],
        ['notes', 'n', null],
      ],
    )
  })

  it('tolerates entries out of order, twice, lost and without a target', async () => {
    const documents = { a: page('One'), b: page('Two') }
    const contents =
      '<ol><li><a href="b.xhtml">Two</a></li><li><a href="a.xhtml">One</a></li><li><a href="a.xhtml">One again</a></li><li><a href="gone.xhtml">Gone</a></li><li><span>Nothing</span></li></ol>'
    const { chapters, issues } = await plan({ documents, contents })
    assert.deepEqual(
      chapters.map(({ title }) => title),
      ['One', 'Two'],
    )
    assert.equal(issues.length, 2)
  })

  it('gives a part’s place to its first chapter where both entries lead there', async () => {
    const contents =
      '<ol><li><a href="a.xhtml">Part One</a><ol><li><a href="a.xhtml">Chapter 1</a></li><li><a href="b.xhtml">Chapter 2</a></li></ol></li></ol>'
    const { chapters } = await plan({ documents: { a: page('Chapter 1'), b: page('Chapter 2') }, contents })
    assert.deepEqual(
      chapters.map(({ type, segments, parent }) => [type, segments.length, parent]),
      [
        ['part', 0, null],
        ['chapter', 1, 0],
        ['chapter', 1, 0],
      ],
    )
  })
})

describe('what a chapter says of itself', () => {
  it('names its authors as the book does', async () => {
    const documents = {
      a: `<header><hgroup><h2>I</h2><p epub:type="title">General</p></hgroup><p epub:type="bridgehead">Madison, with Hamilton: From the Packet</p></header>${LONG}`,
      b: `<h1>On Peace</h1><p class="author">Anna Bell and Carl Doe</p>${LONG}`,
    }
    const contents =
      '<ol><li><a href="a.xhtml">I: General</a></li><li><a href="b.xhtml">On Peace</a></li></ol>'
    const { chapters } = await plan({
      documents,
      contents,
      creators: ['Alexander Hamilton', 'James Madison'],
    })
    assert.deepEqual(
      chapters.map(({ contributors }) => contributors),
      [
        ['James Madison', 'Alexander Hamilton'],
        ['Anna Bell', 'Carl Doe'],
      ],
    )
  })

  it('finds its number in the heading where the contents leave it out, and its subtitle', async () => {
    const documents = { a: `<h1>Chapter IV</h1><h1>The Treaty</h1><p class="subtitle">A Tragedy</p>${LONG}` }
    const contents = '<ol><li><a href="a.xhtml">The Treaty</a></li></ol>'
    const [chapter] = (await plan({ documents, contents })).chapters
    assert.deepEqual([chapter?.label, chapter?.title, chapter?.subtitle], ['IV', 'The Treaty', 'A Tragedy'])
  })

  it('does not take a street number for a chapter', async () => {
    const contents =
      '<ol><li><a href="a.xhtml">10 Downing Street</a></li><li><a href="b.xhtml">D. H. Lawrence</a></li></ol>'
    const { chapters } = await plan({ documents: { a: page('x'), b: page('y') }, contents })
    assert.deepEqual(
      chapters.map(({ label }) => label),
      [null, null],
    )
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkEpub } from '../check-epub.ts'
import { openEpub } from '../open-epub.ts'
import { readEpub } from '../read-epub.ts'
import { type BookParts, packageOf, xhtml } from '../samples/books.ts'
import type { EpubPackage, EpubRange } from '../types.ts'
import { findRange } from './find-range.ts'
import { type SliceRequest, sliceEpub } from './slice-epub.ts'

const SECRET = 'xylophone-in-the-cellar'

/** One file for two chapters and their notes: the hardest neighbours. */
const SHARED: BookParts = {
  files: {
    'EPUB/nav.xhtml': xhtml(
      '<nav epub:type="toc"><ol><li><a href="one.xhtml#a">A</a></li><li><a href="one.xhtml#b">B</a></li><li><a href="two.xhtml">Notes</a></li></ol></nav>',
    ),
    'EPUB/one.xhtml': xhtml(
      `<section id="a"><h1>A</h1><p>Open words.<a epub:type="noteref" href="two.xhtml#n1" id="r1">1</a> See <a href="#b">B</a>.</p></section><section id="b"><h1>B</h1><p>${SECRET}<a epub:type="noteref" href="two.xhtml#n2" id="r2">2</a></p></section>`,
      '<title>A and B</title>',
    ),
    'EPUB/two.xhtml': xhtml(
      `<section epub:type="endnotes"><h1>Notes</h1><ol><li id="n1" epub:type="endnote"><p>An open note. <a href="one.xhtml#r1">Back</a></p></li><li id="n2" epub:type="endnote"><p>${SECRET}, again. <a href="one.xhtml#r2">Back</a></p></li></ol></section>`,
    ),
  },
}

const A: EpubRange = { from: { path: 'EPUB/one.xhtml', id: 'a' }, to: { path: 'EPUB/one.xhtml', id: 'b' } }
const B: EpubRange = { from: { path: 'EPUB/one.xhtml', id: 'b' }, to: { path: 'EPUB/two.xhtml', id: null } }

const request = (range: EpubRange, more: Partial<SliceRequest> = {}): SliceRequest => ({
  range,
  notes: [],
  linkTo: () => 'https://books.example/b',
  metadata: {
    identifier: 'urn:uuid:5f8f2a44-3f0b-8f43-8d0b-5b6d2f2f1a10',
    title: 'A & <B>',
    language: 'en',
    creators: [{ name: 'Ines Marchetti', sortAs: 'Marchetti, Ines', role: 'aut' }],
    publisher: 'Aldine',
    rights: null,
    source: 'https://books.example/a',
    book: { title: 'A Book', identifier: 'urn:isbn:9780000000002', position: '1' },
    citation: 'A, pp. 1–2',
    modified: '2026-01-01T00:00:00Z',
    words: { contents: 'Contents', notes: 'Notes' },
  },
  ...more,
})

async function slice(book: EpubPackage, asked: SliceRequest) {
  const sliced = sliceEpub(book, asked)
  assert.ok(sliced.ok)
  const opened = await openEpub(sliced.value)
  assert.ok(opened.ok)
  const text = (path: string): string => {
    const read = opened.container.read(path)
    return read.ok ? new TextDecoder().decode(read.value) : ''
  }
  return { bytes: sliced.value, container: opened.container, text, read: readEpub(opened.container) }
}

async function errorsOf(bytes: Uint8Array): Promise<readonly string[]> {
  const { issues } = await checkEpub(bytes)
  return issues.filter(({ severity }) => severity === 'error').map(({ message }) => message)
}

/** The second element of the list in the notes file, by place in document order: html 0, head 1, title 2, body 3 … */
const NOTE_ONE = 7

describe('sliceEpub', () => {
  it('holds no word of the chapter that shares its file, nor of its notes', async () => {
    const { container, text } = await slice(
      await packageOf(SHARED),
      request(A, { notes: [{ path: 'EPUB/two.xhtml', elements: [NOTE_ONE] }] }),
    )
    const everything = [...container.entries.keys()].map(text).join('\n')
    assert.ok(!everything.includes(SECRET))
    assert.match(everything, /Open words\./)
    assert.match(everything, /An open note\./)
  })

  it('brings the notes along at their own place, so that both ways of each reference hold', async () => {
    const { text } = await slice(
      await packageOf(SHARED),
      request(A, { notes: [{ path: 'EPUB/two.xhtml', elements: [NOTE_ONE] }] }),
    )
    assert.match(text('EPUB/one.xhtml'), /href="two\.xhtml#n1"/)
    assert.match(text('EPUB/two.xhtml'), /href="one\.xhtml#r1"/)
  })

  it('brings notes that stand in a cut-away part of its own file along as well', async () => {
    const book = await packageOf({
      files: {
        'EPUB/one.xhtml': xhtml(
          `<section id="a"><h1>A</h1><p>Open words.<a epub:type="noteref" href="#n1">1</a></p></section><section id="b"><h1>B</h1><aside epub:type="footnote" id="n1"><p>An open note.</p></aside><p>${SECRET}</p></section>`,
        ),
      },
    })
    const aside = 10
    const { bytes, text } = await slice(
      book,
      request(A, { notes: [{ path: A.from.path, elements: [aside] }] }),
    )
    assert.match(text(A.from.path), /epub:type="noteref" href="#n1".*id="n1"><p>An open note\./s)
    assert.ok(!text(A.from.path).includes(SECRET))
    assert.deepEqual(await errorsOf(bytes), [])
  })

  it('keeps every reference to a note that several share, and brings the note once', async () => {
    const book = await packageOf({
      files: {
        ...SHARED.files,
        'EPUB/one.xhtml': xhtml(
          '<section id="a"><h1>A</h1><p>One<a epub:type="noteref" href="two.xhtml#n1" id="r1">1</a>, two<a epub:type="noteref" href="two.xhtml#n1">1</a>.</p></section><section id="b"><h1>B</h1><p>B<a id="r2"></a></p></section>',
        ),
      },
    })
    const { text } = await slice(
      book,
      request(A, { notes: [{ path: 'EPUB/two.xhtml', elements: [NOTE_ONE] }] }),
    )
    assert.equal(text('EPUB/one.xhtml').match(/epub:type="noteref" href="two\.xhtml#n1"/g)?.length, 2)
    assert.equal(text('EPUB/two.xhtml').match(/An open note\./g)?.length, 1)
  })

  it('promises no note behind a reference that leads out, to an appendix on a page of its own', async () => {
    const book = await packageOf({
      files: {
        'EPUB/one.xhtml': xhtml(
          '<h1>One</h1><p>Words<a class="mark" epub:type="noteref z3998:x" role="doc-noteref" href="two.xhtml#a1">A1</a>.</p>',
        ),
        'EPUB/two.xhtml': xhtml(
          '<section epub:type="appendix"><h1>Appendix</h1><p id="a1">Tables.</p></section>',
        ),
      },
    })
    const range = { from: { path: 'EPUB/one.xhtml', id: null }, to: { path: 'EPUB/two.xhtml', id: null } }
    const { text } = await slice(book, request(range))
    const [link = ''] = text('EPUB/one.xhtml').match(/<a .*<\/a>/) ?? []
    assert.match(link, /href="https:\/\/books\.example\/b">A1</)
    assert.match(link, /class="mark" epub:type="z3998:x"/)
    assert.doesNotMatch(link, /noteref/)
    const unlinked = await slice(book, request(range, { linkTo: () => null }))
    assert.doesNotMatch(unlinked.text('EPUB/one.xhtml'), /noteref|href="two/)
    assert.match(unlinked.text('EPUB/one.xhtml'), />A1</)
  })

  it('leaves out the way back to a reference in another chapter, not the words of one that has words', async () => {
    const book = await packageOf({
      files: {
        ...SHARED.files,
        'EPUB/two.xhtml': xhtml(
          '<section epub:type="endnotes"><h1>Notes</h1><ol><li id="n1" epub:type="endnote"><p><a epub:type="backlink" href="one.xhtml#r2">Note 1</a>. Shared. <a epub:type="backlink" href="one.xhtml#r1">↩</a><a epub:type="backlink" href="one.xhtml#r2">↩</a></p></li></ol></section>',
        ),
      },
    })
    const { text } = await slice(
      book,
      request(A, { notes: [{ path: 'EPUB/two.xhtml', elements: [NOTE_ONE] }] }),
    )
    const notes = text('EPUB/two.xhtml')
    assert.deepEqual(
      notes.match(/[^>]*<a [^>]*>[^<]*/g)?.map((link) => link.replace(/^.*<a /, '')),
      ['href="https://books.example/b">Note 1', 'epub:type="backlink" href="one.xhtml#r1">↩'],
    )
  })

  it('leads links to the rest of the book to its pages', async () => {
    const { text } = await slice(await packageOf(SHARED), request(A))
    assert.match(text('EPUB/one.xhtml'), /href="https:\/\/books\.example\/b"[^>]*>B</)
  })

  it('drops a link that leads nowhere, and keeps its words', async () => {
    const { text } = await slice(await packageOf(SHARED), request(A, { linkTo: () => null }))
    assert.doesNotMatch(text('EPUB/one.xhtml'), /href="#b"/)
    assert.match(text('EPUB/one.xhtml'), />B<\/a>/)
  })

  it('is a valid book with a title, an author and a source of its own', async () => {
    const { bytes, read } = await slice(await packageOf(SHARED), request(B))
    assert.deepEqual(await errorsOf(bytes), [])
    assert.equal(read.package?.metadata.titles[0]?.value, 'A & <B>')
    assert.deepEqual(read.package?.metadata.creators[0]?.roles, ['aut'])
    assert.deepEqual(read.package?.metadata.sources, ['https://books.example/a'])
  })

  it('is the same to the byte when it is cut again', async () => {
    const book = await packageOf(SHARED)
    const first = sliceEpub(book, request(A))
    const second = sliceEpub(await packageOf(SHARED), request(A))
    assert.ok(first.ok && second.ok)
    assert.deepEqual(Buffer.from(first.value), Buffer.from(second.value))
  })

  it('keeps the version of the book, since the content of one is not valid in the other', async () => {
    const { read } = await slice(await packageOf({ ...SHARED, version: '2.0' }), request(A))
    assert.equal(read.package?.version, '2.0')
  })

  it('leaves scripts and frames that show another document behind', async () => {
    const book = await packageOf({
      files: {
        'EPUB/one.xhtml': xhtml(
          '<h1>One</h1><script>run()</script><p onclick="run()">Text <iframe src="two.xhtml"></iframe></p>',
        ),
        'EPUB/two.xhtml': xhtml(`<h1>Two</h1><p>${SECRET}</p>`),
      },
    })
    const range = { from: { path: 'EPUB/one.xhtml', id: null }, to: { path: 'EPUB/two.xhtml', id: null } }
    const { container, text } = await slice(book, request(range))
    assert.doesNotMatch(text('EPUB/one.xhtml'), /script|onclick|iframe/)
    assert.ok(!container.entries.has('EPUB/two.xhtml'))
  })

  it('says so when a chapter has nothing of its own to show', async () => {
    const book = await packageOf({ files: { 'EPUB/one.xhtml': xhtml(' ') } })
    const range = { from: { path: 'EPUB/one.xhtml', id: null }, to: { path: 'EPUB/two.xhtml', id: null } }
    const sliced = sliceEpub(book, request(range))
    assert.ok(!sliced.ok)
    assert.equal(sliced.error.rule, 'chapter-has-text')
  })
})

describe('findRange', () => {
  it('finds the chapter of a place by the rule that cuts them', async () => {
    const book = await packageOf(SHARED)
    const of = (path: string, fragment: string | null) => findRange(book, [A, B], { path, fragment })
    assert.equal(of('EPUB/one.xhtml', null), 0)
    assert.equal(of('EPUB/one.xhtml', 'r1'), 0)
    assert.equal(of('EPUB/one.xhtml', 'b'), 1)
    assert.equal(of('EPUB/one.xhtml', 'r2'), 1)
    assert.equal(of('EPUB/two.xhtml', 'n1'), null)
    assert.equal(of('EPUB/elsewhere.xhtml', null), null)
  })
})

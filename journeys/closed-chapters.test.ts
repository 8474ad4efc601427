import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openEpub, zipEpub } from '@chapterhouse/epub'
import { type CrawledPage, crawl } from './crawl.ts'
import { theSite } from './shared.ts'

/** Stands in the closed chapter, in its note and in its picture; nowhere else. */
const SECRET = 'quincunx-behind-the-wainscot'

const page = (body: string) =>
  `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en"><head><title>t</title></head><body>${body}</body></html>`

/** An open and a closed chapter in one file, and the notes of both in another: the hardest neighbours there are. */
const FILES: Readonly<Record<string, string>> = {
  'META-INF/container.xml':
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
  'b.opf': `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:chapterhouse:journey:closed</dc:identifier><dc:title>Neighbours</dc:title><dc:creator>Ada Tester</dc:creator><dc:language>en</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="t" href="text.xhtml" media-type="application/xhtml+xml"/><item id="n" href="notes.xhtml" media-type="application/xhtml+xml"/><item id="p1" href="open.svg" media-type="image/svg+xml"/><item id="p2" href="closed.svg" media-type="image/svg+xml"/></manifest><spine><itemref idref="t"/><itemref idref="n"/></spine></package>`,
  'nav.xhtml': page(
    '<nav epub:type="toc"><ol><li><a href="text.xhtml#a">The open one</a></li><li><a href="text.xhtml#b">The closed one</a></li><li><a href="notes.xhtml">Notes</a></li></ol></nav>',
  ),
  'text.xhtml': page(
    `<section id="a" epub:type="chapter"><h1>The open one</h1><p>Words that anybody may read.<a epub:type="noteref" href="notes.xhtml#n1" id="r1">1</a></p><figure><img src="open.svg" alt="An open picture"/></figure></section><section id="b" epub:type="chapter"><h1>The closed one</h1><p>An abstract stands for it. ${SECRET}.<a epub:type="noteref" href="notes.xhtml#n2" id="r2">2</a></p><figure><img src="closed.svg" alt="${SECRET}"/><figcaption>${SECRET}</figcaption></figure></section>`,
  ),
  'notes.xhtml': page(
    `<section epub:type="endnotes"><h1>Notes</h1><ol><li epub:type="endnote" id="n1"><p>An open note.</p></li><li epub:type="endnote" id="n2"><p>${SECRET} in a note.</p></li></ol></section>`,
  ),
  'open.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>open picture</text></svg>',
  'closed.svg': `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>${SECRET}</text></svg>`,
}

const BOOK_YAML = `rights: { statement: "© 2026 Ada Tester" }
chapters:
  - { at: text.xhtml#a, title: The open one }
  - { at: text.xhtml#b, title: The closed one, access: closed, abstract: What the closed one is about. }
`

type Outline = { readonly id: string; readonly title: string; readonly url: string; readonly access: string }

describe('a closed chapter beside an open one', () => {
  let folder = ''
  let origin = ''
  let bookId = ''
  let contents: readonly Outline[] = []
  let pages: ReadonlyMap<string, CrawledPage>

  before(async () => {
    const site = await theSite()
    origin = site.origin
    folder = await mkdtemp(join(tmpdir(), 'chapterhouse-closed-'))
    const bytes = zipEpub(
      Object.entries(FILES).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) })),
    )
    await writeFile(join(folder, 'book.epub'), bytes)
    await writeFile(join(folder, 'book.yaml'), BOOK_YAML)
    const added = await site.run('add', '--json', folder)
    assert.equal(added.code, 0, added.stdout + added.stderr)
    bookId = String((JSON.parse(added.stdout) as { id: string }).id)
    const told = (await (await fetch(`${origin}/api/v1/books/${bookId}`)).json()) as {
      contents: readonly Outline[]
    }
    contents = told.contents
    const own = new RegExp(`${bookId}|${contents.map(({ id }) => id).join('|')}`)
    pages = await crawl(origin, `/api/v1/books/${bookId}`)
    const [first] = contents
    pages = await crawl(origin, new URL(first?.url ?? '', origin).pathname, (path) => own.test(path))
  })

  after(() => rm(folder, { recursive: true, force: true }))

  const idOf = (title: string): string => contents.find((one) => one.title === title)?.id ?? ''

  /** The body as a reader gets it; of an archive every file in it. */
  async function wordsOf(path: string, headers: Record<string, string> = {}): Promise<string> {
    const answer = await fetch(origin + path, { headers })
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const opened = bytes[0] === 0x50 && bytes[1] === 0x4b ? await openEpub(bytes) : null
    if (opened === null || !opened.ok) return new TextDecoder().decode(bytes)
    const { container } = opened
    return [...container.entries.keys()]
      .map((entry) => {
        const read = container.read(entry)
        return read.ok ? new TextDecoder().decode(read.value) : ''
      })
      .join('\n')
  }

  it('has a page that says what it is about and what to do, and none of its words', () => {
    const closed = [...pages.values()].find(
      ({ path }) => path.includes(idOf('The closed one')) && path.startsWith('/chapters'),
    )
    assert.ok(closed?.html.includes('What the closed one is about.') && !closed.html.includes(SECRET))
  })

  it('leaves the open one to be read, with its own note alone', () => {
    const open = [...pages.values()].find(
      ({ path }) => path.includes(idOf('The open one')) && path.startsWith('/chapters'),
    )
    const words = open?.html ?? ''
    assert.ok(words.includes('Words that anybody may read.'))
    assert.ok(words.includes('An open note.'))
    assert.ok(!words.includes(SECRET))
  })

  it('is in no page, file, picture, citation or answer of the book, whoever asks and however', async () => {
    const guessed = contents.flatMap(({ id }) => [
      `/api/v1/chapters/${id}`,
      `/cite/${id}`,
      `/cite/${id}.ris`,
      `/cite/${id}.bib`,
      `/cite/${id}.json`,
      `/linksets/${id}`,
      `/files/${id}/book.epub`,
      `/files/${bookId}/book.epub`,
      `/chapters/x/${id}/2`,
      `/fr/chapters/x/${id}`,
    ])
    const asked = [
      ...new Set([...pages.keys(), ...guessed, `/api/v1/books/${bookId}`, `/cite/${bookId}.json`]),
    ]
    assert.ok(
      asked.some((path) => path.startsWith('/files/')),
      'the open chapter can be taken away',
    )
    const leaks: string[] = []
    for (const path of asked)
      for (const headers of [
        {},
        { range: 'bytes=0-99999' },
        { accept: 'application/x-bibtex' },
        { 'accept-encoding': 'identity' },
      ])
        if ((await wordsOf(path, headers)).includes(SECRET)) leaks.push(`${path} ${JSON.stringify(headers)}`)
    assert.deepEqual(leaks, [])
  })

  it('shows its picture under no chapter, though the name were known', async () => {
    const { createHash } = await import('node:crypto')
    const names = Object.values(FILES).map((text) => `${createHash('sha256').update(text).digest('hex')}.svg`)
    for (const { id } of [...contents, { id: bookId }])
      for (const name of names) {
        const words = await wordsOf(`/media/${id}/${name}`)
        assert.ok(!words.includes(SECRET), `/media/${id}/${name}`)
      }
  })

  it('closes the notes at the end of the book too, since its own stand among them', () => {
    assert.equal(contents.find(({ title }) => title === 'Notes')?.access, 'closed')
  })
})

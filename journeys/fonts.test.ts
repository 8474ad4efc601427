import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { zipEpub } from '@chapterhouse/epub'
import { visit } from './browser.ts'
import { theBrowser, theSite } from './shared.ts'

const PACKAGE =
  '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:chapterhouse:journey:fonts</dc:identifier><dc:title>A Case of Type</dc:title><dc:creator>Ada Tester</dc:creator><dc:language>en</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'

const page = (language: string, body: string) =>
  `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="${language}"><head><title>t</title></head><body>${body}</body></html>`

/** Every manner of letter in one chapter, as a learned one has them. */
const MIXED = `<section epub:type="chapter"><h1>Every manner of letter</h1>
<p>A word <i>in italics</i>, <b>a bold one</b>, <b><i>both</i></b>, <span class="small-caps">in small capitals</span>, and ½ of 1953–54.</p>
<p>The Greeks said <i lang="el">λόγος</i>, the Russians <span lang="ru">перебежчик</span>, <em lang="ru">невозвращенец</em>.</p>
<table><tr><th>Year</th><th>Sum</th></tr><tr><td>1953</td><td>10</td></tr></table></section>`

const FILES: Readonly<Record<string, string>> = {
  'META-INF/container.xml':
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
  'b.opf': PACKAGE,
  'nav.xhtml': page(
    'en',
    '<nav epub:type="toc"><ol><li><a href="a.xhtml">Every manner of letter</a></li><li><a href="b.xhtml">Чужие письма</a></li></ol></nav>',
  ),
  'a.xhtml': page('en', MIXED),
  'b.xhtml': page(
    'ru',
    '<section epub:type="chapter"><h1>Чужие письма</h1><p>Все эти слова по-русски.</p></section>',
  ),
}

describe('the fonts of a page', () => {
  let folder = ''
  let chapters: readonly string[] = []
  before(async () => {
    const site = await theSite()
    folder = await mkdtemp(join(tmpdir(), 'chapterhouse-fonts-'))
    const file = join(folder, 'book.epub')
    await writeFile(
      file,
      zipEpub(Object.entries(FILES).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }))),
    )
    const added = await site.run('add', '--json', '--access', 'open', file)
    assert.equal(added.code, 0, added.stdout + added.stderr)
    const { id } = JSON.parse(added.stdout) as { id: string }
    const book = (await (await fetch(`${site.origin}/api/v1/books/${id}`)).json()) as {
      contents: readonly { url: string }[]
    }
    chapters = book.contents.map(({ url }) => site.origin + new URL(url).pathname)
  })
  after(() => rm(folder, { recursive: true, force: true }))

  /** All that is asked for when somebody reads the page to its end. */
  const fetched = async (address: string): Promise<ReadonlyMap<string, number>> =>
    visit(await theBrowser(), {}, async (tab) => {
      const sizes = new Map<string, number>()
      const reading: Promise<unknown>[] = []
      tab.on('response', (answer) => {
        // A redirect has no body.
        if (answer.ok()) reading.push(answer.body().then((body) => sizes.set(answer.url(), body.length)))
      })
      await tab.goto(address)
      await tab.keyboard.press('End')
      await tab.evaluate('document.fonts.ready')
      await tab.waitForLoadState('networkidle')
      await Promise.all(reading)
      return sizes
    })

  const fontsOf = (sizes: ReadonlyMap<string, number>) =>
    [...sizes].filter(([address]) => address.endsWith('.woff2'))

  it('are two of at most 110 KB for italics, bold, small capitals, Greek and Russian words, among six requests', async () => {
    const sizes = await fetched(chapters[0] ?? '')
    const fonts = fontsOf(sizes)
    const names = fonts.map(([address]) => address).join(' ')
    assert.equal(fonts.length, 2, names)
    assert.match(names, /italic/)
    assert.ok(fonts.reduce((sum, [, size]) => sum + size, 0) <= 110_000, names)
    assert.ok(sizes.size <= 6, [...sizes.keys()].join(' '))
  })

  it('have the letters of the script in which a whole text is written', async () => {
    const names = fontsOf(await fetched(chapters[1] ?? '')).map(([address]) => address)
    assert.ok(
      names.some((name) => name.includes('cyrillic')),
      names.join(' '),
    )
  })

  it('are no more on the front page, the shelf, the policies, and where readers sign in', async () => {
    const { origin } = await theSite()
    for (const path of ['/', '/books', '/account', '/accessibility', '/policies/usage'])
      assert.ok(fontsOf(await fetched(origin + path)).length <= 2, path)
  })
})

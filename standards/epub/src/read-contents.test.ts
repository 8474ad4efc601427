import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nav, packageOf, readBook, rulesOf, xhtml } from './samples/books.ts'
import type { ContentsEntry } from './types.ts'

/** "Title → path#fragment", children indented. */
const outline = (entries: readonly ContentsEntry[], indent = ''): string[] =>
  entries.flatMap(({ title, target, children }) => [
    `${indent}${title}${target === null ? '' : ` → ${target.path}${target.fragment === null ? '' : `#${target.fragment}`}`}`,
    ...outline(children, `${indent}  `),
  ])

const NCX_ITEM = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
const CHAPTERS =
  '<item id="c1" href="one.xhtml" media-type="application/xhtml+xml"/><item id="c2" href="two.xhtml" media-type="application/xhtml+xml"/>'

const ncx = (body: string): string =>
  `<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">${body}</ncx>`

const point = (order: number, label: string, src: string, inside = ''): string =>
  `<navPoint id="n${order}" playOrder="${order}"><navLabel><text>${label}</text></navLabel><content src="${src}"/>${inside}</navPoint>`

describe('the table of contents', () => {
  it('is a tree of links and of headings without a link', async () => {
    const { contents, contentsFrom } = await packageOf({
      files: {
        'EPUB/nav.xhtml': nav(
          `<h2>Contents</h2><ol><li><span>Part One</span><ol hidden=""><li><a href="one.xhtml#a%20b">I <em>and</em>
           more</a></li></ol></li><li><a href="two.xhtml">Two</a></li></ol>`,
        ),
      },
    })
    assert.equal(contentsFrom, 'nav')
    assert.deepEqual(outline(contents), [
      'Part One',
      '  I and more → EPUB/one.xhtml#a b',
      'Two → EPUB/two.xhtml',
    ])
  })

  it('reads labels that are pictures, ruby or titles', async () => {
    const { contents } = await packageOf({
      files: {
        'EPUB/nav.xhtml': nav(
          '<ol><li><a href="one.xhtml"><img src="a.png" alt="The  sea"/></a></li><li><a href="one.xhtml"><ruby>漢<rt>かん</rt></ruby>字</a></li><li><a href="two.xhtml" title="Blank"></a></li><li><a href="two.xhtml">A<br/>B</a></li></ol>',
        ),
      },
    })
    assert.deepEqual(
      contents.map(({ title }) => title),
      ['The sea', '漢字', 'Blank', 'A B'],
    )
  })

  it('sees through wrappers, and through levels that say nothing', async () => {
    const { contents } = await packageOf({
      files: {
        'EPUB/nav.xhtml': nav(
          '<div><ul><li><p><a href="one.xhtml">One</a></p></li><li><ol><li><a href="two.xhtml">Two</a></li></ol></li><li>Loose words<ol><li><a href="https://a.example/">Away</a></li></ol></li></ul></div>',
        ),
      },
    })
    assert.deepEqual(outline(contents), [
      'One → EPUB/one.xhtml',
      'Two → EPUB/two.xhtml',
      'Loose words',
      '  Away',
    ])
  })

  it('comes with landmarks and with the pages of the printed book', async () => {
    const { landmarks, pageList } = await packageOf({
      files: {
        'EPUB/nav.xhtml': xhtml(
          `<nav epub:type="landmarks" hidden=""><ol><li><a epub:type="bodymatter z3998:x" href="one.xhtml">Start</a></li></ol></nav>
           <nav epub:type="toc"><ol><li><a href="one.xhtml">One</a></li></ol></nav>
           <nav role="doc-pagelist"><ol><li><a href="one.xhtml#p1">xiv</a></li><li><span>15</span></li></ol></nav>`,
        ),
      },
    })
    assert.deepEqual(landmarks, [
      {
        types: ['bodymatter', 'z3998:x'],
        title: 'Start',
        target: { path: 'EPUB/one.xhtml', fragment: null },
      },
    ])
    assert.deepEqual(pageList, [{ label: 'xiv', target: { path: 'EPUB/one.xhtml', fragment: 'p1' } }])
  })

  it('is the NCX in a book without a navigation document, guide and pages with it', async () => {
    const book = await packageOf({
      version: '2.0',
      manifest: CHAPTERS + NCX_ITEM,
      spineAttributes: 'toc="ncx"',
      afterSpine: '<guide><reference type="text" title="Begin" href="one.xhtml#s"/></guide>',
      files: {
        'EPUB/nav.xhtml': null,
        'EPUB/toc.ncx': ncx(
          `<navMap>${point(1, 'One &eacute;', 'one.xhtml', point(2, 'Inside', 'one.xhtml#i'))}${point(9, 'Two', 'two.xhtml')}</navMap>
           <pageList><pageTarget type="normal" value="4"><navLabel><text> </text></navLabel><content src="one.xhtml#p4"/></pageTarget></pageList>`,
        ),
      },
    })
    assert.equal(book.contentsFrom, 'ncx')
    assert.deepEqual(outline(book.contents), [
      'One é → EPUB/one.xhtml',
      '  Inside → EPUB/one.xhtml#i',
      'Two → EPUB/two.xhtml',
    ])
    assert.deepEqual(book.pageList, [{ label: '4', target: { path: 'EPUB/one.xhtml', fragment: 'p4' } }])
    assert.deepEqual(book.landmarks[0]?.types, ['text'])
  })

  it('falls back from an empty or broken navigation document to the NCX', async () => {
    for (const broken of [nav('<ol></ol>'), '<html>']) {
      const book = await packageOf({
        manifest: `${CHAPTERS + NCX_ITEM}<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>`,
        files: {
          'EPUB/nav.xhtml': broken,
          'EPUB/toc.ncx': ncx(`<navMap>${point(1, 'One', 'one.xhtml')}</navMap>`),
        },
      })
      assert.equal(book.contentsFrom, 'ncx')
    }
  })

  it('is made of the documents where there is none, by their headings, and that is told', async () => {
    const { package: book, issues } = await readBook({
      manifest: CHAPTERS,
      files: {
        'EPUB/nav.xhtml': null,
        'EPUB/two.xhtml': xhtml('<p>no heading</p>', '<title>Its title</title>'),
      },
    })
    assert.equal(book?.contentsFrom, 'spine')
    assert.deepEqual(outline(book?.contents ?? []), ['One → EPUB/one.xhtml', 'Its title → EPUB/two.xhtml'])
    assert.deepEqual(rulesOf(issues), ['contents-are-there'])
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cutDocument } from './cut-document.ts'
import { cutPlaceOf, indexOf } from './cut-place.ts'
import { parseXml } from './parse-xml.ts'
import { pageSource } from './samples/xml-trees.ts'
import { descendants, findElement, idOf, textOf } from './walk-xml.ts'
import { writeXml } from './write-xml.ts'
import type { XmlElement } from './xml.ts'

const pageOf = (body: string): XmlElement => {
  const source = body.startsWith('<html')
    ? body
    : `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>T</title></head><body>${body}</body></html>`
  const parsed = parseXml(source, { file: 'page.xhtml' })
  assert.ok(parsed.ok)
  return parsed.root
}

const bodyOf = (root: XmlElement): XmlElement => findElement(root, 'body') ?? root
const shown = (body: string, from: string | null, to: string | null): string =>
  writeXml(bodyOf(cutDocument(pageOf(body), from, to)), { declaration: false }).replace(
    / xmlns(:\w+)?="[^"]*"/g,
    '',
  )

describe('cutDocument', () => {
  it('keeps what lies between two ids', () => {
    const page = '<p id="a">one</p><p id="b">two</p><p id="c">three</p>'
    assert.equal(shown(page, 'b', 'c'), '<body><p id="b">two</p></body>')
    assert.equal(shown(page, null, 'b'), '<body><p id="a">one</p></body>')
    assert.equal(shown(page, 'c', null), '<body><p id="c">three</p></body>')
  })

  it('takes the heading along when the id is inside it', () => {
    const page = '<p>one</p><h2>Chapter <a id="b"/>two</h2><p>two</p>'
    assert.equal(shown(page, 'b', null), '<body><h2>Chapter <a id="b"></a>two</h2><p>two</p></body>')
    assert.equal(shown(page, null, 'b'), '<body><p>one</p></body>')
  })

  it('takes the section along when the id is the first thing in it', () => {
    const page = '<p>one</p><section class="s"><div> <p><a id="b"/>two</p></div></section>'
    assert.equal(shown(page, null, 'b'), '<body><p>one</p></body>')
    assert.match(shown(page, 'b', null), /^<body><section class="s"><div> <p>/)
  })

  it('lets a page marker go with the chapter that follows it', () => {
    const page = '<p>one</p><span epub:type="pagebreak" id="p5">5</span> <a id="x"/><h2 id="b">two</h2>'
    assert.equal(shown(page, null, 'b'), '<body><p>one</p></body>')
  })

  it('leaves a heading with its part when a chapter inside begins later', () => {
    const page = '<section id="part"><h1>Part</h1><section id="ch">text</section></section>'
    assert.equal(shown(page, 'part', 'ch'), '<body><section id="part"><h1>Part</h1></section></body>')
  })

  it('never cuts a formula or a drawing', () => {
    const page =
      '<p>one <math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi><mi id="b">y</mi></math></p>'
    assert.match(shown(page, 'b', null), /<mi>x<\/mi>/)
  })

  it('knows a place by a name, as EPUB 2 did', () => {
    assert.equal(shown('<p>one</p><p><a name="b"/>two</p>', null, 'b'), '<body><p>one</p></body>')
  })

  it('takes an unknown id for the start, on both sides of the cut', () => {
    assert.equal(shown('<p>one</p>', 'nowhere', null), '<body><p>one</p></body>')
    assert.equal(shown('<p>one</p>', null, 'nowhere'), '<body></body>')
  })

  it('goes on counting a list that began before', () => {
    const page = '<ol id="l"><li>1</li><li value="7">7</li><li id="b">8</li></ol>'
    assert.equal(shown(page, 'b', null), '<body><ol start="8"><li id="b">8</li></ol></body>')
  })

  it('keeps nothing of what an earlier chapter said of itself', () => {
    const page =
      '<section id="secret1" title="secret2" aria-label="secret3" class="s" lang="fr"><p>secret4</p><p id="b">two</p></section>'
    assert.equal(
      shown(page, 'b', null),
      '<body><section class="s" lang="fr"><p id="b">two</p></section></body>',
    )
  })

  it('holds every text exactly once and in order, wherever a page is cut', () => {
    void fc.assert(
      fc.property(pageSource, fc.array(fc.nat({ max: 12 }), { maxLength: 6 }), (source, numbers) => {
        const root = pageOf(source)
        const places = new Map<number, string>()
        for (const number of numbers) {
          const place = cutPlaceOf(root, `i${number}`)
          if (place !== null && place > 0) places.set(place, `i${number}`)
        }
        const ids = [...places].toSorted(([a], [b]) => a - b).map(([, id]) => id)
        const starts = [null, ...ids]
        const pieces = starts.map((id, index) => bodyOf(cutDocument(root, id, starts[index + 1] ?? null)))
        assert.equal(pieces.map(textOf).join(''), textOf(bodyOf(root)))
        const allIds = pieces
          .flatMap((piece) => [...descendants(piece)].map(idOf))
          .filter((id) => id !== null)
        assert.equal(new Set(allIds).size, allIds.length, 'no id stands in two pieces')
        assert.deepEqual(
          allIds,
          [...descendants(bodyOf(root))].map(idOf).filter((id) => id !== null),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('never parts a heading from the id inside it', () => {
    void fc.assert(
      fc.property(pageSource, (source) => {
        const root = pageOf(source)
        for (const heading of descendants(root, 'h2')) {
          const anchor = [...descendants(heading)].map(idOf).find((id) => id !== null)
          if (anchor === undefined || anchor === null) continue
          assert.ok(textOf(cutDocument(root, anchor, null)).includes(textOf(heading)))
          assert.ok(indexOf(cutDocument(root, null, anchor)).byId.get(anchor) === undefined)
        }
      }),
    )
  })
})

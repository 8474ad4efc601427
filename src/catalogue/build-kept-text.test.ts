import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { DraftText } from '#book'
import { buildKeptTexts } from './build-kept-text.ts'
import { decideAnchors, NO_ANCHORS } from './decide-anchors.ts'
import { text } from './testing/sample-draft.ts'

const anchored = (id: string, draft: DraftText | null) => ({
  id,
  text: draft,
  anchors: decideAnchors(NO_ANCHORS, draft?.blocks ?? []).live,
})

/** A draft's text whose HTML is written by hand. */
const withHtml = (lines: readonly string[], ...sections: readonly string[]): DraftText => ({
  ...text(lines),
  sections: sections.map((html) => ({ html })),
})

describe('buildKeptTexts', () => {
  it('writes anchors for block numbers, in text, headings and page markers', () => {
    const draft = text(['# Vienna', 'He left.', '---', '@214', 'He arrived.'])
    const [kept] = buildKeptTexts([anchored('aaa', draft)])
    const [heading, left, page, arrived] = anchored('aaa', draft).anchors.map(({ anchor }) => anchor)
    assert.deepEqual(kept?.sections, [
      { number: 1, html: `<h2 id="${heading}">Vienna</h2>\n<p id="${left}">He left.</p>\n` },
      { number: 2, html: `<span id="page-214">214</span>\n<p id="${arrived}">He arrived.</p>\n` },
    ])
    assert.deepEqual(kept?.facts.headings, [{ level: 2, text: 'Vienna', anchor: heading, section: 1 }])
    assert.deepEqual(kept?.facts.pageMarkers, [{ label: '214', anchor: page, section: 2 }])
    assert.equal(kept?.facts.sections, 2)
  })

  it('leads from a note to its references and back, into other chapters and sections', () => {
    const body = withHtml(
      ['He left.', 'He arrived.'],
      '<p id="b:0">He left.<a id="r:0.1" href="b:1.0">1</a></p>',
      '<p id="b:1">He arrived.<a id="r:0.2" href="b:1.0">1</a> <a href="b:1">Notes</a></p>',
    )
    const notes = withHtml(
      ['[See file.]'],
      '<aside id="b:0">See file. <a href="r:0.0.1">a</a> <a href="r:0.0.2">b</a></aside>',
    )
    const chapters = [anchored('body', body), anchored('notes', notes)]
    const [p0] = chapters[0]?.anchors ?? []
    const [note] = chapters[1]?.anchors ?? []
    const kept = buildKeptTexts(chapters)
    assert.equal(
      kept[0]?.sections[0]?.html,
      `<p id="${p0?.anchor}">He left.<a id="${p0?.anchor}-r1" href="chapter:notes#${note?.anchor}">1</a></p>`,
    )
    assert.match(kept[0]?.sections[1]?.html ?? '', /<a href="chapter:notes">Notes<\/a>/)
    assert.equal(
      kept[1]?.sections[0]?.html,
      `<aside id="${note?.anchor}">See file. <a href="chapter:body#${p0?.anchor}-r1">a</a> <a href="chapter:body.2#${p0?.anchor}-r2">b</a></aside>`,
    )
  })

  it('names pictures by their own scheme, and leaves what an author wrote alone', () => {
    const draft = withHtml(
      ['Look.'],
      '<p id="b:0" title="m:odd b:9">Look: id=b:0, href=&quot;b:7&quot; <img src="m:ab.png" alt="src=&quot;m:x&quot;"><video poster="m:cd.png"></video><a href="https://b:80/">out</a></p>',
    )
    const [kept] = buildKeptTexts([anchored('aaa', draft)])
    const anchor = anchored('aaa', draft).anchors[0]?.anchor
    assert.equal(
      kept?.sections[0]?.html,
      `<p id="${anchor}" title="m:odd b:9">Look: id=b:0, href=&quot;b:7&quot; <img src="media:ab.png" alt="src=&quot;m:x&quot;"><video poster="media:cd.png"></video><a href="https://b:80/">out</a></p>`,
    )
  })

  it('points at a chapter without text as a whole', () => {
    const [kept, none] = buildKeptTexts([
      anchored('aaa', withHtml(['See.'], '<p id="b:0"><a href="b:1">See.</a></p>')),
      anchored('part', null),
    ])
    assert.match(kept?.sections[0]?.html ?? '', /href="chapter:part"/)
    assert.equal(none, null)
  })

  it('refuses a draft that points at nothing', () => {
    const draft = withHtml(['See.'], '<p id="b:0"><a href="b:4.2">See.</a></p>')
    assert.throws(() => buildKeptTexts([anchored('aaa', draft)]), /chapter 4\.2/)
  })
})

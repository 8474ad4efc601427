import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readSample } from './samples/sample-book.ts'

const contents = (...names: string[]): string =>
  `<ol>${names.map((name) => `<li><a href="${name}.xhtml">${name}</a></li>`).join('')}</ol>`

/** The same two notes in every way that books keep them. */
const WAYS: Readonly<Record<string, { readonly a: string; readonly n?: string }>> = {
  'asides beside the text': {
    a: '<p>Word<a epub:type="noteref" href="#f1">1</a> more<a epub:type="noteref" href="#f2">2</a>.</p><aside epub:type="footnote" id="f1"><p>First note.</p></aside><aside epub:type="footnote" id="f2"><p>Second note.</p></aside>',
  },
  'DPUB-ARIA roles': {
    a: '<p>Word<a role="doc-noteref" href="#f1">1</a> more<a role="doc-noteref" href="#f2">2</a>.</p><section role="doc-endnotes"><h2>Notes</h2><ol><li id="f1">First note. <a role="doc-backlink" href="#x">↩</a></li><li id="f2">Second note.</li></ol></section>',
  },
  'a file of endnotes': {
    a: '<p>Word<a epub:type="noteref" id="r1" href="n.xhtml#f1">1</a> more<a epub:type="noteref" id="r2" href="n.xhtml#f2">2</a>.</p>',
    n: '<section epub:type="endnotes"><h2>Notes</h2><ol><li id="f1"><p>First note. <a epub:type="backlink" href="a.xhtml#r1">↩</a></p></li><li id="f2"><p>Second note. <a epub:type="backlink" href="a.xhtml#r2">↩</a></p></li></ol></section>',
  },
  'raised numbers and links back, without a word of what they are': {
    a: '<p>Word<sup><a id="r1" href="n.xhtml#f1">1</a></sup> more<a id="r2" href="n.xhtml#f2"><sup>2</sup></a>.</p>',
    n: '<h1>Remarks</h1><p><a id="f1" href="a.xhtml#r1">1</a>. First note.</p><p><a id="f2" href="a.xhtml#r2">2</a>. Second note.</p>',
  },
  'definitions in a list of notes': {
    a: '<p>Word<a epub:type="noteref" href="n.xhtml#f1">1</a> more<a epub:type="noteref" href="n.xhtml#f2">2</a>.</p>',
    n: '<section epub:type="endnotes"><dl><dt id="f1">1</dt><dd>First note.</dd><dt id="f2">2</dt><dd>Second note.</dd></dl></section>',
  },
}

describe('notes', () => {
  for (const [way, { a, n }] of Object.entries(WAYS))
    it(`come with the chapter that refers to them, and lead back: ${way}`, async () => {
      const documents = { a: `<h1>a</h1>${a}`, ...(n === undefined ? {} : { n }) }
      const { html, texts } = await readSample({ documents, contents: contents('a') })
      const chapter = html[0] ?? ''
      assert.equal(texts[0]?.text.facts.notes, 2)
      assert.match(chapter, /<a id="r:\d+\.1" href="b:0\.\d+" class="noteref" role="doc-noteref">1<\/a>/)
      assert.match(chapter, /<li id="b:\d+" class="note" value="1">.*First note\./)
      assert.match(chapter, /<li id="b:\d+" class="note" value="2">.*Second note\./)
      assert.match(
        chapter,
        /href="r:0\.\d+\.1" class="backlink made" role="doc-backlink" aria-label="Back to reference 1"/,
      )
      assert.equal(chapter.match(/doc-backlink/g)?.length, 2)
    })

  it('keep their mark where it is no number', async () => {
    const { html } = await readSample({
      documents: {
        a: '<p>Word<a epub:type="noteref" href="#f">*</a></p><aside epub:type="footnote" id="f">* Starred.</aside>',
      },
      contents: contents('a'),
    })
    assert.match(html[0] ?? '', /<span class="marker">\*<\/span> Starred\./)
  })

  it('are shown in every chapter that refers to them, and once more in the notes of the book', async () => {
    const documents = {
      a: '<p>One<a epub:type="noteref" href="n.xhtml#f">1</a></p>',
      b: '<p>Two<a epub:type="noteref" href="n.xhtml#f">1</a></p>',
      n: '<section epub:type="endnotes"><h1>n</h1><ol><li id="f">Shared note.</li></ol></section>',
    }
    const { html, texts } = await readSample({ documents, contents: contents('a', 'b', 'n') })
    assert.deepEqual(
      html.map((one) => one.includes('Shared note.')),
      [true, true, true],
    )
    assert.deepEqual(texts[2]?.alsoHolds, [0, 1])
    assert.match(html[2] ?? '', /href="r:0\.\d+\.1".*href="r:1\.\d+\.1"/)
  })

  it('of a note that refers to another bring that one along', async () => {
    const documents = {
      a: '<p>One<a epub:type="noteref" href="n.xhtml#f">1</a></p>',
      n: '<section epub:type="endnotes"><ol><li id="f">See<a epub:type="noteref" href="#g">2</a></li><li id="g">The other note.</li></ol></section>',
    }
    const { html, texts } = await readSample({ documents, contents: contents('a', 'n') })
    assert.match(html[0] ?? '', /The other note\./)
    // So does the chapter's own file.
    assert.equal(texts[0]?.notesElsewhere[0]?.elements.length, 2)
  })

  it('may hold lists of their own', async () => {
    const documents = {
      a: '<p>One<a epub:type="noteref" id="r" href="n.xhtml#f">1</a>, two<a epub:type="noteref" href="n.xhtml#g">2</a></p>',
      n: '<section epub:type="endnotes"><h1>n</h1><ol><li id="f"><p>The officers:</p><ul><li><p>The Treasurer.</p></li><li><p>The Surveyor.</p></li></ul><p><a epub:type="backlink" href="a.xhtml#r">↩</a></p></li><li id="g"><p>Plain.</p></li></ol></section>',
    }
    const { html, texts } = await readSample({ documents, contents: contents('a', 'n') })
    assert.equal(texts[0]?.text.facts.notes, 2)
    assert.match(
      html[0] ?? '',
      /class="note" value="1">.*The officers:.*<ul>.*The Surveyor\..*value="2">.*Plain/s,
    )
    assert.match(html[1] ?? '', /The officers:.*The Surveyor\./s)
  })

  it('that nothing refers to stay with their chapter', async () => {
    const { html, rules } = await readSample({
      documents: { a: '<p>One</p><aside epub:type="footnote" id="f">Lonely note.</aside>' },
      contents: contents('a'),
    })
    assert.match(html[0] ?? '', /Lonely note\./)
    assert.ok(rules.includes('note-is-referred-to'))
  })

  it('are not made of paragraphs of another chapter to which a reference leads', async () => {
    const { html } = await readSample({
      documents: {
        a: '<p>One<a epub:type="noteref" href="b.xhtml#p">1</a></p>',
        b: '<h1>b</h1><p id="p">A paragraph of an appendix.</p>',
      },
      contents: contents('a', 'b'),
    })
    assert.doesNotMatch(html[0] ?? '', /appendix/)
    assert.match(html[1] ?? '', /appendix/)
    assert.match(html[0] ?? '', /href="b:1\.0"[^>]*class="noteref"/)
  })

  it('do not change the paragraph that they are notes to, when they are renumbered', async () => {
    const hashes = await Promise.all(
      ['1', '2'].map(async (mark) => {
        const { texts } = await readSample({
          documents: {
            a: `<p>One word<a epub:type="noteref" href="#f">${mark}</a>.</p><aside epub:type="footnote" id="f">Note.</aside>`,
          },
          contents: contents('a'),
        })
        return texts[0]?.text.blocks.map(({ hash }) => hash)
      }),
    )
    assert.deepEqual(hashes[0], hashes[1])
  })
})

describe('what only another chapter may show', () => {
  it('is in no other: chapters that share a file, and a file of notes', async () => {
    const names = ['a', 'b', 'c', 'd']
    const section = (name: string): string =>
      `<section id="${name}"><h2>${name}</h2><p>Text-${name}<a epub:type="noteref" href="n.xhtml#f-${name}">1</a></p><figure><img src="${name}.png" alt="Alt-${name}"/><figcaption>Caption-${name}</figcaption></figure><p hidden="hidden" id="h-${name}">Hidden-${name}</p></section>`
    const documents = {
      all: names.map(section).join(''),
      // Hangs on the last chapter, since the contents do not name it and it does not say what it is.
      n: `<ol>${names.map((name) => `<li id="f-${name}">Secret-${name} <a href="all.xhtml#${name}">↩</a></li>`).join('')}</ol>`,
    }
    const toc = `<ol>${names.map((name) => `<li><a href="all.xhtml#${name}">${name}</a></li>`).join('')}</ol>`
    const media = new Map(
      names.map((name, i) => [
        `EPUB/${name}.png`,
        { name: `${String(i).repeat(64)}.png`, mediaType: 'image/png', bytes: 1, width: 1, height: 1 },
      ]),
    )
    const { html, texts, chapters } = await readSample({ documents, contents: toc }, { media })
    for (const [at, name] of names.entries()) {
      const chapter = chapters.findIndex(({ title }) => title === name)
      const own = `${html[chapter]} ${texts[chapter]?.text.plain} ${texts[chapter]?.opening.join(' ')}`
      assert.match(own, new RegExp(`Text-${name}.*Secret-${name}`, 's'))
      for (const other of names)
        if (other !== name) assert.doesNotMatch(own, new RegExp(`(Text|Secret|Caption|Alt|Hidden)-${other}`))
      assert.deepEqual(texts[chapter]?.media, [`${String(at).repeat(64)}.png`])
    }
  })

  it('is not brought in as the description of a picture', async () => {
    const documents = {
      all: '<section id="a"><h2>a</h2><p><img src="p.png" alt="A" aria-describedby="d"/></p></section><section id="b"><h2>b</h2><p hidden="hidden" id="d">Secret of b.</p><p>Text.</p></section>',
    }
    const toc = '<ol><li><a href="all.xhtml#a">a</a></li><li><a href="all.xhtml#b">b</a></li></ol>'
    const media = new Map([
      [
        'EPUB/p.png',
        { name: `${'0'.repeat(64)}.png`, mediaType: 'image/png', bytes: 1, width: 1, height: 1 },
      ],
    ])
    const { html } = await readSample({ documents, contents: toc }, { media })
    assert.doesNotMatch(html[0] ?? '', /Secret/)
  })
})

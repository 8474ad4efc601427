import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { readSample, type SampleBook, sampleMedia } from './samples/sample-book.ts'

const one = async (body: string, more: Partial<SampleBook> = {}, media = new Map([sampleMedia('p.png')])) => {
  const contents = '<ol><li><a href="a.xhtml">Title</a></li></ol>'
  const read = await readSample({ documents: { a: body }, contents, ...more }, { media })
  return { ...read, page: read.html[0] ?? '', text: read.texts[0]?.text }
}

/** Without the anchors, which other tests look at. */
const bare = async (body: string, more: Partial<SampleBook> = {}): Promise<string> =>
  (await one(body, more)).page.replace(/ id="[br]:[\d.]+"/g, '')

describe('headings', () => {
  it('leave out the one that the page shows itself', async () => {
    assert.equal(await bare('<h2>Title</h2><p>Text.</p>'), '<p>Text.</p>')
    assert.equal(
      await bare('<header><hgroup><h2>V</h2><p epub:type="title">Title</p></hgroup></header><p>Text.</p>', {
        contents: '<ol><li><a href="a.xhtml">V: Title</a></li><li><a href="a.xhtml#x">VI: More</a></li></ol>',
      }),
      '<p>Text.</p>',
    )
  })

  it('leave out one whose number is told from the title by its looks alone', async () => {
    assert.equal(
      await bare('<h1><span class="label">Part I</span> Title</h1><p>Text.</p>', {
        contents: '<ol><li><a href="a.xhtml">Part I. Title</a></li></ol>',
      }),
      '<p>Text.</p>',
    )
    assert.equal(
      await bare('<h5>פרק ראשון</h5><h3>הפלגת קצרה</h3><p>א</p>', {
        contents: '<ol><li><a href="a.xhtml">הפלגת קצרה</a></li></ol>',
      }),
      '<p>א</p>',
    )
  })

  it('keep one that says something else, or has a note', async () => {
    assert.match(await bare('<h1>Another title</h1><p>Text.</p>'), /^<h2>Another title<\/h2>/)
    assert.match(
      await bare(
        '<h1>Title<a epub:type="noteref" href="#n">*</a></h1><p>Text.</p><aside epub:type="footnote" id="n">Note.</aside>',
      ),
      /^<h2>Title<a/,
    )
  })

  it('go down from h2 one level at a time, however the file numbers them', async () => {
    const page = await bare('<h1>Title</h1><h4>A</h4><p>x</p><h6>B</h6><p>x</p><h4>C</h4><p>x</p>')
    assert.deepEqual(page.match(/<h\d/g), ['<h2', '<h3', '<h2'])
    const nested = await bare(
      '<section><h1>Title</h1><section><h1>A</h1><section><h1>B</h1></section></section><section><h1>C</h1></section></section>',
    )
    assert.deepEqual(nested.match(/<h\d/g), ['<h2', '<h3', '<h2'])
  })
})

describe('meaning', () => {
  it('of styles and class names survives as elements', async () => {
    const css =
      '.q1 { font-style: italic } .q2 { font-variant: small-caps } .q3 { vertical-align: super } .q4 { font-weight: bold } .r { text-align: right } .gone { display: none }'
    assert.equal(
      await bare(
        '<p class="r"><span class="q1">a</span> <span class="q2">b</span><span class="q3">c</span> <span class="q4">d</span><span class="gone">e</span></p>',
        { css },
      ),
      '<p class="right"><i>a</i> <span class="sc">b</span><sup>c</sup> <b>d</b></p>',
    )
    assert.equal(await bare('<p><span class="smallcaps">x</span></p>'), '<p><span class="sc">x</span></p>')
  })

  it('of sides is told by where lines begin and end, whichever way they run', async () => {
    const css = 'body { text-align: right } .l { text-align: left }'
    assert.equal(
      await bare('<div dir="rtl"><p>א</p><p class="l">ב</p></div>', { css }),
      '<p dir="rtl">א</p><p class="right" dir="rtl">ב</p>',
    )
  })

  it('of language and direction is told where it changes, and only there', async () => {
    assert.equal(
      await bare(
        '<div lang="fr"><p>Un <span lang="fr">deux</span> <i xml:lang="la">tres</i></p></div><p lang="en">Four</p><p lang="he" dir="rtl">א</p>',
      ),
      '<p lang="fr">Un deux <i lang="la">tres</i></p><p>Four</p><p lang="he" dir="rtl">א</p>',
    )
  })

  it('of verse keeps stanzas and lines, also where lines are blocks by style', async () => {
    assert.equal(
      await bare('<div class="linegroup"><div>One<span class="lnum">1</span></div><div>Two</div></div>'),
      '<div class="verse"><p>One <span class="line-number">1</span><br>Two</p></div>',
    )
    const css = 'p > span { display: block } p > span + br { display: none }'
    assert.equal(
      await bare(
        '<blockquote epub:type="z3998:verse"><p><span>One</span><br/><span class="i1">Two</span></p></blockquote>',
        { css },
      ),
      '<blockquote class="verse"><p>One<br><span class="i1">Two</span></p></blockquote>',
    )
  })

  it('of ruby, direction, quotation and time is kept', async () => {
    const body =
      '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> <bdo dir="rtl">abc</bdo> <bdi>x</bdi> <q>y</q> <time datetime="1953">then</time> <del datetime="1954-01-01">z</del> <abbr title="United Nations">UN</abbr></p>'
    assert.equal(await bare(body), body)
  })
})

describe('structure', () => {
  it('of tables is kept for those who listen, and scrolls', async () => {
    const page = await bare(
      '<table border="1" style="width:9999px"><caption>Votes</caption><thead><tr><th id="x y">A</th><th id="z">B</th></tr></thead><tbody><tr><td headers="z" colspan="2" rowspan="99999">1</td></tr></tbody></table>',
    )
    assert.equal(
      page,
      '<div class="table" role="group" aria-label="Votes" tabindex="0"><table><caption>Votes</caption><thead><tr><th id="t1-x_y" scope="col">A</th><th id="t1-z" scope="col">B</th></tr></thead><tbody><tr><td headers="t1-z" colspan="2">1</td></tr></tbody></table></div>',
    )
  })

  it('of figures joins picture and caption; size and lateness of loading are told', async () => {
    const img = `<img src="m:${'ab'.repeat(32)}.png" alt="A fox" width="40" height="30" loading="lazy">`
    assert.equal(
      await bare(
        '<div class="figure"><p><img src="p.png" alt="A fox"/></p><p class="caption">Fig. 1</p></div>',
      ),
      `<figure>${img}<figcaption>Fig. 1</figcaption></figure>`,
    )
    assert.equal(await bare('<p><img src="p.png" alt="A fox"/></p>'), `<figure>${img}</figure>`)
    assert.equal(await bare('<p>See <img src="p.png" alt="A fox"/></p>'), `<p>See ${img}</p>`)
  })

  it('of long descriptions is shown with the picture', async () => {
    const page = await bare(
      '<figure><img src="p.png" alt="A fox" aria-describedby="d"/></figure><div id="d" hidden="hidden"><p>A red fox.</p></div>',
    )
    assert.match(
      page,
      /<details class="description"><summary class="made">Description<\/summary><p>A red fox\.<\/p><\/details>/,
    )
  })

  it('of what opens keeps the words that open it, for search too', async () => {
    const { html, texts } = await readSample({
      documents: { a: '<details><summary>More of this</summary></details>' },
    })
    assert.match(html.join(''), /<details><summary[^>]*>More of this<\/summary><\/details>/)
    assert.match(texts[0]?.text.plain ?? '', /More of this/)
  })
  it('of long descriptions that stand right beside their picture does not say so twice', async () => {
    const img = '<img src="p.png" alt="A fox" aria-describedby="d"/>'
    const details = '<details id="d"><summary>Description of figure 1</summary><p>A red fox.</p></details>'
    for (const beside of [
      `<figure>${img}<figcaption>Fig. 1</figcaption></figure>\n${details}`,
      `${details}<p>${img}</p>`,
      `<figure>${img}${details}<figcaption>Fig. 1</figcaption></figure>`,
    ]) {
      const page = await bare(beside)
      assert.equal(page.match(/Description/g)?.length, 1, page)
      assert.equal(page.match(/<figure/g)?.length, 1, page)
    }
    assert.match(
      await bare(`<figure>${img}</figure><p>Words.</p>${details}`),
      /<figure>.*<a class="made" href="b:0\.\d+">Description<\/a>.*<\/figure><p>Words/,
    )
  })

  it('of several pictures under one caption is one figure', async () => {
    const page = await bare(
      '<figure><p><img src="p.png" alt="A"/> <img src="p.png" alt="B"/></p><figcaption>Both</figcaption></figure>',
    )
    assert.match(page, /^<figure><img[^>]*alt="A"[^>]*>\s*<img[^>]*alt="B"[^>]*><figcaption>Both/)
  })

  it('of formulas is kept, annotations left out, displays blocks', async () => {
    const math =
      '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><semantics><mfenced><mi>x</mi><mi>y</mi></mfenced><annotation-xml encoding="text/html"><p>bad</p></annotation-xml></semantics></math>'
    assert.equal(
      await bare(`<p>${math}</p>`),
      '<div class="formula"><math display="block"><mrow><mo fence="true">(</mo><mrow><mi>x</mi><mo separator="true">,</mo><mi>y</mi></mrow><mo fence="true">)</mo></mrow></math></div>',
    )
  })

  it('of page breaks tells the printed page', async () => {
    const { page, text } = await one(
      '<h1>Title</h1><p>One <span epub:type="pagebreak" id="p5" title="5"/>two.</p><div role="doc-pagebreak" aria-label="6"/><p><a href="#p5">back</a></p>',
    )
    assert.deepEqual(
      text?.pageMarkers.map(({ label }) => label),
      ['5', '6'],
    )
    assert.match(page, /<span id="b:1" class="page" role="doc-pagebreak" aria-label="Page 5">5<\/span>/)
    assert.match(page, /href="b:0\.1"/)
  })

  it('of sound and film has controls, sources and captions of its own', async () => {
    const media = new Map([
      sampleMedia('s.mp3', 'mp3', 'audio/mpeg'),
      sampleMedia('t.vtt', 'vtt', 'text/vtt'),
    ])
    const { page } = await one(
      '<audio autoplay="autoplay" onplay="x()" controls="controls"><source src="s.mp3" type="audio/mpeg"/><track src="t.vtt" kind="captions" srclang="en" label="English"/>Not supported</audio>',
      {},
      media,
    )
    assert.match(
      page,
      /^<figure id="b:0"><audio controls preload="none"><source src="m:[a-f\d]+\.mp3" type="audio\/mpeg"><track src="m:[a-f\d]+\.vtt" kind="captions" srclang="en" label="English"><\/audio><\/figure>$/,
    )
  })

  it('of switches, forms and frames is what could be seen of them', async () => {
    const page = await bare(
      '<epub:switch xmlns:epub="http://www.idpf.org/2007/ops"><epub:case required-namespace="http://www.xml-cml.org/schema"><p>chem</p></epub:case><epub:default><p>H<sub>2</sub>O</p></epub:default></epub:switch><form><label>Name <input value="typed"/></label><select><option>one</option><option>two</option></select><button onclick="x()">Go</button></form><object data="q.xml" type="application/x-quiz"><p>Question</p></object><noscript><p>Plain</p></noscript>',
    )
    assert.match(page, /H<sub>2<\/sub>O.*Name.*typed.*one, two.*Go.*Question.*Plain/)
    assert.doesNotMatch(page, /chem|form|input|select|button|onclick/)
  })
})

describe('drawings', () => {
  it('keep shapes and looks, and lose what acts or loads', async () => {
    const page = await bare(
      '<p>x <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="evil()"><style>.a{fill:red;background:url(http://evil.example/x)} #g{stroke:blue}</style><defs><linearGradient id="g"><stop offset="0" style="stop-color:#fff"/></linearGradient></defs><path class="a" d="M0 0" style="stroke: url(#g); fill-opacity: .5"/><a xlink:href="javascript:evil()" xmlns:xlink="http://www.w3.org/1999/xlink"><circle r="1"/></a><use href="http://evil.example/#x"/><animate attributeName="href" to="javascript:x"/><script>evil()</script><foreignObject><p>words</p></foreignObject></svg></p>',
    )
    assert.match(page, /<path d="M0 0" fill="red" stroke="url\(#g1-g\)" fill-opacity="\.5"><\/path>/)
    assert.match(
      page,
      /<linearGradient id="g1-g" stroke="blue"><stop offset="0" stop-color="#fff"><\/stop><\/linearGradient>/,
    )
    assert.match(page, /<circle r="1">/)
    assert.match(page, /words/)
    assert.doesNotMatch(page, /evil|script|animate|style/)
  })

  it('that hold a picture alone are that picture', async () => {
    const page = await bare(
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><title>The cover</title><image width="9" height="9" xlink:href="p.png"/></svg>',
    )
    assert.match(page, /<figure><img src="m:[^"]+" alt="The cover"/)
  })
})

describe('links', () => {
  it('lead to blocks of this chapter and of others, to the world, or become text', async () => {
    const documents = {
      a: '<h1 id="top">A</h1><p>One</p><p id="two">Two</p><p><a href="#two">1</a> <a href="b.xhtml#x">2</a> <a href="b.xhtml">3</a> <a href="https://example.org/?a=1&amp;b=2">4</a> <a href="mailto:a@b.example">5</a> <a href="#nowhere">6</a> <a href="javascript:x()">7</a> <a href="gone.xhtml">8</a> <a href="#top">9</a> <a href="file:///etc/passwd">10</a></p>',
      b: '<h1>B</h1><div id="x"><p>There</p></div>',
    }
    const contents = '<ol><li><a href="a.xhtml">A</a></li><li><a href="b.xhtml">B</a></li></ol>'
    const { html, rules } = await readSample({ documents, contents })
    assert.match(
      html[0] ?? '',
      /<a href="b:0\.1">1<\/a> <a href="b:1\.0">2<\/a> <a href="b:1">3<\/a> <a href="https:\/\/example\.org\/\?a=1&amp;b=2" rel="noopener external">4<\/a> <a href="mailto:a@b\.example" rel="noopener external">5<\/a> 6 7 8 <a href="b:0">9<\/a> 10/,
    )
    assert.equal(rules.filter((rule) => rule === 'internal-links-resolve').length, 2)
  })

  it('around whole paragraphs become links inside them', async () => {
    assert.equal(
      await bare('<a href="https://example.org/"><div><p>One</p><p>Two</p></div></a>'),
      '<p><a href="https://example.org/" rel="noopener external">One</a></p><p><a href="https://example.org/" rel="noopener external">Two</a></p>',
    )
  })

  it('stand for what lies outside the book and is not fetched', async () => {
    const { page, rules } = await one('<p><img src="https://tracker.example/x.png" alt="A map"/></p>')
    assert.match(
      page,
      /A picture stands outside this book: <\/span><a href="https:\/\/tracker\.example\/x\.png" rel="noopener external">A map<\/a>/,
    )
    assert.doesNotMatch(page, /<img/)
    assert.ok(rules.includes('remote-resources-are-absent'))
  })
})

describe('long chapters', () => {
  it('go on at a section on a further page, at a heading, each about 300 KB as sent', async () => {
    const words = 'peace treaty signed committee winter river several against nobody letter'.split(' ')
    const sentence = (i: number): string =>
      Array.from(
        { length: 12 },
        (_, k) => words[(i * 7 + k * k * 3 + (i % 11)) % words.length] + String((i * 31 + k) % 977),
      ).join(' ')
    const part = (n: number): string =>
      `<h2 id="h${n}">Section ${n}</h2>${Array.from({ length: 700 }, (_, i) => `<p>${sentence(n * 1000 + i)}.</p>`).join('')}<p>End<a epub:type="noteref" href="#f${n}">${n}</a></p><aside epub:type="footnote" id="f${n}">Note ${n}.</aside>`
    const { texts, html } = await one(
      `<h1>Title</h1><p><a href="#h18">to the end</a></p>${Array.from({ length: 18 }, (_, n) => part(n + 1)).join('')}`,
    )
    const sections = texts[0]?.text.sections ?? []
    assert.ok(sections.length > 1)
    for (const [i, section] of sections.entries()) {
      assert.ok(gzipSync(section.html).length < 330_000, String(gzipSync(section.html).length))
      if (i > 0) assert.match(section.html, /^<h2/)
      const marks = section.html.match(/class="noteref"/g)?.length
      assert.equal(section.html.match(/<li id="b:\d+" class="note"/g)?.length, marks)
    }
    const blocks = texts[0]?.text.blocks ?? []
    assert.deepEqual(
      blocks.map(({ section }) => section),
      blocks.map(({ section }) => section).toSorted((a, b) => a - b),
    )
    assert.match(html[0] ?? '', /href="b:0\.\d+">to the end/)
  })
})

describe('blocks', () => {
  it('are numbered in order, each once, and all that the facts count', async () => {
    const { page, text } = await one(
      '<p>a</p><ul><li>b<ul><li><p>c</p></li></ul></li></ul><dl><dt>d</dt><dd><p>e</p></dd></dl><blockquote>f</blockquote><pre> g\n  h</pre><table><tr><td><p>i</p></td></tr></table><figure><img src="p.png" alt=""/><figcaption><p>j</p></figcaption></figure>',
    )
    const ids = [...page.matchAll(/id="b:(\d+)"/g)].map(([, n]) => Number(n))
    assert.deepEqual(
      ids,
      ids.map((_, i) => i),
    )
    assert.equal(text?.blocks.length, ids.length)
    assert.deepEqual(text?.plain.split('\n'), ['a', 'b', 'c', 'd', 'e', 'f', 'g h', 'i', 'j'])
    assert.match(page, /<pre id="b:6">\n g\n {2}h<\/pre>/)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { openEpub } from './open-epub.ts'
import { readEpub } from './read-epub.ts'
import { makeBook, openBook, packageOf, readBook, rulesOf, xhtml } from './samples/books.ts'

const IMAGE = '<item id="pic" href="pic.jpg" media-type="image/jpeg"/>'

const plus = (items: string): string =>
  `<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="c1" href="one.xhtml" media-type="application/xhtml+xml"/><item id="c2" href="two.xhtml" media-type="application/xhtml+xml"/>${items}`

describe('readEpub, the metadata of EPUB 3', () => {
  it('refines titles, in their languages, directions and order', async () => {
    const { metadata } = await packageOf({
      packageAttributes: 'xml:lang="en" dir="ltr"',
      metadata: `<dc:title id="t2">  A
        Subtitle </dc:title><dc:title id="t1" xml:lang="he" dir="rtl">כותרת</dc:title><dc:title dir="auto"> </dc:title>
        <meta refines="#t1" property="title-type">main</meta><meta refines="#t1" property="display-seq">1</meta>
        <meta refines="#t2" property="title-type">subtitle</meta><meta refines="#t2" property="display-seq">2</meta>
        <meta refines="#t2" property="file-as">Subtitle, A</meta>`,
    })
    assert.deepEqual(metadata.titles, [
      { value: 'כותרת', type: 'main', language: 'he', direction: 'rtl', sortAs: null },
      { value: 'A Subtitle', type: 'subtitle', language: 'en', direction: 'ltr', sortAs: 'Subtitle, A' },
    ])
  })

  it('knows who did what, under every script of a name', async () => {
    const { metadata } = await packageOf({
      metadata: `<dc:creator id="a">Murakami Haruki</dc:creator><dc:contributor id="b">J. Doe</dc:contributor>
        <meta refines="#a" property="role" scheme="marc:relators">aut</meta><meta refines="#a" property="role">ill</meta>
        <meta refines="#a" property="alternate-script" xml:lang="ja">村上 春樹</meta>
        <meta refines="#a" property="file-as">Murakami, Haruki</meta>
        <meta refines="#b" property="role">http://id.loc.gov/vocabulary/relators/trl</meta>`,
    })
    const [author] = metadata.creators
    assert.deepEqual(author?.roles, ['aut', 'ill'])
    assert.equal(author?.sortAs, 'Murakami, Haruki')
    assert.deepEqual(author?.alternateScripts, [{ value: '村上 春樹', language: 'ja' }])
    assert.deepEqual(metadata.contributors[0]?.roles, ['trl'])
  })

  it('tells identifiers by code list, by type and by their own beginning', async () => {
    const { metadata } = await packageOf({
      metadata: `<dc:identifier id="i1">10.1515/1</dc:identifier><dc:identifier>urn:uuid:x</dc:identifier><dc:identifier>plain</dc:identifier>
        <meta refines="#i1" property="identifier-type" scheme="onix:codelist5">06</meta>`,
    })
    assert.equal(metadata.uniqueIdentifier, 'urn:isbn:9780000000002')
    assert.deepEqual(
      metadata.identifiers.map(({ scheme }) => scheme),
      ['ISBN', 'DOI', 'UUID', null],
    )
  })

  it('knows series and the sets that hold them', async () => {
    const { metadata } = await packageOf({
      metadata: `<meta property="belongs-to-collection" id="s">Sub-series</meta><meta refines="#s" property="collection-type">series</meta>
        <meta refines="#s" property="group-position">2</meta><meta refines="#s" property="dcterms:identifier">issn:1234-5678</meta>
        <meta refines="#s" property="belongs-to-collection" id="m">Main series</meta><meta refines="#m" property="belongs-to-collection" id="r">round</meta>
        <meta name="calibre:series" content="Sub-series"/>`,
    })
    assert.deepEqual(metadata.collections, [
      { title: 'Sub-series', type: 'series', position: '2', identifier: 'issn:1234-5678' },
      { title: 'Main series', type: null, position: null, identifier: null },
      { title: 'round', type: null, position: null, identifier: null },
    ])
  })

  it('tells properties under their usual prefixes, and subjects with their authority', async () => {
    const { metadata } = await packageOf({
      packageAttributes: 'prefix="s: http://schema.org/ own: http://a.example/"',
      metadata: `<meta property="s:accessMode">textual</meta><meta property="schema:accessMode">visual</meta><meta property="own:x">y</meta>
        <meta property="dcterms:modified">2020-01-01T00:00:00Z</meta><dc:type>thesis</dc:type><dc:subject id="s">Trees</dc:subject>
        <meta refines="#s" property="authority">LCSH</meta><meta refines="#s" property="term">sh85137131</meta>
        <link rel="record own:see" href="meta.xml" media-type="application/marc"/><link rel="schema:url" refines="#s" href="https://a.example/"/>`,
    })
    assert.deepEqual(metadata.properties.get('schema:accessMode'), ['textual', 'visual'])
    assert.deepEqual(metadata.properties.get('own:x'), ['y'])
    assert.deepEqual(metadata.properties.get('dc:type'), ['thesis'])
    assert.equal(metadata.modified, '2020-01-01T00:00:00Z')
    assert.deepEqual(metadata.subjects, [{ value: 'Trees', authority: 'LCSH', term: 'sh85137131' }])
    assert.deepEqual(
      metadata.links.map(({ rel }) => rel),
      ['record', 'own:see'],
    )
  })

  it('keeps the paragraphs of a description', async () => {
    const { metadata } = await packageOf({
      metadata: '<dc:description> One\n two.\n\n  Three. </dc:description>',
    })
    assert.deepEqual(metadata.descriptions, ['One two.\n\nThree.'])
  })
})

describe('readEpub, the metadata of EPUB 2', () => {
  it('reads the attributes of OPF and the names of calibre', async () => {
    const { metadata } = await packageOf({
      version: '2.0',
      metadata: `<dc:creator opf:role="edt" opf:file-as="Doe, J.">J. Doe</dc:creator><dc:contributor role="trl">K. Roe</dc:contributor>
        <dc:date opf:event="publication">2001</dc:date><dc:identifier opf:scheme="DOI">10.1/2</dc:identifier>
        <meta name="calibre:series" content="Old Series"/><meta name="calibre:series_index" content="3.0"/>`,
    })
    assert.deepEqual([metadata.creators[0]?.roles, metadata.creators[0]?.sortAs], [['edt'], 'Doe, J.'])
    assert.deepEqual(metadata.contributors[0]?.roles, ['trl'])
    assert.deepEqual(metadata.dates, [{ value: '2001', event: 'publication' }])
    assert.deepEqual(metadata.identifiers[1], { value: '10.1/2', scheme: 'DOI' })
    assert.deepEqual(metadata.collections, [
      { title: 'Old Series', type: 'series', position: '3.0', identifier: null },
    ])
  })

  it('sees through the wrappers of OEB 1.2', async () => {
    const { metadata } = await packageOf({
      version: '2.0',
      metadata:
        '<dc-metadata xmlns:old="http://purl.org/dc/elements/1.0/"><old:Title>Old</old:Title></dc-metadata><x-metadata><meta name="k" content="v"/></x-metadata>',
    })
    assert.equal(metadata.titles[0]?.value, 'Old')
    assert.deepEqual(metadata.properties.get('k'), ['v'])
  })
})

describe('readEpub, the package', () => {
  it('reads a plain book without a complaint', async () => {
    const { package: book, issues } = await readBook()
    assert.deepEqual(issues, [])
    assert.equal(book?.path, 'EPUB/package.opf')
    assert.deepEqual(
      book?.spine.map(({ item }) => item.path),
      ['EPUB/one.xhtml', 'EPUB/two.xhtml'],
    )
    assert.equal(book?.layout, 'reflowable')
    assert.equal(book?.coverImage, null)
  })

  it('keeps non-linear documents at their place, with their properties', async () => {
    const { spine, pageProgression } = await packageOf({
      spine: '<itemref idref="c1" linear="no"/><itemref idref="c2" properties="page-spread-left x"/>',
      spineAttributes: 'page-progression-direction="rtl"',
    })
    assert.deepEqual(
      spine.map(({ linear, properties }) => [linear, properties]),
      [
        [false, []],
        [true, ['page-spread-left', 'x']],
      ],
    )
    assert.equal(pageProgression, 'rtl')
  })

  it('takes the fallback of what it cannot show, and says when there is none', async () => {
    const json =
      '<item id="j" href="a.json" media-type="application/json" fallback="k"/><item id="k" href="b.bin" media-type="x/y" fallback="c1"/>'
    const { spine } = await packageOf({ manifest: plus(json), spine: '<itemref idref="j"/>' })
    assert.equal(spine[0]?.item.path, 'EPUB/one.xhtml')
    const circle =
      '<item id="j" href="a.json" media-type="application/json" fallback="k"/><item id="k" href="b.bin" media-type="x/y" fallback="j"/>'
    const { issues } = await readBook({ manifest: plus(circle), spine: '<itemref idref="j"/>' })
    assert.ok(rulesOf(issues).includes('resource-has-a-core-media-type'))
  })

  it('says what the spine names without the manifest knowing it, and what is there twice', async () => {
    const { issues } = await readBook({
      manifest: plus('<item id="c1" href="x.xhtml" media-type="application/xhtml+xml"/><item href="y"/>'),
      spine: '<itemref idref="c1"/><itemref idref="c9"/>',
    })
    assert.deepEqual(rulesOf(issues), [
      'ids-are-unique',
      'document-follows-its-schema',
      'resource-is-in-the-manifest',
    ])
    assert.equal(issues[2]?.element, '<itemref idref="c9">')
  })

  it('finds the cover by property, by meta, by the page of the guide, and by name', async () => {
    const cover = (
      await packageOf({
        manifest: plus('<item id="x" href="a b.png" media-type="image/png" properties="cover-image"/>'),
      })
    ).coverImage
    assert.equal(cover, 'EPUB/a b.png')
    for (const content of ['pic', 'pic.jpg', 'c1']) {
      const book = await packageOf({
        manifest: plus(IMAGE),
        metadata: `<meta name="cover" content="${content}"/>`,
        files: { 'EPUB/one.xhtml': xhtml('<p><img src="pic.jpg" alt=""/></p>') },
      })
      assert.equal(book.coverImage, 'EPUB/pic.jpg', content)
    }
    const drawn = await packageOf({
      manifest: plus(IMAGE),
      afterSpine: '<guide><reference type="cover" href="one.xhtml"/></guide>',
      files: {
        'EPUB/one.xhtml': xhtml(
          '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="pic.jpg"/></svg>',
        ),
      },
    })
    assert.equal(drawn.coverImage, 'EPUB/pic.jpg')
    const named = await packageOf({
      manifest: plus('<item id="i" href="img/cover.jpg" media-type="image/jpeg"/>'),
    })
    assert.equal(named.coverImage, 'EPUB/img/cover.jpg')
  })

  it('knows fixed layouts by the words of EPUB 3, the Kindle, Apple, and by overrides', async () => {
    const apple = {
      'META-INF/com.apple.ibooks.display-options.xml':
        '<display_options><platform name="*"><option name="fixed-layout">true</option></platform></display_options>',
    }
    for (const parts of [
      { metadata: '<meta property="rendition:layout">pre-paginated</meta>' },
      { metadata: '<meta name="fixed-layout" content="true"/>' },
      { files: apple },
      {
        spine:
          '<itemref idref="c1" properties="rendition:layout-pre-paginated"/><itemref idref="c2" linear="no"/>',
      },
    ])
      assert.equal((await packageOf(parts)).layout, 'pre-paginated')
  })

  it('records what would be loaded from elsewhere, and not what is only linked', async () => {
    const { remoteResources } = await packageOf({
      manifest: plus(
        '<item id="f" href="https://fonts.example/f.woff" media-type="font/woff"/><item id="s" href="s.css" media-type="text/css"/>',
      ),
      files: {
        'EPUB/one.xhtml': xhtml(
          '<a href="https://linked.example/">x</a><video src="https://video.example/v"/><img alt="&lt;" src="//img.example/i"/>',
        ),
        'EPUB/s.css': '@import "http://css.example/a"; @font-face { src: url( \'https://font.example/b\' ) }',
      },
    })
    assert.deepEqual(
      remoteResources.map(({ address }) => address),
      [
        'https://video.example/v',
        'https://img.example/i',
        'https://fonts.example/f.woff',
        'http://css.example/a',
        'https://font.example/b',
      ],
    )
  })

  it('says which files are encrypted and how', async () => {
    const data = (method: string, uri: string) =>
      `<enc:EncryptedData><enc:EncryptionMethod Algorithm="${method}"/><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData>`
    const { encryption } = await packageOf({
      files: {
        'META-INF/encryption.xml': `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">${data('http://www.idpf.org/2008/embedding', 'EPUB/a%20b.otf')}${data('http://www.w3.org/2001/04/xmlenc#aes128-cbc', 'EPUB/one.xhtml')}</encryption>`,
      },
    })
    assert.deepEqual(
      encryption.map(({ path, method }) => [path, method]),
      [
        ['EPUB/a b.otf', 'idpf-obfuscation'],
        ['EPUB/one.xhtml', 'unknown'],
      ],
    )
  })

  it('reads the first of several renditions', async () => {
    const { path } = await packageOf({
      files: {
        'META-INF/container.xml': `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="x.pdf" media-type="application/pdf"/><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/><rootfile full-path="other.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
        'other.opf': '<package/>',
      },
    })
    assert.equal(path, 'EPUB/package.opf')
  })

  it('finds the only package of a container that names none, and says so', async () => {
    for (const content of [
      null,
      '<container/>',
      '<container>',
      '<container><rootfile full-path="no.opf"/></container>',
    ]) {
      const { package: book, issues } = await readBook({ files: { 'META-INF/container.xml': content } })
      assert.equal(book?.path, 'EPUB/package.opf')
      assert.equal(issues.length, 1)
    }
  })

  it('answers with a sentence when there is no package, or something else in its place', async () => {
    for (const content of ['<html/>', '<package', null]) {
      const { package: book, issues } = await readBook({ files: { 'EPUB/package.opf': content } })
      assert.equal(book, null)
      assert.match(issues.at(-1)?.message ?? '', /\.$/)
    }
  })

  it('never throws, whatever is left out of a book or doubled in it', async () => {
    const container = await openBook()
    const read = container.read('EPUB/package.opf')
    assert.ok(read.ok)
    const pieces = new TextDecoder().decode(read.value).split(/(?=<)/)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: pieces.length - 1 }), { maxLength: 40 }), async (kept) => {
        const opened = await openEpub(
          makeBook({ files: { 'EPUB/package.opf': kept.map((at) => pieces[at]).join('') } }),
        )
        if (opened.ok) readEpub(opened.container)
        const without = pieces.filter((_, at) => !kept.includes(at)).join('')
        const again = await openEpub(makeBook({ files: { 'EPUB/package.opf': without } }))
        if (again.ok) readEpub(again.container)
      }),
      { numRuns: 100 },
    )
  })
})

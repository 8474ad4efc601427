import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkEpub, openEpub } from '@chapterhouse/epub'
import sharp from 'sharp'
import { buildKindleCopy, type KindleCopy } from './build-kindle-copy.ts'
import { checkKindleCopy } from './check-kindle-copy.ts'
import type { KindleManner } from './copy-plan.ts'
import { faults, makeEpub, packageOf, page } from './kindle-book.fixture.ts'
import { toKindleLanguage } from './kindle-languages.ts'
import { KINDLE_RULES } from './kindle-rules.ts'
import { redrawPictures } from './redraw-pictures.ts'

const NOISE = { type: 'gaussian', mean: 128, sigma: 40 } as const

async function copyOf(
  epub: Uint8Array,
  manner: KindleManner = 'lossless',
  isLight = false,
): Promise<KindleCopy> {
  const copy = await buildKindleCopy(epub, { manner, isLight, redraw: redrawPictures })
  assert.ok(copy.ok, copy.ok ? '' : copy.error.message)
  return copy.value
}

async function bytesOf(epub: Uint8Array, path: string): Promise<Uint8Array> {
  const opened = await openEpub(epub)
  assert.ok(opened.ok)
  const read = opened.container.read(path)
  return read.ok ? read.value : new Uint8Array()
}

const textOf = async (epub: Uint8Array, path: string): Promise<string> =>
  new TextDecoder().decode(await bytesOf(epub, path))

const errorsOf = async (epub: Uint8Array): Promise<readonly string[]> =>
  (await checkEpub(epub)).issues
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, file, message }) => `${rule} ${file}: ${message}`)

describe('the Kindle copy of a book', () => {
  it('of a sound book mends nothing and is clean', async () => {
    const { bytes, mended } = await copyOf(makeEpub())
    assert.deepEqual(mended, [])
    assert.deepEqual(await checkKindleCopy(bytes), [])
    assert.deepEqual(await errorsOf(bytes), [])
  })

  for (const { name, rule, files } of faults)
    it(`of a book with ${name} is clean and valid (${rule})`, async () => {
      const epub = makeEpub(files)
      const before = await checkKindleCopy(epub)
      assert.ok(
        before.some((found) => found.rule === rule),
        `the look over it does not see it: ${JSON.stringify(before)}`,
      )
      const { bytes, mended } = await copyOf(epub)
      assert.ok(mended.length > 0)
      assert.deepEqual(await checkKindleCopy(bytes), [])
      assert.deepEqual(await errorsOf(bytes), [])
    })

  it('has the same bytes each time', async () => {
    for (const { files } of faults.slice(0, 4)) {
      const epub = makeEpub(files)
      assert.deepEqual((await copyOf(epub)).bytes, (await copyOf(epub)).bytes)
    }
  })

  it('shows its words wherever a picture could not be shown', async () => {
    const lost = makeEpub({ 'B/one.xhtml': page('<p>Here <img src="lost.png" alt="a map"/>.</p>') })
    assert.match(await textOf((await copyOf(lost)).bytes, 'B/one.xhtml'), /Here \[a map\]\./)
  })

  it('leaves pictures for looks alone marked as such in the book itself, and only there', async () => {
    const epub = makeEpub({ 'B/one.xhtml': page('<p>Text <img src="cover.png" alt=""/></p>') })
    assert.doesNotMatch(await textOf((await copyOf(epub)).bytes, 'B/one.xhtml'), /alt=/)
    assert.match(await textOf(epub, 'B/one.xhtml'), /alt=""/)
  })

  it('makes a picture that is too heavy light enough', async () => {
    let seed = 1
    const noise = Buffer.alloc(1200 * 900 * 3).map(() => (seed = (seed * 48_271) % 2_147_483_647))
    const heavy = await sharp(noise, { raw: { width: 1200, height: 900, channels: 3 } })
      .png()
      .toBuffer()
    assert.ok(heavy.length > 2_000_000)
    const epub = makeEpub({ 'B/cover.png': heavy })
    assert.ok((await checkKindleCopy(epub)).some(({ rule }) => rule === 'pictures-are-light'))
    const { bytes } = await copyOf(epub)
    assert.deepEqual(await checkKindleCopy(bytes), [])
    assert.deepEqual(await errorsOf(bytes), [])
  })

  it('with lighter pictures is smaller, shows the same ones, and is clean', async () => {
    const photograph = (side: number, format: 'png' | 'jpeg') =>
      sharp({ create: { width: side, height: side, channels: 3, background: '#888', noise: NOISE } })
        .toFormat(format)
        .toBuffer()
    const epub = makeEpub({
      'B/book.opf': packageOf({
        manifest:
          '<item id="p" href="photo.jpg" media-type="image/jpeg"/><item id="s" href="small.png" media-type="image/png"/>',
      }),
      'B/photo.jpg': await photograph(1800, 'jpeg'),
      'B/small.png': await photograph(60, 'png'),
      'B/one.xhtml': page('<p><img src="photo.jpg" alt="a quay"/> <img src="small.png" alt="a gull"/></p>'),
    })
    const [usual, light] = [await copyOf(epub), await copyOf(epub, 'lossless', true)]
    assert.ok(light.bytes.length < usual.bytes.length / 2, `${light.bytes.length} of ${usual.bytes.length}`)
    const { width } = await sharp(await bytesOf(light.bytes, 'B/photo.jpg')).metadata()
    assert.equal(width, 1264)
    assert.deepEqual(await bytesOf(light.bytes, 'B/small.png'), await bytesOf(epub, 'B/small.png'))
    assert.match(await textOf(light.bytes, 'B/one.xhtml'), /a quay.*a gull/)
    assert.deepEqual(await checkKindleCopy(light.bytes), [])
    assert.deepEqual(await errorsOf(light.bytes), [])
  })

  it('adds an NCX to a book that has none', async () => {
    const bare = packageOf()
      .replace(/<item id="ncx"[^>]*>/, '')
      .replace(' toc="ncx"', '')
    const { bytes } = await copyOf(makeEpub({ 'B/book.opf': bare, 'B/toc.ncx': null }))
    assert.match(await textOf(bytes, 'B/kindle-contents.ncx'), /<content src="two\.xhtml#late"\/>/)
    assert.deepEqual(await errorsOf(bytes), [])
  })

  it('is plainer still after Amazon has refused one: no fonts, no marks of meaning but those of the contents', async () => {
    const epub = makeEpub({
      'B/book.opf': packageOf({ manifest: '<item id="f" href="face.woff" media-type="font/woff"/>' }),
      'B/face.woff': Buffer.concat([Buffer.from('wOFF'), Buffer.alloc(100)]),
      'B/look.css': '@font-face { font-family: Face; src: url(face.woff) }\np { margin: 0 }',
      'B/one.xhtml': page('<section epub:type="chapter" data-page="3"><h1>One</h1></section>'),
      'B/nav.xhtml': page(
        '<nav epub:type="toc"><ol><li><a href="one.xhtml">One</a></li><li><a href="two.xhtml">Two</a></li></ol></nav><nav epub:type="landmarks"><ol><li><a epub:type="bodymatter" href="one.xhtml">Text</a></li></ol></nav>',
      ),
    })
    const { bytes } = await copyOf(epub, 'plain')
    assert.doesNotMatch(await textOf(bytes, 'B/one.xhtml'), /epub:type|data-page/)
    assert.match(await textOf(bytes, 'B/nav.xhtml'), /epub:type="toc"/)
    assert.doesNotMatch(await textOf(bytes, 'B/look.css'), /font-face/)
    assert.deepEqual(await errorsOf(bytes), [])
  })

  it('is refused where no mending helps, by name', async () => {
    const fixed = packageOf().replace(
      '</metadata>',
      '<meta property="rendition:layout">pre-paginated</meta></metadata>',
    )
    const found = await checkKindleCopy((await copyOf(makeEpub({ 'B/book.opf': fixed }))).bytes)
    assert.deepEqual(
      found.map(({ rule }) => rule),
      ['pages-are-not-fixed'],
    )
    const drawn = packageOf({ manifest: '<item id="s" href="s.svg" media-type="image/svg+xml"/>' }).replace(
      '</spine>',
      '<itemref idref="s"/></spine>',
    )
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title><text>T</text></svg>'
    const { bytes } = await copyOf(makeEpub({ 'B/book.opf': drawn, 'B/s.svg': svg }))
    assert.ok((await checkKindleCopy(bytes)).some(({ rule }) => rule === 'reading-order-is-of-documents'))
    const broken = makeEpub({ 'B/one.xhtml': page('<p>never closed') })
    assert.equal((await buildKindleCopy(broken, { manner: 'lossless', redraw: redrawPictures })).ok, false)
  })
})

describe('the look over a copy', () => {
  it('has a fixture for every rule that it can find', () => {
    const shown = new Set(faults.map(({ rule }) => rule))
    const elsewhere = [
      'pictures-are-light',
      'reading-order-is-of-documents',
      'pages-are-not-fixed',
      'file-fits',
    ]
    assert.deepEqual(
      Object.keys(KINDLE_RULES).filter((rule) => ![...shown].some((one) => one === rule)),
      elsewhere,
    )
  })
})

describe('toKindleLanguage', () => {
  it('takes what publishers write for a language', () => {
    for (const [written, wanted] of [
      ['en', 'en'],
      ['EN_us', 'en-US'],
      ['fre', 'fr'],
      ['eng', 'en'],
      ['deu', 'de'],
      ['zh-Hant', 'zh-Hant'],
      ['grc', null],
      ['', null],
      ['not a language', null],
    ] as const)
      assert.equal(toKindleLanguage(written), wanted, written)
  })
})

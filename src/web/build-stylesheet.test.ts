import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fastify from 'fastify'
import { assetRoutes, openAssets } from './assets.ts'
import { DATA_FACE, TEXT_FACES, type TextFace } from './faces.ts'

const assets = openAssets()
const faces = Object.keys(TEXT_FACES) as readonly TextFace[]
const dress = (face: TextFace, rubric: { light: string; dark: string } | null = null) =>
  assets.dress(`test-${face}${rubric ? '-own' : ''}`, { text: TEXT_FACES[face], data: DATA_FACE, rubric })

const find = async (path: string) => {
  const asset = await assets.find(path.replace('/assets/', ''))
  assert.ok(asset, path)
  return asset
}

describe('the style sheet of a press', () => {
  for (const face of faces) {
    it(`loads nothing from elsewhere, and every font it names is there (${face})`, async () => {
      const css = (await find(dress(face).stylesheet)).body.toString()
      const addresses = [...css.matchAll(/url\(([^)]+)\)/g)].map((match) => match[1] ?? '')
      assert.ok(addresses.length > 10)
      for (const address of addresses) assert.equal((await find(address)).contentType, 'font/woff2')
    })

    it(`asks for an upright and an italic of at most 110 KB together (${face})`, async () => {
      const { fonts, stylesheet } = dress(face)
      const css = (await find(stylesheet)).body.toString()
      const italic = css.match(/\/assets\/[a-z0-9-]+-latin-wght-italic-[0-9a-f]+\.woff2/)?.[0] ?? ''
      const sizes = await Promise.all([...fonts, italic].map(async (font) => (await find(font)).body.length))
      assert.equal(sizes.length, 2)
      assert.ok(sizes.reduce((sum, size) => sum + size, 0) <= 110_000, String(sizes))
    })

    it(`has no letters beyond Latin fetched for a few words of a text (${face})`, async () => {
      const css = (await find(dress(face).stylesheet)).body.toString()
      const [first = ''] = css.match(/--face-text:[^;}]*/) ?? []
      for (const rule of css.matchAll(/@font-face\{?[^}]*-(cyrillic|greek|vietnamese)[^}]*\}/g))
        assert.ok(!first.includes(rule[0].match(/font-family:('[^']*')/)?.[1] ?? ''), rule[0])
    })
  }

  it('weighs no more than 18 KB on the wire, the script no more than 6', async () => {
    const { stylesheet, script } = dress('alegreya')
    assert.ok(((await (await find(stylesheet)).packed)?.gzip.length ?? Number.NaN) <= 18_000)
    assert.ok(((await (await find(script)).packed)?.gzip.length ?? Number.NaN) <= 6_000)
  })

  it('bears the colours of the press after its own', async () => {
    const css = (
      await find(dress('literata', { light: '#7a1f2b', dark: '#e8a0a8' }).stylesheet)
    ).body.toString()
    assert.match(css, /@layer press\{:root\{[^}]*--rubric:light-dark\(#7a1f2b,#e8a0a8\);--act:#7a1f2b/)
  })

  it('declares a stand-in of the same measure for every face', async () => {
    const css = (await find(dress('literata').stylesheet)).body.toString()
    assert.match(
      css,
      /'Literata stand-in 1';font-style:normal;src:local\('Georgia'\)[^}]*size-adjust:108\.17%/,
    )
    assert.match(css, /'Literata stand-in 1';font-style:italic;src:local\('Times New Roman Italic'\)/)
  })
})

describe('assets', () => {
  it('are kept by browsers for good, and compressed once', async () => {
    const app = fastify()
    await app.register(assetRoutes(assets))
    const { stylesheet, fonts } = dress('alegreya')
    const answer = await app.inject({ url: stylesheet, headers: { 'accept-encoding': 'gzip, br' } })
    assert.equal(answer.headers['content-encoding'], 'br')
    assert.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable')
    const font = await app.inject({ url: fonts[0] ?? '', headers: { 'accept-encoding': 'br' } })
    assert.equal(font.headers['content-encoding'], undefined)
    assert.equal(font.statusCode, 200)
    for (const url of ['/assets/other.css', '/assets/..%2fpackage.json', '/assets/%2e%2e'])
      assert.equal((await app.inject({ url })).statusCode, 404, url)
    await app.close()
  })

  it('change their name with their bytes', () => {
    const [one, other] = ['a{}', 'b{}'].map((css) => assets.keep('x.css', 'text/css', css))
    assert.notEqual(one, other)
    assert.equal(one, assets.keep('x.css', 'text/css', 'a{}'))
  })
})

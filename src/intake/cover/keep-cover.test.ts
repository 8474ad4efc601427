import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { type JobFolder, sha256 } from '../child/job-folder.ts'
import { type CoverSource, keepCover } from './keep-cover.ts'

const shelf = new Map<string, Uint8Array>()
const folder: JobFolder = {
  keep: async (bytes) => {
    shelf.set(sha256(bytes), bytes)
    return sha256(bytes)
  },
}

const keep = (bytes: Uint8Array | string, beside: CoverSource['beside'] = () => null) =>
  keepCover(
    {
      path: 'cover',
      bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
      alternativeText: '',
      beside,
    },
    folder,
  )

const noise = (width: number, height: number) =>
  sharp(Buffer.from(Array.from({ length: width * height * 3 }, (_, i) => (i * i * 31 + i * 7) % 256)), {
    raw: { width, height, channels: 3 },
  })

const SVG = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 600 900">${inside}</svg>`

/** A PNG header that promises this size and holds nothing. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const check = Buffer.alloc(4)
    check.writeUInt32BE(crc(body))
    return Buffer.concat([length, body, check])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(100_000))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc(bytes: Uint8Array): number {
  let value = ~0
  for (const byte of bytes) {
    value ^= byte
    for (let i = 0; i < 8; i++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0)
  }
  return ~value >>> 0
}

describe('a cover', () => {
  it('is kept as it came, with a small one of few bytes', async () => {
    const { cover } = await keep(await noise(1200, 1800).blur(2).jpeg({ quality: 95 }).toBuffer())
    assert.deepEqual(
      [cover?.image.mediaType, cover?.image.width, cover?.image.height],
      ['image/jpeg', 1200, 1800],
    )
    assert.deepEqual(
      [cover?.thumbnail.mediaType, cover?.thumbnail.width, cover?.thumbnail.height],
      ['image/webp', 360, 540],
    )
    assert.ok((cover?.thumbnail.bytes ?? 0) <= 25_000, String(cover?.thumbnail.bytes))
  })
  it('is not made larger than it is', async () => {
    assert.equal((await keep(await noise(100, 150).png().toBuffer())).cover?.thumbnail.width, 100)
  })
  it('stands upright when its camera says that it lies', async () => {
    const { cover } = await keep(await noise(900, 600).jpeg().withMetadata({ orientation: 6 }).toBuffer())
    assert.deepEqual(
      [cover?.image.width, cover?.image.height, cover?.thumbnail.width, cover?.thumbnail.height],
      [600, 900, 360, 540],
    )
  })
  it('stays a drawing when it is drawn, without anything that acts or reaches out', async () => {
    const { cover } = await keep(
      SVG(
        `<style>@import url(https://evil.example/a.css); text { fill: url(https://evil.example/b) }</style>
        <script>alert(1)</script><rect width="600" height="900" fill="#223" onclick="alert(2)"/>
        <a xlink:href="javascript:alert(3)"><text x="9" y="99">Title</text></a>
        <image xlink:href="https://evil.example/c.png"/><image href="file:///etc/passwd"/><use href="https://evil.example/d.svg#x"/>
        <foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example/e"/></foreignObject>
        <animate attributeName="href" values="javascript:alert(4)"/>`,
      ),
    )
    assert.deepEqual(
      [cover?.image.mediaType, cover?.image.width, cover?.image.height],
      ['image/svg+xml', 600, 900],
    )
    assert.deepEqual(cover?.thumbnail, cover?.image)
    const text = new TextDecoder().decode(shelf.get(cover?.image.name.slice(0, 64) ?? ''))
    assert.match(text, /Title/)
    assert.doesNotMatch(text, /evil|script|alert|onclick|foreignObject|iframe|passwd/)
  })
  it('shows a picture that its drawing shows from beside it', async () => {
    const picture = await noise(40, 60).png().toBuffer()
    const { cover } = await keep(SVG('<image xlink:href="front.png" width="600" height="900"/>'), (href) =>
      href === 'front.png' ? picture : null,
    )
    assert.match(
      new TextDecoder().decode(shelf.get(cover?.image.name.slice(0, 64) ?? '')),
      /data:image\/png;base64,/,
    )
  })
  it('is refused with a sentence when it cannot be shown, however large it says it is', async () => {
    for (const bytes of [
      bomb(60_000, 60_000),
      Buffer.from('not a picture'),
      Buffer.alloc(0),
      (await noise(300, 300).jpeg().toBuffer()).subarray(0, 900),
      Buffer.from('<svg'),
      await noise(20, 20).tiff().toBuffer(),
    ]) {
      const before = process.memoryUsage().rss
      const { cover, issues } = await keep(bytes)
      assert.equal(cover, null)
      assert.deepEqual(
        issues.map(({ rule }) => rule),
        ['cover-is-readable'],
      )
      assert.match(issues[0]?.message ?? '', /^The cover “cover” cannot be shown.*Send it as JPEG or PNG\.$/)
      assert.ok(process.memoryUsage().rss - before < 300e6)
    }
  })
})

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import { openDocuments } from './chapters/open-documents.ts'
import { keepMedia } from './keep-media.ts'
import { openSample, type SampleBook } from './text/samples/sample-book.ts'

const picture = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#888' } })
    .png()
    .toBuffer()

describe('the media of a book', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'media-'))
  })
  after(() => rm(folder, { recursive: true }))

  const keep = async (body: string, files: SampleBook['files']) => {
    const pkg = await openSample({ documents: { a: body }, ...(files === undefined ? {} : { files }) })
    return keepMedia(pkg, { documents: openDocuments(pkg), folder })
  }

  it('are kept by the hash of their bytes, with their size in pixels', async () => {
    const bytes = await picture(30, 20)
    const { shelf, issues } = await keep('<img src="p.png" alt=""/>', { 'p.png': bytes })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    assert.deepEqual(
      [...shelf.values()],
      [{ name: `${sha256}.png`, mediaType: 'image/png', bytes: bytes.length, width: 30, height: 20 }],
    )
    assert.deepEqual(await readFile(join(folder, sha256)), bytes)
    assert.deepEqual(issues, [])
  })

  it('are only those that the text shows; fonts and the rest stay in the file', async () => {
    const bytes = await picture(3, 3)
    const { shelf } = await keep('<p>x</p>', { 'unused.png': bytes, 'font.woff': 'x' })
    assert.equal(shelf.size, 0)
  })

  it('are what their bytes say, and a lie is told', async () => {
    const { shelf, issues } = await keep('<img src="p.jpg" alt=""/>', { 'p.jpg': await picture(3, 3) })
    assert.equal([...shelf.values()][0]?.mediaType, 'image/png')
    assert.deepEqual(
      issues.map(({ rule }) => rule),
      ['image-is-readable'],
    )
  })

  it('that are damaged are left out and told', async () => {
    const bytes = (await picture(30, 30)).subarray(0, 20)
    const { shelf, issues } = await keep('<img src="p.png" alt=""/><img src="q.png" alt=""/>', {
      'p.png': bytes,
      'q.png': 'no picture',
    })
    assert.equal(shelf.size, 0)
    assert.equal(issues.length, 2)
  })

  it('that are drawings are cleaned, and hold their pictures themselves', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100" onload="evil()"><script>evil()</script><image xlink:href="p.png" width="9" height="9"/><image xlink:href="https://evil.example/x.png"/></svg>'
    const { shelf } = await keep('<img src="d.svg" alt=""/>', { 'd.svg': svg, 'p.png': await picture(2, 2) })
    const media = shelf.get('EPUB/d.svg')
    assert.deepEqual([media?.width, media?.height], [200, 100])
    const text = await readFile(join(folder, media?.name.split('.')[0] ?? ''), 'utf8')
    assert.match(
      text,
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 200 100"><image href="data:image\/png;base64,/,
    )
    assert.doesNotMatch(text, /evil|script/)
  })

  it('may be written inside the text as data', async () => {
    const bytes = await picture(4, 5)
    const { shelf } = await keep(`<img src="data:image/png;base64,${bytes.toString('base64')}" alt=""/>`, {})
    assert.deepEqual(
      [...shelf.values()].map(({ width, height }) => [width, height]),
      [[4, 5]],
    )
  })

  it('leave nothing else in the folder', async () => {
    for (const name of await readdir(folder)) assert.match(name, /^[a-f\d]{64}$/)
  })
})

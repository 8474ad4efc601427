import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { openEpub } from './open-epub.ts'
import { zipEpub } from './zip-epub.ts'

const text = (content: string) => new TextEncoder().encode(content)

describe('zipEpub', () => {
  it('puts mimetype where readers look for it: byte 30, stored', () => {
    const zip = zipEpub([{ path: '1', bytes: text('a file named for a number') }])
    assert.equal(new TextDecoder().decode(zip.subarray(30, 58)), 'mimetypeapplication/epub+zip')
  })

  it('gives the same bytes for the same files', () => {
    const files = [{ path: 'a.xhtml', bytes: text('a'.repeat(5000)) }]
    assert.deepEqual(zipEpub(files), zipEpub(files))
  })

  it('leaves pictures as they are and packs text', () => {
    const bytes = text('a'.repeat(5000))
    assert.ok(zipEpub([{ path: 'a.jpg', bytes }]).length > 5000)
    assert.ok(zipEpub([{ path: 'a.css', bytes }]).length < 500)
  })

  it('refuses two files of one name', () => {
    const file = { path: 'a', bytes: text('') }
    assert.throws(() => zipEpub([file, file]), /twice/)
  })

  it('writes what openEpub reads back without a complaint', async () => {
    const name = fc.stringMatching(/^[a-zéß漢0-9_]{1,12}$/)
    const path = fc
      .array(name, { minLength: 1, maxLength: 4 })
      .map((steps) => steps.join('/').normalize('NFC'))
    const file = fc.record({ path, bytes: fc.uint8Array({ maxLength: 300 }) })
    const files = fc
      .uniqueArray(file, { selector: (one) => one.path, maxLength: 12 })
      .filter((all) => all.every((one) => one.path !== 'mimetype'))
    await fc.assert(
      fc.asyncProperty(files, async (all) => {
        const opened = await openEpub(zipEpub(all))
        assert.ok(opened.ok)
        assert.deepEqual(opened.issues, [])
        assert.deepEqual([...opened.container.entries.keys()], ['mimetype', ...all.map((one) => one.path)])
        for (const one of all) {
          const read = opened.container.read(one.path)
          assert.ok(read.ok && Buffer.from(one.bytes).equals(read.value))
        }
      }),
      { numRuns: 100 },
    )
  })
})

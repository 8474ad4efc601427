import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { boundaryOf, readForm, toFileName } from './multipart.ts'

const BOUNDARY = '----house'
const LIMITS = { bytes: 1e6, parts: 20 }

type Sent = { readonly name: string; readonly fileName: string | null; readonly bytes: Buffer }

const write = (parts: readonly Sent[], end = '--\r\n'): Buffer =>
  Buffer.concat([
    ...parts.flatMap(({ name, fileName, bytes }) => [
      Buffer.from(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${fileName === null ? '' : `; filename="${fileName}"\r\nContent-Type: application/octet-stream`}\r\n\r\n`,
      ),
      bytes,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${BOUNDARY}${end}`),
  ])

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Buffer, size = 65_536, limits = LIMITS) {
  const got: Sent[] = []
  const outcome = await readForm(inPieces(bytes, size), BOUNDARY, limits, ({ name, fileName }) => {
    const parts: Buffer[] = []
    return {
      write: async (part) => void parts.push(Buffer.from(part)),
      end: async () => void got.push({ name, fileName, bytes: Buffer.concat(parts) }),
    }
  })
  return { outcome, got }
}

describe('a form with files', () => {
  it('comes out as it went in, in whatever pieces it arrives and whatever is in it', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            name: fc.stringMatching(/^[a-z]{1,8}$/),
            fileName: fc.option(fc.stringMatching(/^[a-z]{1,8}\.epub$/)),
            bytes: fc
              .oneof(
                fc.uint8Array({ maxLength: 300 }),
                fc
                  .constantFrom(`\r\n--${BOUNDARY.slice(0, 5)}`, '\r\n\r\n', '--', '\r', '')
                  .map((t) => Buffer.from(t)),
              )
              .map((bytes) => Buffer.from(bytes)),
          }),
          { maxLength: 5 },
        ),
        fc.integer({ min: 1, max: 97 }),
        async (parts, size) => {
          const { outcome, got } = await read(write(parts), size)
          assert.ok(outcome.ok)
          assert.deepEqual(
            got,
            parts.map((part) => ({ ...part })),
          )
        },
      ),
      { numRuns: 60 },
    ))

  it('is refused when it is cut off, too large, of too many parts, or none at all', async () => {
    const part = { name: 'files', fileName: 'a.epub', bytes: Buffer.alloc(1000) }
    const whole = write([part])
    const fault = async (bytes: Buffer, limits = LIMITS) => {
      const { outcome } = await read(bytes, 64, limits)
      return outcome.ok ? null : outcome.error
    }
    assert.equal(await fault(whole), null)
    assert.equal(await fault(whole.subarray(0, -20)), 'cut-off')
    assert.equal(await fault(Buffer.from('hello')), 'cut-off')
    assert.equal(await fault(whole, { ...LIMITS, bytes: 500 }), 'too-large')
    assert.equal(await fault(write([part, part, part]), { ...LIMITS, parts: 2 }), 'too-many')
    assert.equal(await fault(Buffer.from(`--${BOUNDARY}\r\nX: y\r\n\r\nz\r\n--${BOUNDARY}--`)), 'not-a-form')
    assert.equal(
      await fault(Buffer.concat([Buffer.from(`--${BOUNDARY}\r\n`), Buffer.alloc(40_000, 97)])),
      'not-a-form',
    )
  })

  it('names files without their paths, and nothing that a disk could stumble over', () => {
    assert.equal(toFileName('C:\\fakepath\\book.epub'), 'book.epub')
    assert.equal(toFileName('../../etc/passwd'), 'passwd')
    assert.equal(toFileName('..'), '')
    assert.equal(toFileName('.hidden'), 'hidden')
    assert.equal(toFileName('a\u0000b\n.epub'), 'ab.epub')
    for (const text of fc.sample(fc.string(), 200)) {
      const name = toFileName(text)
      assert.ok(!/[/\\]|^\./.test(name) && !name.includes('\0') && name.length <= 120)
    }
  })

  it('is told by its type alone', () => {
    assert.equal(boundaryOf('multipart/form-data; boundary=abc'), 'abc')
    assert.equal(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"'), 'a b')
    assert.equal(boundaryOf('application/x-www-form-urlencoded'), null)
    assert.equal(boundaryOf(undefined), null)
  })
})

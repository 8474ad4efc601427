import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type ContainerLimits, openEpub } from './open-epub.ts'
import { makeBook, rulesOf } from './samples/books.ts'
import { type RawEntry, rawZip } from './samples/raw-zip.ts'
import type { EpubContainer, EpubIssue } from './types.ts'
import { parseZipName } from './zip-name.ts'

const MIMETYPE: RawEntry = { name: 'mimetype', bytes: Buffer.from('application/epub+zip'), stored: true }
const file = (name: string | Buffer, content = 'content', more: Partial<RawEntry> = {}): RawEntry => ({
  name,
  bytes: Buffer.from(content),
  ...more,
})

const open = async (entries: readonly RawEntry[], limits: Partial<ContainerLimits> = {}) =>
  openEpub(rawZip([MIMETYPE, ...entries]), limits)

const refusal = async (
  entries: readonly RawEntry[],
  limits: Partial<ContainerLimits> = {},
): Promise<EpubIssue> => {
  const opened = await open(entries, limits)
  assert.ok(!opened.ok)
  return opened.error
}

const opened = async (
  entries: readonly RawEntry[],
): Promise<{ container: EpubContainer; issues: readonly EpubIssue[] }> => {
  const result = await open(entries)
  assert.ok(result.ok, result.ok ? '' : result.error.message)
  return result
}

describe('openEpub', () => {
  it('reads what is in a good archive, and nothing that is not', async () => {
    const { container, issues } = await opened([file('a/b.txt', 'hello')])
    assert.deepEqual(issues, [])
    assert.deepEqual(container.entries.get('a/b.txt')?.bytes, 5)
    const read = container.read('a/b.txt')
    assert.equal(read.ok && new TextDecoder().decode(read.value), 'hello')
    assert.equal(container.read('a/c.txt').ok, false)
  })

  it('says of a file that is no archive, or is cut short, that it is not whole', async () => {
    const book = makeBook()
    for (const bytes of [
      new Uint8Array(),
      Buffer.from('<html>'),
      book.subarray(0, 500),
      book.subarray(500),
    ]) {
      const result = await openEpub(bytes)
      assert.equal(!result.ok && result.error.rule, 'container-is-a-zip-file')
    }
  })

  it('refuses names that lead out of the archive', async () => {
    for (const name of [
      '../evil',
      'a/../../evil',
      '/etc/passwd',
      'C:/evil',
      'c:evil',
      '..\\evil',
      '\\\\host\\evil',
      'a\\..\\..\\b',
      'a\0b',
    ])
      assert.equal((await refusal([file(name)])).rule, 'file-names-stay-inside', name)
  })

  it('gives no path that leads out, whatever the bytes of a name', () => {
    const step = fc.constantFrom('..', '.', '', '/', '\\', 'a', 'C:', '\0', '\u202e', 'é')
    void fc.assert(
      fc.property(
        fc.array(step).map((steps) => Buffer.from(steps.join(''))),
        (raw) => {
          const name = parseZipName(raw)
          if (name.kind === 'refused') return
          assert.ok(!/^[/\\]|^[a-z]:|\p{Cc}|\\/iu.test(name.path))
          assert.ok(name.path.split('/').every((one) => !['', '.', '..'].includes(one)))
        },
      ),
    )
  })

  it('leaves a link out, since it may point anywhere', async () => {
    const link = file('link', '/etc/passwd', { claims: { attributes: 0xa1ff0000 } })
    const { container, issues } = await opened([link])
    assert.equal(container.entries.has('link'), false)
    assert.deepEqual(rulesOf(issues), ['zip-entries-are-files'])
  })

  it('stops before it inflates a bomb', async () => {
    const bomb = file('bomb', '\0'.repeat(8_000_000))
    assert.equal((await refusal([bomb])).rule, 'compression-is-plausible')
    assert.equal((await refusal([bomb], { maxEntryBytes: 1000 })).rule, 'container-size-is-bounded')
    assert.equal((await refusal([file('a'), file('b')], { maxBytes: 25 })).rule, 'container-size-is-bounded')
    assert.equal((await refusal([file('a'), file('b')], { maxEntries: 2 })).rule, 'container-size-is-bounded')
  })

  it('believes no size: more or less than declared is a failure', async () => {
    for (const size of [3, 300_000]) {
      const { container } = await opened([file('liar', 'x'.repeat(2000), { claims: { size } })])
      const read = container.read('liar')
      assert.equal(!read.ok && read.error.rule, 'zip-sizes-are-true')
    }
  })

  it('finds damage by the checksum', async () => {
    const { container } = await opened([file('damaged', 'x', { claims: { crc: 1 } })])
    const read = container.read('damaged')
    assert.equal(!read.ok && read.error.rule, 'container-is-a-zip-file')
  })

  it('refuses entries that share their bytes', async () => {
    assert.equal(
      (await refusal([file('a', 'a'), file('b', 'a', { sharesDataOf: 1 })])).rule,
      'zip-entries-do-not-overlap',
    )
  })

  it('reads the first of two files of one name, accents apart as well', async () => {
    const { container, issues } = await opened([file('é', 'first'), file('e\u0301', 'second')])
    const read = container.read('e\u0301')
    assert.equal(read.ok && new TextDecoder().decode(read.value), 'first')
    assert.deepEqual(rulesOf(issues), ['file-names-are-unique'])
  })

  it('says of an encrypted entry, and of an unknown packing, that it cannot be read', async () => {
    for (const claims of [{ flags: 1 }, { method: 14 }]) {
      const { container, issues } = await opened([file('x', 'x', { claims })])
      assert.equal(issues.length, 1)
      assert.equal(container.read('x').ok, false)
    }
  })

  it('refuses one piece of several', async () => {
    const result = await openEpub(rawZip([MIMETYPE], { disk: 1 }))
    assert.match(result.ok ? '' : result.error.message, /one piece of several/)
  })

  it('reads names with backslashes or in an old encoding, and says so', async () => {
    const { container, issues } = await opened([
      file('OEBPS\\a.txt'),
      file(Buffer.from([0x82, 0x2e, 0x74]), 'x', { claims: { flags: 0 } }),
    ])
    assert.ok(container.entries.has('OEBPS/a.txt'))
    assert.deepEqual(rulesOf(issues), ['file-names-are-portable', 'file-names-are-portable'])
  })

  it('reads a book whose mimetype is missing, late, packed or wrong, and says which', async () => {
    const rules = async (entries: readonly RawEntry[]) => {
      const result = await openEpub(rawZip(entries))
      return result.ok ? rulesOf(result.issues) : ['refused']
    }
    assert.deepEqual(await rules([file('a')]), ['mimetype-comes-first'])
    assert.deepEqual(await rules([file('a'), MIMETYPE]), ['mimetype-comes-first'])
    assert.deepEqual(await rules([{ ...MIMETYPE, stored: false }]), ['mimetype-is-epub'])
    assert.deepEqual(await rules([file('mimetype', 'application/epub+zip\n', { stored: true })]), [
      'mimetype-is-epub',
    ])
  })

  it('never throws and never hangs, wherever a byte is changed', async () => {
    const book = makeBook()
    const change = fc.record({ at: fc.nat({ max: book.length - 1 }), to: fc.nat({ max: 255 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 4 }), async (changes) => {
        const bytes = Uint8Array.from(book)
        for (const { at, to } of changes) bytes[at] = to
        const result = await openEpub(bytes)
        if (result.ok) for (const path of result.container.entries.keys()) result.container.read(path)
      }),
      { numRuns: 300 },
    )
  })
})

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { DamagedArchive, readTar, TAR_END, tarHeader, tarPadding } from './tar.ts'

type File = { readonly name: string; readonly bytes: Uint8Array }

const write = (files: readonly File[]): Buffer =>
  Buffer.concat([
    ...files.flatMap(({ name, bytes }) => [
      tarHeader(name, bytes.length, new Date(0)),
      bytes,
      tarPadding(bytes.length),
    ]),
    TAR_END,
  ])

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Uint8Array, size = 1000): Promise<File[]> {
  const files: File[] = []
  for await (const { name, content } of readTar(inPieces(bytes, size))) {
    const parts: Uint8Array[] = []
    for await (const part of content) parts.push(part)
    files.push({ name, bytes: new Uint8Array(Buffer.concat(parts)) })
  }
  return files
}

const aFile = fc.record(
  {
    name: fc.stringMatching(/^[a-z0-9/.-]{1,100}$/),
    bytes: fc.uint8Array({ maxLength: 1600 }),
  },
  { noNullPrototype: true },
)

describe('tar', () => {
  it('reads back whatever was written, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(aFile, { maxLength: 5 }),
        fc.integer({ min: 1, max: 2000 }),
        async (files, size) => {
          assert.deepEqual(await read(write(files), size), files)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('notices wherever an archive breaks off', async () => {
    const whole = write([
      { name: 'a', bytes: new Uint8Array(700) },
      { name: 'b', bytes: new Uint8Array(10) },
    ])
    for (let length = 0; length < whole.length; length += 100)
      await assert.rejects(read(whole.subarray(0, length)), DamagedArchive)
  })

  it('skips what nobody reads', async () => {
    const names: string[] = []
    const archive = write([
      { name: 'a', bytes: new Uint8Array(3000) },
      { name: 'b', bytes: new Uint8Array(1) },
    ])
    for await (const { name } of readTar(inPieces(archive, 999))) names.push(name)
    assert.deepEqual(names, ['a', 'b'])
  })

  it('is understood by the system’s own tar', { skip: spawnSync('tar', ['--version']).status !== 0 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'chapterhouse-tar-'))
    writeFileSync(
      join(folder, 'a.tar'),
      write([{ name: 'database/book.copy.gz', bytes: new Uint8Array(513) }]),
    )
    const { stdout, status } = spawnSync('tar', ['-tvf', join(folder, 'a.tar')], { encoding: 'utf8' })
    rmSync(folder, { recursive: true })
    assert.equal(status, 0)
    assert.match(stdout, / 513 .* database\/book\.copy\.gz/)
  })
})

import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { isSegmentName, WRITTEN_FOR_MS } from './segment.ts'
import { openSpoolWriter } from './spool-writer.ts'

const NOON = Date.UTC(2026, 10, 23, 12)

const inFolder = async (use: (folder: string) => Promise<void>) => {
  const folder = await mkdtemp(join(tmpdir(), 'chapterhouse-spool-'))
  try {
    await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const contents = async (folder: string) => {
  const names = (await readdir(folder)).sort()
  assert.ok(names.every(isSegmentName))
  return Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')))
}

describe('the spool', () => {
  it('has no file until there is something to write', () =>
    inFolder(async (home) => {
      const spool = openSpoolWriter(join(home, 'spool'), assert.ifError)
      spool.close()
      assert.deepEqual(await readdir(home), [])
    }))

  it('begins another file after some minutes, and when the clock was set back', () =>
    inFolder(async (folder) => {
      const spool = openSpoolWriter(folder, assert.ifError)
      spool.append('a\n', NOON)
      spool.append('b\n', NOON + WRITTEN_FOR_MS - 1)
      spool.append('c\n', NOON + WRITTEN_FOR_MS)
      spool.append('d\n', NOON - 5000)
      spool.close()
      assert.deepEqual((await contents(folder)).toSorted(), ['a\nb\n', 'c\n', 'd\n'])
    }))

  it('takes lines of any length', () =>
    inFolder(async (folder) => {
      const spool = openSpoolWriter(folder, assert.ifError)
      const long = `${'x'.repeat(200_000)}\n`
      spool.append(long, NOON)
      spool.append('b\n', NOON)
      spool.close()
      assert.deepEqual(await contents(folder), [`${long}b\n`])
    }))

  it('throws nothing where it cannot write, says so, and goes on when it can again', () =>
    inFolder(async (home) => {
      const folder = join(home, 'spool')
      await writeFile(folder, 'a file stands in the way')
      let told = 0
      const spool = openSpoolWriter(folder, () => {
        told += 1
      })
      spool.append('a\n', NOON)
      spool.append('b\n', NOON)
      assert.equal(spool.lost, 2)
      assert.equal(told, 2)
      await rm(folder)
      spool.append('c\n', NOON)
      assert.equal(spool.lost, 2)
      spool.close()
      assert.deepEqual(await contents(folder), ['c\n'])
    }))
})

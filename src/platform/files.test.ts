import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type Files, openFiles, sweepUnfinished } from './files.ts'

const bytes = Buffer.from('Every word counts.')
const sha256 = createHash('sha256').update(bytes).digest('hex')

describe('files', () => {
  let folder: string
  let files: Files
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chapterhouse-files-'))
    files = openFiles(join(folder, 'files'))
  })
  after(() => rm(folder, { recursive: true }))

  it('reads back what it kept, whole and in part', async () => {
    assert.deepEqual(await files.keepBytes(bytes), { sha256, bytes: bytes.length })
    assert.deepEqual(await files.read(sha256), bytes)
    assert.equal(await files.size(sha256), bytes.length)
    const part = await files.stream(sha256, { start: 6, end: 9 }).toArray()
    assert.equal(Buffer.concat(part).toString(), 'word')
  })

  it('keeps the same bytes once', async () => {
    const from = join(folder, 'again')
    await writeFile(from, bytes)
    await files.keep(sha256, from)
    const names = []
    for await (const name of files.list()) names.push(name)
    assert.deepEqual(names, [sha256])
  })

  it('refuses bytes that are not what their name says, and leaves nothing behind', async () => {
    const from = join(folder, 'liar')
    await writeFile(from, 'other bytes')
    const name = '0'.repeat(64)
    await assert.rejects(files.keep(name, from), /was to be kept as/)
    assert.equal(await files.size(name), null)
    assert.deepEqual(
      (await readdir(join(folder, 'files'))).filter((name) => name.length > 2),
      [],
    )
  })

  it('keeps a file from a job folder that is removed afterwards', async () => {
    const job = await mkdtemp(join(folder, 'job-'))
    await writeFile(join(job, 'x'), 'a picture')
    const name = createHash('sha256').update('a picture').digest('hex')
    await files.keep(name, join(job, 'x'))
    await rm(job, { recursive: true })
    assert.equal((await files.read(name)).toString(), 'a picture')
    await files.remove(name)
    assert.equal(await files.size(name), null)
  })

  it('looks young again when it is kept again, so that a sweep passes it by', async () => {
    const old = new Date(Date.now() - 1e9)
    await utimes(files.pathOf(sha256), old, old)
    await files.keepBytes(bytes)
    assert.ok(Date.now() - (await stat(files.pathOf(sha256))).mtimeMs < 60_000)
  })

  it('sweeps what a killed process left unfinished, and nothing else', async () => {
    await writeFile(join(folder, 'files', 'unfinished-1'), 'ha')
    assert.equal(await sweepUnfinished(join(folder, 'files')), 1)
    assert.equal(await sweepUnfinished(join(folder, 'files')), 0)
    assert.equal(await files.size(sha256), bytes.length)
  })
})

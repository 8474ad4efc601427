import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openReaders } from './open-readers.ts'
import { type ReadParcel, readParcel } from './read-parcel.ts'
import { smallEpub } from './samples/small-epub.ts'

const root = await mkdtemp(join(tmpdir(), 'chapterhouse-readers-'))
after(() => rm(root, { recursive: true, force: true }))

const book = (title: string): Uint8Array =>
  smallEpub({ metadata: `<meta property="dcterms:alternative">${title}</meta>`, files: {} })

/** Whatever is in the files, they are parcels that were handed in together. */
async function handIn(name: string, files: readonly (Uint8Array | string)[]): Promise<readonly string[]> {
  const paths = files.map((_, i) => join(root, `${name}-${i}.epub`))
  for (const [i, path] of paths.entries()) await writeFile(path, files[i] ?? '')
  return paths
}

let jobs = 0
const read = (path: string, readers?: ReturnType<typeof openReaders>): Promise<ReadParcel> =>
  readParcel(path, {
    jobFolder: join(root, `job-${++jobs}`),
    openness: 'open',
    today: new Date('2026-01-01'),
    ...(readers ? { readers } : {}),
  })

describe('parcels that were handed in together', () => {
  it('are read as each would be alone, whatever lies among them', async () => {
    const sound = ['Ada', 'Bea', 'Cleo'].map(book)
    const paths = await handIn('mixed', [...sound.slice(0, 2), 'no book at all', ...sound.slice(2)])
    const readers = openReaders(join(root, 'mixed'), paths)
    for (const path of paths) {
      const [together, alone] = [await read(path, readers), await read(path)]
      assert.equal(together.kind, alone.kind)
      if (together.kind === 'refused' || alone.kind === 'refused') continue
      assert.deepEqual(together.draft, alone.draft)
      assert.deepEqual(readdirSync(together.folder).sort(), readdirSync(alone.folder).sort())
    }
    await readers.close()
  })

  it('share a process, which keeps none of what it wrote within its reach', async () => {
    const paths = await handIn('shared', ['Ada', 'Bea', 'Cleo'].map(book))
    const own = join(root, 'shared')
    const readers = openReaders(own, paths)
    for (const path of paths) {
      const { kind } = await read(path, readers)
      assert.equal(kind, 'draft')
      assert.deepEqual(readdirSync(join(own, '0')), [])
    }
    assert.deepEqual(readdirSync(own), ['0'])
    await readers.close()
  })

  it('are not held up by one that came with them and is beyond the limits', async () => {
    const paths = await handIn('slow', ['Ada', 'Bea'].map(book))
    const readers = openReaders(join(root, 'slow'), paths)
    const jobFolder = join(root, `job-${++jobs}`)
    const [first = '', second = ''] = paths
    const stopped = await readParcel(first, {
      jobFolder,
      openness: 'open',
      readers,
      limits: { wallSeconds: 0.01 },
    })
    assert.ok(stopped.kind === 'refused' && /took more than/.test(stopped.issues[0]?.message ?? ''))
    assert.equal(existsSync(jobFolder), false)
    assert.equal((await read(second, readers)).kind, 'draft')
    await readers.close()
  })

  const children = `/proc/self/task/${process.pid}/children`
  it('leave no process behind that was at work when they were given up', {
    skip: !existsSync(children),
  }, async () => {
    const [path = ''] = await handIn('left', [book('Ada')])
    const readers = openReaders(join(root, 'left'), [path])
    const reading = read(path, readers)
    while (!existsSync(join(root, 'left', '0'))) await new Promise((later) => setTimeout(later, 5))
    await readers.close()
    assert.equal((await reading).kind, 'draft')
    assert.equal(readFileSync(children, 'utf8').trim(), '')
  })

  it('are judged alone when their process ends over one of them', {
    skip: !existsSync(children),
  }, async () => {
    const [first = '', second = ''] = await handIn('ended', ['Ada', 'Bea'].map(book))
    const readers = openReaders(join(root, 'ended'), [first, second])
    assert.equal((await read(first, readers)).kind, 'draft')
    let killed = 0
    const end = await readParcel(second, {
      ...{ jobFolder: join(root, `job-${++jobs}`), openness: 'open', readers },
      onProgress: () => {
        if (killed > 0) return
        killed = Number(readFileSync(children, 'utf8').trim().split(' ').at(-1))
        process.kill(killed, 'SIGKILL')
      },
    })
    assert.notEqual(killed, 0)
    assert.equal(end.kind, 'draft')
    await readers.close()
  })

  it('may have names of which one begins with another', async () => {
    const paths = ['p1', 'p10', 'p2'].map((name) => join(root, name))
    for (const path of paths) {
      await mkdir(path)
      await writeFile(join(path, 'book.epub'), book('Ada'))
    }
    const readers = openReaders(join(root, 'names'), paths)
    for (const path of paths) assert.equal((await read(path, readers)).kind, 'draft', path)
    await readers.close()
  })

  it('do not let others be read by their process', async () => {
    const [mine = '', other = ''] = await handIn('apart', ['Ada', 'Bea'].map(book))
    const readers = openReaders(join(root, 'apart'), [mine])
    assert.equal((await read(mine, readers)).kind, 'draft')
    // In a process of its own.
    assert.equal((await read(other, readers)).kind, 'draft')
    assert.deepEqual(readdirSync(join(root, 'apart')), ['0'])
    await readers.close()
  })
})

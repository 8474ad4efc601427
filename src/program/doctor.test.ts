import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { withDatabase } from '#platform'
import { type Machine, withMachine } from './cli.fixture.ts'
import { sampleBook, sampleEpub } from './sample-parcels.fixture.ts'

const withShelf = (use: (machine: Machine) => Promise<void>): Promise<void> =>
  withDatabase({}, (_db, { url }) => withMachine(use, { DATABASE_URL: url }))

async function addBooks({ dataDir, run }: Machine, ...keys: readonly string[]): Promise<string> {
  const sent = join(dataDir, 'sent')
  for (const key of keys) {
    await mkdir(join(sent, key, 'record'), { recursive: true })
    await writeFile(join(sent, key, 'book.epub'), sampleEpub(sampleBook(key)))
    await writeFile(
      join(sent, key, 'book.yaml'),
      `imprint: ${key} Press\nprice: [12.50 GBP]\naccess: closed\n`,
    )
    await writeFile(join(sent, key, 'record', 'notes.txt'), `Notes to ${key}`)
  }
  const { code, err, out } = await run('add', sent)
  assert.equal(code, 0, err + out)
  return sent
}

const keptFiles = async (dataDir: string): Promise<readonly string[]> =>
  (await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

describe('doctor', () => {
  it('finds what was altered, what is missing and what nobody needs, and says whose it is', () =>
    withShelf(async (machine) => {
      await addBooks(machine, 'Ada', 'Bea')
      const well = await machine.run('doctor')
      // The tests' own server forgoes safety for speed, and the doctor sees that.
      const cares = well.out.split('\n').filter((line) => line.startsWith('✗'))
      assert.deepEqual(
        cares.filter((line) => !line.includes('fsync off')),
        [],
      )
      assert.match(well.out, /4 files that books need: all there, and what they were/)

      const notes = await keptFiles(machine.dataDir)
      const textOf = async (path: string) => (await readFile(path)).toString('latin1')
      const named = await Promise.all(notes.map(async (path) => ({ path, text: await textOf(path) })))
      const altered = named.find(({ text }) => text === 'Notes to Ada')?.path ?? ''
      const missing = named.find(({ text }) => text === 'Notes to Bea')?.path ?? ''
      await writeFile(altered, 'Notes to Adb')
      await rm(missing)
      const stray = createHash('sha256').update('stray').digest('hex')
      await mkdir(join(machine.dataDir, 'files', stray.slice(0, 2)), { recursive: true })
      await writeFile(join(machine.dataDir, 'files', stray.slice(0, 2), stray.slice(2)), 'stray')

      const ill = await machine.run('doctor', '--sweep')
      assert.equal(ill.code, 2)
      assert.match(
        ill.out,
        /✗ “The Book of Ada” \([0-9a-z]{16}\) needs the file [0-9a-f]{64}, which is damaged/,
      )
      assert.match(ill.out, /✗ “The Book of Bea” .* which is missing/)
      assert.match(ill.out, /Swept: 1 file that no book needs/)
      // Sending the book again mends what is missing.
      assert.equal((await machine.run('add', join(machine.dataDir, 'sent', 'Bea'))).code, 0)
      assert.ok(existsSync(missing))
    }))
})

describe('export', () => {
  it('writes every book as a press would send it, and another shelf takes it for the same', () =>
    withShelf(async (machine) => {
      await addBooks(machine, 'Ada', 'Bea')
      const bag = join(machine.dataDir, 'bag')
      assert.equal((await machine.run('export', bag)).code, 0)
      const manifest = await readFile(join(bag, 'manifest-sha256.txt'), 'utf8')
      const lines = manifest.trim().split('\n')
      assert.equal(lines.length, 6)
      for (const line of lines) {
        const [sum = '', path = ''] = line.split('  ')
        assert.equal(
          createHash('sha256')
            .update(await readFile(join(bag, path)))
            .digest('hex'),
          sum,
        )
      }
      assert.equal(
        await readFile(join(bag, 'bagit.txt'), 'utf8'),
        'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
      )
      await withShelf(async (other) => {
        const added = await other.run('add', '--json', join(bag, 'data'))
        assert.equal(added.code, 0, added.err)
        const facts = async ({ run }: Machine) =>
          (await run('list', '--json')).out
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => ({ ...JSON.parse(line), id: '', url: '', updated: '' }))
        assert.deepEqual(await facts(other), await facts(machine))
        const [{ issues }] = added.out.split('\n').map((line) => JSON.parse(line || '{}'))
        assert.deepEqual(
          issues.filter(({ severity }: { severity: string }) => severity === 'error'),
          [],
        )
      })
    }))
})

import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Machine, type Ran, withMachine } from './cli.fixture.ts'
import { sampleBook, sampleEpub } from './sample-parcels.fixture.ts'

const linesOf = ({ out }: Ran): Record<string, unknown>[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

async function putBooks({ dataDir }: Machine, ...keys: readonly string[]): Promise<string> {
  const folder = join(dataDir, 'sent')
  await mkdir(folder, { recursive: true })
  for (const key of keys) await writeFile(join(folder, `${key}.epub`), sampleEpub(sampleBook(key)))
  return folder
}

async function until(truth: () => boolean | Promise<boolean>, seconds = 30): Promise<void> {
  for (let tries = 0; tries < seconds * 20; tries++) {
    if (await truth()) return
    await sleep(50)
  }
  assert.fail('it did not come true')
}

const get = async (address: string): Promise<{ status: number; text: string }> => {
  const answer = await fetch(address)
  return { status: answer.status, text: await answer.text() }
}

describe('chapterhouse', () => {
  it('tells all faults of its settings at once, and starts nothing', () =>
    withMachine(
      async (machine) => {
        const { code, err, out } = await machine.run('list')
        assert.equal(code, 1)
        assert.equal(out, '')
        assert.match(err, /^PUBLIC_URL must be .*\nTRUSTED_PROXIES: .*\n$/)
        assert.deepEqual(await readdir(machine.dataDir), [])
      },
      { PUBLIC_URL: 'books', TRUSTED_PROXIES: 'everyone' },
    ))

  it('takes books in before and while it serves, alone in its data folder, and goes on after it was killed', () =>
    withMachine(async (machine) => {
      const folder = await putBooks(machine, 'Ada')
      const [first] = linesOf(await machine.run('add', '--json', folder))
      assert.equal(first?.outcome, 'shelved')

      const site = await machine.serve()
      assert.equal((await get(`${site.origin}/health`)).status, 200)
      assert.match((await get(`${site.origin}/books`)).text, /The Book of Ada/)
      const second = await machine.run('serve', '--no-samples')
      assert.equal(second.code, 1)
      assert.match(
        second.err,
        new RegExp(`Process ${site.child.pid} \\(chapterhouse serve, since .*DATA_DIR`),
      )

      await putBooks(machine, 'Bea')
      await writeFile(join(folder, 'notes.epub'), 'these are notes')
      const added = await machine.run('add', '--json', folder)
      assert.equal(added.code, 2)
      const outcomes = linesOf(added).map(({ outcome }) => outcome)
      assert.deepEqual(outcomes.sort(), ['refused', 'shelved', 'unchanged'])
      // The page was kept; a notice dropped it.
      await until(async () => (await get(`${site.origin}/books`)).text.includes('The Book of Bea'))

      await site.stop('SIGKILL')
      const next = await machine.serve()
      assert.equal((await machine.run('remove', String(first?.id), '--reason', 'Sent in error.')).code, 0)
      await until(async () => !(await get(`${next.origin}/books`)).text.includes('The Book of Ada'))
      assert.equal(await next.stop('SIGTERM'), 0)
      assert.ok(!existsSync(join(machine.dataDir, 'postgres', '18', 'postmaster.pid')))
    }))
})

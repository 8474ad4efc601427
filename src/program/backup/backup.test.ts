import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { shelveParcel } from '#catalogue'
import { OperatorError, withDatabase } from '#platform'
import { buildCommands } from '../commands/index.ts'
import { writingTo } from '../disk-trouble.ts'
import { sampleBook, sampleEpub } from '../sample-parcels.fixture.ts'
import { inSession, workplaceOf } from '../session.ts'
import { backup as backupAloud, SETTINGS_FOLDERS } from './backup.ts'
import { restore as restoreAloud } from './restore.ts'
import { copyOut, listTables } from './tables.ts'

const backup = (file: string) => backupAloud(file, {}, () => {})
const restore = (file: string, options: { verify?: boolean }) => restoreAloud(file, options, () => {})

/** As it is typed: what an option is called there is part of what must hold. Answers with the exit code. */
async function command(...words: readonly string[]): Promise<unknown> {
  await buildCommands().parseAsync(words, { from: 'user' })
  const code = process.exitCode
  process.exitCode = undefined
  return code
}

/** An empty machine: the settings say where everything of it is. */
const withEmptyMachine = (use: (dataDir: string) => Promise<void>): Promise<void> =>
  withDatabase({}, async (_db, { url }) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'chapterhouse-backup-'))
    const before = { ...process.env }
    const settle = () =>
      Object.assign(process.env, { DATA_DIR: dataDir, DATABASE_URL: url, LOG_LEVEL: 'silent' })
    settle()
    try {
      await use(dataDir)
    } finally {
      process.env = before
      await rm(dataDir, { recursive: true })
    }
  })

async function shelve(dataDir: string, ...keys: readonly string[]): Promise<void> {
  await inSession('test', async (session) => {
    for (const key of keys) {
      const path = join(dataDir, `${key}.epub`)
      await writeFile(path, sampleEpub(sampleBook(key)))
      const wish = { press: 'house', openness: 'open', dryRun: false } as const
      const outcome = await shelveParcel(workplaceOf(session), path, wish)
      assert.equal(outcome.kind, 'shelved', JSON.stringify(outcome))
    }
  })
}

/** Everything kept, as sums: tables in the order of their keys, files, settings. */
const everything = (dataDir: string): Promise<Record<string, string>> =>
  inSession('test', async ({ storage, files }) => {
    const sums: Record<string, string> = {}
    const sql = storage.pool.connect()
    for (const table of await listTables(sql)) {
      const hash = createHash('sha256')
      for await (const part of await copyOut(sql, table)) hash.update(part)
      sums[table.name] = hash.digest('hex')
    }
    await sql.end()
    for await (const name of files.list())
      sums[name] = createHash('sha256')
        .update(await files.read(name))
        .digest('hex')
    for (const folder of SETTINGS_FOLDERS)
      for (const name of existsSync(join(dataDir, folder))
        ? await readdir(join(dataDir, folder), { recursive: true })
        : [])
        sums[name] = 'there'
    return sums
  })

describe('a backup', () => {
  it('makes an empty machine the same again, and is refused by one that is in use', () =>
    withEmptyMachine(async (dataDir) => {
      await shelve(dataDir, 'Ada', 'Bea')
      await mkdir(join(dataDir, 'presses', 'aldine'), { recursive: true })
      await writeFile(join(dataDir, 'presses', 'aldine', 'press.yaml'), 'name: Aldine')
      await mkdir(join(dataDir, 'federation', 'keys'), { recursive: true })
      await writeFile(join(dataDir, 'federation', 'keys', '20260101.key'), 'sealed')
      await writeFile(join(dataDir, 'secret-key'), 's'.repeat(64), { mode: 0o600 })
      const segment = join('usage', 'spool', '20261123T120000-0123456789abcdef.log')
      await mkdir(join(dataDir, 'usage', 'spool'), { recursive: true })
      await writeFile(join(dataDir, segment), 'noted and not yet moved\n')
      await writeFile(join(dataDir, 'usage', 'salt-2026-11-23'), 'secret of the day')
      const file = join(dataDir, 'all.tar')
      assert.equal(await command('backup', file), 0)
      const saved = await everything(dataDir)
      await withEmptyMachine(async (other) => {
        await restore(file, {})
        assert.deepEqual(await everything(other), saved)
        assert.equal(await readFile(join(other, 'secret-key'), 'utf8'), 's'.repeat(64))
        assert.ok(!existsSync(join(other, 'restoring')))
        assert.equal(await readFile(join(other, segment), 'utf8'), 'noted and not yet moved\n')
        assert.ok(!existsSync(join(other, 'usage', 'salt-2026-11-23')))
        await assert.rejects(restore(file, {}), OperatorError)
        // Nothing was lost of what numbers are made of: the next book finds its place.
        await shelve(other, 'Cyd')
      })
    }))

  it('leaves the secret out when it is asked to, and says when something kept was damaged before', () =>
    withEmptyMachine(async (dataDir) => {
      await shelve(dataDir, 'Ada')
      await writeFile(join(dataDir, 'secret-key'), 's'.repeat(64), { mode: 0o600 })
      const [damaged] = await inSession('test', async ({ files }) => {
        for await (const name of files.list())
          return [name, await writeFile(files.pathOf(name), 'worm')] as const
        return []
      })
      const file = join(dataDir, 'all.tar')
      assert.equal(await command('backup', file, '--without-secret'), 2)
      await withEmptyMachine(async (other) => {
        await restore(file, {})
        assert.ok(!existsSync(join(other, 'secret-key')))
        assert.ok(!((damaged ?? '') in (await everything(other))))
      })
    }))

  it('that breaks off or was altered anywhere is refused before anything is changed', () =>
    withEmptyMachine(async (dataDir) => {
      await shelve(dataDir, 'Ada')
      const file = join(dataDir, 'all.tar')
      await backup(file)
      const whole = await readFile(file)
      const spoilt = join(dataDir, 'spoilt.tar')
      const isRefused = async (bytes: Buffer, how: string) => {
        await writeFile(spoilt, bytes)
        await assert.rejects(restore(spoilt, { verify: true }), OperatorError, how)
      }
      for (let part = 0; part < 20; part++) {
        const length = Math.floor((whole.length * part) / 20)
        await isRefused(whole.subarray(0, length), `cut at ${length}`)
      }
      for (let flip = 0; flip < 100; flip++) {
        const at = Math.floor((flip * 7919 * 31) % whole.length)
        const altered = Buffer.from(whole)
        altered[at] = (altered[at] ?? 0) ^ 4
        await isRefused(altered, `altered at ${at}`)
      }
    }))

  it('that finds no folder, or no room, is refused in a sentence and leaves nothing behind', () =>
    withEmptyMachine(async (dataDir) => {
      await assert.rejects(
        backup(join(dataDir, 'nowhere', 'all.tar')),
        /there is no folder .*nowhere\. Make it first/,
      )
      const full = () => Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' }))
      await assert.rejects(writingTo('/srv/all.tar', full), {
        name: OperatorError.name,
        message: '/srv/all.tar is not written: the disk is full. Make room, or name a place on another one.',
      })
      await assert.rejects(restore(dataDir, {}), /is a folder\. Name the file/)
    }))

  it('is not written over what is there already', () =>
    withEmptyMachine(async (dataDir) => {
      const file = join(dataDir, 'all.tar')
      await writeFile(file, 'precious')
      await assert.rejects(backup(file), OperatorError)
      assert.equal(await readFile(file, 'utf8'), 'precious')
    }))
})

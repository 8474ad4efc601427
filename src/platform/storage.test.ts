import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Config } from './config/config.ts'
import { parseConfig } from './config/read-config.ts'
import { OperatorError } from './operator-error.ts'
import { openStorage } from './storage.ts'
import { withDatabase } from './test-database.ts'

async function withConfig(databaseUrl: string, use: (config: Config) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chapterhouse-storage-'))
  const config = parseConfig({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl }, '/')
  assert.ok(config.ok)
  await use(config.value).finally(() => rm(dataDir, { recursive: true }))
}

describe('storage', () => {
  it('says what is wrong with a database that does not answer, and tells no password', () =>
    withConfig('postgres://press:swordfish@127.0.0.1:9/books', async (config) => {
      await assert.rejects(openStorage(config, { command: 'test', lasting: false }), (error) => {
        assert.ok(error instanceof OperatorError)
        assert.match(
          error.message,
          /^The database of DATABASE_URL does not answer: .*127\.0\.0\.1:9\. See whether/,
        )
        assert.ok(!error.message.includes('swordfish'))
        return true
      })
    }))

  it('is a database of the operator’s own where one is named, and starts none', () =>
    withDatabase({}, (_db, { url }) =>
      withConfig(url, async (config) => {
        const storage = await openStorage(config, { command: 'test', lasting: true })
        assert.equal(storage.server, 'own')
        await storage.close()
      }),
    ))

  it('is held by one that must be alone', () =>
    withDatabase({}, (_db, { url }) =>
      withConfig(url, async (config) => {
        const use = { command: 'serve', lasting: true, alone: true }
        const first = await openStorage(config, use)
        await assert.rejects(
          openStorage(config, use),
          new RegExp(`Process ${process.pid} \\(chapterhouse serve, since `),
        )
        const guest = await openStorage(config, { command: 'add', lasting: false })
        await guest.close()
        await first.close()
        await (await openStorage(config, use)).close()
      }),
    ))
})

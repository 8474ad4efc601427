import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { sql } from 'kysely'
import { OperatorError } from '#platform'
import { inSession } from './session.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'chapterhouse-session-'))
after(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }))
// Its own database: this one is killed.
delete process.env.DATABASE_URL
Object.assign(process.env, { DATA_DIR: dataDir, LOG_LEVEL: 'silent' })

const postmaster = (): number =>
  Number.parseInt(readFileSync(join(dataDir, 'postgres', '18', 'postmaster.pid'), 'utf8'), 10)

describe('a command', () => {
  it('whose database is killed under it says so in a sentence', async () => {
    const working = inSession('add', async ({ db }) => {
      process.kill(postmaster(), 'SIGKILL')
      for (;;) await sql`select 1`.execute(db)
    })
    await assert.rejects(working, (error) => {
      assert.ok(error instanceof OperatorError, String(error))
      assert.match(
        error.message,
        /^The database stopped answering while “chapterhouse add” was at work \([A-Z_0-9]+\)/,
      )
      return true
    })
  })

  it('is not told of a database where something else was out of reach', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:25'), { code: 'ECONNREFUSED' })
    await assert.rejects(
      inSession('add', async () => {
        throw refused
      }),
      refused,
    )
  })
})

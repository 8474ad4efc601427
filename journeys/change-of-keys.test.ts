import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { accountSecret, signValue } from '#accounts'
import type { Database } from '#platform'
import { DROPBOX_CLIENT, openDropboxDouble } from '../src/delivery/dropbox/testing/dropbox-double.ts'
import { GOOGLE_CLIENT, openDriveDouble } from '../src/delivery/google-drive/testing/drive-double.ts'
import { buildCommands } from '../src/program/commands/index.ts'
import { browserOf, SECRET_KEY as FIRST, signedIn } from '../src/program/console.fixture.ts'
import { withSiteOver } from '../src/program/http/site.fixture.ts'
import { type TestPlace, withWorkplace } from '../src/program/workplace.fixture.ts'
import { connect } from './consent.ts'

type Secrets = { readonly SECRET_KEY: string; readonly SECRET_KEY_BEFORE?: string }

const SECOND = 'another one, given on the day somebody left the house'
const LOST = 'a third one, after which nobody knew the second any more'

describe('a site that changes its keys', () => {
  it('lets readers’ connections live on through a change of SECRET_KEY, and says so when one is lost', () =>
    withWorkplace(async (place) => {
      const [dropbox, drive] = [await openDropboxDouble(), await openDriveDouble()]
      const settings = {
        ...{ PUBLIC_URL: 'http://books.example.org' },
        ...{ DROPBOX_CLIENT_ID: DROPBOX_CLIENT.id, DROPBOX_CLIENT_SECRET: DROPBOX_CLIENT.secret },
        ...{ GOOGLE_CLIENT_ID: GOOGLE_CLIENT.id, GOOGLE_CLIENT_SECRET: GOOGLE_CLIENT.secret },
        ...{ DROPBOX_API_BASE: dropbox.origin, GOOGLE_API_BASE: drive.origin },
      }
      const run = (secrets: Secrets, ...args: readonly string[]) =>
        runCommand(place, { ...settings, ...secrets }, ['connection', ...args])
      try {
        assert.match(await run({ SECRET_KEY: FIRST }, 'keys'), /Nothing has been sealed yet/)
        const { id, cookie } = await signedIn(place.db, [])
        await withSiteOver(place, { ...settings, SECRET_KEY: FIRST }, async (app) => {
          for (const cloud of ['dropbox', 'google-drive'] as const)
            await connect(browserOf(app, cookie), cloud)
        })
        assert.match(
          await run({ SECRET_KEY: FIRST }, 'list'),
          /Dropbox: 1 connection, 0 to be connected again.*\nGoogle Drive: 1 connection,/,
        )
        assert.match(await run({ SECRET_KEY: FIRST }, 'keys'), /^1 .* made from SECRET_KEY$/m)

        const both = { SECRET_KEY: SECOND, SECRET_KEY_BEFORE: FIRST }
        assert.match(await run(both, 'keys'), /^1 .* made from SECRET_KEY_BEFORE$/m)
        const changed = await run(both, 'keys', '--change')
        assert.match(changed, /^Key 2: \d+ secrets sealed anew\.$/m)
        assert.match(await run({ SECRET_KEY: SECOND }, 'keys'), /^2 .* made from SECRET_KEY$/m)
        const { rows } = await sql<{ kept: string }>`
          select coalesce(access_sealed, '') || refresh_sealed as kept from cloud_connection`.execute(
          place.db,
        )
        for (const { kept } of rows) assert.doesNotMatch(kept, /k1\.|access|refresh/)

        // What can be given back over there can be read here.
        await withSiteOver(place, { ...settings, SECRET_KEY: SECOND }, async (app) => {
          const reader = browserOf(app, await cookieOf(place.db, id, SECOND))
          await reader.post('/account/connections/dropbox/disconnect')
        })
        assert.deepEqual([dropbox.grants(), drive.grants()], [0, 1])

        const lost = { SECRET_KEY: LOST }
        assert.match(await run(lost, 'keys'), /made from a SECRET_KEY that is not known here: set it as/)
        assert.match(
          await run(lost, 'keys', '--change'),
          /could not be read: set the SECRET_KEY they were sealed/,
        )
        const found = { SECRET_KEY: LOST, SECRET_KEY_BEFORE: SECOND }
        assert.doesNotMatch(await run(found, 'keys', '--change'), /could not be read/)
        await withSiteOver(place, { ...settings, ...lost }, async (app) => {
          const reader = browserOf(app, await cookieOf(place.db, id, LOST))
          await reader.post('/account/connections/google-drive/disconnect')
        })
        assert.equal(drive.grants(), 0)
      } finally {
        await Promise.all([dropbox.close(), drive.close()])
      }
    }))
})

/** A change of SECRET_KEY signs everybody out: the same session as its reader would have it after signing in again. */
async function cookieOf(db: Database, id: string, secret: string): Promise<string> {
  const { rows } = await sql<{
    token: string
  }>`select token from account_session where user_id = ${id}`.execute(db)
  return `chapterhouse-session=${encodeURIComponent(signValue(rows[0]?.token ?? '', accountSecret(secret)))}`
}

/** As an operator calls it, and what it says. */
async function runCommand(
  { folder, pool }: TestPlace,
  settings: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<string> {
  const [kept, { write }] = [{ ...process.env }, process.stdout]
  const said: string[] = []
  Object.assign(process.env, settings, { DATABASE_URL: pool.url, DATA_DIR: folder, LOG_LEVEL: 'fatal' })
  process.stdout.write = (chunk: string | Uint8Array, ...rest: readonly never[]) => {
    said.push(String(chunk))
    return write.call(process.stdout, chunk, ...rest)
  }
  try {
    await buildCommands().parseAsync([...args], { from: 'user' })
  } finally {
    process.stdout.write = write
    process.env = kept
    process.exitCode = 0
  }
  return said.join('')
}

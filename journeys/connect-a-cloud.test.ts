import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { newId } from '#base'
import type { Database } from '#platform'
import {
  DROPBOX_CLIENT,
  type DropboxDouble,
  openDropboxDouble,
} from '../src/delivery/dropbox/testing/dropbox-double.ts'
import {
  type DriveDouble,
  GOOGLE_CLIENT,
  openDriveDouble,
} from '../src/delivery/google-drive/testing/drive-double.ts'
import { browserOf, newSession, SECRET_KEY, type Staff, signedIn } from '../src/program/console.fixture.ts'
import { withSite } from '../src/program/http/site.fixture.ts'
import { type Cloud, connect, consent, goingOn } from './consent.ts'

type Scene = {
  readonly app: FastifyInstance
  readonly db: Database
  readonly reader: Staff
  readonly id: string
  readonly there: Readonly<Record<Cloud, DropboxDouble | DriveDouble>>
}

/** Opened once for all of them: a site takes seconds on a busy machine. */
let open: (Omit<Scene, 'reader' | 'id'> & { readonly close: () => Promise<void> }) | null = null

const openAll = async () => {
  const there = { dropbox: await openDropboxDouble(), 'google-drive': await openDriveDouble() }
  const settings = {
    ...{ PUBLIC_URL: 'http://books.example.org', SECRET_KEY },
    ...{ DROPBOX_CLIENT_ID: DROPBOX_CLIENT.id, DROPBOX_CLIENT_SECRET: DROPBOX_CLIENT.secret },
    ...{ GOOGLE_CLIENT_ID: GOOGLE_CLIENT.id, GOOGLE_CLIENT_SECRET: GOOGLE_CLIENT.secret },
    ...{ DROPBOX_API_BASE: there.dropbox.origin, GOOGLE_API_BASE: there['google-drive'].origin },
  }
  const opened = Promise.withResolvers<void>()
  const over = Promise.withResolvers<void>()
  const site = withSite(settings, async (app, { db }) => {
    open = {
      ...{ app, db, there },
      close: async () => {
        over.resolve()
        await site
        await Promise.all(Object.values(there).map((double) => double.close()))
      },
    }
    opened.resolve()
    await over.promise
  })
  await Promise.race([opened.promise, site])
}

/** A site with both clouds, and a new reader who is signed in. */
async function withClouds(use: (scene: Scene) => Promise<void>): Promise<void> {
  assert.ok(open)
  await sql`delete from cloud_connection`.execute(open.db)
  for (const double of Object.values(open.there)) {
    double.revokeAll()
    double.forgive()
    Object.assign(double.reader, { answers: 'allow', grants: null })
  }
  const { id, cookie } = await signedIn(open.db, [])
  await use({ ...open, id, reader: browserOf(open.app, cookie) })
}

async function addWaiting({ db, id: accountId }: Scene, destination: Cloud): Promise<string> {
  const id = newId()
  const thing = { of: 'book', id: newId(), bookId: newId(), format: 'epub', title: 'Harbours' }
  await sql`insert into delivery (id, account_id, press, destination, thing, product_id, origin, base, language,
      basis, request_key, state, due, made, changed)
    values (${id}, ${accountId}, 'house', ${destination}, ${JSON.stringify(thing)}::text::jsonb, ${thing.id},
      'http://books.example.org', '', 'en', '{"institutions":[],"bearers":[],"staff":[]}', ${id},
      'waiting-for-reader', now() + interval '7 days', now(), now())`.execute(db)
  return id
}

const stateOf = async (db: Database, id: string) => {
  const { rows } = await sql<{ state: string; fault: { code: string } | null; target_label: string | null }>`
    select state, fault, target_label from delivery where id = ${id}`.execute(db)
  return rows[0]
}

const BOTH = ['dropbox', 'google-drive'] as const
const NAMES = { dropbox: 'Dropbox', 'google-drive': 'Google Drive' }

const connecting = () =>
  describe('connecting a cloud', () => {
    it('asks for as little as can be, by code, PKCE and state', () =>
      withClouds(async ({ reader }) => {
        const scopes = {
          dropbox: 'account_info.read files.content.write files.metadata.read',
          'google-drive': 'https://www.googleapis.com/auth/drive.file',
        }
        for (const cloud of BOTH) {
          const { searchParams: asked } = new URL(await goingOn(reader, cloud))
          assert.equal(asked.get('scope'), scopes[cloud])
          assert.equal(asked.get('response_type'), 'code')
          assert.equal(asked.get('code_challenge_method'), 'S256')
          assert.match(asked.get('code_challenge') ?? '', /^[\w-]{43}$/)
          assert.match(asked.get('state') ?? '', /^[\w-]{43}$/)
          assert.equal(asked.get('redirect_uri'), `http://books.example.org/connections/${cloud}/return`)
        }
      }))

    it('brings the reader back to the very page, says whose it is, and keeps nothing that can be read', () =>
      withClouds(async ({ reader, db }) => {
        for (const cloud of BOTH) {
          const back = await connect(reader, cloud, '?to=/fr/chapters/bonn/abc%3Fpage%3D2')
          assert.equal(back.statusCode, 303)
          assert.equal(
            back.headers.location,
            `/fr/chapters/bonn/abc?page=2&connected=${encodeURIComponent(`${cloud}:connected`)}`,
          )
        }
        const page = (await reader.get('/account/connections?connected=dropbox:connected')).body
        assert.match(page, /role="status">Dropbox is connected\./)
        assert.match(page, /Connected as reader@dropbox\.example\./)
        assert.match(page, /Connected as reader@gmail\.example\./)
        assert.match((await reader.get('/account')).body, /Connected as reader@dropbox\.example\./)
        const { rows } = await sql<Record<string, unknown>>`select * from cloud_connection`.execute(db)
        assert.equal(rows.length, 2)
        for (const row of rows) {
          assert.match(String(row.access_sealed), /^k1\./)
          assert.match(String(row.refresh_sealed), /^k1\./)
          assert.doesNotMatch(JSON.stringify(row), /sl\.|ya29\./)
        }
      }))

    it('lets go on what was waiting for it', () =>
      withClouds(async (scene) => {
        for (const cloud of BOTH) {
          const id = await addWaiting(scene, cloud)
          const back = await connect(scene.reader, cloud, `?delivery=${id}`)
          assert.match(String(back.headers.location), new RegExp(`^/account/deliveries/${id}\\?`))
          const now = await stateOf(scene.db, id)
          assert.equal(now?.state, 'queued')
          assert.match(String(now?.target_label), /^reader@/)
        }
      }))

    it('says in a sentence that it was refused, or came without its permission, or too late, and loses nothing', () =>
      withClouds(async (scene) => {
        const { reader, db, there } = scene
        const id = await addWaiting(scene, 'google-drive')
        const query = `?delivery=${id}`
        const page = async () => (await reader.get(`/account/deliveries/${id}`)).body
        there['google-drive'].reader.answers = 'refuse'
        const refused = await connect(reader, 'google-drive', query)
        assert.match(String(refused.headers.location), /connected=google-drive%3Arefused$/)
        assert.match(await page(), /It waits: Google Drive was not connected, because you did not allow it\./)
        there['google-drive'].reader.answers = 'allow'
        there['google-drive'].reader.grants = []
        const unticked = await connect(reader, 'google-drive', query)
        assert.match(String(unticked.headers.location), /incomplete$/)
        assert.match(await page(), /leave the box for saving files ticked/)
        assert.equal(there['google-drive'].grants(), 0, 'what cannot be used was given back')
        there['google-drive'].reader.grants = null
        const url = await goingOn(reader, 'google-drive', query)
        await sql`update cloud_consent set expires = now() - interval '1 second'`.execute(db)
        const late = await reader.get(await consent(url))
        assert.match(String(late.headers.location), /expired$/)
        assert.match(await page(), /the link to Google Drive had expired/)
        there['google-drive'].fail({ match: /token/, wrong: { kind: 'answer', answer: { status: 503 } } })
        const away = await connect(reader, 'google-drive', query)
        assert.match(String(away.headers.location), /unreachable$/)
        assert.equal((await stateOf(db, id))?.state, 'waiting-for-reader')
        assert.equal((await connect(reader, 'google-drive', query)).statusCode, 303)
        assert.equal((await stateOf(db, id))?.state, 'queued')
      }))

    it('believes no answer a second time, nor in another session, nor for another reader or cloud', () =>
      withClouds(async ({ app, db, reader, id }) => {
        const count = async () =>
          (await sql<{ n: number }>`select count(*)::int as n from cloud_connection`.execute(db)).rows[0]?.n
        const other = browserOf(app, (await signedIn(db, [])).cookie)
        const elsewhere = await consent(await goingOn(reader, 'dropbox'))
        const stolen = await other.get(elsewhere)
        assert.equal(stolen.headers.location, '/account/connections?connected=dropbox%3Aexpired')
        assert.equal(await count(), 0)
        const swapped = await reader.get(elsewhere.replace('dropbox', 'google-drive'))
        assert.match(String(swapped.headers.location), /expired$/)
        assert.equal(await count(), 0)
        await reader.get(elsewhere)
        assert.equal(await count(), 1)
        const again = await reader.get(elsewhere)
        assert.match(String(again.headers.location), /expired$/)
        const forged = await reader.get('/connections/dropbox/return?code=x&state=y')
        assert.match(String(forged.headers.location), /expired$/)
        const begun = await goingOn(reader, 'google-drive')
        const elsewhereToo = browserOf(app, await newSession(db, id))
        const inAnother = await elsewhereToo.get(await consent(begun))
        assert.match(String(inAnother.headers.location), /expired$/)
        assert.equal(await count(), 1)
      }))

    it('sends nobody to another site', () =>
      withClouds(async ({ reader }) => {
        for (const to of [
          'https://evil.example/',
          '//evil.example',
          '/\\evil.example',
          'javascript:alert(1)',
        ]) {
          const back = await connect(reader, 'dropbox', `?to=${encodeURIComponent(to)}`)
          assert.match(String(back.headers.location), /^\/(\?|fr\/)/, to)
        }
        const { body } = await reader.get('/account/connections?connected=dropbox:<script>')
        assert.doesNotMatch(body, /role="status"/)
      }))

    it('is for those who are signed in', () =>
      withClouds(async ({ app }) => {
        const nobody = browserOf(app, '')
        for (const path of [
          '/account/connections',
          '/connections/dropbox/connect',
          '/connections/dropbox/return',
        ])
          assert.match(String((await nobody.get(path)).headers.location), /^\/sign-in\?to=/, path)
        assert.match(
          String((await nobody.post('/account/connections/dropbox/disconnect')).headers.location),
          /^\/sign-in/,
        )
      }))
  })

const parting = () =>
  describe('parting from a cloud', () => {
    it('gives the permission back over there, and forgets it here', () =>
      withClouds(async ({ reader, db, there }) => {
        for (const cloud of BOTH) {
          await connect(reader, cloud)
          assert.equal(there[cloud].grants(), 1)
          const left = await reader.post(`/account/connections/${cloud}/disconnect`)
          assert.match(String(left.headers.location), /left$/)
          assert.equal(there[cloud].grants(), 0)
          const page = (await reader.get(String(left.headers.location))).body
          assert.ok(page.includes(`${NAMES[cloud]} is disconnected.`))
        }
        const { rows } = await sql`select * from cloud_connection`.execute(db)
        assert.equal(rows.length, 0)
      }))

    it('is refused to another site’s page', () =>
      withClouds(async ({ reader, app, there }) => {
        await connect(reader, 'dropbox')
        const answer = await app.inject({
          ...{ method: 'POST', url: '/account/connections/dropbox/disconnect' },
          headers: {
            host: 'books.example.org',
            origin: 'https://evil.example',
            'sec-fetch-site': 'cross-site',
          },
        })
        assert.equal(answer.statusCode, 403)
        assert.equal(there.dropbox.grants(), 1)
      }))

    it('is done later where the cloud does not answer, and at once here', () =>
      withClouds(async ({ reader, db, there }) => {
        await connect(reader, 'dropbox')
        there.dropbox.fail({ match: /revoke/, wrong: { kind: 'drop' } })
        await reader.post('/account/connections/dropbox/disconnect')
        assert.match((await reader.get('/account/connections')).body, /Not connected/)
        const { rows } = await sql<{ state: string }>`select state from cloud_connection`.execute(db)
        assert.deepEqual(rows, [{ state: 'leaving' }])
      }))
  })

describe('clouds of readers', () => {
  before(openAll)
  after(() => open?.close())
  connecting()
  parting()
})

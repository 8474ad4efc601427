import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { addFederation, findProvider, listFederations } from '#accounts'
import { parseConfig, withDatabase } from '#platform'
import { openSession, type Session } from './session.ts'
import { startWorker } from './worker.ts'

const ENTITY = 'https://idp.fenwick.example/saml'

const METADATA = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${ENTITY}"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.fenwick.example/sso"/></IDPSSODescriptor></EntityDescriptor>`

const withSession = (use: (session: Session) => Promise<void>): Promise<void> =>
  withDatabase({}, async (_db, { url }) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'chapterhouse-worker-'))
    const config = parseConfig({ DATA_DIR: dataDir, DATABASE_URL: url, LOG_LEVEL: 'silent' }, '/')
    assert.ok(config.ok)
    const session = await openSession({ command: 'worker', lasting: true }, config.value)
    try {
      await use(session)
    } finally {
      await session.close()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    }
  })

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 60_000; !(await holds()); await sleep(20))
    assert.ok(Date.now() < deadline, 'it did not come true')
}

describe('the worker', () => {
  it('asks federations who signs readers in, and forgets who was on the way there long ago', () =>
    withSession(async (session) => {
      const { db, config } = session
      const source = join(config.dataDir, 'fenwick.xml')
      await writeFile(source, METADATA)
      await addFederation(db, { id: 'fenwick', name: 'Fenwick', source, certificate: null }, new Date())
      await sql`insert into sign_in_request (id, relay, entity_id, address, return_to, browser, made)
        values ('old', 'old', ${ENTITY}, 'x', '/', 'x', now() - interval '3 hours'),
          ('new', 'new', ${ENTITY}, 'x', '/', 'x', now())`.execute(db)
      const left = async () =>
        (await sql<{ id: string }>`select id from sign_in_request`.execute(db)).rows.map(({ id }) => id)
      const worker = await startWorker(session)
      await until(async () => (await findProvider(db, ENTITY)) !== null)
      await until(async () => (await left()).length < 2)
      await worker.stop()
      assert.deepEqual(await left(), ['new'])
      // Once in some hours: whoever starts again meanwhile does not ask again.
      const [asked] = await listFederations(db)
      const again = await startWorker(session)
      await again.stop()
      assert.deepEqual((await listFederations(db))[0]?.checked, asked?.checked)
    }))
})

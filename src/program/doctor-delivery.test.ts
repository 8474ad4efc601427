import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { decideDmarc, decideSpf } from '#delivery'
import { openLog, parseConfig, withDatabase } from '#platform'
import { allMigrations } from './all-migrations.ts'
import { examineDelivery, type Outside } from './doctor-delivery.ts'

const log = openLog('silent')
const nowhere: Outside = { resolveTxt: async () => [], fetch: () => Promise.reject(new Error('offline')) }

async function withRelay(options: object, use: (url: string) => Promise<void>): Promise<void> {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], ...options })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  try {
    await use(`smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`)
  } finally {
    await new Promise<void>((done) => void server.close(() => done()))
  }
}

describe('doctor delivery', () => {
  it('says of each thing that is amiss what to do, and is content when all is as it should be', () =>
    withDatabase(allMigrations, (db) =>
      withRelay({ size: 25 * 2 ** 20 }, async (url) => {
        const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
        const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
        const key = join(folder, 'dkim.pem')
        writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }))
        const examine = async (variables: Record<string, string>, outside: Outside) => {
          const config = parseConfig({ DATA_DIR: folder, ...variables }, '/')
          assert.ok(config.ok, config.ok ? '' : config.error.join('\n'))
          return (await examineDelivery({ db, log, config: config.value }, [], outside)).map(
            ({ kind, sentence }) => `${kind}: ${sentence}`,
          )
        }
        const bare = await examine({}, nowhere)
        assert.ok(bare.every((line) => line.startsWith('note: ')))

        const clouds = {
          ...{
            DROPBOX_CLIENT_ID: 'app',
            DROPBOX_CLIENT_SECRET: 'secret',
            DROPBOX_API_BASE: 'http://127.0.0.1:9',
          },
        }
        const variables = { SMTP_URL: url, KINDLE_SENDER: 'kindle@press.example', ...clouds }
        const ill = (await examine(variables, nowhere)).join('\n')
        for (const sign of [
          /note: The mail server takes mails of 26 MB: files up to 19 MB can go/,
          /note: The way to the mail server is not encrypted/,
          /care: press\.example has no SPF record/,
          /note: Mail is not signed here/,
          /care: press\.example has no DMARC record/,
          /note: What comes back is not read/,
          /care: Dropbox cannot be reached/,
        ])
          assert.match(ill, sign)

        const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
        const zone: Readonly<Record<string, string>> = {
          'press.example': 'v=spf1 include:mail.press.example -all',
          'k1._domainkey.press.example': `v=DKIM1; k=rsa; p=${spki}`,
          '_dmarc.press.example': 'v=DMARC1; p=reject',
        }
        const sound: Outside = {
          resolveTxt: async (name) => (zone[name] === undefined ? [] : [zone[name]]),
          fetch: async () =>
            new Response('{"error":"invalid_grant"}', {
              status: 400,
              headers: { date: new Date().toUTCString() },
            }),
        }
        const signed = { DKIM_SELECTOR: 'k1', DKIM_KEY_FILE: key }
        const back = { BOUNCE_ADDRESS: 'bounces@press.example', BOUNCE_FOLDER: folder }
        const lines = await examine({ ...variables, ...signed, ...back }, sound)
        assert.deepEqual(
          lines.filter((line) => line.startsWith('care')),
          [],
        )
        for (const sign of [
          /by SPF/,
          /signed with the DKIM key/,
          /p=reject/,
          /Dropbox answers, and knows us/,
          /agree/,
        ])
          assert.ok(
            lines.some((line) => line.startsWith('well') && sign.test(line)),
            String(sign),
          )

        const stranger = {
          ...sound,
          fetch: async () => new Response('{"error":"invalid_client"}', { status: 401 }),
        }
        assert.ok(
          (await examine(variables, stranger)).some((line) => /care: Dropbox does not know us/.test(line)),
        )
        const late = {
          ...sound,
          fetch: async () =>
            new Response('{"error":"invalid_grant"}', { headers: { date: new Date(0).toUTCString() } }),
        }
        assert.ok(
          (await examine(variables, late)).some((line) => /care: The clock of this machine/.test(line)),
        )
        rmSync(folder, { recursive: true })
      }),
    ))

  it('knows a record that protects from one that does not', () => {
    assert.equal(decideSpf('a.example', ['v=spf1 +all']).kind, 'care')
    assert.equal(decideSpf('a.example', ['v=spf1 all']).kind, 'care')
    assert.equal(decideSpf('a.example', ['v=spf1 mx ~all']).kind, 'well')
    assert.equal(decideSpf('a.example', ['v=spf1 mx']).kind, 'note')
    assert.equal(decideSpf('a.example', ['v=spf1 -all', 'v=spf1 mx']).kind, 'care')
    assert.equal(decideSpf('a.example', null).kind, 'care')
    assert.equal(decideDmarc('a.example', ['v=DMARC1; p=none']).kind, 'note')
  })
})

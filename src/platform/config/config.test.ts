import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseTrustedProxies } from '../trusted-proxies.ts'
import type { Config } from './config.ts'
import { configurationTable } from './configuration-table.ts'
import { loadSecretKey } from './data-folder.ts'
import { parseConfig } from './read-config.ts'

const parse = (variables: Record<string, string>): Config => {
  const config = parseConfig(variables, '/srv/books')
  assert.ok(config.ok, String(!config.ok && config.error))
  return config.value
}

const VALID = {
  PORT: '81',
  HOST: '::1',
  DATA_DIR: '/srv/data',
  DATABASE_URL: 'postgres://somebody@db.example/books',
  DATABASE_CONNECTIONS: '77',
  PUBLIC_URL: 'https://books.example.org',
  TRUSTED_PROXIES: '',
  LOG_LEVEL: 'debug',
  PAGE_CACHE_MB: '17',
  SECRET_KEY: 'k'.repeat(32),
  INBOX: '/srv/inbox',
  METRICS_TOKEN: 'm'.repeat(16),
  SAMPLES: 'false',
  USAGE_DAYS: '398',
  REQUEST_DAYS: '90',
  SMTP_URL: 'smtps://post:secret@mail.example.org:465',
  MAIL_FROM: 'books@example.org',
  KINDLE_SENDER: 'kindle@example.org',
  KINDLE_DOMAINS: 'kindle.com',
  KINDLE_PER_SENDER: '50',
  BOUNCE_ADDRESS: 'bounces@example.org',
  BOUNCE_LISTEN: '127.0.0.1:2525',
  BOUNCE_FOLDER: '/srv/mail/bounces',
  DKIM_SELECTOR: 'k1',
  DKIM_KEY_FILE: '/srv/keys/dkim.pem',
  SIGN_IN_PROVIDERS: '[]',
  PRIVATE_PROVIDERS: 'true',
  STRIPE_SECRET_KEY: 'sk_test_0123456789abcdef',
  STRIPE_WEBHOOK_SECRET: 'whsec_0123456789abcdef',
  STRIPE_API_BASE: 'http://127.0.0.1:4242',
  SECRET_KEY_BEFORE: 'the-key-of-last-year-with-32-letters',
  DROPBOX_CLIENT_ID: 'app-key',
  DROPBOX_CLIENT_SECRET: 'app-secret',
  DROPBOX_API_BASE: 'http://127.0.0.1:4243',
  GOOGLE_CLIENT_ID: 'client.apps.googleusercontent.com',
  GOOGLE_CLIENT_SECRET: 'client-secret',
  GOOGLE_API_BASE: 'http://127.0.0.1:4244',
}

describe('configuration', () => {
  it('needs nothing', () => {
    const config = parse({})
    assert.equal(config.port, 8080)
    assert.equal(config.host, '127.0.0.1')
    assert.equal(config.dataDir, '/srv/books/data')
    assert.equal(config.inbox, '/srv/books/data/inbox')
    assert.equal(config.databaseUrl, null)
  })

  it('takes an empty variable for one that is not set', () => {
    assert.equal(parse({ PORT: '', PUBLIC_URL: ' ' }).port, 8080)
  })

  it('takes a cloud’s id and secret together, or neither', () => {
    const half = parseConfig({ GOOGLE_CLIENT_ID: 'x', DROPBOX_CLIENT_SECRET: 'y' }, '/srv/books')
    assert.ok(!half.ok)
    assert.deepEqual(
      half.error.map((sentence) => sentence.split(' ')[0]),
      ['DROPBOX_CLIENT_ID', 'GOOGLE_CLIENT_ID'],
    )
    const whole = parse({ DROPBOX_CLIENT_ID: 'x', DROPBOX_CLIENT_SECRET: 'y' })
    assert.deepEqual(whole.dropbox, { clientId: 'x', clientSecret: 'y', apiBase: null })
    assert.equal(whole.googleDrive, null)
  })

  it('tells all faults at once, each by the name of its variable', () => {
    const config = parseConfig(
      {
        PORT: 'eighty',
        HOST: 'not a host',
        PUBLIC_URL: 'https://books.example.org/shelf',
        DATABASE_URL: 'mysql://x',
        DATABASE_CONNECTIONS: '1',
        TRUSTED_PROXIES: '10.0.0.0/8, 10.0.0.0/33',
        LOG_LEVEL: 'loud',
        SECRET_KEY: 'short',
        METRICS_TOKEN: 'short',
        SAMPLES: 'maybe',
      },
      '/',
    )
    assert.ok(!config.ok)
    const named = config.error.map((sentence) => /^[A-Z_]+/.exec(sentence)?.[0])
    assert.equal(named.length, 10)
    assert.equal(new Set(named).size, 10)
    for (const sentence of config.error) assert.match(sentence, /\.$/)
  })

  it('has a row in the table for every variable it reads, and reads no other', () => {
    const valid: Record<string, string> = { ...VALID, NODE_ENV: 'production', HOSTNAME: 'elsewhere' }
    const texts = Object.values(parse(valid))
      .map((value) => `${value} ${JSON.stringify(value)}`)
      .join('\n')
    for (const { name } of configurationTable) assert.ok(texts.includes(valid[name] ?? 'missing'), name)
    assert.ok(!texts.includes('elsewhere'))
    assert.equal(new Set(configurationTable.map(({ name }) => name)).size, configurationTable.length)
  })

  it('sells by both secrets of Stripe or by none, and never repeats what is wrong with one', () => {
    const wrong = (variables: Record<string, string>) => {
      const config = parseConfig(variables, '/')
      return config.ok ? [] : config.error
    }
    assert.equal(parse({}).stripeSecretKey, null)
    assert.match(wrong({ STRIPE_SECRET_KEY: 'sk_test_0123456789' }).join(' '), /belong together/)
    assert.match(wrong({ STRIPE_WEBHOOK_SECRET: 'whsec_0123456789' }).join(' '), /belong together/)
    const [sentence = ''] = wrong({
      STRIPE_SECRET_KEY: 'pk_live_secret',
      STRIPE_WEBHOOK_SECRET: 'whsec_0123456789',
    })
    assert.match(sentence, /^STRIPE_SECRET_KEY .*sk_live/)
    assert.doesNotMatch(sentence, /pk_live_secret/)
  })

  it('makes a secret once, for its owner alone', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'chapterhouse-config-'))
    try {
      const config = { ...parse({}), dataDir }
      const key = loadSecretKey(config)
      assert.equal(loadSecretKey(config), key)
      assert.equal(statSync(join(dataDir, 'secret-key')).mode & 0o777, 0o600)
      assert.equal(loadSecretKey({ ...config, secretKey: 'given' }), 'given')
    } finally {
      rmSync(dataDir, { recursive: true })
    }
  })
})

describe('trusted proxies', () => {
  const trusts = (list: string, address: string) => {
    const proxies = parseTrustedProxies(list)
    assert.ok(proxies.ok)
    return proxies.value(address)
  }

  it('are the addresses and ranges that were named, in whatever clothes they come', () => {
    assert.ok(trusts('10.1.0.0/16', '10.1.2.3'))
    assert.ok(trusts('10.1.0.0/16', '::ffff:10.1.2.3'))
    assert.ok(trusts('loopback', '::1'))
    assert.ok(trusts('fe80::/10', 'fe80::1%eth0'))
    assert.ok(trusts('192.0.2.7', '192.0.2.7'))
  })

  it('are nobody when nobody was named', async () => {
    await fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => !trusts('', address)))
  })

  it('are never something that is no address', () => {
    for (const text of [
      '',
      'localhost',
      '10.1.2.3:80',
      '010.1.2.3',
      '167903747',
      '10.1.2.3, 8.8.8.8',
      'unknown',
    ])
      assert.ok(!trusts('0.0.0.0/0 ::/0', text), text)
  })

  it('are refused as a whole when one of them makes no sense', async () => {
    await fc.assert(
      fc.property(fc.string(), (text) => {
        const proxies = parseTrustedProxies(text)
        if (proxies.ok) proxies.value('192.0.2.1')
      }),
    )
    for (const list of ['10.0.0.0/', '10.0.0.0/8/8', 'proxy.example.org', '10.0.0'])
      assert.ok(!parseTrustedProxies(list).ok, list)
  })
})

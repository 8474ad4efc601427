import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import Fastify, { type FastifyInstance } from 'fastify'
import { parseConfig } from '#platform'
import { clientAddress } from './client-address.ts'

/** As program/http/app.ts builds it, with these proxies trusted. */
async function serve(trusted: string): Promise<{ app: FastifyInstance; port: number }> {
  const config = parseConfig({ TRUSTED_PROXIES: trusted }, '/')
  assert.ok(config.ok)
  const app = Fastify({ trustProxy: (address) => config.value.trustedProxies(address) })
  app.get('/', (request) => ({ address: clientAddress(request) }))
  await app.listen({ port: 0, host: '127.0.0.1' })
  const at = app.server.address()
  assert.ok(typeof at === 'object' && at !== null)
  return { app, port: at.port }
}

/** Over a socket of our own: no client tidies what is sent, and a header may stand there twice. */
function ask(port: number, headers: readonly string[]): Promise<string | null> {
  return new Promise((answer, refuse) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('error', refuse)
    socket.on('end', () => {
      const body = /\{.*\}/.exec(text)
      if (body === null) refuse(new Error(text))
      else answer((JSON.parse(body[0]) as { address: string | null }).address)
    })
    const lines = ['GET / HTTP/1.1', 'Host: books.example', 'Connection: close', ...headers]
    socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
  })
}

const CAMPUS = '131.111.4.5'

const VALUES: readonly string[] = [
  ...[
    CAMPUS,
    `${CAMPUS}, 127.0.0.1`,
    `127.0.0.1, ${CAMPUS}`,
    `${CAMPUS}, ${CAMPUS}`,
    `"${CAMPUS}"`,
    `${CAMPUS}:443`,
  ],
  ...[
    `::ffff:${CAMPUS}`,
    '::ffff:836f:405',
    '[::1]',
    '::1',
    `[::ffff:${CAMPUS}]:80`,
    'fe80::1%eth0',
    `${CAMPUS}%lo`,
  ],
  ...[
    '0203.0157.4.5',
    '0x836f0405',
    '2205090821',
    '131.111.1029',
    `${CAMPUS},`,
    `,${CAMPUS}`,
    ' ',
    '127.1',
    'localhost',
  ],
  ...[
    'unknown',
    '_hidden',
    `for=${CAMPUS}`,
    `for="[2001:db8::1]:47011";proto=https`,
    `${CAMPUS}\t, 10.0.0.1`,
  ],
]
const NAMES: readonly string[] = [
  ...['X-Forwarded-For', 'x-forwarded-for', 'Forwarded', 'X-Real-IP', 'X-Client-IP', 'True-Client-IP'],
  ...[
    'CF-Connecting-IP',
    'X-Cluster-Client-IP',
    'X-Original-Forwarded-For',
    'Forwarded-For',
    'Via',
    'Client-IP',
  ],
]

/** Sixty sets: every value in X-Forwarded-For, every name with an address of the campus, each of them twice and mixed. */
const FORGED: readonly (readonly string[])[] = [
  ...VALUES.map((value) => [`X-Forwarded-For: ${value}`]),
  ...NAMES.map((name) => [`${name}: ${CAMPUS}`]),
  ...NAMES.map((name) => [`${name}: ${CAMPUS}`, `${name}: 127.0.0.1`, 'X-Forwarded-Proto: https']),
  ...VALUES.slice(0, 9).map((value, i) => [
    `X-Forwarded-For: ${value}`,
    `${NAMES[i % NAMES.length]}: ${VALUES[VALUES.length - 1 - i]}`,
    `X-Forwarded-Host: books.example`,
    `Forwarded: for=${CAMPUS};by=127.0.0.1`,
  ]),
]

describe('clientAddress', () => {
  let open: Awaited<ReturnType<typeof serve>>
  let proxied: Awaited<ReturnType<typeof serve>>
  before(async () => {
    open = await serve('')
    proxied = await serve('loopback, 10.0.0.0/8')
  })
  after(() => Promise.all([open.app.close(), proxied.app.close()]))

  it(`is that of the socket, whatever the ${FORGED.length} forged sets of headers say`, async () => {
    assert.ok(FORGED.length >= 60, String(FORGED.length))
    for (const headers of FORGED)
      assert.equal(await ask(open.port, headers), '127.0.0.1', headers.join(' | '))
  })

  it('is that of the socket, whatever headers anybody thinks of', async () => {
    const value = fc.oneof(
      fc.constantFrom(...VALUES),
      fc.string({ unit: fc.constantFrom(...'0123456789.:,[]%;="xfor '), maxLength: 30 }),
    )
    const header = fc.tuple(fc.constantFrom(...NAMES), value).map(([name, text]) => `${name}: ${text}`)
    await fc.assert(
      fc.asyncProperty(fc.array(header, { maxLength: 5 }), async (headers) => {
        assert.equal(await ask(open.port, headers), '127.0.0.1')
      }),
      { numRuns: 60 },
    )
  })

  const told: readonly (readonly [string, string | null])[] = [
    [CAMPUS, CAMPUS],
    [`${CAMPUS}:50112`, CAMPUS],
    ['2001:DB8:0:0::7', '2001:db8::7'],
    ['[2001:db8::7]:50112', '2001:db8::7'],
    [`::ffff:${CAMPUS}`, CAMPUS],
    ['fe80::7%eth0', 'fe80::7'],
    // What a reader wrote himself stands before what our proxy added.
    [`131.111.4.5, 198.51.100.7`, '198.51.100.7'],
    [`131.111.4.5, 198.51.100.7, 10.0.0.2`, '198.51.100.7'],
    ['131.111.4.5, unknown', null],
    ['unknown', null],
    ['0203.0157.4.5', null],
    ['131.111.1029', null],
    ['2205090821', null],
    ['', '127.0.0.1'],
  ]
  for (const [header, address] of told)
    it(`is ${address ?? 'not known'} where a trusted proxy says “${header}”`, async () => {
      assert.equal(await ask(proxied.port, [`X-Forwarded-For: ${header}`]), address)
    })

  it('is not told by a trusted proxy in any other header', async () => {
    for (const name of NAMES.filter((one) => one.toLowerCase() !== 'x-forwarded-for'))
      assert.equal(await ask(proxied.port, [`${name}: ${CAMPUS}`]), '127.0.0.1')
  })

  it('is that of the last hop where the header stands twice', async () => {
    const headers = [`X-Forwarded-For: ${CAMPUS}`, 'X-Forwarded-For: 198.51.100.7']
    assert.equal(await ask(proxied.port, headers), '198.51.100.7')
  })
})

import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, BlockList } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { guardedFetch, readText } from './guarded-fetch.ts'
import { isPublicAddress } from './public-address.ts'

const LIMITS = { mostBytes: 100_000, milliseconds: 3_000, redirects: 3 }
const strict = guardedFetch({ privateToo: false })
const inside = guardedFetch({ privateToo: true })

/** Addresses by which somebody might reach this machine or its neighbours, and names that are no addresses of ours. */
const PRIVATE = [
  'http://example.org/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://127.0.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.0.0.1/',
  'https://0177.0.0.1/',
  'https://017700000001/',
  'https://127.000.000.001/',
  'https://127.255.255.254/',
  'https://１２７.０.０.１/',
  'https://①②⑦.⓪.⓪.①/',
  'https://127。0。0。1/',
  'https://127.0.0.1./',
  'https://0/',
  'https://0.0.0.0/',
  'https://0.1.2.3/',
  'https://localhost/',
  'https://LOCALHOST/',
  'https://localhost./',
  'https://localhost:5432/',
  'https://[::1]/',
  'https://[0:0:0:0:0:0:0:1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::ffff:0:127.0.0.1]/',
  'https://[::127.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[64:ff9b:1::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[2001:0:7f00:1::]/',
  'https://[fe80::1]/',
  'https://[fec0::1]/',
  'https://[fc00::1]/',
  'https://[fd12:3456:789a::1]/',
  'https://[ff02::1]/',
  'https://[100::1]/',
  'https://[2001:db8::1]/',
  'https://[5f00::1]/',
  'https://10.0.0.1/',
  'https://10.255.255.255/',
  'https://167772161/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.168.0.1/',
  'https://0xc0a80001/',
  'https://100.64.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://0xa9fea9fe/',
  'https://2852039166/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[fd00:ec2::254]/',
  'https://192.0.0.1/',
  'https://192.0.2.1/',
  'https://198.18.0.1/',
  'https://198.51.100.1/',
  'https://203.0.113.1/',
  'https://192.88.99.1/',
  'https://224.0.0.1/',
  'https://240.0.0.1/',
  'https://255.255.255.255/',
  'https://user:password@example.org/',
  'https://user@example.org/',
  'https://127.0.0.1@127.0.0.1/',
  'file:///etc/passwd',
  'file://localhost/etc/passwd',
  'gopher://127.0.0.1:6379/_x',
  'ftp://127.0.0.1/',
  'data:text/plain,x',
  'javascript:1',
  'blob:https://example.org/x',
  'ws://127.0.0.1/',
  'unix:/var/run/docker.sock',
  'jar:https://example.org!/',
  '//example.org/',
  '/etc/passwd',
  'https://',
  'https:///',
  'https://[::1',
  'https://exa mple.org/',
  '',
  'http://127.0.0.1:80\\@example.org/',
]

describe('fetching from an address that somebody wrote down', () => {
  let server: Server
  let origin = ''
  let reached = 0
  before(async () => {
    server = createServer((request, response) => {
      reached += 1
      const url = new URL(request.url ?? '/', 'http://x')
      const to = url.searchParams.get('to')
      if (to !== null) return response.writeHead(302, { location: to }).end()
      if (url.pathname === '/slow') return response.write('x')
      if (url.pathname === '/bomb') {
        response.writeHead(200, { 'content-encoding': 'gzip' })
        return response.end(gzipSync(Buffer.alloc(5_000_000)))
      }
      if (url.pathname === '/packed') {
        response.writeHead(200, { 'content-encoding': 'gzip' })
        return response.end(gzipSync('packed words'))
      }
      return response.end('words')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  it(`reaches nothing private by any of ${PRIVATE.length} ways of writing it`, async () => {
    assert.ok(PRIVATE.length >= 80)
    for (const url of PRIVATE) {
      const fetched = await strict(url, { ...LIMITS, milliseconds: 1_000 })
      assert.ok(!fetched.ok, url)
      assert.doesNotMatch(
        fetched.error,
        /ECONNREFUSED|certificate|socket/,
        `${url} was tried: ${fetched.error}`,
      )
    }
    assert.equal((await strict(origin, LIMITS)).ok, false)
    assert.equal(reached, 0)
  })

  it('takes its own network where the operator allows it, within limits', async () => {
    const words = await inside(`${origin}/packed`, LIMITS)
    assert.ok(words.ok)
    assert.deepEqual(await readText(words.value.body), { ok: true, value: 'packed words' })
    const bomb = await inside(`${origin}/bomb`, LIMITS)
    assert.ok(bomb.ok)
    const read = await readText(bomb.value.body)
    assert.ok(!read.ok && /larger than/.test(read.error))
    const slow = await inside(`${origin}/slow`, { ...LIMITS, milliseconds: 300 })
    const drip = slow.ok ? await readText(slow.value.body) : slow
    assert.ok(!drip.ok)
  })

  it('follows few redirections, each judged anew, and none of a form', async () => {
    const twice = `${origin}/?to=${encodeURIComponent(`${origin}/?to=${encodeURIComponent(`${origin}/end`)}`)}`
    const followed = await inside(twice, LIMITS)
    assert.ok(followed.ok && followed.value.url === `${origin}/end`)
    followed.value.body.destroy()
    for (const to of [
      'file:///etc/passwd',
      'gopher://x/',
      'https://u:p@example.org/',
      '//[',
      `${origin}/?to=/x&to=/`,
    ])
      if (to.startsWith('http')) continue
      else assert.equal((await inside(`${origin}/?to=${encodeURIComponent(to)}`, LIMITS)).ok, false, to)
    const round = await inside(`${origin}/?to=${encodeURIComponent('?to=/')}`, { ...LIMITS, redirects: 1 })
    assert.ok(!round.ok && /too often/.test(round.error))
    const form = await inside(`${origin}/?to=/`, { ...LIMITS, method: 'POST', body: 'x=1' })
    assert.equal(form.ok, false)
  })
})

describe('public addresses', () => {
  it('are those of the public network', () => {
    for (const address of [
      '8.8.8.8',
      '1.1.1.1',
      '193.60.91.1',
      '2001:630::1',
      '2a00:1450::1',
      '2606:4700::1111',
    ])
      assert.ok(isPublicAddress(address), address)
    for (const address of ['', 'x', '::ffff:8.8.8.8', 'fe80::1%eth0', '8.8.8', '08.8.8.8'])
      assert.ok(!isPublicAddress(address), address)
  })

  it('are never of the private ranges of RFC 1918, nor this machine’s', async () => {
    const ranges = new BlockList()
    for (const [network, length] of [
      ['10.0.0.0', 8],
      ['172.16.0.0', 12],
      ['192.168.0.0', 16],
      ['127.0.0.0', 8],
      ['169.254.0.0', 16],
    ] as const)
      ranges.addSubnet(network, length)
    await fc.assert(
      fc.property(fc.ipV4(), (address) => {
        if (ranges.check(address)) assert.ok(!isPublicAddress(address))
      }),
      { numRuns: 2000 },
    )
  })
})

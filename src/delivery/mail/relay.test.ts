import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { decideHandOver, type MailStage } from './decide-hand-over.ts'
import { type MailFault, type MailServer, openMailServer } from './mail-server.fixture.ts'
import type { HandOver, OutgoingMail } from './outgoing-mail.ts'
import { type HandingSteps, handOver, type RelaySettings } from './relay.ts'

const folder = mkdtempSync(join(tmpdir(), 'chapterhouse-relay-'))
const file = join(folder, 'chapter.epub')
const bytes = randomBytes(300_000)
writeFileSync(file, bytes)
let server: MailServer

before(async () => {
  server = await openMailServer()
})
after(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const mail: OutgoingMail = {
  messageId: '<kindle-abc@press.example>',
  date: new Date('2026-11-01T10:00:00Z'),
  from: { name: 'Aldine: House', address: 'kindle@press.example' },
  to: 'reader@kindle.com',
  subject: 'Soviet Defectors',
  text: 'You asked for this.',
  attachment: { path: file, name: 'chapter.epub', contentType: 'application/epub+zip' },
  envelope: { returnTo: 'bounces+abc@press.example', id: 'abc' },
}

const settings = (over: Partial<RelaySettings> = {}): RelaySettings => ({
  smtpUrl: server.url,
  dkim: null,
  folder: join(folder, 'mail'),
  ...over,
})

/** Notes in which order things were told. */
const steps = (told: string[] = [], signal = new AbortController().signal): HandingSteps => ({
  onSent: async () => void told.push('sent'),
  beforeEnd: async () => void told.push(`end after ${server.taken.length}`),
  signal,
})

const attachmentOf = (raw: Buffer): Buffer =>
  Buffer.from(
    raw
      .toString('latin1')
      .split(/filename=.*\r\n\r\n/)[1]
      ?.split('\r\n--')[0] ?? '',
    'base64',
  )

describe('handing a message to a mail server', () => {
  it('brings the file whole, to one recipient, under its own id, and writes down the end before it', async () => {
    const told: string[] = []
    const count = server.taken.length
    const end = await handOver(settings(), mail, steps(told))
    assert.equal(end.kind, 'taken')
    const got = server.taken.at(-1)
    assert.ok(got)
    assert.deepEqual(got.to, ['reader@kindle.com'])
    assert.equal(got.from, 'bounces+abc@press.example')
    const sum = (of: Buffer) => createHash('sha256').update(of).digest('hex')
    assert.equal(sum(attachmentOf(got.raw)), sum(bytes))
    const text = got.raw.toString('latin1')
    assert.match(text, /^Message-ID: <kindle-abc@press\.example>\r$/m)
    assert.match(text, /^From: "Aldine: House" <kindle@press\.example>\r$/m)
    assert.match(text, /^Content-Type: application\/epub\+zip/m)
    assert.deepEqual(told, [`end after ${count}`])
  })

  it('sends the same bytes at every try', async () => {
    await handOver(settings(), mail, steps())
    await handOver(settings(), mail, steps())
    assert.deepEqual(server.taken.at(-1)?.raw, server.taken.at(-2)?.raw)
  })

  it('signs it, where there is a key, so that a changed byte would show', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const dkim = { selector: 'k1', privateKey: pem }
    await handOver(settings({ dkim }), mail, steps())
    const text = server.taken.at(-1)?.raw.toString('latin1') ?? ''
    const signature = /^DKIM-Signature:[^\r]*(?:\r\n[ \t][^\r]*)*/m.exec(text)?.[0].replace(/\s+/g, '') ?? ''
    assert.match(signature, /d=press\.example;.*s=k1;/)
    // RFC 6376 §3.4.4: white space counts once, and none at the end.
    const body = text.slice(text.indexOf('\r\n\r\n') + 4)
    const relaxed = `${body
      .replace(/[ \t]+/g, ' ')
      .replace(/ \r\n/g, '\r\n')
      .replace(/(\r\n)+$/, '')}\r\n`
    const sum = createHash('sha256').update(relaxed, 'latin1').digest('base64')
    assert.ok(signature.includes(`bh=${sum};`), signature)
    const others = { ...mail, from: { name: 'Larkspur', address: 'kindle@larkspur.example' } }
    await handOver(settings({ dkim }), others, steps())
    assert.match(server.taken.at(-1)?.raw.toString('latin1') ?? '', /d=larkspur\.example;/)
  })

  it('leaves nothing behind', () => {
    assert.deepEqual(readdirSync(join(folder, 'mail')), [])
  })

  const faults: readonly (readonly [MailFault, HandOver['kind'], string | null])[] = [
    ['recipient-unknown', 'refused', 'recipient'],
    ['recipient-refused-by-policy', 'refused', 'policy'],
    ['recipient-later', 'later', 'asked-to-wait'],
    ['message-later', 'later', 'asked-to-wait'],
    ['message-refused', 'refused', 'policy'],
    ['message-too-large', 'refused', 'size'],
    ['cut-in-the-middle', 'later', 'cut'],
    ['cut-after-the-end', 'maybe', null],
    ['silent-after-the-end', 'maybe', null],
  ]
  for (const [fault, kind, why] of faults)
    it(`says “${kind}${why === null ? '' : `, ${why}`}” when the server shows ${fault}`, async () => {
      const large = join(folder, 'large.epub')
      writeFileSync(large, randomBytes(fault === 'cut-in-the-middle' ? 20_000_000 : 1000))
      server.fault(fault)
      const patience = { connect: 5_000, answer: fault === 'silent-after-the-end' ? 500 : 30_000 }
      const count = server.taken.length
      const end = await handOver(
        settings({ patience }),
        { ...mail, attachment: { ...mail.attachment, path: large } },
        steps(),
      )
      assert.equal(end.kind, kind)
      assert.equal('why' in end ? end.why : null, why)
      assert.equal(server.taken.length - count, kind === 'maybe' ? 1 : 0)
    })

  it('is not begun where the server says that it takes less', async () => {
    const small = await openMailServer({ size: 200_000 })
    const end = await handOver(settings({ smtpUrl: small.url }), mail, steps())
    await small.close()
    assert.deepEqual([end.kind, 'why' in end && end.why], ['refused', 'size'])
    assert.equal(small.taken.length, 0)
  })

  it('waits for a server that is away', async () => {
    const probe = createServer().listen(0, '127.0.0.1')
    await new Promise((ready) => probe.once('listening', ready))
    const address = probe.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await new Promise((closed) => probe.close(closed))
    const end = await handOver(settings({ smtpUrl: `smtp://127.0.0.1:${port}` }), mail, steps())
    assert.deepEqual([end.kind, 'why' in end && end.why], ['later', 'unreachable'])
  })

  it('knows a wrong password from a message that is refused', async () => {
    const strict = await openMailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('no')),
    })
    const smtpUrl = strict.url.replace('smtp://', 'smtp://house:wrong@')
    const end = await handOver(settings({ smtpUrl }), mail, steps())
    await strict.close()
    assert.deepEqual([end.kind, 'why' in end && end.why], ['later', 'credentials'])
  })

  it('hands nothing over when it may no longer be ended', async () => {
    const count = server.taken.length
    const refuse = { ...steps(), beforeEnd: () => Promise.reject(new Error('cancelled')) }
    await assert.rejects(handOver(settings(), mail, refuse), /cancelled/)
    assert.equal(server.taken.length, count)
  })

  it('stops in the middle when it is told to stop', async () => {
    const stopping = new AbortController()
    const count = server.taken.length
    const stop = {
      ...steps([], stopping.signal),
      beforeEnd: async () => {
        stopping.abort(new Error('stopping'))
        throw new Error('ended')
      },
    }
    await assert.rejects(handOver(settings(), mail, stop))
    assert.equal(server.taken.length, count)
  })
})

describe('decideHandOver', () => {
  const error = { code: '', command: '', responseCode: 0, response: '', message: 'lost' }

  it('never takes a refusal for a doubt, nor a doubt for something to try again', () => {
    for (const stage of ['connecting', 'greeted', 'body', 'ended'] satisfies MailStage[]) {
      assert.equal(decideHandOver({ ...error, responseCode: 554 }, stage).kind, 'refused')
      assert.equal(decideHandOver({ ...error, responseCode: 451 }, stage).kind, 'later')
      assert.equal(decideHandOver(error, stage).kind, stage === 'ended' ? 'maybe' : 'later')
    }
  })
})

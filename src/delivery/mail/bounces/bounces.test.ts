import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createTransport } from 'nodemailer'
import { openLog } from '#platform'
import { decideBounce } from './decide-bounce.ts'
import { isFor, listenForBounces } from './listen.ts'
import { parseDsn } from './parse-dsn.ts'
import { readBounceFolder } from './read-folder.ts'

const ID = '0123456789abcdef'
const sample = (name: string): string =>
  readFileSync(new URL(`samples/${name}.eml`, import.meta.url), 'latin1')

describe('parseDsn', () => {
  it('reads who failed and why, in the words of the server that refused', () => {
    assert.deepEqual(parseDsn(sample('unknown-recipient')), {
      envelopeId: ID,
      messageId: `<kindle-${ID}@press.example>`,
      recipients: [{ address: 'ines_42@kindle.com', action: 'failed', status: '5.1.1' }],
    })
  })

  it('reads one whose machine part is encoded', () => {
    assert.deepEqual(parseDsn(sample('relayed-in-base64'))?.recipients, [
      { address: 'ines_42@kindle.com', action: 'relayed', status: '2.0.0' },
    ])
  })

  it('takes no other letter for a notification', () => {
    assert.equal(parseDsn(sample('holiday-answer')), null)
    assert.equal(parseDsn(''), null)
  })

  it('reads a notification with either line end, however it is cut off', () => {
    const raw = sample('unknown-recipient')
    assert.deepEqual(parseDsn(raw.replace(/\r?\n/g, '\r\n')), parseDsn(raw))
    for (let length = 0; length <= raw.length; length += 7) {
      const dsn = parseDsn(raw.slice(0, length))
      assert.ok(dsn === null || dsn.recipients[0]?.action === 'failed')
    }
  })

  it('reads back whatever a server writes', () => {
    const status = fc.constantFrom('5.1.1', '5.7.1', '4.4.7', '2.0.0', '5.3.4')
    const action = fc.constantFrom('failed', 'delayed', 'delivered', 'relayed', 'expanded')
    const boundary = fc.stringMatching(/^[A-Za-z0-9'()+_,./:=?-]{1,60}$/)
    const people = fc.array(fc.record({ status, action }), { minLength: 1, maxLength: 4 })
    void fc.assert(
      fc.property(boundary, people, fc.constantFrom('\n', '\r\n'), (mark, each, line) => {
        const raw = [
          'From: <>',
          `Content-Type: multipart/report; report-type=delivery-status; boundary="${mark}"`,
          '',
          `--${mark}`,
          'Content-Type: message/delivery-status',
          '',
          'Reporting-MTA: dns; a.example',
          `Original-Envelope-Id: ${ID}`,
          ...each.flatMap((one) => [
            '',
            'Final-Recipient: rfc822;a@kindle.com',
            `Action: ${one.action}`,
            `Status: ${one.status}`,
          ]),
          `--${mark}--`,
          '',
        ].join(line)
        const dsn = parseDsn(raw)
        assert.equal(dsn?.envelopeId, ID)
        const said = (one: { readonly action: string; readonly status: string }) =>
          `${one.action} ${one.status}`
        assert.deepEqual(dsn?.recipients.map(said), each.map(said))
      }),
      { numRuns: 200 },
    )
  })

  it('never fails, whatever comes', () => {
    void fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom(...sample('unknown-recipient').split('\n')))),
        (lines) => {
          parseDsn(lines.join('\n'))
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('decideBounce', () => {
  const dsn = (status: string, action = 'failed' as const) => ({
    envelopeId: null,
    messageId: null,
    recipients: [{ address: 'a@kindle.com', action, status }],
  })
  const to = [`bounces+${ID}@press.example`]

  it('finds its delivery by any of three signs, and by none when they differ', () => {
    assert.equal(decideBounce(dsn('5.1.1'), to)?.deliveryId, ID)
    assert.equal(decideBounce({ ...dsn('5.1.1'), envelopeId: ID }, [])?.deliveryId, ID)
    assert.equal(
      decideBounce({ ...dsn('5.1.1'), messageId: `<kindle-${ID}.2@press.example>` }, [])?.deliveryId,
      ID,
    )
    assert.equal(decideBounce({ ...dsn('5.1.1'), envelopeId: ID.replace('0', '1') }, to), null)
    assert.equal(decideBounce(dsn('5.1.1'), ['bounces+nobody@press.example']), null)
  })

  it('tells an unknown Kindle from a file too large and from mistrust', () => {
    const why = (status: string) => {
      const said = decideBounce(dsn(status), to)?.said
      return said?.kind === 'bounced' ? said.why : said?.kind
    }
    assert.deepEqual(['5.1.1', '5.3.4', '5.7.26', '5.4.7'].map(why), ['recipient', 'size', 'policy', 'other'])
  })

  it('takes a relay’s word for Amazon’s', () => {
    const parsed = parseDsn(sample('relayed-in-base64'))
    assert.ok(parsed)
    assert.deepEqual(decideBounce(parsed, to)?.said, { kind: 'accepted' })
  })
})

describe('the address of bounces', () => {
  it('is taken with and without a number, and nothing else is', () => {
    const own = 'bounces@press.example'
    for (const address of ['bounces@press.example', 'Bounces+abc@PRESS.example'])
      assert.ok(isFor(own, address))
    for (const address of ['bouncesx@press.example', 'a@press.example', 'bounces@other.example', 'bounces'])
      assert.ok(!isFor(own, address))
  })
})

describe('mail that comes back', () => {
  const log = openLog('silent')

  it('is taken by SMTP for our own address alone, and tried again when it cannot be written down', async () => {
    const taken: string[] = []
    let works = false
    const take = async (_raw: string, addressees: readonly string[]) => {
      if (!works) throw new Error('no database')
      taken.push(...addressees)
    }
    const own = { listen: '127.0.0.1:0', address: 'bounces@press.example' }
    const listener = await listenForBounces(own, { take, log })
    const relay = createTransport({ host: '127.0.0.1', port: listener.port, ignoreTLS: true })
    const bring = (address: string) =>
      relay.sendMail({ envelope: { from: '', to: address }, raw: sample('unknown-recipient') }).then(
        () => 0,
        (error: { responseCode?: number }) => error.responseCode ?? -1,
      )
    const first = await bring(`bounces+${ID}@press.example`)
    works = true
    const answers = [first, await bring(`bounces+${ID}@press.example`), await bring('anybody@press.example')]
    await listener.stop()
    assert.deepEqual(answers, [451, 0, 550])
    assert.deepEqual(taken, [`bounces+${ID}@press.example`])
  })

  it('is read from a Maildir once, and stays there when it cannot be written down', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'maildir-'))
    mkdirSync(join(folder, 'new'))
    writeFileSync(
      join(folder, 'new', '1.host'),
      `Delivered-To: bounces+${ID}@press.example\n${sample('unknown-recipient')}`,
    )
    const taken: string[] = []
    const fail = () => Promise.reject(new Error('no database'))
    assert.equal(await readBounceFolder(folder, { take: fail, log }), 0)
    const take = async (raw: string, addressees: readonly string[]) => {
      const dsn = parseDsn(raw)
      taken.push(dsn === null ? '' : (decideBounce(dsn, addressees)?.deliveryId ?? ''))
    }
    assert.equal(await readBounceFolder(folder, { take, log }), 1)
    assert.equal(await readBounceFolder(folder, { take, log }), 0)
    assert.deepEqual(taken, [ID])
    assert.deepEqual(readdirSync(join(folder, 'cur')), ['1.host:2,S'])
    rmSync(folder, { recursive: true })
  })
})

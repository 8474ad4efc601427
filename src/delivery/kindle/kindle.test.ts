/** The rows of the failure table that are Kindle's or mail's: a fault → what the reader sees → what is tried again. */
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { type Database, mailMigrations, withDatabase } from '#platform'
import type { DeliveryState } from '../deliveries/delivery.ts'
import { findDelivery } from '../deliveries/delivery-store.ts'
import { listEvents } from '../deliveries/event-store.ts'
import { followWish, tellNews } from '../deliveries/moves.ts'
import { takeBounces } from '../mail/bounces/take-mail.ts'
import { type MailFault, openMailServer } from '../mail/mail-server.fixture.ts'
import { askLetter } from './devices/ask-letter.ts'
import { addDevice, findDevice, listDevices, MOST_DEVICES, removeDevice } from './devices/device-store.ts'
import { findLetter, proofOf, useLetter } from './devices/letter-store.ts'
import { decideBreaker, type Report } from './health/decide-breaker.ts'
import { endPause, findPause, loadKindleHealth, noteReport, pauseSender } from './health/health-store.ts'
import { tellOfPause } from './health/tell-of-pause.ts'
import { HOSTILE_NAMES } from './hostile-names.fixture.ts'
import { depsOf, SENDER, withKindle } from './kindle.fixture.ts'
import { parseKindleAddress, toEmailAddress } from './kindle-address.ts'
import { buildKindleEmail } from './kindle-email.ts'
import { kindleMigrations } from './migrations.ts'
import { openKindle } from './open-kindle.ts'

const DOMAINS = ['free.kindle.com', 'kindle.com']
const NO_SERVER = 'smtp://127.0.0.1:9'
const RELAY = {
  dkim: null,
  folder: join(tmpdir(), 'kindle-nothing'),
  patience: { connect: 5_000, answer: 2_000 },
}
const ALDINE = {
  ...{ slug: 'aldine', shortName: 'Aldine' },
  contact: { address: 'staff@aldine.example', postal: null, rights: null },
}

const lettersIn = async (db: Database): Promise<string> =>
  (await sql<{ recipient: string; content: string }>`select recipient, content from mail`.execute(db)).rows
    .map(({ recipient, content }) => `To: ${recipient}\n${content}`)
    .join('\n')

const PLACE = { origin: 'http://books.example.org', base: '', language: 'en' } as const

describe('handing a delivery to Amazon', () => {
  it('mails it once, to the reader’s own Kindle, from the sender they approved, and says “handed”', () =>
    withKindle(async ({ mail, device, begin, work, until, kindle }) => {
      const id = await begin(await device())
      await work()
      const delivery = await until(id, 'handed')
      assert.equal(mail.taken.length, 1)
      assert.deepEqual(mail.taken[0]?.to, ['ines_42@kindle.com'])
      assert.equal(mail.taken[0]?.from, `bounces+${id}@press.example`)
      assert.equal(delivery.remote, `<kindle-${id}.1@press.example>`)
      const after = kindle.renderAfter(PLACE, delivery, false)?.text ?? ''
      assert.match(after, /Handed to Amazon.*sender approved.*within 48 hours/)
      assert.match(after, /Did it arrive\?/)
      assert.doesNotMatch(after, /delivered/i)
    }))

  const rows: readonly (readonly [MailFault, DeliveryState, RegExp, number])[] = [
    ['recipient-unknown', 'failed', /Amazon does not know recipient-unknown@kindle\.com/, 0],
    ['recipient-refused-by-policy', 'failed', /Amazon refused mail from us/, 0],
    ['recipient-later', 'retrying', /asked us to wait/, 1],
    ['message-later', 'retrying', /asked us to wait/, 1],
    ['message-refused', 'failed', /Amazon refused mail from us/, 0],
    ['message-too-large', 'failed', /a Kindle takes 50 MB by mail/, 0],
    ['cut-in-the-middle', 'retrying', /before anything was sent/, 1],
    ['cut-after-the-end', 'unconfirmed', /We may have sent it/, 0],
    ['silent-after-the-end', 'unconfirmed', /We may have sent it/, 0],
  ]
  it('tells each fault in a sentence, and tries again what was surely not taken, and that alone', () =>
    withKindle(async ({ pond, mail, device, begin, work, until, kindle, resize }) => {
      await work()
      for (const [fault, state, sentence, retried] of rows) {
        const own = await device('reader', fault)
        resize(fault === 'cut-in-the-middle' ? 8_000_000 : 1_000)
        const before = mail.taken.length
        mail.fault(fault)
        const id = await begin(own, { requestKey: `${fault}:epub` })
        const delivery = await until(id, state)
        assert.ok(delivery.fault, fault)
        assert.match(kindle.explain('en', delivery.fault, delivery)?.sentence ?? '', sentence, fault)
        assert.ok(kindle.explain('fr', delivery.fault, delivery), fault)
        assert.equal(delivery.committing, state === 'unconfirmed', fault)
        assert.equal(mail.taken.length - before, state === 'unconfirmed' ? 1 : 0, fault)
        if (retried === 1) {
          assert.ok(await followWish(pond, delivery, 'retry'))
          const { remote } = await until(id, 'handed')
          assert.match(remote ?? '', /\.1@/, 'the same message through all tries')
          assert.equal(mail.taken.length - before, 1, fault)
        }
        const known = await findDevice(pond.db, { id: own.id, accountId: 'reader' })
        assert.equal(known?.trouble, fault === 'recipient-unknown' ? 'unknown' : null)
        await endPause(pond.db, SENDER, pond.now())
      }
    }))

  it('goes by what is so when it is sent: the Kindle, the pause, and what a dead worker left', () =>
    withKindle(async ({ pond, deps, kindle, mail, device, begin, work, until }) => {
      const now = pond.now()
      const own = await device()
      const lost = await begin(own, { requestKey: 'lost:epub' })
      await sql`update delivery set committing = true, checkpoint = '{"ending": true}' where id = ${lost}`.execute(
        pond.db,
      )
      await work()
      await until(lost, 'unconfirmed')
      assert.equal(mail.taken.length, 0, 'a worker died at the last moment: never sent again by itself')

      const pausedUntil = new Date(now.getTime() + 3_600_000)
      await pauseSender(deps.db, { sender: SENDER, why: 'credentials', until: pausedUntil, now })
      const standing = await kindle.standing('aldine')
      assert.equal(standing.kind === 'paused' && standing.fault.code, 'relay-credentials')
      const paused = await begin(own, { requestKey: 'paused:epub' })
      const waiting = await until(paused, 'retrying')
      assert.equal(waiting.due?.getTime(), pausedUntil.getTime())
      assert.ok(await endPause(deps.db, SENDER, pond.now()))
      assert.ok(await followWish(pond, waiting, 'retry'))
      await until(paused, 'handed')

      const others = await device('somebody', 'other_1')
      const fresh = await addDevice(pond.db, {
        ...{ accountId: 'reader', label: 'New', name: 'new_1', domain: 'kindle.com', now },
      })
      assert.ok(fresh)
      assert.ok(await removeDevice(pond.db, { id: own.id, accountId: 'reader' }))
      assert.ok(!(await removeDevice(pond.db, { id: others.id, accountId: 'reader' })))
      const codes = []
      for (const [n, one] of [own, others, fresh].entries()) {
        const id = await begin(one, { requestKey: `gone${n}:epub` })
        codes.push((await until(id, 'failed')).fault?.code)
      }
      assert.deepEqual(codes, ['kindle-removed', 'kindle-removed', 'kindle-unconfirmed'])
      assert.equal(mail.taken.length, 1)
    }))

  it('waits for a mail server that is away, and goes on when it is there again', () =>
    withKindle(
      async ({ device, begin, work, until, kindle, pond }) => {
        const id = await begin(await device())
        await work()
        const waiting = await until(id, 'retrying')
        assert.ok(waiting.fault && waiting.due && waiting.due > pond.now())
        assert.match(kindle.explain('en', waiting.fault, waiting)?.sentence ?? '', /cannot be reached/)
        assert.deepEqual([waiting.tries, waiting.committing], [1, false])
      },
      { relay: { ...RELAY, smtpUrl: NO_SERVER } },
    ))

  it('pauses all, and writes to staff, when the password of the mail server is wrong', async () => {
    const strict = await openMailServer({
      ...{ authOptional: false, allowInsecureAuth: true },
      onAuth: (_auth, _session, done) => done(new Error('no')),
    })
    const smtpUrl = strict.url.replace('smtp://', 'smtp://house:wrong@')
    await withKindle(
      async ({ pond, device, begin, work, until, kindle }) => {
        const id = await begin(await device())
        await work()
        const waiting = await until(id, 'retrying')
        assert.ok(waiting.fault)
        assert.equal(waiting.tries, 0, 'it is nobody’s failure')
        const { sentence } = kindle.explain('en', waiting.fault, waiting) ?? {}
        assert.match(sentence ?? '', /switched off for now; those who run this site have been told/)
        const standing = await kindle.standing('aldine')
        assert.equal(standing.kind === 'paused' && standing.fault.code, 'relay-credentials')
        assert.match(
          await lettersIn(pond.db),
          /To: staff@aldine\.example[\s\S]*user and password of SMTP_URL/,
        )
      },
      { relay: { ...RELAY, smtpUrl }, presses: [ALDINE] },
    ).finally(() => strict.close())
  })

  it('sends again what its reader never saw as another message, in which a late word is about the first', () =>
    withKindle(async ({ pond, deps, mail, device, begin, work, until }) => {
      const id = await begin(await device())
      await work()
      const first = await until(id, 'handed')
      assert.ok(await tellNews(pond, id, { kind: 'missing', fault: null }))
      assert.ok(await followWish(pond, first, 'retry'))
      const second = await pond.until(id, (one) => one.state === 'handed' && one.remote !== first.remote)
      assert.equal(mail.taken.length, 2)
      const late = `${report(id, 'failed', '5.1.1').replace('--b--', '--b')}\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${first.remote}\r\n--b--\r\n`
      await takeBounces(deps)(late, [])
      assert.equal((await findDelivery(pond.db, id))?.state, 'handed')
      await takeBounces(deps)(late.replace(first.remote ?? '', second.remote ?? ''), [])
      assert.equal((await findDelivery(pond.db, id))?.state, 'bounced')
    }))

  it('says beforehand what is too large and what is not offered, and to the operator what to set', () =>
    withDatabase(kindleMigrations, async (db) => {
      const deps = depsOf(db, NO_SERVER, '/nowhere')
      const kindle = openKindle({ ...deps, relaySize: () => 25 * 2 ** 20 })
      const accepts = (bytes: number | null) =>
        kindle.accepts('aldine', { format: 'epub', bytes, isForEveryone: true }).kind
      assert.deepEqual([20_000_000, 18_000_000, null].map(accepts), ['refused', 'accepted', 'accepted'])
      assert.equal(
        openKindle(deps).accepts('aldine', { format: 'epub', bytes: 50_000_001, isForEveryone: true }).kind,
        'refused',
      )
      const standing = await openKindle({ ...deps, relay: null, sender: null }).standing('aldine')
      assert.deepEqual(standing.kind === 'not-configured' && standing.missing, ['SMTP_URL', 'KINDLE_SENDER'])
      const contact = { address: 'a@b.example', postal: null, rights: null }
      const offering = (offered: false | 'open-only') => ({
        ...deps,
        presses: [{ slug: 'aldine', shortName: 'Aldine', contact, kindle: { sender: null, offered } }],
      })
      assert.equal((await openKindle(offering(false)).standing('aldine')).kind, 'not-configured')
      const openOnly = openKindle(offering('open-only'))
      assert.equal((await openOnly.standing('aldine')).kind, 'ready')
      for (const isForEveryone of [true, false]) {
        const { kind } = openOnly.accepts('aldine', { format: 'epub', bytes: null, isForEveryone })
        assert.equal(kind, isForEveryone ? 'accepted' : 'refused')
      }
      assert.equal((await openKindle(deps).standing('aldine')).kind, 'ready')
    }))
})

const report = (id: string, action: string, status: string) =>
  [
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    ...['', '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; a.example'],
    ...[`Original-Envelope-Id: ${id}`, '', 'Final-Recipient: rfc822;ines_42@kindle.com'],
    ...[`Action: ${action}`, `Status: ${status}`, '--b--', ''],
  ].join('\r\n')

describe('what comes back', () => {
  it('settles a doubt, or takes “handed” back, and marks the Kindle that nobody knows', () =>
    withKindle(async ({ pond, deps, mail, device, begin, work, until }) => {
      const own = await device()
      mail.fault('cut-after-the-end')
      const first = await begin(own)
      await work()
      await until(first, 'unconfirmed')
      const take = takeBounces(deps)
      await take(report(first, 'relayed', '2.0.0'), [])
      await until(first, 'accepted')
      const second = await begin(own, { requestKey: 'other:epub' })
      await until(second, 'handed')
      await take(report(second, 'delayed', '4.4.7'), [])
      assert.ok((await listEvents(pond.db, second)).some(({ facts }) => facts['told'] === 'delayed'))
      await take(report(second, 'failed', '5.1.1'), [`bounces+${second}@press.example`])
      const bounced = await until(second, 'bounced')
      assert.equal(bounced.fault?.code, 'bounced-unknown')
      assert.equal((await findDevice(pond.db, { id: own.id, accountId: 'reader' }))?.trouble, 'unknown')
      // It comes twice, and about what is not there.
      await take(report(second, 'failed', '5.1.1'), [])
      await take(report('0'.repeat(16), 'failed', '5.1.1'), [])
      await take('Subject: hello\r\n\r\nhello', ['bounces@press.example'])
    }))

  it('pauses a sender when three readers find nothing in a day, tells staff, and offers the download', () =>
    withKindle(
      async ({ pond, deps, mail, kindle, device, begin, work, until }) => {
        await work()
        for (const reader of ['ada', 'bea', 'cleo']) {
          assert.equal((await kindle.standing('aldine')).kind, 'ready')
          const own = await device(reader, `${reader}_1`)
          const id = await begin(own, { accountId: reader })
          const delivery = await until(id, 'handed')
          const fault = { code: 'never-arrived', facts: { amazon: 'E999' } }
          assert.ok(await tellNews(pond, id, { kind: 'missing', fault }))
          const said = { delivery, said: 'missing', code: 'E999', now: pond.now() } as const
          const paused = await noteReport(deps.db, said)
          assert.equal(paused, reader === 'cleo')
          if (paused) await tellOfPause(deps, delivery, SENDER, 'missing')
        }
        const standing = await kindle.standing('aldine')
        assert.equal(standing.kind === 'paused' && standing.fault.code, 'sender-paused')
        const [sender] = await loadKindleHealth(deps.db, 'sender', { presses: null, now: pond.now() })
        assert.deepEqual(
          [sender?.of, sender?.handed, sender?.missing, sender?.codes],
          [SENDER, 3, 3, ['E999']],
        )
        const [book] = await loadKindleHealth(deps.db, 'book', { presses: ['aldine'], now: pond.now() })
        assert.deepEqual([book?.of, book?.missing], ['b'.repeat(16), 3])
        assert.match(await lettersIn(deps.db), /SendtoKindleTOU@amazon\.com/)
        assert.equal(mail.taken.length, 3)
        assert.ok(await endPause(deps.db, SENDER, pond.now()))
        assert.equal(await findPause(deps.db, SENDER, pond.now()), null)
      },
      { presses: [ALDINE] },
    ))
})

describe('readers’ Kindles', () => {
  it('are theirs once the mailbox of the account says so, by a link that works once', () =>
    withDatabase({ ...kindleMigrations, ...mailMigrations }, async (db) => {
      const deps = depsOf(db, NO_SERVER, '/nowhere')
      const now = new Date()
      const add = { accountId: 'reader', label: 'Paperwhite', name: 'ines_42', domain: 'kindle.com', now }
      const device = await addDevice(db, add)
      assert.ok(device)
      assert.equal((await addDevice(db, add))?.id, device.id)
      const ask = {
        place: PLACE,
        press: 'aldine',
        accountId: 'reader',
        email: 'ines@example.org',
        device,
        back: '/',
      }
      assert.ok(await askLetter(deps, ask))
      const { rows } = await sql<{
        recipient: string
        content: string
      }>`select recipient, content from mail`.execute(db)
      assert.equal(rows[0]?.recipient, 'ines@example.org')
      const [, id = '', proof = ''] = /kindle\/confirm\/(\w+)\/([\w-]+)/.exec(rows[0]?.content ?? '') ?? []
      const key = { id, proof, secret: deps.secret, now }
      assert.equal(await findLetter(db, { ...key, proof: proofOf(id, 'another') }), null)
      assert.equal(await findLetter(db, { ...key, now: new Date(now.getTime() + 25 * 3_600_000) }), null)
      const letter = await findLetter(db, key)
      assert.ok(letter)
      assert.equal((await findDevice(db, { id: device.id, accountId: 'reader' }))?.confirmed, null)
      assert.deepEqual([await useLetter(db, letter, now), await useLetter(db, letter, now)], [true, false])
      assert.ok((await findDevice(db, { id: device.id, accountId: 'reader' }))?.confirmed)
      for (let n = 0; n < 5; n++) assert.ok(await askLetter(deps, ask))
      assert.equal(await askLetter(deps, ask), false)
    }))

  it('are at most a dozen, and nobody else’s', () =>
    withDatabase(kindleMigrations, async (db) => {
      const now = new Date()
      const add = (n: number) =>
        addDevice(db, { accountId: 'reader', label: 'K', name: `k${n}`, domain: 'kindle.com', now })
      const added = await Promise.all(Array.from({ length: MOST_DEVICES + 4 }, (_, n) => add(n)))
      assert.equal(added.filter((one) => one !== null).length, MOST_DEVICES)
      assert.equal((await listDevices(db, 'reader')).length, MOST_DEVICES)
      assert.deepEqual(await listDevices(db, 'somebody'), [])
      assert.equal(await findDevice(db, { id: added[0]?.id ?? '', accountId: 'somebody' }), null)
    }))
})

describe('the name of a Kindle', () => {
  it('may be pasted with its address', () => {
    assert.deepEqual(parseKindleAddress(' Ines_42@Kindle.com ', 'free.kindle.com', DOMAINS), {
      ok: true,
      value: { name: 'ines_42', domain: 'kindle.com' },
    })
    assert.equal(parseKindleAddress('ines', 'kindle.com', DOMAINS).ok, true)
    assert.equal(parseKindleAddress('ines@gmail.com', 'kindle.com', DOMAINS).ok, false)
    assert.equal(parseKindleAddress('ines', 'kindle.cn', DOMAINS).ok, false)
  })

  it('never makes a second header, a second recipient or another host: 200 hostile names', () => {
    assert.ok(HOSTILE_NAMES.length >= 200)
    for (const name of HOSTILE_NAMES) assertHarmless(name, 'kindle.com')
    void fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.oneof(fc.string(), fc.constantFrom(...DOMAINS)),
        assertHarmless,
      ),
      { numRuns: 100 },
    )
  })

  function assertHarmless(name: string, domain: string): void {
    const address = parseKindleAddress(name, domain, DOMAINS)
    if (!address.ok) return
    assert.match(toEmailAddress(address.value), /^[a-z0-9][a-z0-9._-]{0,63}@(free\.)?kindle\.com$/)
  }
})

describe('the mail to a Kindle', () => {
  const order = {
    ...{
      id: '0123456789abcdef',
      number: 1,
      date: new Date(0),
      sender: 'kindle@press.example',
      bounces: null,
    },
    to: { name: 'ines', domain: 'kindle.com' },
    file: { path: '/x', name: 'x.epub', mediaType: 'application/epub+zip' },
  }

  it('is ASCII in subject and text, in one line, whatever the title is', () => {
    void fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (title, press) => {
        const mail = buildKindleEmail({ ...order, title, press })
        assert.match(mail.subject, /^[ -~]{1,120}$/)
        assert.match(mail.from.name, /^[ -~]+$/)
        assert.match(mail.text, /^[ -~\n]+$/)
      }),
    )
    assert.equal(
      buildKindleEmail({ ...order, title: 'Défecteurs, 1953–1954', press: 'P' }).subject,
      'Defecteurs, 1953-1954',
    )
  })

  it('comes back to the sender where there is no address for bounces', () => {
    assert.equal(
      buildKindleEmail({ ...order, title: 'T', press: 'P' }).envelope.returnTo,
      'kindle@press.example',
    )
  })
})

describe('decideBreaker', () => {
  const now = new Date('2026-11-20T12:00:00Z')
  const said = (kind: Report['said'], reader: number, minutesAgo: number): Report => ({
    ...{ accountId: `r${reader}`, said: kind, at: new Date(now.getTime() - minutesAgo * 60_000) },
  })

  it('does not count one reader three times, nor what is long ago, nor what was before a sign of life', () => {
    assert.equal(
      decideBreaker(
        [1, 2, 3].map((n) => said('missing', 1, n)),
        now,
      ),
      null,
    )
    assert.equal(
      decideBreaker(
        [1, 2, 3].map((n) => said('missing', n, 1500)),
        now,
      ),
      null,
    )
    const three = [1, 2, 3].map((n) => said('missing', n, 100))
    assert.equal(decideBreaker(three, now)?.why, 'missing')
    assert.equal(decideBreaker([...three, said('arrived', 9, 50)], now), null)
    assert.equal(decideBreaker([said('refused', 1, 9), said('refused', 2, 9)], now)?.why, 'refused')
  })
})

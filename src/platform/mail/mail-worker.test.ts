import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { SMTPServer } from 'smtp-server'
import type { Database } from '../database.ts'
import { openLog } from '../log.ts'
import { withDatabase } from '../test-database.ts'
import { parseMailAddress } from './mail-message.ts'
import { listMail, mailMigrations, sendMail } from './mail-store.ts'
import { decideNextTry, startMailWorker } from './mail-worker.ts'

const log = openLog('silent')
const LETTER = { to: 'ines@example.org', subject: 'Your book', text: 'Here it is, Inès.' }

describe('mail', () => {
  it('reaches a mail server whole, once, with attachments and umlauts', () =>
    withDatabase(mailMigrations, async (db) => {
      const got: { to: string[]; text: string }[] = []
      const server = await openServer((to, text) => void got.push({ to, text }))
      const attachment = {
        name: 'chapter.epub',
        contentType: 'application/epub+zip',
        content: Buffer.from('PK'),
      }
      await sendMail(db, { ...LETTER, fromName: 'Aldine: House', attachments: [attachment] })
      await handedOn(db, { smtpUrl: server.url, from: 'books@example.org', outbox: '/nowhere' }, 'sent')
      await server.close()
      assert.equal(got.length, 1)
      assert.deepEqual(got[0]?.to, ['ines@example.org'])
      assert.match(got[0]?.text ?? '', /^From: "Aldine: House" <books@example\.org>/m)
      assert.match(got[0]?.text ?? '', /In=C3=A8s/)
      assert.match(got[0]?.text ?? '', /filename=chapter\.epub/)
    }))

  it('waits for a server that is away or busy, and keeps its number when it comes twice', () =>
    withDatabase(mailMigrations, async (db) => {
      const ids: string[] = []
      let busy = true
      const server = await openServer((_to, text) => {
        ids.push(/^Message-ID: (.*)$/m.exec(text)?.[1]?.trim() ?? '')
        if (!busy) return
        busy = false
        throw Object.assign(new Error('come back later'), { responseCode: 451 })
      })
      const settings = { smtpUrl: server.url, from: 'books@example.org', outbox: '/nowhere' }
      const id = await sendMail(db, LETTER)
      await handedOn(db, settings, 'waiting', (line) => line.fault !== null)
      await db
        .withTables<{ mail: { due: Date } }>()
        .updateTable('mail')
        .set({ due: new Date(0) })
        .execute()
      await handedOn(db, settings, 'sent')
      await server.close()
      assert.deepEqual(ids, [`<${id}@example.org>`, `<${id}@example.org>`])
    }))

  it('gives up what the other side refuses for good, and says why', () =>
    withDatabase(mailMigrations, async (db) => {
      const server = await openServer(() => {
        throw Object.assign(new Error('no such person'), { responseCode: 550 })
      })
      await sendMail(db, LETTER)
      await handedOn(db, { smtpUrl: server.url, from: 'books@example.org', outbox: '/x' }, 'given-up')
      await server.close()
      assert.match((await listMail(db))[0]?.fault ?? '', /no such person/)
    }))

  it('is laid into the outbox where there is no server', () =>
    withDatabase(mailMigrations, async (db) => {
      const outbox = mkdtempSync(join(tmpdir(), 'chapterhouse-outbox-'))
      try {
        await sendMail(db, LETTER)
        await handedOn(db, { smtpUrl: null, from: 'books@localhost', outbox }, 'sent')
        const [name = '', ...more] = readdirSync(outbox)
        assert.deepEqual(more, [])
        assert.match(name, /\.eml$/)
        assert.match(readFileSync(join(outbox, name), 'utf8'), /^To: ines@example\.org\r$/m)
      } finally {
        rmSync(outbox, { recursive: true })
      }
    }))

  it('is not sent for what did not happen', () =>
    withDatabase(mailMigrations, async (db) => {
      const undone = db.transaction().execute(async (transaction) => {
        await sendMail(transaction, LETTER)
        throw new Error('no')
      })
      await assert.rejects(undone)
      assert.deepEqual(await listMail(db), [])
    }))

  it('is tried for two days at most', () => {
    const now = new Date()
    assert.equal(decideNextTry(new Error('away'), 12, now), null)
    assert.ok((decideNextTry(new Error('away'), 1, now)?.getTime() ?? 0) > now.getTime())
  })
})

describe('an e-mail address', () => {
  it('never carries a second header or a second person', () => {
    const hostile = [
      'a@b.example\r\nBcc: c@d.example',
      'a@b.example,c@d.example',
      'a b@c.example',
      '<a@b.example>',
    ]
    for (const text of [
      ...hostile,
      '"a"@b.example',
      'a@[127.0.0.1]',
      '@b.example',
      'a@',
      'a..b@c.example',
      '',
    ])
      assert.equal(parseMailAddress(text), null, text)
    void fc.assert(
      fc.property(fc.string(), fc.string(), (local, domain) => {
        const address = parseMailAddress(`${local}@${domain}`)
        assert.ok(address === null || /^[\x21-\x7e]+@[\x21-\x7e]+$/.test(address))
      }),
    )
  })

  it('may be international in its domain', () => {
    assert.equal(parseMailAddress(' ines@bücher.example '), 'ines@xn--bcher-kva.example')
  })
})

async function handedOn(
  db: Database,
  settings: Parameters<typeof startMailWorker>[1],
  state: string,
  enough: (line: { fault: string | null }) => boolean = () => true,
): Promise<void> {
  const worker = startMailWorker(db, settings, log)
  try {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
      const lines = await listMail(db)
      if (lines.every((line) => line.state === state && enough(line))) return
      await new Promise((later) => setTimeout(later, 30))
    }
    assert.fail(`never ${state}: ${JSON.stringify(await listMail(db))}`)
  } finally {
    await worker.stop()
  }
}

async function openServer(take: (to: string[], text: string) => void) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        try {
          take(
            session.envelope.rcptTo.map(({ address }) => address),
            Buffer.concat(chunks).toString(),
          )
          done()
        } catch (error) {
          done(error instanceof Error ? error : new Error(String(error)))
        }
      })
    },
  })
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready))
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((done) => void server.close(done)),
  }
}

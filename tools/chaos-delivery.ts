/**
 * Kills the worker of deliveries at random moments (kill -9) while chapters go to Dropbox, Google Drive and Kindles that lose
 * replies, cut bodies off, are busy or away. Afterwards each chapter must lie in the Dropbox and in the Drive exactly once,
 * whole; no mail may have been sent twice; and whatever may have been sent, and may not, must be told to its reader.
 *
 *   npm run chaos:delivery -- [--deliveries 100] [--kills 50] [--seed 1]
 */
import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { zipEpub } from '@chapterhouse/epub'
import { unzipSync } from 'fflate'
import { sql } from 'kysely'
import sharp from 'sharp'
import { newId } from '../src/base/index.ts'
import { listBooks, listChapters, shelveParcel } from '../src/catalogue/index.ts'
import type { FaultyServer, Wrong } from '../src/delivery/connections/testing/faulty-server.ts'
import { grantConnection } from '../src/delivery/connections/testing/grant-connection.fixture.ts'
import { type DestinationName, isEnded } from '../src/delivery/deliveries/delivery.ts'
import type { KeptDelivery } from '../src/delivery/deliveries/delivery-rows.ts'
import { findDelivery } from '../src/delivery/deliveries/delivery-store.ts'
import { listEvents } from '../src/delivery/deliveries/event-store.ts'
import { explain } from '../src/delivery/deliveries/explain.ts'
import { beginDelivery, followWish, type Moving } from '../src/delivery/deliveries/moves.ts'
import { DROPBOX_CLIENT, openDropboxDouble } from '../src/delivery/dropbox/testing/dropbox-double.ts'
import { GOOGLE_CLIENT, openDriveDouble } from '../src/delivery/google-drive/testing/drive-double.ts'
import { openQueue } from '../src/delivery/index.ts'
import { addDevice } from '../src/delivery/kindle/devices/device-store.ts'
import { type MailFault, openMailServer } from '../src/delivery/mail/mail-server.fixture.ts'
import { cloudsOf } from '../src/program/clouds.ts'
import { destinationsOf } from '../src/program/deliveries.ts'
import { openSession, type Session, workplaceOf } from '../src/program/session.ts'

const { values } = parseArgs({
  options: {
    deliveries: { type: 'string', default: '100' },
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
})
const [wanted, kills] = [Number(values.deliveries), Number(values.kills)]

/** mulberry32: the same seed does the same harm. */
let state = Number(values.seed)
function random(): number {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), state | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}
const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

const dropbox = await openDropboxDouble()
const drive = await openDriveDouble()
const mail = await openMailServer()
const folder = mkdtempSync(join(tmpdir(), 'chapterhouse-chaos-'))
Object.assign(process.env, {
  ...{ DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent', PORT: '0' },
  ...{ DROPBOX_CLIENT_ID: DROPBOX_CLIENT.id, DROPBOX_CLIENT_SECRET: DROPBOX_CLIENT.secret },
  ...{ GOOGLE_CLIENT_ID: GOOGLE_CLIENT.id, GOOGLE_CLIENT_SECRET: GOOGLE_CLIENT.secret },
  ...{ DROPBOX_API_BASE: dropbox.origin, GOOGLE_API_BASE: drive.origin },
  ...{ SMTP_URL: mail.url, KINDLE_SENDER: 'kindle@press.example', KINDLE_PER_SENDER: '100000' },
})

const faults: string[] = []
const fault = (sentence: string) => void faults.push(sentence)

/** A picture that no compression makes smaller, of its own for each chapter: what is saved of it is known by it. */
const inventPicture = (): Promise<Buffer> => {
  const [width, height] = [480, 360]
  const noise = Buffer.from(Array.from({ length: width * height * 3 }, () => Math.floor(random() * 256)))
  return sharp(noise, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

function inventBook(pictures: readonly Buffer[]): Uint8Array {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const page = (title: string, body: string) =>
    bytes(
      `<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en"><head><title>${title}</title></head><body>${body}</body></html>`,
    )
  const each = (write: (n: number) => string) => pictures.map((_, i) => write(i + 1)).join('')
  const container =
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
  const metadata =
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:chapterhouse:chaos</dc:identifier><dc:title>Noise</dc:title><dc:creator>Nobody</dc:creator><dc:language>en</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>'
  const manifest = `<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>${each((n) => `<item id="c${n}" href="c${n}.xhtml" media-type="application/xhtml+xml"/><item id="p${n}" href="p${n}.png" media-type="image/png"/>`)}</manifest>`
  return zipEpub([
    { path: 'mimetype', bytes: bytes('application/epub+zip') },
    { path: 'META-INF/container.xml', bytes: bytes(container) },
    {
      path: 'EPUB/book.opf',
      bytes: bytes(
        `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">${metadata}${manifest}<spine>${each((n) => `<itemref idref="c${n}"/>`)}</spine></package>`,
      ),
    },
    {
      path: 'EPUB/nav.xhtml',
      bytes: page(
        'Contents',
        `<nav epub:type="toc"><ol>${each((n) => `<li><a href="c${n}.xhtml">Picture ${n}</a></li>`)}</ol></nav>`,
      ),
    },
    ...pictures.flatMap((picture, i) => [
      {
        path: `EPUB/c${i + 1}.xhtml`,
        bytes: page(
          `Picture ${i + 1}`,
          `<section epub:type="chapter"><h1>Picture ${i + 1}</h1><p>There is nothing to be seen in it.</p><p><img src="p${i + 1}.png" alt="Noise"/></p></section>`,
        ),
      },
      { path: `EPUB/p${i + 1}.png`, bytes: new Uint8Array(picture) },
    ]),
  ])
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Which chapters are in a file; a file that is not whole has none. */
function picturesIn(epub: Uint8Array): readonly string[] {
  try {
    return Object.entries(unzipSync(epub)).flatMap(([name, bytes]) =>
      /\.png$/.test(name) ? [sha256(bytes)] : [],
    )
  } catch {
    return []
  }
}

type Sent = { readonly id: string; readonly destination: DestinationName; readonly picture: string }

async function begin(session: Session): Promise<readonly Sent[]> {
  const { db, storage, log, config } = session
  const names = destinationsOf(session, []).map(({ name }) => name)
  const each = Math.ceil(wanted / names.length)
  const pictures = await Promise.all(Array.from({ length: each }, inventPicture))
  const path = join(folder, 'noise.epub')
  writeFileSync(path, inventBook(pictures))
  await shelveParcel(workplaceOf(session), path, { press: 'house', openness: 'open', dryRun: false })
  const [book] = (await listBooks(db, { limit: 1 })).books
  const chapters = book === undefined ? [] : await listChapters(db, book.id)
  if (chapters.length !== each) throw new Error(`${chapters.length} chapters of ${each} are on the shelf`)
  const readers = await Promise.all(Array.from({ length: READERS }, (_, n) => openReader(session, n)))
  const queue = openQueue(storage.pool, log)
  const moving = { db, queue, now: () => new Date() }
  const sent: Sent[] = []
  for (const destination of names)
    for (const [i, chapter] of chapters.entries()) {
      if (sent.length >= wanted) break
      const { accountId, targets } = oneOfTurn(readers, i)
      const id = await beginDelivery(
        moving,
        {
          ...{ accountId, destination, press: 'house', target: targets[destination], targetLabel: 'Ada' },
          sender: destination === 'kindle' ? config.kindleSender : null,
          thing: {
            ...{ of: 'chapter', id: chapter.id, bookId: book?.id ?? '', format: 'epub' },
            title: `Picture ${i + 1}`,
          },
          ...{ origin: 'http://localhost', base: '', language: 'en', requestKey: `${newId()}:epub` },
          basis: { institutions: [], bearers: [], staff: [] },
        },
        null,
      )
      sent.push({ id: id ?? '', destination, picture: sha256(pictures[i] ?? Buffer.alloc(0)) })
    }
  await queue.close()
  return sent
}

/** Of one reader one delivery goes at a time to each place, and one that a killed worker had holds up the next. */
const READERS = 10
const oneOfTurn = <T>(list: readonly T[], turn: number): T => list[turn % list.length] as T

type Reader = { readonly accountId: string; readonly targets: Readonly<Record<DestinationName, string>> }

async function openReader(session: Session, n: number): Promise<Reader> {
  const accountId = newId()
  await sql`insert into account_user (id, name, email, email_verified)
    values (${accountId}, 'Ada', ${`ada.${n}@example.org`}, true)`.execute(session.db)
  return { accountId, targets: await openTargets(session, accountId, `ada${n}`) }
}

async function openTargets(
  session: Session,
  accountId: string,
  name: string,
): Promise<Record<DestinationName, string>> {
  const { db } = session
  const { clouds, seals } = cloudsOf(session, [])
  const targets = { kindle: '', dropbox: '', 'google-drive': '' }
  const now = () => new Date()
  for (const cloud of clouds)
    targets[cloud.name] = await grantConnection({ db, seals, now }, cloud, accountId)
  const address = { name, domain: 'kindle.com' }
  const device = await addDevice(db, { ...address, accountId, label: 'Ada’s', now: new Date() })
  await sql`update kindle_device set confirmed = now()`.execute(db)
  targets.kindle = device?.id ?? ''
  return targets
}

const WRONGS: readonly Wrong[] = [
  { kind: 'lost-reply' },
  { kind: 'lost-reply' },
  { kind: 'lost-reply' },
  { kind: 'drop' },
  { kind: 'cut', after: 60_000 },
  { kind: 'answer', answer: { status: 503, body: 'busy' } },
  { kind: 'answer', answer: { status: 429, headers: { 'retry-after': '1' } } },
]
const MAIL_FAULTS: readonly MailFault[] = [
  ...(['cut-in-the-middle', 'cut-after-the-end', 'recipient-later', 'message-later'] as const),
]

/** Things go wrong all the time, until it is stopped. */
function doHarm(): { stop(): number } {
  let [harm, mailFaulted] = [0, 0]
  const clouds: readonly FaultyServer[] = [dropbox, drive]
  const timer = setInterval(() => {
    for (const cloud of clouds) {
      if (cloud.pending() > 0 || random() > 0.4) continue
      cloud.fail({ match: /./, wrong: oneOf(WRONGS), spared: Math.floor(random() * 6) })
      harm += 1
    }
    if (random() < 0.02) dropbox.expireAccess()
    if (random() < 0.02) drive.expireAccess()
    // One at a time: mail goes every few seconds, and most of it is to arrive.
    if (Date.now() - mailFaulted > 5000 && random() < 0.05) {
      mailFaulted = Date.now()
      mail.fault(oneOf(MAIL_FAULTS))
      harm += 1
    }
  }, 200)
  return {
    stop: () => {
      clearInterval(timer)
      for (const cloud of clouds) cloud.forgive()
      return harm
    },
  }
}

const startWorker = async (): Promise<ChildProcess> => {
  const worker = fork(resolve(import.meta.dirname, 'chaos-delivery-worker.ts'), { stdio: 'ignore' })
  await Promise.race([once(worker, 'message'), once(worker, 'exit')])
  return worker
}

const kill = async (worker: ChildProcess): Promise<void> => {
  const gone = once(worker, 'exit')
  if (!worker.kill('SIGKILL')) return
  await gone
}

/** What a reader does who sees that it is tried again later: so that a run does not last a day. */
async function press(moving: Moving, kept: readonly KeptDelivery[]): Promise<void> {
  for (const delivery of kept) if (delivery.state === 'retrying') await followWish(moving, delivery, 'retry')
}

/** How much has happened since files were made: a worker that has come to nothing yet, on a slow machine, is let live a while. */
async function countSteps({ db }: Session): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from delivery_event where kind not in ('queued', 'assembling')`.execute(db)
  return rows[0]?.count ?? 0
}

const load = async ({ db }: Session, sent: readonly Sent[]): Promise<readonly KeptDelivery[]> =>
  (await Promise.all(sent.map(({ id }) => findDelivery(db, id)))).filter((one) => one !== null)

type Row = Readonly<Record<string, string | number>>

async function judgeClouds(sent: readonly Sent[], kept: readonly KeptDelivery[]): Promise<readonly Row[]> {
  const files = {
    dropbox: [...dropbox.files.values()].map(({ name, data }) => ({ name, data })),
    'google-drive': [...drive.files.values()].filter(({ data }) => data.length > 0),
  }
  return (['dropbox', 'google-drive'] as const).map((destination) => {
    const own = sent.filter((one) => one.destination === destination)
    const there = files[destination].map(({ data }) => picturesIn(data))
    const whole = own.filter(
      ({ picture }) => there.filter((pictures) => pictures.includes(picture)).length === 1,
    )
    for (const { id, picture } of own) {
      const times = there.filter((pictures) => pictures.length === 1 && pictures[0] === picture).length
      const delivery = kept.find((one) => one.id === id)
      if (times !== 1) fault(`${destination}: ${delivery?.thing.title} lies there ${times} times`)
      if (delivery?.state !== 'saved') fault(`${destination}: ${delivery?.thing.title} is ${delivery?.state}`)
    }
    const strays = there.length - own.length
    if (strays !== 0) fault(`${destination}: ${strays} files too many`)
    return { destination, deliveries: own.length, 'there once, whole': whole.length, strays, unconfirmed: 0 }
  })
}

async function judgeKindle(
  session: Session,
  sent: readonly Sent[],
  kept: readonly KeptDelivery[],
): Promise<readonly Row[]> {
  const own = sent.filter(({ destination }) => destination === 'kindle')
  if (own.length === 0) return []
  const kindle = destinationsOf(session, []).find(({ name }) => name === 'kindle') ?? null
  const mails = mail.taken.map(({ raw }) => picturesIn(attachmentOf(raw))[0])
  const row = { arrived: 0, unconfirmed: 0, twice: 0 }
  for (const { id, picture } of own) {
    const times = mails.filter((one) => one === picture).length
    const delivery = kept.find((one) => one.id === id)
    const title = delivery?.thing.title
    if (times > 1) {
      row.twice += 1
      fault(`kindle: ${title} was sent ${times} times`)
    }
    if (delivery?.state === 'handed') {
      row.arrived += times
      if (times === 0) fault(`kindle: ${title} is said to be handed over, and is not`)
    } else if (delivery?.state === 'unconfirmed') {
      row.unconfirmed += 1
      const told = delivery.fault === null ? '' : explain('en', kindle, delivery.fault, delivery).sentence
      const events = await listEvents(session.db, id)
      if (told === '' || !events.some(({ kind }) => kind === 'unconfirmed'))
        fault(`kindle: nobody is told that ${title} is in doubt`)
    } else fault(`kindle: ${title} is ${delivery?.state}`)
  }
  return [
    {
      destination: 'kindle',
      ...{ deliveries: own.length, 'there once, whole': row.arrived, strays: row.twice },
      unconfirmed: row.unconfirmed,
    },
  ]
}

function attachmentOf(raw: Buffer): Uint8Array {
  const text = raw.toString('latin1')
  const head = text.search(/^content-type: application\/epub\+zip/im)
  const from = text.indexOf('\r\n\r\n', head) + 4
  const to = text.indexOf('\r\n--', from)
  return new Uint8Array(Buffer.from(text.slice(from, to), 'base64'))
}

console.log(`${wanted} deliveries, ${kills} kills, seed ${values.seed}`)
/** However slow the machine is, a verdict comes by then: what has not ended is a fault. */
const MINUTES = 18
const started = performance.now()
const isOver = () => performance.now() - started > MINUTES * 60_000
const session = await openSession({ command: 'chaos', lasting: false })
const sent = await begin(session)
console.log(`begun after ${Math.round((performance.now() - started) / 1000)} s`)
const harm = doHarm()
const queue = openQueue(session.storage.pool, session.log)
const moving: Moving = { db: session.db, queue, now: () => new Date() }
/** After so long the jobs of those killed before are given out again: some live to see it, and are killed over those. */
const TAKEN_FOR_DEAD_MS = 12_000
let [killed, hit] = [0, 0]
for (; killed < kills && !isOver(); killed += 1) {
  const before = await countSteps(session)
  const worker = await startWorker()
  await sleep(500 + random() * 4500 + (killed % 5 === 4 ? TAKEN_FOR_DEAD_MS : 0))
  for (let waited = 0; waited < 60 && (await countSteps(session)) === before; waited += 1) await sleep(250)
  await kill(worker)
  const kept = await load(session, sent)
  const ended = kept.filter(isEnded).length
  if (kept.some(({ state }) => state === 'assembling' || state === 'sending')) hit += 1
  if (killed % 10 === 9) console.log(`${killed + 1} kills, ${ended} of ${sent.length} deliveries ended`)
  await press(moving, kept)
}
const done = harm.stop()
const worker = await startWorker()
let kept = await load(session, sent)
while (!kept.every(isEnded) && !isOver()) {
  await sleep(1000)
  await press(moving, kept)
  kept = await load(session, sent)
}
await queue.close()
if (killed < kills) fault(`only ${killed} of ${kills} kills fitted into ${MINUTES} minutes`)
await kill(worker)
const rows = [...(await judgeClouds(sent, kept)), ...(await judgeKindle(session, sent, kept))]
const attempts = kept.reduce((sum, { attempt }) => sum + attempt, 0)
await session.close()
await Promise.all([dropbox.close(), drive.close(), mail.close()])
rmSync(folder, { recursive: true, force: true })
console.table(rows)
console.log(
  `${killed} kills (${hit} while something was under way), ${done} things gone wrong, ${attempts} attempts in ${Math.round((performance.now() - started) / 1000)} s: ${faults.length} faults`,
)
for (const sentence of faults) console.log(`  ${sentence}`)
process.exit(faults.length > 0 ? 1 : 0)

/** A delivery all the way: from a parcel on the shelf to the bytes that leave us, on a real database with real files. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { unzipSync } from 'fflate'
import { sql } from 'kysely'
import { grantLicence, openEntitlements, revokeLicence } from '#access'
import { addAccount, openAddressBook } from '#accounts'
import {
  type Artefact,
  beginDelivery,
  type Delivery,
  type Destination,
  findDelivery,
  forDelivery,
  openAssembly,
  openQueue,
  startDeliveryWorker,
} from '#delivery'
import { sitePress } from '#press'
import { openUseKeeper } from '#usage'
import { html } from '#web'
import { wordsOfPdf } from './entitlements/pdf.fixture.ts'
import { type ProductName, SECRETS, type Shelved, shelveBooks } from './entitlements/shelf.fixture.ts'
import { type TestPlace, withWorkplace } from './workplace.fixture.ts'

type Sent = { readonly artefact: Artefact; readonly bytes: Buffer }

type Post = {
  readonly place: TestPlace
  readonly shelved: Shelved
  readonly accountId: string
  readonly sent: readonly Sent[]
  ask(product: ProductName, format: 'epub' | 'pdf', of?: 'chapter' | 'book'): Promise<string>
  ended(id: string): Promise<Delivery>
  work(): Promise<void>
}

const withPost = (use: (post: Post) => Promise<void>): Promise<void> =>
  withWorkplace(async (place) => {
    const { db, pool, log, now } = place
    const shelved = await shelveBooks(place)
    const reader = await addAccount(db, { email: 'ada@example.org', name: 'Ada', password: null })
    assert.ok(reader.ok)
    const accountId = reader.value.id
    const sent: Sent[] = []
    const queue = openQueue(pool, log)
    const book = await openAddressBook(db, { onTrouble: assert.ifError })
    const entitlements = await openEntitlements(db, { now, onTrouble: assert.ifError })
    const presses = { all: [{ ...sitePress([]), slug: 'house', stamp: true }] }
    const assembly = openAssembly(join(place.folder, 'derived'), place.files)
    const deps = { db, log, now, book, assembly, presses, collectionsOf: entitlements.collectionsOf }
    const keepUse = openUseKeeper({ folder: join(place.folder, 'usage'), log })
    let stop = async () => {}
    try {
      await use({
        ...{ place, shelved, accountId, sent },
        ask: async (product, format, of = 'chapter') => {
          const thing = { of, id: shelved.ids[product], bookId: shelved.ids.book, format, title: product }
          const id = await beginDelivery(
            { db, queue, now },
            {
              ...{ accountId, thing, press: 'house', destination: 'dropbox', target: 't', targetLabel: 'T' },
              ...{ sender: null, origin: 'http://books.example.org', base: '', language: 'en' },
              basis: { institutions: [], bearers: [], staff: [] },
              requestKey: crypto.randomUUID(),
            },
            null,
          )
          return id ?? ''
        },
        ended: async (id) => {
          for (;;) {
            const delivery = await findDelivery(db, id)
            if (delivery?.ended != null) return delivery
            await new Promise((resolve) => setTimeout(resolve, 50))
          }
        },
        work: async () => {
          const worker = await startDeliveryWorker({
            ...{
              db,
              log,
              now,
              pool,
              queue: openQueue(pool, log, { supervises: true }),
              destinations: [slot(sent)],
            },
            ...forDelivery(deps, keepUse),
          })
          stop = worker.stop
        },
      })
    } finally {
      await stop()
      await queue.close()
      book.close()
      await entitlements.close()
    }
  })

/** Whatever is put into it is looked at. */
const slot = (sent: Sent[]): Destination => ({
  ...{ name: 'dropbox', label: 'The slot', several: true, making: null },
  standing: async () => ({ kind: 'ready' }),
  accepts: () => ({ kind: 'accepted' }),
  limits: () => ({ perReader: 20, sender: null, perSender: null, spacedSeconds: 0 }),
  renderFields: async () => html``,
  readFields: async () => ({ ok: true, value: { kind: 'ready', target: 't', label: 'T' } }),
  hand: async ({ artefact }) => {
    sent.push({ artefact, bytes: await readFile(artefact.path) })
    return { kind: 'saved', remote: null }
  },
  explain: () => null,
  renderAfter: () => null,
})

const grant = (post: Post, product: ProductName) =>
  grantLicence(
    post.place.db,
    {
      kind: 'gratis',
      holder: { kind: 'account', id: post.accountId },
      covers: [{ kind: 'product', id: post.shelved.ids[product] }],
    },
    { now: new Date(), by: 'test' },
  )

const secretsIn = (text: string): readonly string[] =>
  Object.entries(SECRETS)
    .filter(([, words]) => words.some((word) => text.includes(word)))
    .map(([part]) => part)

const wordsOfEpub = (bytes: Buffer): string =>
  Object.values(unzipSync(bytes))
    .map((file) => Buffer.from(file).toString('utf8'))
    .join('\n')

const uses = async ({ place }: Post) =>
  (await sql<{ item: string; kind: string }>`select item_id as item, kind from usage_event`.execute(place.db))
    .rows

/** One shelf for all: making it takes longer than looking at what comes of it. */
describe('what is delivered', () => {
  it('is what the reader may have, whole, named and counted, and nothing else', (test) =>
    withPost(async (post) => {
      await test.test(
        'nothing that was taken from them meanwhile, and nothing that there is not',
        async () => {
          const { licence } = await grant(post, 'closed')
          await grant(post, 'notes')
          const withdrawn = [
            await post.ask('closed', 'pdf'),
            await post.ask('book', 'pdf', 'book'),
            await post.ask('book', 'epub', 'book'),
          ]
          const notThere = await post.ask('notes', 'pdf')
          await revokeLicence(post.place.db, { id: licence.id }, { now: new Date(), by: 'test' })
          await post.work()
          for (const id of withdrawn) assert.equal((await post.ended(id)).fault?.code, 'access-ended')
          assert.match((await post.ended(notThere)).fault?.code ?? '', /^(not-in-format|access-ended)$/)
          assert.deepEqual([post.sent, await uses(post)], [[], []])
        },
      )

      await test.test('a chapter in both formats, with no word of another, counted once each', async () => {
        await grant(post, 'closed')
        const ids = [await post.ask('closed', 'pdf'), await post.ask('closed', 'epub')]
        for (const id of ids) assert.equal((await post.ended(id)).state, 'saved')
        const pdf = post.sent.find(({ artefact }) => artefact.mediaType === 'application/pdf')
        const epub = post.sent.find(({ artefact }) => artefact.mediaType === 'application/epub+zip')
        assert.ok(pdf && epub)
        assert.deepEqual(secretsIn(wordsOfPdf(pdf.bytes)), ['closed'])
        assert.deepEqual(secretsIn(wordsOfEpub(epub.bytes)), ['closed'])
        assert.match(pdf.artefact.fileName, /^9780306406157_.*closed\.pdf$/)
        assert.match(epub.artefact.fileName, /^9780306406157_.*closed\.epub$/)
        const id = post.shelved.ids.closed
        assert.deepEqual(await uses(post), [
          { item: id, kind: 'request' },
          { item: id, kind: 'request' },
        ])
      })

      await test.test(
        'the same bytes for the same wish, each page saying whose copy it is, by number',
        async () => {
          await grant(post, 'book')
          const ids = [
            await post.ask('open', 'pdf'),
            await post.ask('open', 'pdf'),
            await post.ask('book', 'pdf', 'book'),
          ]
          for (const id of ids) assert.equal((await post.ended(id)).state, 'saved')
          const [first, second] = post.sent.filter(({ artefact }) => artefact.fileName.includes('open'))
          const whole = post.sent.find(({ artefact }) => artefact.fileName === '9780306406157_petrels.pdf')
          assert.ok(first && second && whole)
          assert.equal(first.artefact.sha256, second.artefact.sha256)
          assert.deepEqual(secretsIn(wordsOfPdf(first.bytes)), ['open'])
          assert.deepEqual(secretsIn(wordsOfPdf(whole.bytes)).toSorted(), ['closed', 'free', 'open', 'other'])
          for (const { bytes } of [first, whole]) {
            const words = wordsOfPdf(bytes)
            assert.match(words, /\/Artifact/)
            assert.doesNotMatch(words, /ada@example\.org/)
          }
        },
      )
    }))
})

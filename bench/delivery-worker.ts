/** Carries deliveries beside a running site, as its worker does, to a place that takes everything: started by delivery.ts. */
import { join } from 'node:path'
import { openEntitlements } from '../src/access/index.ts'
import { openAddressBook } from '../src/accounts/index.ts'
import { listBooks, listChapters } from '../src/catalogue/index.ts'
import {
  beginDelivery,
  type Destination,
  findDelivery,
  forDelivery,
  openAssembly,
  openQueue,
  startDeliveryWorker,
} from '../src/delivery/index.ts'
import { sitePress } from '../src/press/index.ts'
import { openSession } from '../src/program/session.ts'
import { html } from '../src/web/index.ts'

const [accountId = '', count = '100'] = process.argv.slice(2)
const session = await openSession({ command: 'bench', lasting: false })
const { db, log, storage, files, config } = session
const now = () => new Date()

/** Each copy is made anew: what is kept would cost nothing. */
let copies = 0
const place: Destination = {
  ...{ name: 'dropbox', label: 'A place', several: true },
  get making() {
    const module = join(import.meta.dirname, '../src/delivery/kindle/profile/making-process.ts')
    return { module, version: Date.now() + copies++, formats: ['epub' as const] }
  },
  standing: async () => ({ kind: 'ready' }),
  accepts: () => ({ kind: 'accepted' }),
  limits: () => ({ perReader: 1e6, sender: null, perSender: null, spacedSeconds: 0 }),
  renderFields: async () => html``,
  readFields: async () => ({ ok: true, value: { kind: 'ready', target: 't', label: 'T' } }),
  hand: async () => ({ kind: 'saved', remote: null }),
  explain: () => null,
  renderAfter: () => null,
}

const book = await openAddressBook(db, { onTrouble: (error) => log.error(error) })
const entitlements = await openEntitlements(db, { now, onTrouble: (error) => log.error(error) })
const assembly = openAssembly(join(config.dataDir, 'bench-derived'), files)
const queue = openQueue(storage.pool, log)
const presses = { all: [sitePress([])] }
const worker = await startDeliveryWorker({
  ...{ db, log, now, queue, pool: storage.pool, destinations: [place] },
  ...forDelivery(
    { db, log, now, book, assembly, presses, collectionsOf: entitlements.collectionsOf },
    async () => {},
  ),
})

const open = []
for (const { id: bookId } of (await listBooks(db, { limit: 20 })).books)
  for (const chapter of await listChapters(db, bookId))
    if (chapter.openness === 'open' && chapter.text !== null) open.push(chapter)

const ids: string[] = []
for (let i = 0; i < Number(count); i++) {
  const chapter = open[i % open.length]
  if (chapter === undefined) throw new Error('There is no open chapter on this shelf')
  const id = await beginDelivery(
    { db, queue, now },
    {
      ...{ accountId, press: 'house', destination: 'dropbox', target: 't', targetLabel: 'T', sender: null },
      thing: { of: 'chapter', id: chapter.id, bookId: chapter.bookId, format: 'epub', title: chapter.title },
      ...{ origin: 'http://localhost', base: '', language: 'en', requestKey: crypto.randomUUID() },
      basis: { institutions: [], bearers: [], staff: [] },
    },
    null,
  )
  if (id !== null) ids.push(id)
}
process.send?.('begun')
for (const id of ids) {
  for (;;) {
    const delivery = await findDelivery(db, id)
    if (delivery?.ended != null) {
      if (delivery.state !== 'saved')
        throw new Error(`A delivery ended as ${delivery.state}: ${delivery.fault?.code}`)
      break
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
process.send?.('done')
await worker.stop()
book.close()
await entitlements.close()
await session.close()
process.disconnect?.()

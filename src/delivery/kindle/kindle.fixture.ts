/** A mail server, a reader with a Kindle, and a worker that delivers to it. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { ok } from '#base'
import type { Delivery } from '../deliveries/delivery.ts'
import type { KeptDelivery } from '../deliveries/delivery-rows.ts'
import type { Destination } from '../deliveries/destination.ts'
import { log, type Pond, withPond } from '../deliveries/paper-boat.fixture.ts'
import { type MailServer, openMailServer } from '../mail/mail-server.fixture.ts'
import { addDevice, type KindleDevice } from './devices/device-store.ts'
import type { KindleDeps } from './kindle-deps.ts'
import { openKindle } from './open-kindle.ts'

export type KindleBench = {
  readonly pond: Pond
  readonly mail: MailServer
  readonly deps: KindleDeps
  readonly kindle: Destination
  /** Confirmed, of the reader named. */
  device(accountId?: string, name?: string): Promise<KindleDevice>
  /** How large the file is. */
  resize(bytes: number): void
  begin(device: KindleDevice, over?: Partial<Parameters<Pond['begin']>[0]>): Promise<string>
  work(): Promise<{ stop(): Promise<void> }>
  until(id: string, ...states: readonly Delivery['state'][]): Promise<KeptDelivery>
}

export const SENDER = 'kindle@press.example'

export const withKindle = (
  use: (bench: KindleBench) => Promise<void>,
  over: Partial<KindleDeps> = {},
): Promise<void> =>
  withPond(async (pond) => {
    const folder = mkdtempSync(join(tmpdir(), 'kindle-'))
    const mail = await openMailServer()
    const file = join(folder, 'chapter.epub')
    writeFileSync(file, 'PK a chapter')
    const deps: KindleDeps = { ...depsOf(pond.db, mail.url, folder), now: pond.now, ...over }
    const opened = openKindle(deps)
    const kindle: Destination = {
      ...opened,
      limits: (press) => ({ ...opened.limits(press), spacedSeconds: 0 }),
    }
    try {
      await use({
        ...{ pond, mail, deps, kindle },
        device: async (accountId = 'reader', name = 'ines_42') => {
          const now = pond.now()
          const label = 'Paperwhite'
          const device = await addDevice(pond.db, { accountId, label, name, domain: 'kindle.com', now })
          if (device === null) throw new Error('too many')
          await sql`update kindle_device set confirmed = ${now} where id = ${device.id}`.execute(pond.db)
          return { ...device, confirmed: now }
        },
        resize: (bytes) => writeFileSync(file, randomBytes(bytes)),
        begin: async (device, more = {}) => {
          const wanted = { destination: 'kindle', target: device.id, sender: SENDER, ...more } as const
          return (await pond.begin({ targetLabel: device.label, ...wanted })) ?? ''
        },
        work: () =>
          pond.work(kindle, {
            makeArtefact: async () =>
              ok({
                ...{ path: file, bytes: 12, sha256: 'a'.repeat(64), mediaType: 'application/epub+zip' },
                ...{ fileName: '9781474467230_c05.epub', title: 'Été à l’Élysée' },
              }),
          }),
        until: (id, ...states) => pond.until(id, ({ state }) => states.includes(state)),
      })
    } finally {
      await mail.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

export const depsOf = (db: KindleDeps['db'], smtpUrl: string, folder: string): KindleDeps => ({
  ...{ db, log, now: () => new Date(), secret: 's'.repeat(32) },
  relay: { smtpUrl, dkim: null, folder: join(folder, 'mail'), patience: { connect: 20_000, answer: 2_000 } },
  ...{ sender: SENDER, bounces: 'bounces@press.example', perSender: 200 },
  domains: ['free.kindle.com', 'kindle.com'],
  presses: [],
  relaySize: () => null,
})

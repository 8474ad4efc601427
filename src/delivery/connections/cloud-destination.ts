/** Dropbox and Google Drive as destinations: what they share, which is all but how a file is saved. */
import { setTimeout as sleep } from 'node:timers/promises'
import { fail, ok } from '#base'
import type { Database, Log } from '#platform'
import { href, type Place } from '#web'
import type { Advice, Destination, Handing, Outcome } from '../deliveries/destination.ts'
import { hasAgreed, noteAgreement } from './agreement-store.ts'
import { buildExplanation, connectAddress } from './build-explanation.ts'
import { openCaller } from './call-cloud.ts'
import type { Called, Cloud, Hitch } from './cloud.ts'
import { POLICY_FIELD, renderConnectionForm } from './connection-form.ts'
import { findConnection, findFolderOf, keepFolder, markBroken, markUsed } from './connection-store.ts'
import { loadCloudForStaff } from './load-for-staff.ts'
import type { Save, Saved } from './saving.ts'
import type { Seals } from './sealing/seals.ts'
import { toOutcome } from './to-outcome.ts'
import { openTokenSource } from './token-source.ts'
import { words } from './words.ts'

export type CloudDeps = {
  readonly db: Database
  readonly log: Log
  readonly seals: Seals
  /** Of the usage policy of a press, by its slug. */
  readonly policyOf: (press: string) => string
  /** Where that policy stands, for whoever is here. */
  readonly policyPlace: (press: string, place: Place) => Place
  readonly now: () => Date
  /** How long is waited before a request that failed is made once more: first, second … time. */
  readonly pauses?: readonly number[]
  /** How much is sent at once. */
  readonly chunkBytes?: number
}

/** Both take what they offer; a multiple of 4 MiB for Dropbox's sums and of 256 KiB for Google's ranges. */
const CHUNK_BYTES = 8 * 1024 * 1024
const PAUSES = [500, 2000]

export type CloudPlan = {
  readonly name: Cloud['name']
  readonly label: string
  /** Null: not configured. */
  readonly cloud: Cloud | null
  readonly settings: readonly string[]
  readonly save: Save
}

export function openCloudDestination(deps: CloudDeps, { cloud, save, ...plan }: CloudPlan): Destination {
  const { db } = deps
  const { name, label } = plan
  const policyToAgree = async (accountId: string, press: string): Promise<string | null> => {
    const version = deps.policyOf(press)
    return (await hasAgreed(db, { accountId, press, version })) ? null : version
  }
  return {
    ...{ name, label, several: true, making: null },
    standing: async () =>
      cloud === null
        ? { kind: 'not-configured', missing: plan.settings, advice: adviceOf(plan) }
        : { kind: 'ready' },
    accepts: () => ({ kind: 'accepted' }),
    limits: () => ({ perReader: 20, sender: null, perSender: null, spacedSeconds: 0 }),
    renderFields: async ({ place, press, accountId, path }, given, problems) =>
      renderConnectionForm({
        ...{ place, given, problems, cloud: { name, label }, back: href(place, path) },
        connection: await findConnection(db, accountId, name),
        policy: await policyToAgree(accountId, press),
        policyPlace: deps.policyPlace(press, place),
      }),
    async readFields({ place, press, accountId }, form) {
      const version = await policyToAgree(accountId, press)
      if (version !== null && form.get(POLICY_FIELD) !== 'yes')
        return fail([{ field: POLICY_FIELD, sentence: words(place.language).form.agreeProblem }])
      if (version !== null) await noteAgreement(db, { accountId, press, version }, deps.now())
      const connection = await findConnection(db, accountId, name)
      return connection?.state === 'active'
        ? ok({ kind: 'ready', target: connection.id, label: connection.label ?? label })
        : ok({
            kind: 'connect',
            go: (back, deliveryId) => connectAddress(place, name, { back, deliveryId }),
          })
    },
    hand: (handing) => (cloud === null ? switchedOff() : hand(deps, cloud, save, handing)),
    explain: (language, fault, delivery) => buildExplanation({ name, label }, language, fault, delivery),
    renderAfter: () => null,
    loadForStaff: (staff) => loadCloudForStaff(db, { name, label }, staff),
  }
}

const adviceOf = ({ label, settings }: Pick<CloudPlan, 'label' | 'settings'>): Advice => ({
  en: words('en').staff.setUp(label, settings),
  fr: words('fr').staff.setUp(label, settings),
})

const switchedOff = async (): Promise<Outcome> =>
  toOutcome({ kind: 'unknown-here', detail: 'it is not configured' })

async function hand(deps: CloudDeps, cloud: Cloud, save: Save, handing: Handing): Promise<Outcome> {
  const saved = await persist(deps, cloud, save, handing)
  if (saved.ok) {
    await markUsed(deps.db, handing.delivery.target, deps.now())
    return { kind: 'saved', ...saved.value }
  }
  await take(deps, cloud, saved.error, handing)
  return toOutcome(saved.error)
}

/** What passes in seconds is not told to the reader: it is tried once more from where it was. */
async function persist(deps: CloudDeps, cloud: Cloud, save: Save, handing: Handing): Promise<Called<Saved>> {
  let checkpoint = handing.delivery.checkpoint
  const once = async () =>
    save({
      artefact: handing.artefact,
      deliveryId: handing.delivery.id,
      caller: openCaller(openTokenSource(deps, cloud, handing.delivery.target), handing),
      checkpoint,
      note: async (data, told) => {
        await handing.checkpoint(data, told)
        checkpoint = data
      },
      chunkBytes: deps.chunkBytes ?? CHUNK_BYTES,
      folder: {
        known: await findFolderOf(deps.db, handing.delivery.target),
        keep: (folder, instead) => keepFolder(deps.db, handing.delivery.target, folder, instead),
      },
      ...sealsOf(deps, handing.delivery.id),
    })
  let saved = await once()
  for (const pause of deps.pauses ?? PAUSES) {
    if (saved.ok || saved.error.kind !== 'unreachable') break
    await sleep(pause, undefined, { signal: handing.signal })
    saved = await once()
  }
  return saved
}

/** Addresses in a checkpoint. After a change of keys they are lost, and a new one is asked for. */
const sealsOf = ({ db, seals }: CloudDeps, deliveryId: string) => {
  const spot = (field: string) => ({ table: 'delivery', row: deliveryId, field: `checkpoint.${field}` })
  return {
    hide: (text: string, field: string) =>
      db.transaction().execute((transaction) => seals.seal(transaction, text, spot(field))),
    reveal: async (sealed: string, field: string) => {
      const opened = await seals.open(db, sealed, spot(field))
      return opened.ok ? opened.value : null
    },
  }
}

/** What a hitch says of the connection, and what those who run the site should know. */
async function take(
  { db, log }: CloudDeps,
  { name }: Cloud,
  hitch: Hitch,
  { delivery }: Handing,
): Promise<void> {
  const about = { delivery: delivery.id, cloud: name }
  switch (hitch.kind) {
    case 'reconnect':
      if (hitch.why !== 'gone') await markBroken(db, delivery.target, hitch.why)
      if (hitch.why === 'key')
        log.error(
          about,
          'What a reader entrusted to us cannot be read: SECRET_KEY is another one than before',
        )
      return
    case 'unknown-here':
      log.error({ ...about, detail: hitch.detail }, 'A cloud does not know this site: see its settings')
      return
    case 'odd':
      log.error({ ...about, detail: hitch.detail }, 'A cloud answered in a way that nobody foresaw')
      return
    case 'unreachable':
      log.warn({ ...about, detail: hitch.detail }, 'A cloud could not be reached')
      return
    default:
      return
  }
}

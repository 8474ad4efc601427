/**
 * The first start: on an empty shelf the sample press is published, in the way any press is. Once only: whoever takes the
 * samples away does not find them back.
 */
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beginJob, listBooks, shelveParcel, withReaders } from '#catalogue'
import type { Readers } from '#intake'
import { eachInTurn } from './each-in-turn.ts'
import { recall, remember } from './installation.ts'
import { takeInRecordsOf } from './records.ts'
import { type Session, workplaceOf } from './session.ts'

const SAMPLES = join(import.meta.dirname, '..', '..', 'samples')
const PRESS_FILE = 'press.yaml'

/** Its place on the site, and its folder among the presses. */
const SAMPLE_PRESS = 'sample'

/** Says how many books were published; null when this is no first start. */
export async function publishSamples(
  session: Session,
  say: (sentence: string) => void,
): Promise<number | null> {
  if (!(await isFirstStart(session))) return null
  await remember(session.db, 'samples', 'begun')
  say('This is the first start: publishing the sample press …')
  const press = await installPress(session.config.dataDir)
  const job = await beginJob(session.jobsFolder)
  try {
    const { writeHandbookParcel } = await import('./handbook/write-handbook-parcel.ts')
    const handbook = join(job.folder, 'handbook')
    await writeHandbookParcel(handbook)
    const parcels = [handbook, ...(await sampleParcels())]
    const place = workplaceOf(session)
    const publish = async (parcel: string, readers: Readers) => {
      const wish = { press, openness: 'open', dryRun: false, readers } as const
      const outcome = await shelveParcel(place, parcel, wish)
      if (outcome.kind === 'refused')
        session.log.error({ parcel, issues: outcome.issues }, 'A sample was refused')
      else {
        say(`  ${outcome.title}`)
        if (outcome.bookId !== null)
          for (const { id, kind, faults } of await takeInRecordsOf(session, outcome.bookId))
            if (kind === 'blocked')
              session.log.error({ parcel, record: id, faults }, 'A sample record was refused')
      }
    }
    await withReaders(place, parcels, (readers) =>
      eachInTurn(parcels, 2, (parcel) => publish(parcel, readers)),
    )
    await remember(session.db, 'samples', 'done')
    return parcels.length
  } finally {
    await job.finish()
  }
}

/** Also when an earlier first start was cut short. */
async function isFirstStart({ db }: Session): Promise<boolean> {
  const state = await recall(db, 'samples')
  if (state !== null) return state === 'begun'
  return (await listBooks(db, { limit: 1 })).total === 0
}

const sampleParcels = async (): Promise<readonly string[]> =>
  (await readdir(SAMPLES))
    .map((name) => join(SAMPLES, name))
    .filter((folder) => existsSync(join(folder, 'book.yaml')))
    .sort()

/** Where the operator has configured presses already, theirs speak, and the samples are the first one's. */
async function installPress(dataDir: string): Promise<string> {
  const presses = join(dataDir, 'presses')
  const configured = existsSync(presses)
    ? (await readdir(presses)).filter((name) => name !== SAMPLE_PRESS)
    : []
  if (configured[0] !== undefined) return configured[0]
  if (!existsSync(join(SAMPLES, 'press', PRESS_FILE))) return 'house'
  await mkdir(presses, { recursive: true, mode: 0o755 })
  await cp(join(SAMPLES, 'press'), join(presses, SAMPLE_PRESS), { recursive: true })
  return SAMPLE_PRESS
}

/**
 * Reads a parcel, and again with what staff corrected of the book when it turns out to be one that they did: then all that
 * follows from it (issues, dates, who may read) is judged of the book as it will stand.
 */
import { join, resolve } from 'node:path'
import type { Readers, ReadOptions, ReadParcel } from '#intake'
import type { Database } from '#platform'
import { decideChapterMatches } from '../decide-chapter-matches.ts'
import { findPrevious } from '../find-previous.ts'
import { findCorrections } from './correction-store.ts'
import { type Corrections, isCorrected } from './corrections.ts'
import { beginJob, type Job } from './jobs.ts'
import { writeDraftParcel, writeShelvedParcel, writeWithdrawnParcel } from './write-parcel.ts'

type Reading = Omit<ReadOptions, 'jobFolder'>
type Place = { readonly db: Database; readonly jobsFolder: string }

/** The draft's files are in the job's folder: whoever reads ends the job. */
export type ReadInJob = { readonly read: ReadParcel; readonly job: Job }

export const readCorrected = (
  place: Place,
  file: string,
  press: string,
  options: Reading,
): Promise<ReadInJob> =>
  inJob(place, async (job) => {
    // A site that only answers need not know how books are read.
    const { readParcel } = await import('#intake')
    const read = await readParcel(file, { ...options, jobFolder: job.folder })
    if (read.kind === 'refused') return { read, job }
    const previous = await findPrevious(place.db, { draft: read.draft, press })
    const corrections = previous === null ? null : await findCorrections(place.db, previous.id)
    if (previous === null || corrections === null || !isCorrected(corrections)) return { read, job }
    const matches = decideChapterMatches(previous.chapters, read.draft.chapters)
    const keys = matches.map((p, i) => previous.chapters[p]?.chapter.id ?? `new ${i}`)
    const parcel = join(job.folder, 'parcel')
    await writeDraftParcel(parcel, read, keys, corrections)
    const again = await inJob(place, async (second) => ({
      read: await readParcel(parcel, { ...options, jobFolder: second.folder }),
      job: second,
    }))
    await job.finish()
    return again
  })

/** Parcels that were handed in together, by one hand for one press, share what reads them. */
export const withReaders = <T>(
  place: Pick<Place, 'jobsFolder'>,
  parcels: readonly string[],
  work: (readers: Readers) => Promise<T>,
): Promise<T> =>
  inJob(place, async (job) => {
    const { openReaders } = await import('#intake')
    const readers = openReaders(
      job.folder,
      parcels.map((path) => resolve(path)),
    )
    try {
      return await work(readers)
    } finally {
      await readers.close()
      await job.finish()
    }
  })

type ShelfPlace = Place & Parameters<typeof writeShelvedParcel>[0]

/** What is on the shelf, read again with these corrections laid over it. Null: it is not on the shelf. */
export const readShelved = (
  place: ShelfPlace,
  bookId: string,
  corrections: Corrections,
  options: Reading,
): Promise<ReadInJob | null> =>
  readWritten(place, options, (parcel) => writeShelvedParcel(place, parcel, bookId, corrections))

/** What was kept of a book when it was withdrawn. Null: nothing was. */
export const readWithdrawn = (
  place: ShelfPlace,
  bookId: string,
  options: Reading,
): Promise<ReadInJob | null> =>
  readWritten(place, options, (parcel) => writeWithdrawnParcel(place, parcel, bookId))

const readWritten = (
  place: Place,
  options: Reading,
  write: (parcel: string) => Promise<boolean>,
): Promise<ReadInJob | null> =>
  inJob(place, async (job) => {
    const { readParcel } = await import('#intake')
    const parcel = join(job.folder, 'parcel')
    if (!(await write(parcel))) {
      await job.finish()
      return null
    }
    const again = await inJob(place, async (second) => ({
      read: await readParcel(parcel, { ...options, jobFolder: second.folder }),
      job: second,
    }))
    await job.finish()
    return again
  })

async function inJob<T>(
  { jobsFolder }: Pick<Place, 'jobsFolder'>,
  work: (job: Job) => Promise<T>,
): Promise<T> {
  const job = await beginJob(jobsFolder)
  try {
    return await work(job)
  } catch (error) {
    await job.abandon()
    throw error
  }
}

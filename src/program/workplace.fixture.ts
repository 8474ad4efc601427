/** A shelf of its own for a test: an empty database and an empty folder. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Workplace } from '#catalogue'
import { openFiles, openLog, type TestDatabase, withDatabase } from '#platform'
import { allMigrations } from './all-migrations.ts'

export type TestPlace = Workplace & { readonly folder: string; readonly pool: TestDatabase }

export const withWorkplace = (use: (place: TestPlace) => Promise<void>): Promise<void> =>
  withDatabase(allMigrations, async (db, pool) => {
    const folder = await mkdtemp(join(tmpdir(), 'chapterhouse-place-'))
    const filesFolder = join(folder, 'files')
    try {
      await use({
        folder,
        ...{ pool, db, filesFolder, files: openFiles(filesFolder), jobsFolder: join(folder, 'jobs') },
        log: openLog('silent'),
        now: () => new Date(),
      })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

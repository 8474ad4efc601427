/** What every command that works on the shelf begins with: configuration, log, storage, tables up to date. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Workplace } from '#catalogue'
import {
  type Config,
  type Database,
  type Files,
  type Log,
  loadConfig,
  makeDataDir,
  migrate,
  OperatorError,
  openLog,
  openStorage,
  type Storage,
  type StorageUse,
} from '#platform'
import { allMigrations } from './all-migrations.ts'
import { explainLostDatabase } from './lost-database.ts'
import { onStop } from './signals.ts'

export type Session = {
  readonly config: Config
  readonly log: Log
  readonly storage: Storage
  readonly db: Database
  readonly files: Files
  readonly jobsFolder: string
  close(): Promise<void>
}

/** Stands in the data folder while a restore is under way. */
export const RESTORING = 'restoring'

export type SessionUse = Omit<StorageUse, 'onTrouble'> & {
  /** The tables are brought up to date, unless they are only to be looked at. */
  readonly migrate?: boolean
}

export async function openSession(use: SessionUse, config: Config = loadConfig()): Promise<Session> {
  makeDataDir(config)
  if (existsSync(join(config.dataDir, RESTORING)))
    throw new OperatorError(
      `A restore into ${config.dataDir} was begun and did not finish. Run the same “chapterhouse restore” again.`,
    )
  const log = openLog(config.logLevel)
  const storage = await openStorage(config, { ...use, onTrouble: (message) => log.error(message) })
  try {
    if (use.migrate ?? true) await migrate(storage.db, allMigrations)
  } catch (error) {
    await storage.close()
    throw error
  }
  const { db, files } = storage
  const jobsFolder = join(config.dataDir, 'jobs')
  return { config, log, storage, db, files, jobsFolder, close: () => storage.close() }
}

export const workplaceOf = ({ storage, db, files, jobsFolder, log }: Session): Workplace => ({
  ...{ pool: storage.pool, db, files, filesFolder: storage.filesFolder, jobsFolder, log },
  now: () => new Date(),
})

/**
 * Opens a session for one piece of work and closes it, however that ends. Somebody who interrupts it gets what is under way
 * cleaned up before it ends.
 */
export async function inSession<T>(
  command: string,
  work: (session: Session, signal: AbortSignal) => Promise<T>,
  use: Partial<SessionUse> = {},
): Promise<T> {
  const interrupted = new AbortController()
  const forget = onStop((why) =>
    interrupted.abort(new OperatorError(`Interrupted by ${why}. What was told as done is done.`)),
  )
  const session = await openSession({ command, lasting: false, ...use })
  try {
    return await work(session, interrupted.signal)
  } catch (error) {
    throw await explainLostDatabase(error, session.db, command)
  } finally {
    await session.close()
    forget()
  }
}

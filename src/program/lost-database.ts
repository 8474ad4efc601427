/** A database that goes away under a command is the operator's to look after: a sentence, where a fault of ours has its trace. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Database, OperatorError } from '#platform'

/** As the system, the driver (postgres.js, “Errors”) and PostgreSQL (appendix A, class 57) say it. */
const LOST = new Set([
  ...['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ENOENT'],
  ...['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT'],
  ...['57P01', '57P02', '57P03'],
])
const PATIENCE_MS = 2_000

/** What a command ends with. Others than the database are out of reach in the same words: it is asked whether it still answers. */
export async function explainLostDatabase(error: unknown, db: Database, command: string): Promise<unknown> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!LOST.has(code) || (await answers(db))) return error
  return new OperatorError(
    `The database stopped answering while “chapterhouse ${command}” was at work (${code}). What was told as done is done, and ` +
      'nothing is half done. See that the database runs, and give the same command again.',
    { cause: error },
  )
}

const answers = (db: Database): Promise<boolean> =>
  Promise.race([
    sql`select 1`.execute(db).then(
      () => true,
      () => false,
    ),
    sleep(PATIENCE_MS, false, { ref: false }),
  ])

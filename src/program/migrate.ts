/** `chapterhouse migrate`: for operators who want the tables changed before the new release is started. */
import { executedMigrations } from '#platform'
import { allMigrations } from './all-migrations.ts'
import { inSession } from './session.ts'
import { count } from './to-outcome.ts'

export async function migrateNow(): Promise<void> {
  await inSession('migrate', async ({ db }) => {
    const done = await executedMigrations(db)
    const steps = Object.keys(allMigrations).length
    process.stdout.write(`The tables are up to date: ${done.length} of ${count(steps, 'step')} taken.\n`)
  })
}

/** The tables of access and of the shelf on a real database, for tests. */
import { migrations as catalogueMigrations } from '#catalogue'
import { type Database, noticeMigrations, type TestDatabase, withDatabase } from '#platform'
import { migrations } from './migrations.ts'

export const withAccess = (use: (db: Database, database: TestDatabase) => Promise<void>): Promise<void> =>
  withDatabase({ ...noticeMigrations, ...catalogueMigrations, ...migrations }, use)

export const NOW = new Date('2026-03-05T12:00:00Z')

/** Days before (negative) or after that. */
export const day = (n: number): Date => new Date(NOW.getTime() + n * 86_400_000)

/** The outside world as values: database, files, notices, configuration, logs. */
export { connectDatabase, type Database, type DatabasePool } from './database.ts'
export type { Files } from './files.ts'
export { executedMigrations, type Migrations, migrate, pendingMigrations } from './migrations.ts'
export type { Notice } from './notices.ts'
export { OperatorError } from './operator-error.ts'
export { type TestDatabase, testServer, withDatabase } from './test-database.ts'

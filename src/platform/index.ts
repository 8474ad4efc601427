/** The outside world as values: database, files, notices, configuration, logs. */
export type { Database } from './database.ts'
export type { Files } from './files.ts'
export type { Notice } from './notices.ts'

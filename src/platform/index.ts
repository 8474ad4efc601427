/** The outside world as values: database, files, notices, configuration, logs. */

export { type Config, loadConfig } from './config/config.ts'
export { configurationTable } from './config/configuration-table.ts'
export { loadSecretKey, makeDataDir, SECRET_FILE } from './config/data-folder.ts'
export { parseConfig } from './config/read-config.ts'
export {
  type ClientWatch,
  connectDatabase,
  type Database,
  type DatabasePool,
  inTransaction,
} from './database.ts'
export { type Files, openFiles, sweepUnfinished } from './files.ts'
export { type LimitedProcess, openLimited, runLimited } from './limited-process/open-limited.ts'
export type { ProcessLimits, ProcessUsage } from './limited-process/process-limits.ts'
export type { ProcessEnd } from './limited-process/run-process.ts'
export { LOG_LEVELS, type Log, type LogLevel, openLog, writeLines } from './log.ts'
export { type MailAttachment, type MailMessage, parseMailAddress } from './mail/mail-message.ts'
export {
  forgetOldMail,
  listMail,
  type MailLine,
  type MailState,
  mailMigrations,
  sendAgain,
  sendMail,
} from './mail/mail-store.ts'
export { type MailWorker, startMailWorker } from './mail/mail-worker.ts'
export { executedMigrations, inTurn, type Migrations, migrate, pendingMigrations } from './migrations.ts'
export {
  type Following,
  followNotices,
  forgetOldNotices,
  type Notice,
  noticeMigrations,
  postNotice,
} from './notices.ts'
export { OperatorError } from './operator-error.ts'
export { removeFolder } from './remove-folder.ts'
export { openStorage, type Storage, type StorageUse } from './storage.ts'
export {
  emptyTables,
  openTestDatabase,
  type TestDatabase,
  testServer,
  withDatabase,
} from './test-database.ts'
export { parseTrustedProxies, type TrustedProxies } from './trusted-proxies.ts'

/** Where staff work: for the press, for librarians, for the operator. */
export { type Reader, type ReaderPlace, startReader } from './add/reader.ts'
export { type Deed, listDeeds, noteDeed, verifyAudit } from './audit/audit-log.ts'
export type { ConsoleDeps } from './deps.ts'
export { migrations as consoleMigrations } from './migrations.ts'
export { openConsoleLink } from './open-console-link.ts'
export { consoleRoutes } from './routes.ts'

/** The evidence behind a chapter: read, reasoned over, kept in versions, shown, and handed out. */

export type { RecordDeps } from './deps.ts'
export { listUnchecked } from './keeping/catch-up.ts'
export { recordMigrations } from './keeping/migrations.ts'
export { openRecordMemory, type RecordMemory } from './keeping/record-memory.ts'
export { RECORD_SETTINGS, type RecordSettings } from './keeping/settings.ts'
export { type RecordOutcome, type TakeInDeps, takeInRecords } from './keeping/take-in.ts'
export {
  type ChapterRecord,
  loadChapterRecord,
  markPassages,
  renderChapterRecord,
} from './pages/load-section.ts'
export { toFaultLine } from './reading/fault.ts'
export { recordRoutes } from './routes.ts'

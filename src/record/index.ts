/** The evidence behind a chapter: read, reasoned over, kept in versions, shown, and handed out. */

export { listRecordIds } from './api/list-records.ts'
export { recordApiSchemas, recordQuery } from './api/schemas.ts'
export type { CheckedRecord } from './commands/check-record.ts'
export type { RecordDeps } from './deps.ts'
export { toFindingLines } from './finding-lines.ts'
export { listUnchecked } from './keeping/catch-up.ts'
export { recordMigrations } from './keeping/migrations.ts'
export { openRecordMemory, type RecordMemory } from './keeping/record-memory.ts'
export { RECORD_SETTINGS, type RecordSettings, recordSettingsOf } from './keeping/settings.ts'
export { type RecordOutcome, type TakeInDeps, takeInRecords } from './keeping/take-in.ts'
export { loadRecordCommands } from './load-record-commands.ts'
export {
  type ChapterRecord,
  loadChapterRecord,
  markPassages,
  renderChapterRecord,
} from './pages/load-section.ts'
export { renderRecordLeaf, renderRecordPreview } from './pages/preview.ts'
export { toFaultLine } from './reading/fault.ts'
export type { RecordFile } from './reading/read-record.ts'
export { askReviewer } from './review/ask-reviewer.ts'
export { ENOUGH_REVIEWERS } from './review/decide-review.ts'
export { type GivenReview, giveReview, type ReviewRefusal } from './review/give-review.ts'
export {
  findRecordForStaff,
  listRecordsForStaff,
  listRecordsOfBook,
  type StaffRecord,
} from './review/list-for-staff.ts'
export { loadReviewed, type ReviewedFiles } from './review/load-reviewed.ts'
export type { Review } from './review/review.ts'
export { forgetReviewer, listToReview, type ReviewedRecord, removeReviewer } from './review/review-store.ts'
export { recordRoutes } from './routes.ts'
export { toSchemaOrg } from './to-schema-org.ts'

/** What was used, by whose readers: noted as it happens, counted as COUNTER's Code of Practice says. */
export { countDueMonths, forgetOldUses } from './counts/count-due.ts'
export { countMonth } from './counts/count-month.ts'
export { type Month, parseMonth, toMonth } from './counts/month.ts'
export {
  type BookCounts,
  type CountsQuery,
  findCounted,
  listBookCounts,
  type Metric,
  type Metrics,
  sumOf,
} from './counts/read-counts.ts'
export { openUseKeeper, type SentAway, type UseKeeper } from './keep-use.ts'
export { whileNothingMoves } from './locks.ts'
export { migrations as usageMigrations } from './migrations.ts'
export { makeMonthTables } from './months/month-tables.ts'
export { openUsage, type StrangersRequest, type Usage, usageFolder } from './open-usage.ts'
export { type Moved, moveSpool } from './spool/move-spool.ts'
export { spoolFiles } from './spool/spool-files.ts'
export { readSpoolState, type SpoolState } from './spool/spool-state.ts'
export { startUsageMover } from './start-mover.ts'
export { ROBOTS_FILE } from './visits/robots.ts'
export { forgetSalts, listOldSalts } from './visits/session-keys.ts'

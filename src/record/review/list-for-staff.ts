/** Records as those see them who look after them: also what is not published, and why. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import type { RecordOutcome } from '../keeping/take-in.ts'

export type StaffRecord = {
  readonly bookId: string
  readonly bookTitle: string
  readonly press: string
  readonly folder: string
  /** Null: the files do not even tell that. */
  readonly recordId: string | null
  readonly title: string | null
  /** What became of the files that came last. */
  readonly state: Exclude<RecordOutcome['kind'], 'unchanged'>
  readonly why: RecordOutcome['why']
  /** The version that readers see; null: none. */
  readonly version: number | null
  /** A line for each: where, which code, what to do. */
  readonly faults: readonly string[]
  readonly answered: number
  readonly lost: readonly string[]
  readonly checked: Date
  /** How many approved these very files. */
  readonly approved: number
}

type Row = Omit<StaffRecord, 'title' | 'state' | 'why' | 'faults' | 'answered' | 'lost'> & {
  readonly outcome: Pick<RecordOutcome, 'title' | 'kind' | 'why' | 'answered' | 'lost'> & {
    readonly faults: readonly string[]
  }
  readonly isWithdrawn: boolean | null
}

const ROWS = sql`
  select c.book_id as "bookId", b.listing->>'title' as "bookTitle", b.press, c.folder, c.record_id as "recordId",
    c.outcome, c.checked, r.version, r.is_withdrawn as "isWithdrawn",
    (select count(*)::int from record_review v where v.book_id = c.book_id and v.record_id = c.record_id
      and v.entry = '*' and v.decision = 'approved' and v.print = c.files_hash) as approved
  from record_check c join book b on b.id = c.book_id
    left join record r on r.id = c.record_id and r.book_id = c.book_id`

/** What waits for somebody first, then the newest. */
export async function listRecordsForStaff(
  db: Database,
  {
    presses,
    limit,
    open = false,
  }: { readonly presses: readonly string[]; readonly limit: number; readonly open?: boolean },
): Promise<readonly StaffRecord[]> {
  const { rows } = await sql<Row>`${ROWS}
    where b.press = any(${presses})
      and (not ${open}::boolean or c.outcome->>'kind' in ('blocked', 'waiting'))
    order by c.outcome->>'kind' in ('blocked', 'waiting') desc, c.checked desc, c.book_id, c.folder
    limit ${limit}`.execute(db)
  return rows.map(toStaffRecord)
}

export async function findRecordForStaff(db: Database, recordId: string): Promise<StaffRecord | null> {
  const { rows } = await sql<Row>`${ROWS}
    where c.record_id = ${recordId}
    order by r.id is not null desc, c.checked desc limit 1`.execute(db)
  return rows[0] === undefined ? null : toStaffRecord(rows[0])
}

export async function listRecordsOfBook(db: Database, bookId: string): Promise<readonly StaffRecord[]> {
  const { rows } = await sql<Row>`${ROWS} where c.book_id = ${bookId} order by c.folder`.execute(db)
  return rows.map(toStaffRecord)
}

function toStaffRecord({ outcome, isWithdrawn, ...row }: Row): StaffRecord {
  const { title, kind, why, faults, answered, lost } = outcome
  const came = kind === 'unchanged' ? 'published' : kind
  return {
    ...{ ...row, title, why, faults, answered, lost },
    state: came === 'published' && isWithdrawn === true ? 'withdrawn' : came,
  }
}

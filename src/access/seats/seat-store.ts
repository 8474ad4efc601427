import { sql } from 'kysely'
import type { Database } from '#platform'

export type Lease = { readonly licenceId: string; readonly reader: string; readonly until: Date }

/** What is over is swept on the way. */
export async function writeLeases(db: Database, leases: readonly Lease[], now: Date): Promise<void> {
  if (leases.length === 0) return
  await sql`delete from seat where until <= ${now}`.execute(db)
  await sql`
    insert into seat (licence_id, reader, until)
    select given.licence_id, given.reader, given.until
    from json_to_recordset(${JSON.stringify(
      leases.map(({ licenceId, reader, until }) => ({ licence_id: licenceId, reader, until })),
    )}::text::json) as given (licence_id text, reader text, until timestamptz)
    join licence l on l.id = given.licence_id
    on conflict (licence_id, reader) do update set until = greatest(seat.until, excluded.until)`.execute(db)
}

/** Those that are running, of every process. */
export async function readLeases(db: Database, now: Date): Promise<readonly Lease[]> {
  const { rows } = await sql<Lease>`
    select licence_id as "licenceId", reader, until from seat where until > ${now}`.execute(db)
  return rows
}

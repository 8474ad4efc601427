/** All SQL on licences. Every change is told in its own transaction, so that no process goes on granting what is withdrawn. */
import { type RawBuilder, sql } from 'kysely'
import { newId } from '#base'
import { type Database, inTransaction, postNotice } from '#platform'
import type { Covered, LicenceKind } from '../visitor.ts'
import { type Holder, holderKey, type Licence, mayDownload } from './licence.ts'

export type LicenceOrder = Pick<Licence, 'kind' | 'holder' | 'covers'> &
  Partial<
    Pick<Licence, 'from' | 'until' | 'graceDays' | 'seats' | 'affiliations' | 'downloads' | 'note' | 'source'>
  >

export type Granted = { readonly kind: 'granted' | 'already-granted'; readonly licence: Licence }

/** For one source one licence, however often the order comes, and whatever dies in between. */
export async function grantLicence(
  db: Database,
  order: LicenceOrder,
  { now, by }: { readonly now: Date; readonly by: string },
): Promise<Granted> {
  return await inTransaction(db, async (tx) => {
    const { rows } = await sql<LicenceRow>`
      insert into licence (id, kind, holder_kind, holder, covers, begins, ends, grace_days, seats, affiliations,
        downloads, note, source, granted, granted_by)
      values (${newId()}, ${order.kind}, ${order.holder.kind}, ${holderText(order.holder)}, ${asJsonb(order.covers)},
        ${order.from ?? now}, ${order.until ?? null}, ${order.graceDays ?? 0}, ${order.seats ?? null},
        ${order.affiliations ? [...order.affiliations] : null}::text[], ${order.downloads ?? mayDownload(order.kind)},
        ${order.note ?? null}, ${order.source ?? null}, ${now}, ${by})
      on conflict (source) do nothing returning *`.execute(tx)
    const [row] = rows
    if (row === undefined)
      return { kind: 'already-granted', licence: await findBySource(tx, order.source ?? '') }
    await tell(tx, [order.holder])
    return { kind: 'granted', licence: toLicence(row) }
  })
}

async function findBySource(db: Database, source: string): Promise<Licence> {
  const { rows } = await sql<LicenceRow>`select * from licence where source = ${source}`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error(`The licence for ${source} is neither new nor there`)
  return toLicence(row)
}

export type Which =
  | { readonly id: string }
  /** All that were granted for an order, a code … */
  | { readonly source: string }

/** Which licences were withdrawn by this; those that were already are left as they are. */
export async function revokeLicence(
  db: Database,
  which: Which,
  { now, by, reason = null }: { readonly now: Date; readonly by: string; readonly reason?: string | null },
): Promise<readonly Licence[]> {
  return await inTransaction(db, async (tx) => {
    const { rows } = await sql<LicenceRow>`
      update licence set revoked = ${now}, revoked_by = ${by}, revoked_reason = ${reason}
      where revoked is null and ${'id' in which ? sql`id = ${which.id}` : sql`source = ${which.source}`}
      returning *`.execute(tx)
    const revoked = rows.map(toLicence)
    await tell(
      tx,
      revoked.map(({ holder }) => holder),
    )
    return revoked
  })
}

/** Undoes a withdrawal that turned out to be wrong: a dispute that the bank decided for the press. Which licences hold again. */
export async function restoreLicence(db: Database, which: Which): Promise<readonly Licence[]> {
  return await inTransaction(db, async (tx) => {
    const { rows } = await sql<LicenceRow>`
      update licence set revoked = null, revoked_by = null, revoked_reason = null
      where revoked is not null and ${'id' in which ? sql`id = ${which.id}` : sql`source = ${which.source}`}
      returning *`.execute(tx)
    const restored = rows.map(toLicence)
    await tell(
      tx,
      restored.map(({ holder }) => holder),
    )
    return restored
  })
}

export type LicenceChange = Partial<
  Pick<Licence, 'covers' | 'from' | 'until' | 'graceDays' | 'seats' | 'affiliations' | 'downloads' | 'note'>
>

/** Renewed, shortened, widened; null: there is no such licence. One that is withdrawn stays so: see `restoreLicence`. */
export async function changeLicence(
  db: Database,
  id: string,
  change: LicenceChange,
): Promise<Licence | null> {
  return await inTransaction(db, async (tx) => {
    const { rows: found } = await sql<LicenceRow>`select * from licence where id = ${id} for update`.execute(
      tx,
    )
    const [old] = found
    if (old === undefined) return null
    const next = { ...toLicence(old), ...change }
    await sql`
      update licence set covers = ${asJsonb(next.covers)}, begins = ${next.from}, ends = ${next.until},
        grace_days = ${next.graceDays}, seats = ${next.seats}, downloads = ${next.downloads}, note = ${next.note},
        affiliations = ${next.affiliations === null ? null : [...next.affiliations]}::text[]
      where id = ${id}`.execute(tx)
    await tell(tx, [next.holder])
    return next
  })
}

/**
 * What a guest bought, or a code that a browser used, becomes the account's own: what was held by the first is held by the
 * second. Answers with how many were moved.
 */
export async function moveLicences(
  db: Database,
  from: Holder,
  to: Holder,
  kinds: readonly LicenceKind[],
): Promise<number> {
  return await inTransaction(db, async (tx) => {
    const { rows } = await sql`
      update licence set holder_kind = ${to.kind}, holder = ${holderText(to)}
      where holder_kind = ${from.kind} and holder = ${holderText(from)} and kind = any(${[...kinds]})
      returning id`.execute(tx)
    if (rows.length > 0) await tell(tx, [from, to])
    return rows.length
  })
}

export async function findLicence(db: Database, id: string): Promise<Licence | null> {
  const { rows } = await sql<LicenceRow>`select * from licence where id = ${id}`.execute(db)
  return rows[0] === undefined ? null : toLicence(rows[0])
}

/** Those of these holders, oldest first; what ended or was withdrawn before `since` is left out. */
export async function listLicencesOf(
  db: Database,
  holders: readonly Holder[],
  since: Date,
): Promise<readonly Licence[]> {
  const { rows } = await sql<LicenceRow>`
    select * from licence
    where (holder_kind, holder) in (
        select kind, holder from json_to_recordset(${JSON.stringify(
          holders.map((holder) => ({ kind: holder.kind, holder: holderText(holder) })),
        )}::text::json) as given (kind text, holder text))
      and (ends is null or ends + make_interval(days => grace_days) > ${since})
      and (revoked is null or revoked > ${since})
    order by granted, id`.execute(db)
  return rows.map(toLicence)
}

export type LicenceQuery = {
  readonly holder?: Holder
  readonly kind?: LicenceKind
  /** Those that name this product, collection or press itself. */
  readonly covers?: Covered
  readonly inForce?: Date
  /** Id of the last one seen. */
  readonly after?: string
  readonly limit: number
}

/** For lists: newest first, by key. */
export async function listLicences(db: Database, query: LicenceQuery): Promise<readonly Licence[]> {
  const { holder, kind, covers, inForce, after } = query
  const only = (given: unknown, condition: RawBuilder<unknown>) =>
    given === undefined ? sql`` : sql`and ${condition}`
  const { rows } = await sql<LicenceRow>`
    select * from licence where true
      ${only(holder, sql`holder_kind = ${holder?.kind} and holder = ${holder && holderText(holder)}`)}
      ${only(kind, sql`kind = ${kind}`)}
      ${only(covers, sql`covers @> ${asJsonb([covers])}`)}
      ${only(inForce, sql`revoked is null and begins <= ${inForce} and (ends is null or ends + make_interval(days => grace_days) > ${inForce})`)}
      ${only(after, sql`(granted, id) < (select granted, id from licence where id = ${after})`)}
    order by granted desc, id desc limit ${query.limit}`.execute(db)
  return rows.map(toLicence)
}

export type LicenceRow = {
  readonly id: string
  readonly kind: LicenceKind
  readonly holder_kind: Holder['kind']
  readonly holder: string
  readonly covers: readonly Covered[]
  readonly begins: Date
  readonly ends: Date | null
  readonly grace_days: number
  readonly seats: number | null
  readonly affiliations: Licence['affiliations']
  readonly downloads: boolean
  readonly note: string | null
  readonly source: string | null
  readonly granted: Date
  readonly granted_by: string
  readonly revoked: Date | null
  readonly revoked_by: string | null
  readonly revoked_reason: string | null
}

const toLicence = (row: LicenceRow): Licence => ({
  id: row.id,
  kind: row.kind,
  holder: toHolder(row.holder_kind, row.holder),
  covers: row.covers,
  from: row.begins,
  until: row.ends,
  graceDays: row.grace_days,
  seats: row.seats,
  affiliations: row.affiliations,
  downloads: row.downloads,
  note: row.note,
  source: row.source,
  granted: row.granted,
  grantedBy: row.granted_by,
  revoked: row.revoked && { at: row.revoked, by: row.revoked_by ?? '', reason: row.revoked_reason },
})

function toHolder(kind: Holder['kind'], holder: string): Holder {
  if (kind === 'email') return { kind, email: holder }
  if (kind === 'bearer') return { kind, hash: holder }
  return { kind, id: holder }
}

const holderText = (holder: Holder): string => holderKey(holder).slice(holder.kind.length + 1)

const asJsonb = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::text::jsonb`

async function tell(tx: Database, holders: readonly Holder[]): Promise<void> {
  const keys = [...new Set(holders.map(holderKey))]
  if (keys.length > 0) await postNotice(tx, { kind: 'licences-changed', holders: keys })
}

/** All SQL on codes. A code that is used becomes a licence, in one transaction: used twice at once, it is used once. */
import { sql } from 'kysely'
import { newId } from '#base'
import { type Database, inTransaction } from '#platform'
import type { Holder, Licence } from '../licences/licence.ts'
import { findLicence, grantLicence, revokeLicence } from '../licences/licence-store.ts'
import type { Covered } from '../visitor.ts'
import { type AccessCode, hashCode, newCode } from './access-code.ts'

export type CodeOrder = {
  readonly kind: AccessCode['kind']
  readonly label: string
  readonly covers: readonly Covered[]
  /** How many codes, each of its own. */
  readonly number: number
  /** How often each may be used; one, unless it is for many. */
  readonly uses: number
  readonly days: number | null
  readonly until: Date | null
}

export type MadeCode = { readonly id: string; readonly code: string }

/** The codes themselves are told this once, and kept nowhere. */
export async function makeCodes(
  db: Database,
  order: CodeOrder,
  { now, by }: { readonly now: Date; readonly by: string },
): Promise<readonly MadeCode[]> {
  const made = Array.from({ length: order.number }, () => ({ id: newId(), code: newCode() }))
  const rows = made.map(({ id, code }) => ({ id, hash: hashCode(code) }))
  await sql`
    insert into access_code (id, hash, kind, label, covers, uses_left, days, until, made, made_by)
    select given.id, given.hash, ${order.kind}, ${order.label}, ${JSON.stringify(order.covers)}::text::jsonb,
      ${order.kind === 'multiple' ? order.uses : 1}, ${order.days}, ${order.until}, ${now}, ${by}
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as given (id text, hash text)`.execute(db)
  return made
}

export type Redemption =
  | { readonly kind: 'redeemed' | 'redeemed-before'; readonly licence: Licence }
  | { readonly kind: 'unknown' | 'withdrawn' | 'over' | 'used-up' }

/** `code` as `parseCode` gives it. The same reader may come with it again, and has what he has. */
export async function redeemCode(
  db: Database,
  { code, holder, redeemer }: { readonly code: string; readonly holder: Holder; readonly redeemer: string },
  now: Date,
): Promise<Redemption> {
  return await inTransaction(db, async (tx) => {
    const { rows } = await sql<CodeRow>`
      select * from access_code where hash = ${hashCode(code)} for update`.execute(tx)
    const [found] = rows.map(toCode)
    if (found === undefined) return { kind: 'unknown' }
    const before = await findUse(tx, found.id, redeemer)
    if (before !== null) return { kind: 'redeemed-before', licence: before }
    if (found.revoked !== null) return { kind: 'withdrawn' }
    if (found.until !== null && found.until <= now) return { kind: 'over' }
    if (found.usesLeft === 0) return { kind: 'used-up' }
    const { licence } = await grantLicence(
      tx,
      {
        kind: found.kind === 'inspection' ? 'inspection-copy' : 'code',
        holder,
        covers: found.covers,
        until: found.days === null ? null : new Date(now.getTime() + found.days * 86_400_000),
        note: found.label,
        source: `code:${found.id}:${redeemer}`,
      },
      { now, by: 'code' },
    )
    await sql`update access_code set uses_left = uses_left - 1 where id = ${found.id}`.execute(tx)
    await sql`insert into access_code_use (code_id, redeemer, licence_id, used)
      values (${found.id}, ${redeemer}, ${licence.id}, ${now})`.execute(tx)
    return { kind: 'redeemed', licence }
  })
}

async function findUse(db: Database, codeId: string, redeemer: string): Promise<Licence | null> {
  const { rows } = await sql<{ licence_id: string }>`
    select licence_id from access_code_use where code_id = ${codeId} and redeemer = ${redeemer}`.execute(db)
  return rows[0] === undefined ? null : findLicence(db, rows[0].licence_id)
}

/**
 * Withdraws codes by their id or by the label of their batch, so that nobody can use them any more; with `licences`, also what
 * was opened by them. Answers with how many codes there were.
 */
export async function revokeCodes(
  db: Database,
  which: { readonly id: string } | { readonly label: string },
  { now, by, licences }: { readonly now: Date; readonly by: string; readonly licences: boolean },
): Promise<number> {
  return await inTransaction(db, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      update access_code set revoked = coalesce(revoked, ${now})
      where ${'id' in which ? sql`id = ${which.id}` : sql`label = ${which.label}`} returning id`.execute(tx)
    if (licences) {
      const { rows: uses } = await sql<{ licence_id: string }>`
        select licence_id from access_code_use where code_id = any(${rows.map(({ id }) => id)}::text[])`.execute(
        tx,
      )
      for (const { licence_id } of uses) await revokeLicence(tx, { id: licence_id }, { now, by })
    }
    return rows.length
  })
}

export type CodeBatch = {
  readonly label: string
  readonly kind: AccessCode['kind']
  readonly codes: number
  readonly used: number
  readonly usesLeft: number
  readonly until: Date | null
  readonly made: Date
  readonly revoked: boolean
}

/** Newest first. */
export async function listCodeBatches(db: Database): Promise<readonly CodeBatch[]> {
  const { rows } = await sql<CodeBatch>`
    select label, kind, count(*)::integer as codes, sum(uses_left)::integer as "usesLeft",
      (select count(*)::integer from access_code_use u join access_code o on o.id = u.code_id
        where o.label = c.label and o.kind = c.kind) as used,
      max(until) as until, min(made) as made, bool_and(revoked is not null) as revoked
    from access_code c group by label, kind order by min(made) desc, label`.execute(db)
  return rows
}

export async function listCodes(db: Database, label: string): Promise<readonly AccessCode[]> {
  const { rows } =
    await sql<CodeRow>`select * from access_code where label = ${label} order by made, id`.execute(db)
  return rows.map(toCode)
}

type CodeRow = {
  readonly id: string
  readonly kind: AccessCode['kind']
  readonly label: string
  readonly covers: readonly Covered[]
  readonly uses_left: number
  readonly days: number | null
  readonly until: Date | null
  readonly made: Date
  readonly made_by: string
  readonly revoked: Date | null
}

const toCode = ({ uses_left: usesLeft, made_by: madeBy, ...row }: CodeRow): AccessCode => {
  const { id, kind, label, covers, days, until, made, revoked } = row
  return { id, kind, label, covers, usesLeft, days, until, made, madeBy, revoked }
}

/** The people and places of all records that everybody may see, with every form of their names; read again once something has changed. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import type { Reconciled } from './reconciliation.ts'
import { type ToReconcile, toReconciled } from './to-reconciled.ts'

type Kept = { readonly press: string; readonly entries: readonly Reconciled[] }

export type ReconciledStore = (press: string | null) => Promise<readonly Reconciled[]>

export function openReconciled(db: Database): ReconciledStore {
  let kept: { readonly stamp: string; readonly records: readonly Kept[] } | null = null
  return async (press) => {
    const stamp = await stampOf(db)
    if (kept?.stamp !== stamp) kept = { stamp, records: await listReconciled(db) }
    return kept.records
      .filter((record) => press === null || record.press === press)
      .flatMap(({ entries }) => entries)
  }
}

async function stampOf(db: Database): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select coalesce(sum(version), 0) || ' ' || count(*) filter (where is_withdrawn) || ' ' || coalesce(max(updated)::text, '') as stamp
    from record`.execute(db)
  return rows[0]?.stamp ?? ''
}

async function listReconciled(db: Database): Promise<readonly Kept[]> {
  const { rows } = await sql<ToReconcile & { readonly press: string }>`
    with shown as (
      select r.id, r.press, coalesce(v.public_document, v.document) as document
      from record r join record_version v on v.record_id = r.id and v.number = r.version
      where not r.is_withdrawn)
    select id, press, document->>'title' as title, document->'people' as people, document->'places' as places,
      document->'groups' as groups
    from shown order by id`.execute(db)
  return rows.map(({ press, ...record }) => ({ press, entries: toReconciled(record) }))
}

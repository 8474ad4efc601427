/** The people and places of all records that everybody may see, with every form of their names; read again once something has changed. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import type { Reconciled } from './reconciliation.ts'

type Row = Reconciled & { readonly press: string }

export type ReconciledStore = (press: string | null) => Promise<readonly Reconciled[]>

export function openReconciled(db: Database): ReconciledStore {
  let kept: { readonly stamp: string; readonly rows: readonly Row[] } | null = null
  return async (press) => {
    const stamp = await stampOf(db)
    if (kept?.stamp !== stamp) kept = { stamp, rows: await listReconciled(db) }
    return press === null ? kept.rows : kept.rows.filter((row) => row.press === press)
  }
}

async function stampOf(db: Database): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select coalesce(sum(version), 0) || ' ' || count(*) filter (where is_withdrawn) || ' ' || coalesce(max(updated)::text, '') as stamp
    from record`.execute(db)
  return rows[0]?.stamp ?? ''
}

async function listReconciled(db: Database): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    with shown as (
      select r.id, r.press, coalesce(v.public_document, v.document) as document
      from record r join record_version v on v.record_id = r.id and v.number = r.version
      where not r.is_withdrawn),
    named as (
      select id, press, document->>'title' as title, 'person' as type, json_array_elements(document->'people') as one from shown
      union all
      select id, press, document->>'title', 'place', json_array_elements(document->'places') from shown)
    select id || '/' || (one->>'id') as id, type, one->>'name' as name, title as description, press,
      array(select form->>'text' from json_array_elements(one->'names') as form) as names
    from named
    order by name, id`.execute(db)
  return rows
}

/** Which provider signs in whose readers: table `institution_sign_in`. */
import { sql } from 'kysely'
import type { Database } from '#platform'

export type SignInWay = { readonly entityId: string; readonly scope: string | null }

export async function listSignIns(db: Database, institutionId: string): Promise<readonly SignInWay[]> {
  const { rows } = await sql<{ entity_id: string; scope: string }>`
    select entity_id, scope from institution_sign_in where institution_id = ${institutionId}
    order by entity_id, scope`.execute(db)
  return rows.map((row) => ({ entityId: row.entity_id, scope: row.scope === '' ? null : row.scope }))
}

/** The institution that has this scope of the provider, else the one that has all the rest. */
export async function findBySignIn(
  db: Database,
  entityId: string,
  scope: string | null,
): Promise<string | null> {
  const { rows } = await sql<{ institution_id: string }>`
    select institution_id from institution_sign_in
    where entity_id = ${entityId} and scope in ('', ${scope?.toLowerCase() ?? ''})
    order by scope desc limit 1`.execute(db)
  return rows[0]?.institution_id ?? null
}

/** What others have of these providers. */
export type OthersSignIn = SignInWay & { readonly institution: string }

export async function listOthersSignIns(
  db: Database,
  institutionId: string,
  entityIds: readonly string[],
): Promise<readonly OthersSignIn[]> {
  const { rows } = await sql<{ entity_id: string; scope: string; institution: string }>`
    select s.entity_id, s.scope, i.name as institution from institution_sign_in s
    join institution i on i.id = s.institution_id
    where s.entity_id = any(${[...entityIds]}::text[]) and s.institution_id <> ${institutionId}
    order by i.name, s.scope`.execute(db)
  return rows.map(({ entity_id, scope, institution }) => ({
    ...{ entityId: entity_id, institution },
    scope: scope === '' ? null : scope,
  }))
}

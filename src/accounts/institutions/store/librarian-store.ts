/** Who speaks for an institution: table `institution_librarian`. */
import { sql } from 'kysely'
import { type Database, inTransaction, postNotice } from '#platform'
import type { Doing } from './change-institutions.ts'

/** False: there is no such institution. */
export async function addLibrarian(
  db: Database,
  { institutionId, accountId }: { readonly institutionId: string; readonly accountId: string },
  { by, now }: Doing,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql`
      insert into institution_librarian (institution_id, account_id, added_by, added)
      select id, ${accountId}, ${by}, ${now} from institution where id = ${institutionId}
      on conflict (institution_id, account_id) do update set added_by = institution_librarian.added_by
      returning institution_id`.execute(tx)
    // Whoever is remembered as a reader at large is one no longer.
    if (rows.length > 0) await postNotice(tx, { kind: 'sessions-changed', accountId })
    return rows.length > 0
  })
}

export async function removeLibrarian(
  db: Database,
  { institutionId, accountId }: { readonly institutionId: string; readonly accountId: string },
): Promise<boolean> {
  const { rows } = await sql`
    delete from institution_librarian where institution_id = ${institutionId} and account_id = ${accountId}
    returning institution_id`.execute(db)
  return rows.length > 0
}

export type Librarian = { readonly accountId: string; readonly addedBy: string; readonly added: Date }

export async function listLibrarians(db: Database, institutionId: string): Promise<readonly Librarian[]> {
  const { rows } = await sql<{ account_id: string; added_by: string; added: Date }>`
    select account_id, added_by, added from institution_librarian
    where institution_id = ${institutionId} order by added, account_id`.execute(db)
  return rows.map((row) => ({ accountId: row.account_id, addedBy: row.added_by, added: row.added }))
}

/** The institutions that the account was named for; of a consortium, its members are not listed. */
export async function listInstitutionsOfLibrarian(
  db: Database,
  accountId: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ institution_id: string }>`
    select institution_id from institution_librarian where account_id = ${accountId} order by added`.execute(
    db,
  )
  return rows.map((row) => row.institution_id)
}

/** The account is closed: it speaks for nobody, and its devices are forgotten. */
export async function forgetAccountAtInstitutions(db: Database, accountId: string): Promise<void> {
  await sql`delete from institution_librarian where account_id = ${accountId}`.execute(db)
  await sql`delete from pairing where account_id = ${accountId}`.execute(db)
}

/** Who works here, for which press and as what. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import type { StaffIdentity, StaffRole } from './identity.ts'

export const STAFF_ROLES: readonly StaffRole[] = ['owner', 'editor', 'support', 'operator']

export type StaffMember = StaffIdentity & {
  readonly accountId: string
  readonly email: string
  readonly name: string
  /** Without it, the role does not count. */
  readonly twoFactor: boolean
}

export async function addStaff(
  db: Database,
  accountId: string,
  { press, role }: StaffIdentity,
): Promise<void> {
  await sql`insert into staff_role (account_id, press, role) values (${accountId}, ${press}, ${role})
    on conflict do nothing`.execute(db)
}

/** Of one role, or of all he has for that press. */
export async function removeStaff(
  db: Database,
  accountId: string,
  { press, role }: { readonly press: string; readonly role: StaffRole | null },
): Promise<boolean> {
  const { rows } = await sql`delete from staff_role where account_id = ${accountId} and press = ${press}
    and (${role}::text is null or role = ${role}) returning role`.execute(db)
  return rows.length > 0
}

export async function listStaff(db: Database, press: string | null = null): Promise<readonly StaffMember[]> {
  const { rows } = await sql<StaffMember>`select r.press, r.role, u.id as "accountId", u.email, u.name,
      coalesce(u.two_factor_enabled, false) or exists (select from account_passkey p where p.user_id = u.id)
        as "twoFactor"
    from staff_role r join account_user u on u.id = r.account_id
    where ${press}::text is null or r.press = ${press} order by r.press, u.email, r.role`.execute(db)
  return rows
}

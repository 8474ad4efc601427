/** To which version of a press's usage policy a reader has agreed, and when. Asked again only when there is a new version. */
import { sql } from 'kysely'
import type { Database } from '#platform'

export type Agreement = { readonly accountId: string; readonly press: string; readonly version: string }

export async function hasAgreed(db: Database, { accountId, press, version }: Agreement): Promise<boolean> {
  const { rows } = await sql`select from usage_policy_agreement
    where account_id = ${accountId} and press = ${press} and version = ${version}`.execute(db)
  return rows.length > 0
}

export async function noteAgreement(db: Database, agreement: Agreement, now: Date): Promise<void> {
  const { accountId, press, version } = agreement
  await sql`insert into usage_policy_agreement (account_id, press, version, agreed)
    values (${accountId}, ${press}, ${version}, ${now}) on conflict do nothing`.execute(db)
}

export type AgreementLine = { readonly press: string; readonly version: string; readonly agreed: Date }

export async function listAgreements(db: Database, accountId: string): Promise<readonly AgreementLine[]> {
  const { rows } = await sql<AgreementLine>`select press, version, agreed from usage_policy_agreement
    where account_id = ${accountId} order by agreed`.execute(db)
  return rows
}

/** Whose a licence is, as an operator names it; and the name again, for lists. */
import { findAccount, findByWord, findInstitution } from '#accounts'
import { fail, ok, type Result } from '#base'
import { type Database, parseMailAddress } from '#platform'
import type { Holder } from '../licences/licence.ts'

export type HolderOptions = {
  /** By id, ROR id or name. */
  readonly institution?: string
  /** An account's address, or one that will have an account. */
  readonly reader?: string
}

export type HeldByName = Exclude<Holder, { readonly kind: 'bearer' }>

export async function findHolder(
  db: Database,
  { institution, reader }: HolderOptions,
): Promise<Result<HeldByName, readonly string[]>> {
  if ((institution === undefined) === (reader === undefined))
    return fail(['Say whose it is: --institution with a name or an id, or --reader with an e-mail address.'])
  if (institution !== undefined) {
    const found = await findByWord(db, institution)
    return found.ok ? ok({ kind: 'institution', id: found.value.id }) : found
  }
  const email = parseMailAddress(reader ?? '')
  if (email === null) return fail([`“${reader}” is not an e-mail address.`])
  const account = await findAccount(db, { email })
  return ok(account === null ? { kind: 'email', email } : { kind: 'account', id: account.id })
}

export async function nameHolder(db: Database, holder: Holder): Promise<string> {
  switch (holder.kind) {
    case 'institution':
      return (await findInstitution(db, holder.id))?.name ?? `institution ${holder.id}`
    case 'account':
      return (await findAccount(db, { id: holder.id }))?.email ?? `account ${holder.id} (deleted)`
    case 'email':
      return holder.email
    case 'bearer':
      return 'whoever has the code or the link'
  }
}

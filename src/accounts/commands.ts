/** `chapterhouse account …` and `chapterhouse staff …`: what an operator does by hand or by script. */
import { fail, ok, type Result } from '#base'
import { type Database, inTransaction, parseMailAddress } from '#platform'
import { type Account, parseName, parsePassword } from './account.ts'
import {
  createAccount,
  deleteAccount,
  findAccount,
  keepPassword,
  listAccounts,
  markVerified,
} from './account-store.ts'
import type { StaffRole } from './identity.ts'
import { dropLetters } from './letters/letter-store.ts'
import { endSessions } from './session-store.ts'
import { addStaff, listStaff, removeStaff, STAFF_ROLES, type StaffMember } from './staff-store.ts'

export { listAccounts, listStaff }

/** An operator vouches for the address. Without a password, its owner signs in by a link. */
export async function addAccount(
  db: Database,
  given: { readonly email: string; readonly name: string; readonly password: string | null },
): Promise<Result<Account, string>> {
  const email = parseMailAddress(given.email)
  const name = parseName(given.name)
  if (email === null) return fail(`“${given.email}” is not an e-mail address.`)
  if (name === null) return fail('Give a name of up to 120 characters with --name.')
  const hash = given.password === null ? ok(null) : await hashPassword(given.password, [email, name])
  if (!hash.ok) return hash
  const account = await inTransaction(db, async (transaction) => {
    const made = await createAccount(transaction, { email, name, verified: true })
    if (made !== null && hash.value !== null) await keepPassword(transaction, made.id, hash.value)
    return made
  })
  return account === null ? fail(`There is an account with the address ${email} already.`) : ok(account)
}

/** Ends every session of the account. */
export async function setPassword(
  db: Database,
  email: string,
  password: string,
): Promise<Result<Account, string>> {
  const account = await find(db, email)
  if (!account.ok) return account
  const hash = await hashPassword(password, [account.value.email, account.value.name])
  if (!hash.ok) return hash
  await inTransaction(db, async (transaction) => {
    await keepPassword(transaction, account.value.id, hash.value)
    await endSessions(transaction, account.value.id)
    await dropLetters(transaction, account.value.email)
  })
  return account
}

export async function verifyAccount(db: Database, email: string): Promise<Result<Account, string>> {
  const account = await find(db, email)
  if (account.ok) await markVerified(db, account.value.id)
  return account
}

export async function removeAccount(db: Database, email: string): Promise<Result<Account, string>> {
  const account = await find(db, email)
  if (account.ok) await deleteAccount(db, account.value)
  return account
}

export async function giveRole(
  db: Database,
  email: string,
  given: { readonly press: string; readonly role: string },
): Promise<Result<StaffMember, string>> {
  const account = await find(db, email)
  if (!account.ok) return account
  const role = parseRole(given.role)
  if (role === null) return fail(`“${given.role}” is no role; there are: ${STAFF_ROLES.join(', ')}.`)
  await addStaff(db, account.value.id, { press: given.press, role })
  const members = await listStaff(db, given.press)
  const member = members.find((one) => one.accountId === account.value.id && one.role === role)
  return member ? ok(member) : fail('The account has just been deleted.')
}

export async function takeRole(
  db: Database,
  email: string,
  given: { readonly press: string; readonly role: string | null },
): Promise<Result<Account, string>> {
  const account = await find(db, email)
  if (!account.ok) return account
  const role = given.role === null ? null : parseRole(given.role)
  if (given.role !== null && role === null)
    return fail(`“${given.role}” is no role; there are: ${STAFF_ROLES.join(', ')}.`)
  const was = await removeStaff(db, account.value.id, { press: given.press, role })
  return was ? account : fail(`${account.value.email} has no such role for “${given.press}”.`)
}

async function find(db: Database, email: string): Promise<Result<Account, string>> {
  const account = await findAccount(db, { email })
  return account === null ? fail(`There is no account with the address ${email}.`) : ok(account)
}

const parseRole = (text: string): StaffRole | null => STAFF_ROLES.find((role) => role === text) ?? null

async function hashPassword(text: string, known: readonly string[]): Promise<Result<string, string>> {
  const password = parsePassword(text, known)
  if (!password.ok) return fail(`This password is ${password.error.replace('-', ' ')}.`)
  const { hashPassword: hash } = await import('better-auth/crypto')
  return ok(await hash(password.value))
}

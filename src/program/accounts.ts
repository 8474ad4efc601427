/** `chapterhouse account` and `chapterhouse staff`. A password is read from standard input: it has no place on a command line. */
import { text } from 'node:stream/consumers'
import {
  addAccount,
  giveRole,
  listAccounts,
  listStaff,
  removeAccount,
  setPassword,
  takeRole,
  verifyAccount,
} from '#accounts'
import type { Result } from '#base'
import { type Database, OperatorError } from '#platform'
import { inSession } from './session.ts'
import { choosePress } from './site.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const inDatabase = <T>(work: (db: Database) => Promise<T>): Promise<T> =>
  inSession('account', (session) => work(session.db))

function must<T>(result: Result<T, string>): T {
  if (result.ok) return result.value
  throw new OperatorError(result.error)
}

const readPassword = async (): Promise<string> => {
  if (process.stdin.isTTY) process.stderr.write('Password, then Ctrl-D:\n')
  return (await text(process.stdin)).replace(/\r?\n$/, '')
}

export const createAccount = (
  email: string,
  options: { readonly name: string; readonly password?: boolean },
) =>
  inDatabase(async (db) => {
    const password = options.password ? await readPassword() : null
    const account = must(await addAccount(db, { email, name: options.name, password }))
    say(`${account.id}  ${account.email}`)
  })

export const showAccounts = (options: { readonly like?: string; readonly json?: boolean }) =>
  inDatabase(async (db) => {
    for (const account of await listAccounts(db, { like: options.like ?? '', limit: 10_000 }))
      say(
        options.json
          ? JSON.stringify(account)
          : `${account.id}  ${account.email}  ${account.name}${account.verified ? '' : '  (address not proven)'}`,
      )
  })

export const confirmAccount = (email: string) =>
  inDatabase(async (db) => say(`${must(await verifyAccount(db, email)).email} counts as proven.`))

export const deleteAccount = (email: string) =>
  inDatabase(async (db) => say(`The account of ${must(await removeAccount(db, email)).email} is deleted.`))

export const changePassword = (email: string) =>
  inDatabase(async (db) => {
    must(await setPassword(db, email, await readPassword()))
    say('The password is set, and every session of the account is ended.')
  })

export const addStaff = (email: string, options: { readonly press: string; readonly role: string }) =>
  inSession('staff', async ({ db, config }) => {
    const press = options.press === '*' ? '*' : await choosePress(config, options.press)
    const { role, twoFactor } = must(await giveRole(db, email, { press, role: options.role }))
    say(`${email} is ${role} of ${press === '*' ? 'the whole site' : press}.`)
    if (!twoFactor) say('The role counts when this account has a second proof: My account, or a passkey.')
  })

export const showStaff = (options: { readonly press?: string; readonly json?: boolean }) =>
  inDatabase(async (db) => {
    for (const one of await listStaff(db, options.press ?? null))
      say(
        options.json
          ? JSON.stringify(one)
          : `${one.press}  ${one.role}  ${one.email}  ${one.name}${one.twoFactor ? '' : '  (no second proof yet)'}`,
      )
  })

export const removeStaff = (email: string, options: { readonly press: string; readonly role?: string }) =>
  inDatabase(async (db) => {
    must(await takeRole(db, email, { press: options.press, role: options.role ?? null }))
    say(`${email} no longer works for ${options.press === '*' ? 'the whole site' : options.press}.`)
  })

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
import { changing, type NoteDeed } from './deeds.ts'
import { inSession } from './session.ts'
import { choosePress } from './site.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const inDatabase = <T>(work: (db: Database) => Promise<T>): Promise<T> =>
  inSession('account', (session) => work(session.db))

/** Of readers the log names the number alone: it is kept for ever, and they may go. */
const inAccounts = (work: (tx: Database, note: NoteDeed) => Promise<string>): Promise<void> =>
  changing('account', work).then(say)

function must<T>(result: Result<T, string>): T {
  if (result.ok) return result.value
  throw new OperatorError(result.error)
}

const readPassword = async (): Promise<string> => {
  if (process.stdin.isTTY) process.stderr.write('Password, then Ctrl-D:\n')
  return (await text(process.stdin)).replace(/\r?\n$/, '')
}

/** Read before anything is begun: a person takes a while to type. */
const withPassword = async (
  isWanted: boolean,
  then: (password: string | null) => Promise<void>,
): Promise<void> => then(isWanted ? await readPassword() : null)

export const createAccount = (
  email: string,
  options: { readonly name: string; readonly password?: boolean },
) =>
  withPassword(options.password ?? false, (password) =>
    inAccounts(async (tx, note) => {
      const account = must(await addAccount(tx, { email, name: options.name, password }))
      note({ act: 'account-added', press: null, about: account.id, details: { password: password !== null } })
      return `${account.id}  ${account.email}`
    }),
  )

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
  inAccounts(async (tx, note) => {
    const account = must(await verifyAccount(tx, email))
    note({ act: 'account-verified', press: null, about: account.id })
    return `${account.email} counts as proven.`
  })

export const deleteAccount = (email: string) =>
  inAccounts(async (tx, note) => {
    const account = must(await removeAccount(tx, email))
    note({ act: 'account-deleted', press: null, about: account.id })
    return `The account of ${account.email} is deleted.`
  })

export const changePassword = (email: string) =>
  withPassword(true, (password) =>
    inAccounts(async (tx, note) => {
      const account = must(await setPassword(tx, email, password ?? ''))
      note({ act: 'password-set', press: null, about: account.id })
      return 'The password is set, and every session of the account is ended.'
    }),
  )

/** A role for the whole site is of no press. */
const ofPress = (press: string) => ({ press: press === '*' ? null : press })

export const addStaff = (email: string, options: { readonly press: string; readonly role: string }) =>
  changing('staff', async (tx, note, { config }) => {
    const press = options.press === '*' ? '*' : await choosePress(config, options.press)
    const { accountId, role, twoFactor } = must(await giveRole(tx, email, { press, role: options.role }))
    note({ ...ofPress(press), act: 'role-given', about: accountId, name: email, details: { role } })
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
  changing('staff', async (tx, note) => {
    const { press, role = null } = options
    const { id } = must(await takeRole(tx, email, { press, role }))
    note({ ...ofPress(press), act: 'role-taken', about: id, name: email, details: { role } })
    say(`${email} no longer works for ${options.press === '*' ? 'the whole site' : options.press}.`)
  })

/**
 * By what a reader's uses of one day belong together (COUNTER 5.1 §7.3: account, else address and user agent), without saying
 * whose they are: a keyed hash, whose key is made for the day and destroyed after it. Then not even we can tell.
 */
import { hash, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type SessionKeys = {
  /** `whom`: an account, or an address and a user agent. */
  keyOf(whom: string, now: number): string
}

const DAY_MS = 86_400_000
const SALT = /^salt-(\d{4}-\d{2}-\d{2})$/

export function openSessionKeys(folder: string): SessionKeys {
  let day = Number.NaN
  let salt = ''
  return {
    keyOf: (whom, now) => {
      const today = Math.floor(now / DAY_MS)
      if (today !== day) {
        salt = takeSalt(folder, now)
        day = today
      }
      return hash('sha256', salt + whom, 'base64url').slice(0, 22)
    },
  }
}

/** All processes of one data folder use the same: a reader may be answered by each of them. */
function takeSalt(folder: string, now: number): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  forgetSalts(folder, now)
  const path = join(folder, `salt-${dayOf(now)}`)
  if (!existsSync(path)) {
    const making = `${path}.${process.pid}`
    writeFileSync(making, randomBytes(32), { mode: 0o600 })
    try {
      // A link is made whole or not at all, and never over another process's.
      linkSync(making, path)
    } catch (error) {
      if (!existsSync(path)) throw error
    } finally {
      rmSync(making, { force: true })
    }
  }
  return readFileSync(path, 'latin1')
}

/** Those of days gone by. Returns how many there were. */
export function forgetSalts(folder: string, now: number): number {
  const old = listOldSalts(folder, now)
  for (const name of old) rmSync(join(folder, name), { force: true })
  return old.length
}

export const listOldSalts = (folder: string, now: number): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder).filter((name) => (SALT.exec(name)?.[1] ?? dayOf(now)) < dayOf(now))
    : []

const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10)

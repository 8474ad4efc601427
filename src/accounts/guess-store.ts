/**
 * Guessing is counted before it is answered, so that a hundred guesses at once are a hundred guesses. The count hangs on what was
 * typed, whether there is such an account or not; it neither tells nor costs anything different.
 *
 * The owner is not locked out by somebody who guesses: a browser in which he has signed in before is counted by itself, and a
 * link by mail or a passkey is no guess.
 */
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#platform'

export type Limit = {
  readonly name: string
  /** Seconds to wait after the 1st, 2nd, … try; the last one goes on for good. */
  readonly waits: readonly number[]
  /** After so many quiet seconds all is forgotten. */
  readonly memory: number
}

const none = (count: number): readonly number[] => Array.from({ length: count }, () => 0)

export const LIMITS = {
  /** Ten tries in the first hour, then two an hour. */
  account: { name: 'account', waits: [...none(3), 30, 60, 120, 240, 480, 960, 1800], memory: 86_400 },
  /** A campus may sit behind one address: many slips of the finger are let pass. */
  network: { name: 'network', waits: [...none(60), 1, 2, 4, 8, 15, 30, 60], memory: 3600 },
  code: { name: 'code', waits: [...none(4), 30, 60, 120, 300, 600, 1800], memory: 86_400 },
  /** A code is good once (RFC 6238 §5.2). */
  spent: { name: 'spent', waits: [120], memory: 120 },
  letter: { name: 'letter', waits: [...none(4), 300, 900, 1800, 3600], memory: 86_400 },
  letters: { name: 'letters', waits: [...none(20), 10, 30, 60, 120, 300], memory: 3600 },
  ceremony: { name: 'ceremony', waits: [...none(60), 2, 5, 10, 30], memory: 3600 },
} as const satisfies Record<string, Limit>

export type Guesses = {
  /** Seconds to wait; 0: go on, and the try is counted. */
  claim(limit: Limit, about: string, now: Date): Promise<number>
  /** It was no guess: whoever tried was right. */
  forgive(limit: Limit, about: string): Promise<void>
  /** One try less for those who share something, such as a network. */
  giveBack(limit: Limit, about: string, now: Date): Promise<void>
}

export function openGuesses(db: Database, secret: string): Guesses {
  const keyOf = (limit: Limit, about: string) =>
    createHmac('sha256', secret).update(`${limit.name} ${about}`).digest('base64url')
  return {
    async claim(limit, about, now) {
      const key = keyOf(limit, about)
      const waits = sql`${`{${limit.waits.join(',')}}`}::float8[]`
      const tries = sql`case when g.last < ${now}::timestamptz - make_interval(secs => ${limit.memory})
        then 1 else g.tries + 1 end`
      const { rows } = await sql`insert into account_guess as g (key, tries, last, until)
        values (${key}, 1, ${now}, ${now}::timestamptz + make_interval(secs => (${waits})[1]))
        on conflict (key) do update set tries = ${tries}, last = ${now},
          until = ${now}::timestamptz + make_interval(secs => (${waits})[least(${tries}, ${limit.waits.length}::int)])
        -- Of tries at once, one may come to be counted after another that began later: no wait is none for either.
        where g.until <= ${now} or g.until <= g.last returning g.tries`.execute(db)
      if (rows.length > 0) return 0
      const left = await sql<{ seconds: number }>`
        select extract(epoch from until - ${now}::timestamptz)::float8 as seconds
        from account_guess where key = ${key}`.execute(db)
      return Math.max(1, Math.ceil(left.rows[0]?.seconds ?? 1))
    },
    async forgive(limit, about) {
      await sql`delete from account_guess where key = ${keyOf(limit, about)}`.execute(db)
    },
    async giveBack(limit, about, now) {
      await sql`update account_guess set tries = greatest(0, tries - 1), until = ${now}
        where key = ${keyOf(limit, about)}`.execute(db)
    },
  }
}

/** The network rather than the address: an IPv6 reader has 2^64 of them (RFC 6177). */
export function toNetwork(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const middle = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...middle, ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

export async function forgetOldGuesses(db: Database, now: Date): Promise<void> {
  await sql`delete from account_guess where last < ${now}::timestamptz - interval '1 day'`.execute(db)
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Accounts, newReader, withAccounts } from '../testing/open-accounts.ts'

/**
 * A password takes a tenth of a second to hash, on purpose: three hundred tries of each kind take minutes, and are run by
 * CHAPTERHOUSE_TRIES=300.
 */
const TRIES = Number(process.env.CHAPTERHOUSE_TRIES ?? 0)

/** Mann and Whitney's U as a z-score: which of the two takes longer, in whatever way their times are spread. */
function rankTest(first: readonly number[], second: readonly number[]): number {
  const all = [
    ...first.map((value) => ({ value, mine: true })),
    ...second.map((value) => ({ value, mine: false })),
  ]
  const ranks = all.sort((a, b) => a.value - b.value).map(({ mine }, i) => (mine ? i + 1 : 0))
  const u = ranks.reduce((sum, rank) => sum + rank, 0) - (first.length * (first.length + 1)) / 2
  const mean = (first.length * second.length) / 2
  return (u - mean) / Math.sqrt((mean * (first.length + second.length + 1)) / 6)
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** One try of each kind in turn, so that both meet the same weather; counts of earlier tries are put away between them. */
async function compare(
  name: string,
  { db }: Accounts,
  tries: number,
  attempt: (email: string) => Promise<unknown>,
): Promise<number> {
  const times = { known: [] as number[], unknown: [] as number[] }
  for (let i = -5; i < tries; i += 1)
    for (const kind of i % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
      await db.withTables<{ account_guess: object }>().deleteFrom('account_guess').execute()
      const start = performance.now()
      await attempt(kind === 'known' ? 'ines@example.org' : 'nobd@example.org')
      if (i >= 0) times[kind].push(performance.now() - start)
    }
  const z = rankTest(times.known, times.unknown)
  const [known, unknown] = [times.known, times.unknown].map((values) => median(values).toFixed(2))
  console.log(
    `${name}: median ${known} ms with an account, ${unknown} ms without; ${tries} tries each, z = ${z.toFixed(2)}`,
  )
  return z
}

describe('whether there is an account', () => {
  // Chance alone exceeds 4.5 once in 150,000 runs: what does is a difference that anybody could measure.
  it('shows in no answer’s time: signing in', () =>
    withAccounts(async (accounts) => {
      await newReader(accounts)
      const z = await compare('sign-in', accounts, TRIES || 20, async (email) => {
        const form = { email, password: 'not the right one', to: '/' }
        assert.equal((await accounts.browser().post('/sign-in', form)).statusCode, 422)
      })
      assert.ok(Math.abs(z) < 4.5)
    }))

  it('shows in no answer’s time: a forgotten password', () =>
    withAccounts(async (accounts) => {
      await newReader(accounts)
      const z = await compare('reset', accounts, TRIES || 300, async (email) => {
        assert.equal((await accounts.browser().post('/sign-in/forgotten', { email })).statusCode, 303)
      })
      assert.ok(Math.abs(z) < 4.5)
    }))
})

/**
 * Whether an answer's time tells that there is an account: an address that has one and one that has none are tried in turn, and
 * the ranks of their times compared. Chance alone exceeds |z| = 3 once in four hundred runs.
 *
 *   node bench/guessing.ts [tries of each kind]
 */
import { type Accounts, newReader, withAccounts } from '../src/accounts/testing/open-accounts.ts'
import { printTable } from './measure.ts'

const [tries = 300] = process.argv.slice(2).map(Number)

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
async function compare({ db }: Accounts, attempt: (email: string) => Promise<unknown>) {
  const times = { known: [] as number[], unknown: [] as number[] }
  for (let i = -5; i < tries; i += 1)
    for (const kind of i % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
      await db.withTables<{ account_guess: object }>().deleteFrom('account_guess').execute()
      const start = performance.now()
      await attempt(kind === 'known' ? 'ines@example.org' : 'nobd@example.org')
      if (i >= 0) times[kind].push(performance.now() - start)
    }
  return {
    known: median(times.known),
    unknown: median(times.unknown),
    z: rankTest(times.known, times.unknown),
  }
}

const ARMS: readonly (readonly [string, string, Readonly<Record<string, string>>, number])[] = [
  ['signing in', '/sign-in', { password: 'not the right one' }, 422],
  ['a link by mail', '/sign-in/link', {}, 303],
  ['a forgotten password', '/sign-in/forgotten', {}, 303],
  ['signing up', '/sign-up', { name: 'Ines', password: 'eight walls and a pillar' }, 303],
]

const rows: (readonly [string, number, number, number])[] = []
for (const [name, path, form, status] of ARMS)
  await withAccounts(async (accounts) => {
    await newReader(accounts)
    const { known, unknown, z } = await compare(accounts, async (email) => {
      const answer = await accounts.browser().post(path, { email, to: '/', ...form })
      if (answer.statusCode !== status) throw new Error(`${path} answered ${answer.statusCode}`)
    })
    rows.push([name, known, unknown, z])
  })

printTable([
  [`${tries} tries each`, 'with an account, ms', 'without, ms', 'z'],
  ...rows.map(([name, known, unknown, z]) => [name, known.toFixed(2), unknown.toFixed(2), z.toFixed(2)]),
])
process.exitCode = rows.some(([, , , z]) => Math.abs(z) > 4.5) ? 1 : 0

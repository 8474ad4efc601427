/**
 * Whether Amazon seems to take nothing from a sender any longer. It tells nobody when it suspends one: only that readers find
 * nothing, or that its servers refuse for reasons of policy, shows it.
 */
export type Report = {
  readonly accountId: string
  readonly said: 'arrived' | 'missing' | 'refused'
  readonly at: Date
}

const DAY = 86_400_000
const READERS_MISSING = 3
const READERS_REFUSED = 2

export type Breaking = { readonly why: 'missing' | 'refused'; readonly until: Date }

/** Null: go on. One reader's bad luck is not a suspension, and something that arrived is a sign of life. */
export function decideBreaker(reports: readonly Report[], now: Date): Breaking | null {
  const recent = reports.filter(({ at }) => now.getTime() - at.getTime() < DAY)
  const lastArrived = Math.max(
    0,
    ...recent.filter(({ said }) => said === 'arrived').map(({ at }) => at.getTime()),
  )
  const readersOf = (said: Report['said']): number =>
    new Set(
      recent.filter((one) => one.said === said && one.at.getTime() > lastArrived).map((one) => one.accountId),
    ).size
  const until = new Date(now.getTime() + DAY)
  if (readersOf('refused') >= READERS_REFUSED) return { why: 'refused', until }
  return readersOf('missing') >= READERS_MISSING ? { why: 'missing', until } : null
}

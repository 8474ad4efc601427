/** Who uses: a session key and whether it is a robot. Asked for every page, so what was found is kept for the day. */
import { openRobots } from './robots.ts'
import { openSessionKeys } from './session-keys.ts'

export type Visit = { readonly session: string; readonly robot: boolean }

export type Visits = {
  /** `account`: its id, for somebody signed in. */
  of(who: Whom, now: number): Visit
}

export type Whom = {
  readonly account: string | null
  readonly ip: string
  readonly userAgent: string | undefined
}

const MOST = 20_000
const DAY_MS = 86_400_000

export function openVisits(folder: string, onTrouble: (problem: string) => void): Visits {
  const keys = openSessionKeys(folder)
  const robots = openRobots(folder, { now: () => Date.now(), onTrouble })
  const known = new Map<string, Visit & { readonly until: number }>()
  return {
    of: ({ account, ip, userAgent }, now) => {
      const agent = userAgent?.slice(0, 400)
      const whom = account === null ? `${ip}\n${agent ?? ''}` : `account ${account}\n${agent ?? ''}`
      const before = known.get(whom)
      if (before !== undefined && now < before.until) return before
      if (known.size >= MOST) known.clear()
      const key = account === null ? whom : `account ${account}`
      const visit = {
        session: keys.keyOf(key, now),
        robot: robots.isRobot(agent),
        until: Math.min(now + KNOWN_MS, (Math.floor(now / DAY_MS) + 1) * DAY_MS),
      }
      known.set(whom, visit)
      return visit
    },
  }
}

/** A list of robots that was changed counts soon. */
const KNOWN_MS = 600_000

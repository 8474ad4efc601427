/**
 * Which user agents are no readers (COUNTER 5.1 §7.8). The list of COUNTER's community is the operator's to lay beside ours, as
 * `COUNTER_Robots_list.json` in DATA_DIR/usage; it is read again when it changes.
 */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseRobotsList } from './parse-robots-list.ts'
import { ROBOTS } from './robots-list.ts'

export const ROBOTS_FILE = 'COUNTER_Robots_list.json'

export type Robots = { isRobot(userAgent: string | undefined): boolean }

const LOOK_MS = 60_000
const MOST = 2000

export function openRobots(
  folder: string,
  { now, onTrouble }: { readonly now: () => number; readonly onTrouble: (problem: string) => void },
): Robots {
  const path = join(folder, ROBOTS_FILE)
  let looked = Number.NEGATIVE_INFINITY
  let modified: number | null = null
  let patterns = ROBOTS
  // There are few browsers and many readers.
  const known = new Map<string, boolean>()
  const refresh = () => {
    const found = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null
    if (found === modified) return
    modified = found
    known.clear()
    const given =
      found === null ? { patterns: [], problems: [] } : parseRobotsList(readFileSync(path, 'utf8'))
    for (const problem of given.problems) onTrouble(`${path}: ${problem}`)
    patterns = [...ROBOTS, ...given.patterns]
  }
  return {
    isRobot: (userAgent) => {
      if (now() - looked >= LOOK_MS) {
        looked = now()
        refresh()
      }
      if (userAgent === undefined) return true
      const before = known.get(userAgent)
      if (before !== undefined) return before
      if (known.size >= MOST) known.clear()
      const robot = patterns.some((pattern) => pattern.test(userAgent))
      known.set(userAgent, robot)
      return robot
    },
  }
}

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

export function openRobots(
  folder: string,
  { now, onTrouble }: { readonly now: () => number; readonly onTrouble: (problem: string) => void },
): Robots {
  const path = join(folder, ROBOTS_FILE)
  let looked = Number.NEGATIVE_INFINITY
  let modified: number | null = null
  let patterns = ROBOTS
  const refresh = () => {
    const found = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null
    if (found === modified) return
    modified = found
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
      return userAgent === undefined || patterns.some((pattern) => pattern.test(userAgent))
    },
  }
}

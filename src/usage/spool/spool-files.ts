import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROBOTS_FILE } from '../visits/robots.ts'
import { listSegments } from './move-spool.ts'
import { spoolFolder } from './segment.ts'

/** What a backup takes: the segments, and the operator's list of robots. */
export async function spoolFiles(usageFolder: string): Promise<readonly string[]> {
  const folder = spoolFolder(usageFolder)
  const segments = (await listSegments(folder)).map((name) => join(folder, name))
  const robots = join(usageFolder, ROBOTS_FILE)
  return existsSync(robots) ? [...segments, robots] : segments
}

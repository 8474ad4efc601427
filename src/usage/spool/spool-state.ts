/** How far the mover is behind: asked by the metrics, by `doctor` and by whoever looks. */
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Database } from '#platform'
import { listSegments } from './move-spool.ts'
import { spoolFolder } from './segment.ts'

export type SpoolState = {
  readonly segments: number
  /** Not yet moved. */
  readonly bytes: number
  /** When the first of them was noted; null: all is moved. */
  readonly oldest: Date | null
}

export async function readSpoolState(db: Database, usageFolder: string): Promise<SpoolState> {
  const folder = spoolFolder(usageFolder)
  const names = await listSegments(folder)
  const { rows } = await sql<{ name: string; moved: string }>`
    select name, moved_bytes as moved from usage_segment where name = any(${[...names]}::text[])`.execute(db)
  const movedOf = new Map(rows.map(({ name, moved }) => [name, Number(moved)]))
  let bytes = 0
  let oldest: number | null = null
  for (const name of names) {
    const path = join(folder, name)
    const moved = movedOf.get(name) ?? 0
    const size = (await stat(path).catch(() => null))?.size ?? 0
    if (size <= moved) continue
    bytes += size - moved
    const noted = await momentAt(path, moved)
    if (noted !== null) oldest = Math.min(oldest ?? noted, noted)
  }
  return { segments: names.length, bytes, oldest: oldest === null ? null : new Date(oldest) }
}

/** A line begins with its moment. */
async function momentAt(path: string, place: number): Promise<number | null> {
  const file = await open(path, 'r').catch(() => null)
  if (file === null) return null
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, place)
    const [, digits] = /^(\d{1,15})\t/.exec(buffer.toString('latin1', 0, bytesRead)) ?? []
    return digits === undefined ? null : Number(digits)
  } finally {
    await file.close()
  }
}

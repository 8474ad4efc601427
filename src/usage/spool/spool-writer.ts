/**
 * Lines go to the kernel before the answer they speak of, so no killed process takes any with it; and to the disk each
 * second, so a power cut takes no more than that. One process writes one file, and whoever moves it reads behind.
 */
import { closeSync, fsync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { newSegmentName, WRITTEN_FOR_MS } from './segment.ts'

export type SpoolWriter = {
  /** Whole lines, with their ends. It does not throw: no reader goes without a page because a disk is full. */
  append(lines: string, now: number): void
  /** Lines that could not be written. */
  readonly lost: number
  close(): void
}

export type SpoolTrouble = (error: unknown) => void

const ROOM = 65_536
const SYNC_MS = 1000

type Open = { readonly file: number; readonly begun: number }

export function openSpoolWriter(folder: string, onTrouble: SpoolTrouble): SpoolWriter {
  const buffer = Buffer.allocUnsafe(ROOM)
  let open: Open | null = null
  let dirty = false
  let lost = 0
  /** Nobody waits for the disk: what is left is whole already, for everybody but a power cut. */
  const leave = () => {
    if (open !== null) syncAndClose(open.file, onTrouble)
    open = null
    dirty = false
  }
  const at = (now: number): number => {
    if (open !== null && now - open.begun < WRITTEN_FOR_MS && now >= open.begun) return open.file
    leave()
    open = { file: beginSegment(folder, now, onTrouble), begun: now }
    return open.file
  }
  const sync = setInterval(() => {
    if (!dirty || open === null) return
    dirty = false
    fsync(open.file, (error) => {
      // Closed meanwhile, and synced before that.
      if (error !== null && error.code !== 'EBADF') onTrouble(error)
    })
  }, SYNC_MS).unref()
  return {
    get lost() {
      return lost
    },
    append: (lines, now) => {
      try {
        const file = at(now)
        const written =
          lines.length <= ROOM
            ? writeSync(file, buffer, 0, buffer.write(lines, 0, 'latin1'))
            : writeSync(file, lines, null, 'latin1')
        dirty = true
        if (written < lines.length) throw new Error('The disk took only part of a line')
      } catch (error) {
        lost += 1
        // What comes next must not be joined to half a line.
        open = abandon(open)
        onTrouble(error)
      }
    },
    close: () => {
      clearInterval(sync)
      if (open !== null) {
        fsyncSync(open.file)
        closeSync(open.file)
      }
      open = null
    },
  }
}

function beginSegment(folder: string, now: number, onTrouble: SpoolTrouble): number {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = openSync(join(folder, newSegmentName(now)), 'ax', 0o600)
  // Its name is to be on the disk as well as what is in it.
  syncAndClose(openSync(folder, 'r'), onTrouble)
  return file
}

function syncAndClose(file: number, onTrouble: SpoolTrouble): void {
  fsync(file, (error) => {
    if (error !== null) onTrouble(error)
    closeSync(file)
  })
}

function abandon(open: Open | null): null {
  if (open !== null) closeSync(open.file)
  return null
}

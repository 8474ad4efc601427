/**
 * A segment of the spool: a file that one process appends to for some minutes. It is named by when it was begun and by
 * chance, so that it belongs to one process alone and is never taken for another.
 */
import { newId } from '#base'

/** After this a process begins another, so that each is moved and gone before long. */
export const WRITTEN_FOR_MS = 600_000
/** Of what has not been touched for so long the writer is dead or has gone on. */
export const FINAL_AFTER_MS = 3_600_000

export const spoolFolder = (usageFolder: string): string => `${usageFolder}/spool`

export const newSegmentName = (now: number): string =>
  `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}-${newId()}.log`

export const isSegmentName = (name: string): boolean => /^\d{8}T\d{6}-[0-9a-z]{16}\.log$/.test(name)

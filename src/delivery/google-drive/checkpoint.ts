/** How far a delivery to Google Drive has come: enough for another worker to go on with, or to see that all is done. */
import type { JsonObject } from '../deliveries/delivery.ts'

export type DriveCheckpoint = {
  /** Of the bytes that are being sent: other ones are sent from the beginning. */
  readonly sha256: string
  /** Made before the file is: of one id there can only be one. */
  readonly id: string
  /** The address to which parts are sent, sealed: whoever has it may write to the file. */
  readonly session: string | null
  readonly offset: number
  readonly committing: boolean
  /** It arrived damaged once. */
  readonly damaged: boolean
}

export const freshCheckpoint = (sha256: string, id: string): DriveCheckpoint => ({
  sha256,
  id,
  session: null,
  offset: 0,
  committing: false,
  damaged: false,
})

export function parseCheckpoint(kept: JsonObject | null): DriveCheckpoint | null {
  if (kept === null) return null
  const { sha256, id, session, offset, committing, damaged } = kept
  if (typeof sha256 !== 'string' || typeof id !== 'string' || typeof offset !== 'number') return null
  return {
    ...{ sha256, id, offset },
    session: typeof session === 'string' ? session : null,
    committing: committing === true,
    damaged: damaged === true,
  }
}

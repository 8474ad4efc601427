/** How far a delivery to Dropbox has come: enough for another worker to go on with, or to see that all is done. */
import type { JsonObject } from '../deliveries/delivery.ts'

export type DropboxCheckpoint = {
  /** Of the bytes that are being sent: other ones are sent from the beginning. */
  readonly hash: string
  /** Which name is tried: 0 the plain one, 1 “… (1)”. */
  readonly nth: number
  readonly session: string | null
  readonly offset: number
  /** It may be there: only looking tells. */
  readonly committing: boolean
  /** It arrived damaged once. */
  readonly damaged: boolean
}

export const freshCheckpoint = (hash: string): DropboxCheckpoint => ({
  hash,
  nth: 0,
  session: null,
  offset: 0,
  committing: false,
  damaged: false,
})

export function parseCheckpoint(kept: JsonObject | null): DropboxCheckpoint | null {
  if (kept === null) return null
  const { hash, nth, session, offset, committing, damaged } = kept
  if (typeof hash !== 'string' || typeof nth !== 'number' || typeof offset !== 'number') return null
  return {
    ...{ hash, nth, offset },
    session: typeof session === 'string' ? session : null,
    committing: committing === true,
    damaged: damaged === true,
  }
}

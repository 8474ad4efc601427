/** Moves the spool while the worker runs, every few seconds. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Mover, moveSpool } from './spool/move-spool.ts'

export type UsageMover = { stop(): Promise<void> }

const EVERY_MS = 10_000

export function startUsageMover(mover: Mover): UsageMover {
  const stopping = new AbortController()
  const { signal } = stopping
  const work = async () => {
    while (!signal.aborted) {
      try {
        await moveSpool(mover, new Date(), signal)
      } catch (error) {
        mover.log.error({ err: error }, 'Usage could not be moved into the database; it is tried again')
      }
      await sleep(EVERY_MS, undefined, { signal, ref: false }).catch(() => {})
    }
  }
  const working = work()
  return {
    stop: async () => {
      stopping.abort()
      await working
    },
  }
}

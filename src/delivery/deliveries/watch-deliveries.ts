/** Tells of each delivery to which something happened, as it happens, on one connection for all who want to know. */
import type { DatabasePool } from '#platform'
import { DELIVERY_CHANNEL } from './event-store.ts'

export type Watching = { stop(): Promise<void> }

/** `onWord` gets the delivery's id; null: something may have been missed, since the connection was made anew. */
export async function watchDeliveries(
  pool: Pick<DatabasePool, 'connect'>,
  onWord: (deliveryId: string | null) => void,
): Promise<Watching> {
  let stopped = false
  let client: ReturnType<DatabasePool['connect']> | null = null
  const listen = async (): Promise<void> => {
    if (stopped) return
    const mine = pool.connect({
      onNotify: (_, id) => onWord(id),
      onLoss: () => client === mine && beginAgain(),
    })
    client = mine
    await mine.unsafe(`listen ${DELIVERY_CHANNEL}`).catch(() => {})
    onWord(null)
  }
  const beginAgain = () => {
    const lost = client
    client = null
    void lost?.end({ timeout: 0 })
    if (!stopped) setTimeout(listen, 500).unref()
  }
  await listen()
  return {
    stop: async () => {
      stopped = true
      await client?.end({ timeout: 1 })
    },
  }
}

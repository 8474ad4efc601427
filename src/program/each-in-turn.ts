/**
 * Does the work for each, at most `atOnce` at a time. The first that throws stops those not yet begun, and is thrown when
 * those under way have ended: whoever cleans up after them finds nobody at work. Work that has to end in the order of the
 * items awaits its `turn`; meanwhile others are begun, so that a long one does not keep the rest idle.
 */
export async function eachInTurn<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, turn: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const waiting = items.values()
  const places = openPlaces(atOnce)
  let before: Promise<void> = Promise.resolve()
  const errors: unknown[] = []
  const workers = Array.from({ length: Math.min(atOnce * AHEAD, items.length) }, async () => {
    for (const item of waiting) {
      const earlier = before
      const done = Promise.withResolvers<void>()
      before = done.promise
      const leave = await places.enter()
      try {
        if (errors.length > 0) return
        await work(item, () => {
          leave()
          return earlier
        })
      } catch (error) {
        errors.push(error)
      } finally {
        leave()
        void earlier.then(done.resolve)
      }
    }
  })
  await Promise.all(workers)
  if (errors.length > 0) throw errors[0]
}

/** How many may be done but for their turn, for each that is at work: what they hold takes memory. */
const AHEAD = 3

/** `enter` waits for one of so many places, first come, first served, and gives what leaves it, once. */
function openPlaces(count: number): { enter(): Promise<() => void> } {
  const queue: (() => void)[] = []
  let free = count
  return {
    async enter() {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => queue.push(resolve))
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        const next = queue.shift()
        if (next === undefined) free += 1
        else next()
      }
    },
  }
}

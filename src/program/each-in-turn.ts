/** Does the work for each, at most `atOnce` at a time. The first that throws stops those not yet begun. */
export async function eachInTurn<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values()
  let broken = false
  const workers = Array.from({ length: Math.min(atOnce, items.length) }, async () => {
    for (const item of waiting) {
      if (broken) return
      try {
        await work(item)
      } catch (error) {
        broken = true
        throw error
      }
    }
  })
  await Promise.all(workers)
}

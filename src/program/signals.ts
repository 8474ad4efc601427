/** Being asked to stop: by a person at the keyboard, by the system, or by the death of the launcher that started us. */

/** Calls `stop` once. Somebody who asks again after a second has had enough, and the program ends at once. */
export function onStop(stop: (why: string) => void): () => void {
  let first: number | null = null
  const asked = (why: string) => {
    if (first === null) {
      first = Date.now()
      stop(why)
      return
    }
    // A terminal tells the whole group, and the launcher passes on what it is told: the same wish comes twice.
    if (Date.now() - first > 1000) process.exit(130)
  }
  for (const signal of SIGNALS) process.on(signal, asked)
  const orphaned = stopWithLauncher(() => asked('the end of its launcher'))
  return () => {
    for (const signal of SIGNALS) process.removeListener(signal, asked)
    clearInterval(orphaned)
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** See bin/chapterhouse.cjs: it names itself where it runs us on a newer Node than its own. */
function stopWithLauncher(orphaned: () => void): NodeJS.Timeout | undefined {
  const launcher = Number(process.env.CHAPTERHOUSE_LAUNCHER)
  if (!launcher || process.ppid !== launcher) return undefined
  const look = setInterval(() => {
    if (process.ppid !== launcher) orphaned()
  }, 500)
  return look.unref()
}

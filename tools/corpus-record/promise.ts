let broken = 0

/** One line: which promise, whether it is kept, and the figure. */
export function promise(name: string, isKept: boolean, found: string): void {
  if (!isKept) broken += 1
  console.log(`${isKept ? 'kept  ' : 'BROKEN'} ${name}: ${found}`)
}

export const failures = (): number => broken

/** How long the processor worked for it, whoever else was using it: milliseconds. */
export function timed<T>(work: () => T): { readonly result: T; readonly spent: number } {
  const before = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(before)
  return { result, spent: Math.round((user + system) / 1000) }
}

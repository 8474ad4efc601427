/** What was promised, by the item of the dossier (A1 to A16), what was found, and what was to be found. */
type Line = { readonly item: string; readonly isKept: boolean }

const lines: Line[] = []

/** One line. `name` begins with its item: `A7 nothing invented`. */
export function promise(name: string, isKept: boolean, found: string, goal: string): void {
  const [item = ''] = name.split(' ')
  lines.push({ item, isKept })
  console.log(`${isKept ? 'kept  ' : 'BROKEN'} ${name}: ${found} (goal: ${goal})`)
}

/** A line for each item that ought to have one. Returns how many are broken, or were never looked at. */
export function sumUp(wanted: readonly string[]): number {
  console.log('')
  const verdicts = wanted.map((item) => {
    const own = lines.filter((line) => line.item === item)
    const broken = own.filter(({ isKept }) => !isKept).length
    const isKept = own.length > 0 && broken === 0
    const said = own.length === 0 ? 'not looked at' : `${own.length - broken} of ${own.length} lines kept`
    console.log(`${isKept ? 'kept  ' : 'BROKEN'} ${item}: ${said}`)
    return isKept
  })
  return verdicts.filter((isKept) => !isKept).length
}

/** How long the processor worked for it, whoever else was using it: milliseconds. */
export function timed<T>(work: () => T): { readonly result: T; readonly spent: number } {
  const before = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(before)
  return { result, spent: Math.round((user + system) / 1000) }
}

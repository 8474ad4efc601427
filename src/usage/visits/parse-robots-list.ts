import { fail, ok, type Result } from '#base'

export type RobotsList = { readonly patterns: readonly RegExp[]; readonly problems: readonly string[] }

/** As COUNTER's community writes it: a list of objects with a `pattern`. What cannot be read of it is told, the rest is used. */
export function parseRobotsList(text: string): RobotsList {
  const list = parseJson(text)
  if (!Array.isArray(list)) return { patterns: [], problems: ['It is not a list in JSON; it is left aside.'] }
  const read = list.map((entry, i) => parseEntry(entry, i + 1))
  return {
    patterns: read.flatMap((one) => (one.ok ? [one.value] : [])),
    problems: read.flatMap((one) => (one.ok ? [] : [one.error])),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function parseEntry(entry: unknown, number: number): Result<RegExp, string> {
  if (
    typeof entry !== 'object' ||
    entry === null ||
    !('pattern' in entry) ||
    typeof entry.pattern !== 'string'
  )
    return fail(`Entry ${number} has no “pattern”.`)
  try {
    return ok(new RegExp(entry.pattern, 'i'))
  } catch {
    return fail(`The pattern of entry ${number}, “${entry.pattern}”, is no regular expression.`)
  }
}

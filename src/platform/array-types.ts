/**
 * PostgreSQL's arrays for postgres.js. By itself it asks each new session for them, and if the session dies at that moment
 * nobody catches the error, which ends the program (3.4.9: `fetchArrayTypes` in connection.js).
 *
 * PostgreSQL's documentation, "Array Input and Output Syntax"; the numbers are those of pg_type.dat.
 */
import type postgres from 'postgres'

type Element = { readonly write: (value: unknown) => string; readonly read: (text: string) => unknown }

const text: Element = { write: String, read: (written) => written }
const number: Element = { write: String, read: Number }
const truth: Element = { write: (value) => (value === true ? 't' : 'f'), read: (written) => written === 't' }
const json: Element = { write: (value) => JSON.stringify(value), read: (written) => JSON.parse(written) }
const moment: Element = {
  write: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
  read: (written) => new Date(written),
}
const bytes: Element = {
  write: (value) => `\\x${Buffer.from(value instanceof Uint8Array ? value : []).toString('hex')}`,
  read: (written) => Buffer.from(written.slice(2), 'hex'),
}

/** Those not named here (numeric, int8, uuid, inet …) are text to postgres.js when they stand alone, and so here. */
const ELEMENTS: ReadonlyMap<number, Element> = new Map([
  ...[1005, 1007, 1021, 1022, 1028].map((array) => [array, number] as const),
  [1000, truth],
  [1001, bytes],
  ...[199, 3807].map((array) => [array, json] as const),
  ...[1115, 1182, 1185].map((array) => [array, moment] as const),
  ...[651, 1002, 1003, 1009, 1014, 1015, 1016, 1041, 1040, 1231, 2951].map((array) => [array, text] as const),
])

export const arrayTypes: Record<string, postgres.PostgresType> = Object.fromEntries(
  [...ELEMENTS].map(([array, element]) => [
    `array${array}`,
    {
      to: array,
      from: [array],
      serialize: (list: unknown) => writeArray(list, element),
      parse: (written: string) => readArray(written, element),
    },
  ]),
)

export function writeArray(list: unknown, element: Element): string {
  if (!Array.isArray(list)) return String(list)
  const parts = list.map((value) => {
    if (value === null || value === undefined) return 'NULL'
    return Array.isArray(value) ? writeArray(value, element) : quote(element.write(value))
  })
  return `{${parts.join(',')}}`
}

const quote = (written: string): string =>
  /["\\]/.test(written) ? `"${written.replace(/["\\]/g, '\\$&')}"` : `"${written}"`

/** `{1,NULL,"a \"b\"",{…}}`, perhaps with bounds before it: `[0:1]={…}`. */
export function readArray(written: string, element: Element): unknown[] {
  const lists: unknown[][] = [[]]
  const parts = written.slice(written.indexOf('{')).matchAll(/[{},]|"((?:[^"\\]|\\.)*)"|([^{},"]+)/gs)
  for (const [part, quoted, bare] of parts) {
    const list = lists.at(-1) ?? []
    if (part === '{') lists.push([])
    else if (part === '}') lists.at(-2)?.push(lists.pop())
    else if (quoted !== undefined) list.push(element.read(quoted.replace(/\\(.)/gs, '$1')))
    else if (bare !== undefined) list.push(bare === 'NULL' ? null : element.read(bare))
  }
  const [whole] = lists[0] ?? []
  return Array.isArray(whole) ? whole : []
}

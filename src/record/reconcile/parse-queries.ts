/** A batch of queries, as they come: `{"q0": {"query": "Beria", "type": "person", "limit": 5}}`. */
import { fail, ok, type Result } from '#base'
import type { ReconciliationQuery } from './reconciliation.ts'

const KEYS = new Set(['query', 'type', 'limit', 'properties', 'type_strict'])
const MOST_QUERIES = 50
const MOST_RESULTS = 25
const USUAL_RESULTS = 5
const LONGEST = 300

export function parseQueries(text: string): Result<ReadonlyMap<string, ReconciliationQuery>, string> {
  const batch = parseJson(text)
  if (!isObject(batch)) return fail('“queries” is not a JSON object of queries.')
  const entries = Object.entries(batch)
  if (entries.length > MOST_QUERIES) return fail(`Ask at most ${MOST_QUERIES} queries at a time.`)
  const queries = new Map<string, ReconciliationQuery>()
  for (const [key, value] of entries) {
    if (!isObject(value)) return fail(`The query “${key}” is not an object.`)
    const strange = Object.keys(value).find((name) => !KEYS.has(name))
    if (strange !== undefined)
      return fail(`“${strange}” of “${key}” is not known. There are: ${[...KEYS].join(', ')}.`)
    const { query, type, limit, properties } = value
    if (query !== undefined && typeof query !== 'string') return fail(`“query” of “${key}” is not a text.`)
    if (properties !== undefined && !isProperties(properties))
      return fail(`“properties” of “${key}” are not a list, each with “pid” and “v”.`)
    const asked = query?.trim() ?? ''
    if (asked === '' && (!Array.isArray(properties) || properties.length === 0))
      return fail(`The query “${key}” asks for nothing: it has neither “query” nor “properties”.`)
    queries.set(key, {
      query: asked.slice(0, LONGEST),
      type:
        typeof type === 'string'
          ? [type]
          : Array.isArray(type)
            ? type.filter((one) => typeof one === 'string')
            : [],
      limit:
        typeof limit === 'number' && limit >= 1 ? Math.min(MOST_RESULTS, Math.floor(limit)) : USUAL_RESULTS,
    })
  }
  return ok(queries)
}

const isProperties = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) &&
  value.every((each) => isObject(each) && typeof each['pid'] === 'string' && 'v' in each)

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

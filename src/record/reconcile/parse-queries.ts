/** A batch of queries, as they come: `{"q0": {"query": "Beria", "type": "person", "limit": 5}}`. */
import { fail, ok, type Result } from '#base'
import { isObject, parseJson } from './parse-json.ts'
import type { AskedProperty, PropertyValue, ReconciliationQuery } from './reconciliation.ts'

const KEYS = new Set(['query', 'type', 'limit', 'properties', 'type_strict'])
const STRICTNESS = ['any', 'should', 'all'] as const
const MOST_QUERIES = 50
const MOST_RESULTS = 25
const USUAL_RESULTS = 5
const LONGEST = 300
const MOST_PROPERTIES = 20

export function parseQueries(text: string): Result<ReadonlyMap<string, ReconciliationQuery>, string> {
  const batch = parseJson(text)
  if (!isObject(batch)) return fail('“queries” is not a JSON object of queries.')
  const entries = Object.entries(batch)
  if (entries.length > MOST_QUERIES) return fail(`Ask at most ${MOST_QUERIES} queries at a time.`)
  const queries = new Map<string, ReconciliationQuery>()
  for (const [key, value] of entries) {
    const query = parseQuery(key, value)
    if (!query.ok) return query
    queries.set(key, query.value)
  }
  return ok(queries)
}

function parseQuery(key: string, value: unknown): Result<ReconciliationQuery, string> {
  if (!isObject(value)) return fail(`The query “${key}” is not an object.`)
  const strange = Object.keys(value).find((name) => !KEYS.has(name))
  if (strange !== undefined)
    return fail(`“${strange}” of “${key}” is not known. There are: ${[...KEYS].join(', ')}.`)
  const { query = '', type = [], limit = USUAL_RESULTS, properties = [], type_strict = 'any' } = value
  if (typeof query !== 'string') return fail(`“query” of “${key}” is not a text.`)
  const types = typeof type === 'string' ? [type] : type
  if (!Array.isArray(types) || !types.every((one) => typeof one === 'string'))
    return fail(`“type” of “${key}” is neither a type nor a list of types.`)
  if (typeof limit !== 'number') return fail(`“limit” of “${key}” is not a number.`)
  const typeStrict = STRICTNESS.find((one) => one === type_strict)
  if (typeStrict === undefined) return fail(`“type_strict” of “${key}” is none of ${STRICTNESS.join(', ')}.`)
  const asked = Array.isArray(properties) ? properties.map(parseProperty) : [null]
  if (asked.includes(null) || asked.length > MOST_PROPERTIES)
    return fail(
      `“properties” of “${key}” are not a list of at most ${MOST_PROPERTIES}, each with “pid” and “v”, a value or several.`,
    )
  if (query.trim() === '' && asked.length === 0)
    return fail(`The query “${key}” asks for nothing: it has neither “query” nor “properties”.`)
  return ok({
    ...{ query: query.trim().slice(0, LONGEST), type: types, typeStrict },
    properties: asked.filter((one) => one !== null),
    limit: limit >= 1 ? Math.min(MOST_RESULTS, Math.floor(limit)) : USUAL_RESULTS,
  })
}

/** Null: it is none. */
function parseProperty(value: unknown): AskedProperty | null {
  if (!isObject(value) || typeof value['pid'] !== 'string' || !('v' in value)) return null
  const values = (Array.isArray(value['v']) ? value['v'] : [value['v']]).map(parseValue)
  return values.includes(null) ? null : { id: value['pid'], values: values.filter((one) => one !== null) }
}

/** A text, a number, yes or no; or an entity that was reconciled before. */
function parseValue(value: unknown): PropertyValue | null {
  if (typeof value === 'string') return { text: value.slice(0, LONGEST), id: null }
  if (typeof value === 'number' || typeof value === 'boolean') return { text: String(value), id: null }
  if (!isObject(value) || typeof value['id'] !== 'string') return null
  const { id, name } = value
  return { text: typeof name === 'string' ? name.slice(0, LONGEST) : id, id }
}

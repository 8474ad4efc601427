/** Which columns are wanted of which entities: `{"ids": ["rec/holm"], "properties": [{"id": "born"}]}`. */
import { fail, ok, type Result } from '#base'
import { isObject, parseJson } from './parse-json.ts'

export type Extension = { readonly ids: readonly string[]; readonly properties: readonly string[] }

const MOST_IDS = 500

export function parseExtension(text: string): Result<Extension, string> {
  const read = parseJson(text)
  if (!isObject(read)) return fail('“extend” is not a JSON object.')
  const { ids, properties } = read
  if (!isTexts(ids)) return fail('“ids” is not a list of ids.')
  if (ids.length > MOST_IDS) return fail(`Ask for at most ${MOST_IDS} ids at a time.`)
  if (
    !Array.isArray(properties) ||
    !properties.every((one) => isObject(one) && typeof one['id'] === 'string')
  )
    return fail('“properties” is not a list of properties, each with an “id”.')
  return ok({ ids, properties: properties.map(({ id }: { id: string }) => id) })
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

/** Items of a library of references (CSL-JSON, as Zotero exports it) as sources of a record. */
import { fail, ok, type Result } from '#base'
import type { Plain } from '../formats/to-own-files.ts'

export type SourceEntry = { readonly [key: string]: Plain }

export function parseCsl(text: string): Result<readonly SourceEntry[], string> {
  const items = parseJson(text)
  if (!Array.isArray(items)) return fail('The file is not a list of references in CSL-JSON.')
  const taken = new Set<string>()
  return ok(items.filter(isObject).map((item) => toSource(item, taken)))
}

export const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `type`, `citation` and `date` as an author would write them; the item itself stays beside them. */
export function toSource(item: { readonly [key: string]: unknown }, taken: Set<string>): SourceEntry {
  const url =
    textOf(item['URL']) ?? (textOf(item['DOI']) === null ? null : `https://doi.org/${textOf(item['DOI'])}`)
  const date = dateOf(item['issued'])
  return {
    id: freeId(textOf(item['id']) ?? textOf(item['title']) ?? 'source', taken),
    type: textOf(item['type']) ?? 'source',
    citation: citationOf(item, date),
    ...(url !== null && /^https?:\/\//.test(url) && { url }),
    ...(date !== null && { date }),
    csl: plainOf(item),
  }
}

function citationOf(item: { readonly [key: string]: unknown }, date: string | null): string {
  const names = namesIn(item['author']).length > 0 ? namesIn(item['author']) : namesIn(item['editor'])
  const parts = [
    names.join(', '),
    textOf(item['title']) ?? 'Untitled',
    textOf(item['container-title']),
    [textOf(item['publisher-place']), textOf(item['publisher'])].filter((part) => part !== null).join(': '),
    date?.slice(0, 4) ?? null,
    textOf(item['page']),
  ]
  return `${parts.filter((part) => part !== null && part !== '').join(', ')}.`
}

const namesIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value.filter(isObject) : []).map(
    (name) =>
      textOf(name['literal']) ??
      [textOf(name['given']), textOf(name['family'])].filter((part) => part !== null).join(' '),
  )

const textOf = (value: unknown): string | null => {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  return text === '' ? null : text
}

function dateOf(issued: unknown): string | null {
  if (!isObject(issued)) return null
  const parts = issued['date-parts']
  const first: unknown = Array.isArray(parts) ? parts[0] : undefined
  if (!Array.isArray(first)) return null
  const [year, month, day] = first.map(Number)
  if (year === undefined || !Number.isInteger(year) || year < 1 || year > 9999) return null
  const two = (n: number) => String(n).padStart(2, '0')
  const hasMonth = month !== undefined && month >= 1 && month <= 12
  const hasDay = hasMonth && day !== undefined && day >= 1 && day <= 31
  return `${String(year).padStart(4, '0')}${hasMonth ? `-${two(month)}` : ''}${hasDay ? `-${two(day)}` : ''}`
}

function freeId(from: string, taken: Set<string>): string {
  const made = from
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '')
  const wanted = made.length > 1 ? made : 'source'
  let id = wanted
  for (let n = 2; taken.has(id); n += 1) id = `${wanted}-${n}`
  taken.add(id)
  return id
}

/** Everything becomes text: a record is read that way. What is empty says nothing. */
function plainOf(value: unknown): Plain {
  if (Array.isArray(value)) return value.filter((each) => each !== null).map(plainOf)
  if (isObject(value))
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, each]) =>
        each === null || each === '' || (Array.isArray(each) && each.length === 0)
          ? []
          : [[key, plainOf(each)]],
      ),
    )
  return String(value)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

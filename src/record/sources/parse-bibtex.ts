/** Entries of a BibTeX file as sources of a record, by way of CSL, whose names the rest of the house knows. */
import { fail, ok, type Result } from '#base'
import { type SourceEntry, toSource } from './parse-csl.ts'

const TYPES: ReadonlyMap<string, string> = new Map([
  ['article', 'article-journal'],
  ['book', 'book'],
  ['incollection', 'chapter'],
  ['inbook', 'chapter'],
  ['inproceedings', 'paper-conference'],
  ['phdthesis', 'thesis'],
  ['mastersthesis', 'thesis'],
  ['techreport', 'report'],
  ['unpublished', 'manuscript'],
])

export function parseBibtex(text: string): Result<readonly SourceEntry[], string> {
  const taken = new Set<string>()
  const sources: SourceEntry[] = []
  for (const match of text.matchAll(/@(\w+)\s*\{\s*([^,\s}]*)\s*,/g)) {
    const [whole, kind = '', key = ''] = match
    if (/^(comment|preamble|string)$/i.test(kind)) continue
    const fields = fieldsFrom(text, match.index + whole.length)
    if (fields === null) return fail(`The entry “${key}” has no end. Close its brackets.`)
    sources.push(toSource(toItem(kind.toLowerCase(), key, fields), taken))
  }
  return sources.length === 0 ? fail('The file has no entries of BibTeX.') : ok(sources)
}

/** `name = {value}`, `"value"` or a bare word, up to the bracket that closes the entry. */
function fieldsFrom(text: string, start: number): ReadonlyMap<string, string> | null {
  const fields = new Map<string, string>()
  let at = start
  for (;;) {
    const gap = /[\s,]*/y
    gap.lastIndex = at
    at += gap.exec(text)?.[0].length ?? 0
    if (text[at] === '}') return fields
    const name = /([\w-]+)\s*=\s*/y
    name.lastIndex = at
    const found = name.exec(text)
    if (found === null) return null
    at += found[0].length
    const value = valueAt(text, at)
    if (value === null) return null
    fields.set((found[1] ?? '').toLowerCase(), plain(value.text))
    at = value.end
  }
}

function valueAt(text: string, at: number): { readonly text: string; readonly end: number } | null {
  const open = text[at]
  if (open !== '{' && open !== '"') {
    const bare = /[^,}\s]+/y
    bare.lastIndex = at
    const word = bare.exec(text)?.[0]
    return word === undefined ? null : { text: word, end: at + word.length }
  }
  let depth = 0
  for (let i = at + 1; i < text.length; i += 1) {
    const letter = text[i]
    if (letter === '\\') i += 1
    else if (depth === 0 && letter === (open === '{' ? '}' : '"'))
      return { text: text.slice(at + 1, i), end: i + 1 }
    else if (letter === '{') depth += 1
    else if (letter === '}') depth -= 1
  }
  return null
}

const MARKS: ReadonlyMap<string, string> = new Map([
  ["'", '\u0301'],
  ['`', '\u0300'],
  ['^', '\u0302'],
  ['"', '\u0308'],
  ['~', '\u0303'],
  ['v', '\u030c'],
  ['c', '\u0327'],
])

/** Without TeX's brackets; its accents become letters. */
const plain = (value: string): string =>
  value
    .replace(/\\(['`^"~]|[vc](?=[\s{]))\s*\{?\s*([A-Za-z])\}?/g, (_, mark: string, letter: string) =>
      `${letter}${MARKS.get(mark) ?? ''}`.normalize('NFC'),
    )
    .replace(/\\([&%$#_{}])/g, '$1')
    .replace(/---?/g, '–')
    .replace(/[{}]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

function toItem(
  kind: string,
  key: string,
  fields: ReadonlyMap<string, string>,
): { readonly [key: string]: unknown } {
  const year = fields.get('year') ?? fields.get('date')
  const parts = year?.split('-').map(Number).filter(Number.isInteger)
  const names = (field: string) =>
    fields
      .get(field)
      ?.split(/\s+and\s+/)
      .map((name) => {
        const [family = '', given] = name.split(/,\s*/)
        return given === undefined ? { literal: name } : { family, given }
      })
  return {
    id: key,
    type: TYPES.get(kind) ?? 'document',
    title: fields.get('title'),
    author: names('author'),
    editor: names('editor'),
    'container-title': fields.get('journal') ?? fields.get('booktitle'),
    publisher: fields.get('publisher') ?? fields.get('institution') ?? fields.get('school'),
    'publisher-place': fields.get('address'),
    page: fields.get('pages'),
    DOI: fields.get('doi'),
    URL: fields.get('url'),
    ...(parts !== undefined && parts.length > 0 && { issued: { 'date-parts': [parts] } }),
  }
}

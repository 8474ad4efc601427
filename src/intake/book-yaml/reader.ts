/**
 * Small readers that are put together into the shape of book.yaml. Each knows how to read a value and how to describe
 * it as JSON Schema, so that what editors complete and what the program accepts cannot part ways.
 */
import type { RuleName } from '../rules/rules.ts'
import { nearest } from './nearest.ts'
import type { YamlTree } from './parse-yaml-tree.ts'

/** Where a value stands: "chapters[2].pages", line 41. */
export type Spot = { readonly path: string; readonly line: number }

export type Report = (rule: RuleName, spot: Spot, message: string) => void

export type JsonSchema = { readonly [key: string]: unknown }

export type Reader<T> = {
  readonly schema: JsonSchema
  /** Null when the value is missing, empty or wrong; what is wrong has been reported. */
  read(tree: YamlTree, spot: Spot, report: Report): T | null
}

export type Described = { readonly about: string; readonly example: string }

/** One line of text that `parse` understands; its failure is a sentence without a full stop. */
export const value = <T>(
  described: Described & { readonly schema?: JsonSchema },
  parse: (text: string, spot: Spot, report: Report) => T | Refusal,
): Reader<T> => ({
  schema: {
    type: ['string', 'number'],
    description: described.about,
    ...(described.example === '' ? {} : { examples: [described.example] }),
    ...described.schema,
  },
  read(tree, spot, report) {
    if (tree.kind !== 'text') {
      report(
        'book-yaml-value-is-valid',
        spot,
        `${quote(spot.path)} is one value${described.example === '' ? '' : `, as in ${described.example}`}, not a ${KINDS[tree.kind]}.`,
      )
      return null
    }
    const text = tree.text.replace(/\s+/g, ' ').trim()
    if (text === '') return null
    const control = findControlCharacter(text)
    const parsed =
      control === null ? parse(text, spot, report) : refuse(`holds the control character ${control}`)
    if (!isRefusal(parsed)) return parsed
    report(
      'book-yaml-value-is-valid',
      spot,
      `${quote(spot.path)}: “${shorten(text)}” ${parsed.refusal}.${described.example === '' ? '' : ` Write it as in ${described.example}.`}`,
    )
    return null
  },
})

export type Refusal = { readonly refusal: string }
/** `what` ends the sentence "“…” …". */
export const refuse = (what: string): Refusal => ({ refusal: what })
const isRefusal = (parsed: unknown): parsed is Refusal =>
  typeof parsed === 'object' && parsed !== null && 'refusal' in parsed

export const text = (described: Described): Reader<string> =>
  value(described, (written) =>
    written.length > 2000 ? refuse(`has ${written.length} characters; at most 2000 are shown`) : written,
  )

/** Paragraphs, parted by blank lines. */
export const prose = (described: Described): Reader<readonly string[]> => ({
  schema: { type: 'string', description: described.about },
  read(tree, spot, report) {
    if (tree.kind !== 'text') {
      report(
        'book-yaml-value-is-valid',
        spot,
        `${quote(spot.path)} is text (write “|” after the colon and indent what follows), not a ${KINDS[tree.kind]}.`,
      )
      return null
    }
    const paragraphs = tree.text
      .split(/\n[^\S\n]*\n\s*/)
      .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
      .filter((paragraph) => paragraph !== '')
    if (findControlCharacter(paragraphs.join(' ')) !== null) {
      report('book-yaml-value-is-valid', spot, `${quote(spot.path)} holds a control character. Remove it.`)
      return null
    }
    return paragraphs.length === 0 ? null : paragraphs
  },
})

export const oneOf = <T extends string>(words: readonly T[], about: string): Reader<T> =>
  value({ about, example: '', schema: { type: 'string', enum: words } }, (written) => {
    const found = words.find((word) => word === written.toLowerCase().replace(/[\s_]+/g, '-'))
    if (found !== undefined) return found
    const meant = nearest(written, words)
    return refuse(`is none of ${words.join(', ')}${meant === null ? '' : ` (did you mean “${meant}”?)`}`)
  })

export const listOf = <T>(reader: Reader<T>, about: string): Reader<readonly T[]> => ({
  schema: { type: 'array', description: about, items: reader.schema },
  read(tree, spot, report) {
    if (tree.kind === 'text' && tree.text.trim() === '') return null
    if (tree.kind !== 'list') {
      report(
        'book-yaml-value-is-valid',
        spot,
        `${quote(spot.path)} is a list: begin each entry with “- ”, or write [ … ].`,
      )
      return null
    }
    return readItems(reader, tree.items, spot, report)
  },
})

/** A list, or its only entry. */
export const oneOrMore = <T>(reader: Reader<T>, about: string): Reader<readonly T[]> => ({
  schema: { description: about, anyOf: [reader.schema, { type: 'array', items: reader.schema }] },
  read(tree, spot, report) {
    if (tree.kind === 'list') return readItems(reader, tree.items, spot, report)
    const only = reader.read(tree, spot, report)
    return only === null ? null : [only]
  },
})

const readItems = <T>(
  reader: Reader<T>,
  items: readonly YamlTree[],
  spot: Spot,
  report: Report,
): readonly T[] =>
  items.flatMap((item, i) => {
    const read = reader.read(item, { path: `${spot.path}[${i}]`, line: item.line }, report)
    return read === null ? [] : [read]
  })

/** Keys with values, or the short form: a text that stands for them. */
export const orText = <T>(reader: Reader<T>, short: Reader<T>): Reader<T> => ({
  schema: { anyOf: [reader.schema, short.schema] },
  read: (tree, spot, report) => (tree.kind === 'text' ? short : reader).read(tree, spot, report),
})

export type Fields = Readonly<Record<string, Reader<unknown>>>

type CamelCase<K extends string> = K extends `${infer A}-${infer B}` ? `${A}${Capitalize<CamelCase<B>>}` : K

export type Values<F extends Fields> = {
  readonly [K in keyof F & string as CamelCase<K>]: (F[K] extends Reader<infer T> ? T : never) | null
} & { readonly spot: Spot }

/**
 * Keys with values. `instead` answers keys that people try and that stand elsewhere ("publisher" → "imprint").
 */
export const keys = <F extends Fields>(
  fields: F,
  options: {
    readonly about: string
    readonly required?: readonly (keyof F & string)[]
    readonly instead?: Readonly<Record<string, string>>
  },
): Reader<Values<F>> => ({
  schema: {
    type: 'object',
    description: options.about,
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(fields).map(([key, reader]) => [key, reader.schema])),
    ...(options.required === undefined ? {} : { required: options.required }),
  },
  read(tree, spot, report) {
    if (tree.kind !== 'map') {
      if (tree.kind !== 'text' || tree.text.trim() !== '')
        report(
          'book-yaml-value-is-valid',
          spot,
          `${quote(spot.path)} has keys of its own (${Object.keys(fields).slice(0, 4).join(', ')} …); write them on indented lines, each with a colon.`,
        )
      return null
    }
    const values: Record<string, unknown> = { spot }
    for (const key of Object.keys(fields)) values[camelCase(key)] = null
    for (const entry of tree.entries) {
      const reader = Object.hasOwn(fields, entry.key) ? fields[entry.key] : undefined
      const place = { path: spot.path === '' ? entry.key : `${spot.path}.${entry.key}`, line: entry.line }
      if (reader !== undefined) values[camelCase(entry.key)] = reader.read(entry.value, place, report)
      else
        report(
          'book-yaml-key-is-known',
          place,
          unknownKey(entry.key, place, Object.keys(fields), options.instead ?? {}),
        )
    }
    const missing = (options.required ?? []).filter(
      (key) => values[camelCase(key)] === null && !tree.entries.some((entry) => entry.key === key),
    )
    for (const key of missing)
      report('book-yaml-value-is-valid', spot, `${quote(spot.path)} lacks “${key}”. Add it.`)
    return missing.length > 0 ? null : (values as Values<F>)
  },
})

/** A reader that is only known later: chapters hold chapters. `name` is the schema's definition. */
export const later = <T>(name: string, reader: () => Reader<T>): Reader<T> => ({
  schema: { $ref: `#/definitions/${name}` },
  read: (tree, spot, report) => reader().read(tree, spot, report),
})

function unknownKey(
  key: string,
  spot: Spot,
  known: readonly string[],
  instead: Readonly<Record<string, string>>,
): string {
  const said = `${quote(spot.path)} is not a key of book.yaml`
  const plain = key.toLowerCase()
  if (Object.hasOwn(instead, plain)) return `${said}: write ${instead[plain]}.`
  const meant = nearest(key.replaceAll('_', '-').replace(/([a-z])([A-Z])/g, '$1-$2'), known)
  return meant === null
    ? `${said}. Known here are: ${known.join(', ')}.`
    : `${said}: did you mean “${meant}”?`
}

const camelCase = (key: string): string =>
  key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

const quote = (path: string): string => (path === '' ? 'book.yaml' : `“${path}”`)

const shorten = (written: string): string => (written.length > 60 ? `${written.slice(0, 57)}…` : written)

function findControlCharacter(written: string): string | null {
  const found = /[\p{Cc}\p{Cs}\ufffe\uffff]/u.exec(written)
  return found === null
    ? null
    : `U+${(found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

const KINDS = { text: 'text', list: 'list', map: 'group of keys' } as const

/** Makes something else of what was read, or reports why it cannot. */
export const mapped = <A, B>(
  reader: Reader<A>,
  make: (read: A, spot: Spot, report: Report) => B | null,
): Reader<B> => ({
  schema: reader.schema,
  read(tree, spot, report) {
    const read = reader.read(tree, spot, report)
    return read === null ? null : make(read, spot, report)
  },
})

/**
 * How values of a record are read: each reader says what is wrong, where, and what to write; and describes itself for
 * the JSON Schema that editors complete by. One table, shape.ts, is made of these.
 */
import { boundsOf } from '@chapterhouse/edtf'
import { eventsOf, parseDated, parseSpan, parseWhen } from '../dates/parse-when.ts'
import type { Dated, Limit, Span, When } from '../model/index.ts'
import { type At, type FaultCode, quoted, type RecordFault, shortened } from './fault.ts'
import { nearest } from './nearest.ts'
import { isEmpty, type Node } from './tree.ts'

export type JsonSchema = { readonly [key: string]: unknown }

/** What an id is given to. */
export type Kind =
  | 'person'
  | 'group'
  | 'place'
  | 'event'
  | 'source'
  | 'claim'
  | 'mention'
  | 'conflict'
  | 'series'
  | 'subset'

export type Reference = { readonly kinds: readonly Kind[]; readonly id: string; readonly at: At }

/** What reading gathers: faults, the ids given, the ids named, and where each thing stands. */
export type Reading = {
  readonly faults: RecordFault[]
  readonly given: Map<string, { readonly kind: Kind; readonly at: At }>
  readonly references: Reference[]
  /** `deryabin-defects` and `deryabin-defects.when` → where they are written. */
  readonly places: Map<string, At>
}

export type Reader<T> = {
  readonly read: (node: Node, reading: Reading) => T | null
  readonly schema: JsonSchema
}

export function report(reading: Reading, code: FaultCode, at: At, message: string): null {
  if (reading.faults.length < MOST) reading.faults.push({ ...at, code, message: shortened(message) })
  return null
}
const MOST = 500

const NAMES = { text: 'a text', list: 'a list', map: 'a mapping of keys' } as const

const notA = (reading: Reading, node: Node, wanted: string): null =>
  report(
    reading,
    'E-TYPE',
    node.at,
    isEmpty(node)
      ? `Nothing stands here. Write ${wanted}, or leave the key out.`
      : `Here stands ${NAMES[node.kind]}. Write ${wanted}.`,
  )

export const text = (about: string): Reader<string> => ({
  schema: { type: 'string', description: about },
  read: (node, reading) => {
    if (node.kind === 'list')
      return report(
        reading,
        'E-TYPE',
        node.at,
        'Here stands a list. Write a text; one that begins with [ goes into quotation marks.',
      )
    if (node.kind !== 'text' || isEmpty(node)) return notA(reading, node, 'a text')
    return node.text.trim().normalize('NFC')
  },
})

const mapped = <T, U>(
  reader: Reader<T>,
  schema: JsonSchema,
  to: (value: T, at: At, reading: Reading, node: Node) => U | null,
): Reader<U> => ({
  schema,
  read: (node, reading) => {
    const value = reader.read(node, reading)
    return value === null ? null : to(value, node.at, reading, node)
  },
})

export const oneOf = <T extends string>(words: readonly T[], about: string): Reader<T> =>
  mapped(text(about), { enum: words, description: about }, (value, at, reading) => {
    const found = words.find((word) => word === value)
    if (found !== undefined) return found
    const meant = nearest(value, words)
    return report(
      reading,
      'E-WORD',
      at,
      `${quoted(value)} is none of ${words.join(', ')}.${meant === null ? '' : ` Did you mean “${meant}”?`}`,
    )
  })

const TRUTHS = ['true', 'false', 'yes', 'no'] as const
export const truth = (about: string): Reader<boolean> =>
  mapped(
    oneOf(TRUTHS, about),
    { description: about, enum: [true, false, ...TRUTHS] },
    (word) => word === 'true' || word === 'yes',
  )

export const whole = (about: string, most = 1_000_000): Reader<number> =>
  mapped(
    text(about),
    { type: ['integer', 'string'], minimum: 0, maximum: most, pattern: '^[0-9]+$', description: about },
    (value, at, reading) =>
      /^\d{1,9}$/.test(value) && Number(value) <= most
        ? Number(value)
        : report(
            reading,
            'E-NUMBER',
            at,
            `${quoted(value)} is not a whole number up to ${most}. Write it in digits.`,
          ),
  )

const ID = /^[a-z][a-z0-9-]{1,63}$/
const ID_SCHEMA = { type: 'string', pattern: ID.source }

/** An id that is given here: see `identified`. */
export const id = (about: string): Reader<string> =>
  mapped(text(about), { ...ID_SCHEMA, description: about }, (value, at, reading) =>
    ID.test(value)
      ? value
      : report(
          reading,
          'E-ID',
          at,
          `${quoted(value)} cannot be an id: small letters, digits and hyphens, beginning with a letter.${idFrom(value)}`,
        ),
  )

const idFrom = (value: string): string => {
  const made = value
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 64)
  return ID.test(made) ? ` Did you mean “${made}”?` : ''
}

export const ref = (kinds: Kind | readonly Kind[], about: string): Reader<string> => {
  const all = typeof kinds === 'string' ? [kinds] : kinds
  return mapped(text(about), { type: 'string', description: about }, (value, at, reading) => {
    reading.references.push({ kinds: all, id: value, at })
    return value
  })
}

export const url = (about: string): Reader<string> =>
  mapped(text(about), { type: 'string', pattern: '^https?://', description: about }, (value, at, reading) => {
    if (/^https?:\/\/[^\s/]+\S*$/.test(value) && URL.canParse(value)) return value
    return report(reading, 'E-URL', at, `${quoted(value)} is not an address. Write it from https:// on.`)
  })

/** An address, or somebody of another record: `record:other/person`. */
export const sameAs = (about: string): Reader<string> =>
  mapped(text(about), { type: 'string', description: about }, (value, at, reading) =>
    /^record:[a-z][a-z0-9-]{1,63}\/[a-z][a-z0-9-]{1,63}$/.test(value) || /^https?:\/\/[^\s/]+\S*$/.test(value)
      ? value
      : report(
          reading,
          'E-URL',
          at,
          `${quoted(value)} names nobody. Write an address from https:// on, or record:its-record/its-id.`,
        ),
  )

const DATE_SCHEMA = { type: ['string', 'integer'] }
export const date = (about: string): Reader<Dated> =>
  mapped(text(about), { ...DATE_SCHEMA, description: about }, (words, at, reading, node) => {
    const read = parseDated(words)
    return read.ok ? read.value : reportDate(reading, node, at, words, read.error)
  })

export const span = (about: string): Reader<Span> =>
  mapped(text(about), { type: 'string', description: about }, (words, at, reading, node) => {
    const read = parseSpan(words)
    return read.ok ? read.value : reportDate(reading, node, at, words, read.error)
  })

/** An event, or a date. */
export const limit = (about: string): Reader<Limit> =>
  mapped(text(about), { ...DATE_SCHEMA, description: about }, (words, at, reading, node) => {
    const read = parseDated(words)
    if (read.ok) return { kind: 'date', words, edtf: read.value.edtf }
    if (!ID.test(words)) return reportDate(reading, node, at, words, read.error)
    reading.references.push({ kinds: ['event'], id: words, at })
    return { kind: 'event', words, event: words }
  })

export const when = (about: string): Reader<When> =>
  mapped(text(about), { ...DATE_SCHEMA, description: about }, (words, at, reading, node) => {
    const read = parseWhen(words)
    if (!read.ok) return reportDate(reading, node, at, words, read.error)
    const { means } = read.value
    const column = at.column + inset(node)
    for (const named of eventsOf(means))
      reading.references.push({
        kinds: ['event'],
        id: named,
        at: { ...at, column: column + Math.max(0, words.lastIndexOf(named)) },
      })
    return read.value
  })

function reportDate(
  reading: Reading,
  node: Node,
  at: At,
  words: string,
  fault: { readonly column: number; readonly message: string; readonly suggestion: string | null },
): null {
  const meant = fault.suggestion === null ? '' : ` Did you mean ${fault.suggestion}?`
  const found = fault.message.includes(words) ? '' : `${quoted(words)}: `
  return report(
    reading,
    'E-DATE',
    { ...at, column: at.column + inset(node) + Math.max(0, fault.column - 1) },
    `${found}${fault.message}${fault.message.includes(fault.suggestion ?? '\0') ? '' : meant}`,
  )
}

/** A text in quotation marks begins a column later than its node. */
const inset = (node: Node): number => (node.kind === 'text' && node.quoted === true ? 1 : 0)

/** No day on which it may begin, none on which it may end, or both. */
export const daysOf = ({ edtf }: Dated): { readonly first: number | null; readonly last: number | null } => {
  const { earliest, latest } = boundsOf(edtf)
  return {
    first: earliest.kind === 'day' ? earliest.day : null,
    last: latest.kind === 'day' ? latest.day : null,
  }
}

export const coordinates = (about: string): Reader<{ latitude: number; longitude: number }> => ({
  schema: {
    description: about,
    type: 'array',
    items: { type: ['number', 'string'] },
    minItems: 2,
    maxItems: 2,
  },
  read: (node, reading) => {
    const parts =
      node.kind === 'list'
        ? node.items.map((item) => (item.kind === 'text' ? item.text.trim() : ''))
        : node.kind === 'text'
          ? node.text.split(/[\s,;]+/).filter(Boolean)
          : []
    const [latitude = '', longitude = ''] = parts
    const wrong =
      parts.length !== 2 || ![latitude, longitude].every((part) => /^[+-]?\d{1,3}(\.\d{1,9})?$/.test(part))
    if (wrong)
      return report(reading, 'E-COORDS', node.at, 'Write latitude and longitude in degrees: [48.21, 16.37].')
    if (Math.abs(Number(latitude)) > 90)
      return report(
        reading,
        'E-COORDS',
        node.at,
        `Latitude ${latitude} is beyond the pole.${Math.abs(Number(longitude)) <= 90 ? ` Did you mean [${longitude}, ${latitude}]?` : ''}`,
      )
    if (Math.abs(Number(longitude)) > 180)
      return report(
        reading,
        'E-COORDS',
        node.at,
        `Longitude ${longitude} goes round the earth. It lies between -180 and 180.`,
      )
    return { latitude: Number(latitude), longitude: Number(longitude) }
  },
})

/** One alone may stand without brackets. Items that cannot be read are left out. */
export const listOf = <T>(item: Reader<T>, about: string): Reader<readonly T[]> => ({
  schema: { description: about, type: 'array', items: item.schema },
  read: (node, reading) => {
    if (node.kind === 'list')
      return node.items.flatMap((one) => {
        const value = item.read(one, reading)
        return value === null ? [] : [value]
      })
    return isEmpty(node) ? [] : notA(reading, node, 'a list: each item on its own line after “- ”')
  },
})

export const oneOrMore = <T>(item: Reader<T>, about: string): Reader<readonly T[]> => {
  const list = listOf(item, about)
  return {
    schema: { description: about, anyOf: [list.schema, item.schema] },
    read: (node, reading) => {
      if (node.kind === 'list') return list.read(node, reading)
      const one = item.read(node, reading)
      return one === null ? null : [one]
    },
  }
}

/** Free keys, such as those of CSL-JSON. */
export const free = (about: string): Reader<{ readonly [key: string]: unknown }> => ({
  schema: { type: 'object', description: about },
  read: (node, reading) => (node.kind === 'map' ? plainMap(node) : notA(reading, node, 'keys and values')),
})

const plainMap = (node: Extract<Node, { kind: 'map' }>): { readonly [key: string]: unknown } =>
  Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]))

const plain = (node: Node): unknown =>
  node.kind === 'map' ? plainMap(node) : node.kind === 'list' ? node.items.map(plain) : toScalar(node.text)

/** CSL counts in numbers: [[1954, 2, 17]]. */
const toScalar = (value: string): string | number =>
  /^(0|-?[1-9]\d{0,8})$/.test(value) ? Number(value) : value

type Fields = { readonly [key: string]: Reader<unknown> }
export type Values<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Reader<infer T> ? T | null : never
}

export type Keys = {
  readonly about: string
  readonly required?: readonly string[]
  /** A text alone stands for this key. */
  readonly short?: string
  /** A mistake that is often made → what to write. */
  readonly instead?: { readonly [key: string]: string }
}

/** What was read, or null when something required is missing; `spot` is where it stands. */
export function keys<F extends Fields>(
  fields: F,
  { about, required = [], short, instead = {} }: Keys,
): Reader<Values<F> & { readonly spot: At }> {
  const object = {
    type: 'object',
    description: about,
    properties: Object.fromEntries(Object.entries(fields).map(([key, reader]) => [key, reader.schema])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  }
  return {
    schema:
      short === undefined ? object : { description: about, anyOf: [object, fields[short]?.schema ?? {}] },
    read: (node, reading) => {
      if (node.kind === 'text' && short !== undefined && !isEmpty(node))
        return readEntries(node.at, [{ key: short, keyAt: node.at, value: node }], reading)
      if (node.kind !== 'map')
        return notA(reading, node, `keys: ${Object.keys(fields).slice(0, 6).join(', ')} …`)
      return readEntries(node.at, node.entries, reading)
    },
  }
  function readEntries(
    at: At,
    entries: readonly { readonly key: string; readonly keyAt: At; readonly value: Node }[],
    reading: Reading,
  ) {
    const values: { [key: string]: unknown } = Object.fromEntries(
      Object.keys(fields).map((key) => [key, null]),
    )
    const own = entries.find(({ key }) => key === 'id' || key === 'record')?.value
    const name = own?.kind === 'text' ? own.text : null
    let whole = true
    for (const { key, keyAt, value } of entries) {
      const reader = Object.hasOwn(fields, key) ? fields[key] : undefined
      if (reader === undefined) {
        const meant = instead[key] ?? nearest(key, Object.keys(fields))
        report(
          reading,
          'E-KEY',
          keyAt,
          `${quoted(key)} is not known here. ${meant === null || meant === undefined ? `There are: ${Object.keys(fields).join(', ')}.` : `Did you mean “${meant}”?`}`,
        )
        continue
      }
      if (isEmpty(value) && !required.includes(key)) continue
      if (name !== null) reading.places.set(`${name}.${key}`, value.at)
      const read = reader.read(value, reading)
      values[key] = read
      if (read === null && required.includes(key)) whole = false
    }
    for (const key of required) {
      if (entries.some((entry) => entry.key === key)) continue
      report(
        reading,
        'E-MISSING',
        at,
        `${name === null || name === '' ? 'This entry' : quoted(name)} has no “${key}”. Add it: ${String(fields[key]?.schema['description'] ?? '')}.`,
      )
      whole = false
    }
    // The types of `values` follow from `fields`, which names the same keys.
    return whole ? { ...(values as Values<F>), spot: at } : null
  }
}

/** Gives its id to what is read. */
export function identified<T extends { readonly id: string | null; readonly spot: At }>(
  kind: Kind,
  reader: Reader<T>,
): Reader<T & { readonly id: string }> {
  return {
    schema: reader.schema,
    read: (node, reading) => {
      const read = reader.read(node, reading)
      const own = node.kind === 'map' ? node.entries.find(({ key }) => key === 'id') : undefined
      // Given even where something else is missing, so that what names it is not told twice.
      const told = own?.value.kind === 'text' && ID.test(own.value.text) ? own.value.text : null
      if (told !== null && own !== undefined) {
        const before = reading.given.get(told)
        if (before !== undefined)
          report(
            reading,
            'E-DUPLICATE',
            own.value.at,
            `“${told}” is given twice: it names a ${before.kind} in ${before.at.file}, line ${before.at.line}. Choose another.`,
          )
        else {
          reading.given.set(told, { kind, at: own.value.at })
          reading.places.set(told, own.value.at)
        }
      }
      return read === null || read.id === null ? null : { ...read, id: read.id }
    },
  }
}

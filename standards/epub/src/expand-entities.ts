/**
 * Entity references within limits. An entity may name others, so a few hundred bytes can stand for gigabytes ("a billion
 * laughs"): everything expanded is counted, and a document that goes beyond the limit is not read.
 */
import type { Doctype } from './doctype.ts'
import { XHTML_ENTITIES } from './xhtml-entities.ts'

/** Thrown inside the parser only, where it becomes a failure with a sentence. */
export class ExpansionRefused extends Error {}

export type Expansion =
  | { readonly kind: 'text'; readonly text: string }
  /** Holds tags: it has to be put into the source and parsed there. */
  | { readonly kind: 'markup'; readonly source: string }
  | { readonly kind: 'undeclared' }

export type EntityTable = { expand(name: string): Expansion }

const PREDEFINED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

export function entityTable(doctype: Doctype | null, maxExpansion: number): EntityTable {
  const known = new Map<string, Expansion>()
  let spent = 0

  const spend = (characters: number): void => {
    spent += characters
    if (spent > maxExpansion)
      throw new ExpansionRefused(
        `Its entities expand to more than ${maxExpansion} characters. Write the text out instead.`,
      )
  }

  const replacement = (name: string, within: readonly string[]): Expansion => {
    const earlier = known.get(name)
    if (earlier !== undefined) return earlier
    const declared = doctype?.entities.get(name)
    const found = declared === undefined ? builtIn(name) : resolve(declared, [...within, name])
    known.set(name, found)
    return found
  }

  const resolve = (value: string, within: readonly string[]): Expansion => {
    if (within.length > 40 || within.indexOf(within.at(-1) ?? '') < within.length - 1)
      throw new ExpansionRefused(`Its entity “${within.at(-1)}” stands for itself.`)
    if (value.includes('<')) return { kind: 'markup', source: value }
    let markup = false
    const text = value.replace(/&([^\s"'<>&;%]+);/g, (whole, name: string) => {
      const inner = characterReference(name) ?? replacement(name, within)
      if (inner.kind === 'undeclared') return whole
      markup ||= inner.kind === 'markup'
      const expanded = inner.kind === 'text' ? inner.text : inner.source
      spend(expanded.length)
      return expanded
    })
    return markup ? { kind: 'markup', source: value } : { kind: 'text', text }
  }

  return {
    expand(name) {
      const found = replacement(name, [])
      if (doctype?.entities.has(name)) spend(found.kind === 'text' ? found.text.length : 0)
      if (found.kind === 'markup') spend(found.source.length)
      return found
    },
  }
}

const builtIn = (name: string): Expansion => {
  const text = PREDEFINED.get(name) ?? XHTML_ENTITIES.get(name)
  return text === undefined ? { kind: 'undeclared' } : { kind: 'text', text }
}

function characterReference(name: string): Expansion | null {
  const match = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name)
  if (!match) return null
  const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16)
  return code > 0 && code <= 0x10ffff ? { kind: 'text', text: String.fromCodePoint(code) } : null
}

/** Puts the markup that entities stand for into `source`, outside comments, CDATA sections and instructions. */
export function expandMarkup(source: string, table: EntityTable): string {
  const parts: string[] = []
  let at = 0
  while (at < source.length) {
    const next = nextOf(source, at)
    parts.push(source.slice(at, next))
    const end = endOfOpaque(source, next)
    const name = end === null ? /^&([^\s"'<>&;%#]+);/.exec(source.slice(next, next + 256))?.[1] : undefined
    const expansion = name === undefined ? undefined : table.expand(name)
    if (name !== undefined && expansion?.kind === 'markup') {
      parts.push(expandNested(expansion.source, table, 0))
      at = next + name.length + 2
    } else {
      const stop = end ?? next + 1
      parts.push(source.slice(next, stop))
      at = stop
    }
  }
  return parts.join('')
}

const expandNested = (source: string, table: EntityTable, depth: number): string => {
  if (depth > 40) throw new ExpansionRefused('Its entities stand for each other without an end.')
  return source.replace(/&([^\s"'<>&;%#]+);/g, (whole, name: string) => {
    const inner = table.expand(name)
    return inner.kind === 'markup' ? expandNested(inner.source, table, depth + 1) : whole
  })
}

const nextOf = (source: string, from: number): number => {
  for (let at = from; at < source.length; at += 1) {
    const sign = source.charCodeAt(at)
    if (sign === 0x26 || sign === 0x3c) return at
  }
  return source.length
}

function endOfOpaque(source: string, at: number): number | null {
  const closing = source.startsWith('<!--', at)
    ? '-->'
    : source.startsWith('<![CDATA[', at)
      ? ']]>'
      : source.startsWith('<?', at)
        ? '?>'
        : null
  if (closing === null) return null
  const end = source.indexOf(closing, at)
  return end === -1 ? source.length : end + closing.length
}

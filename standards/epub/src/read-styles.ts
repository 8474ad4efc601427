/**
 * What the style sheets of a document mean, element by element. The sheet decides nothing about how our pages look; but a
 * book in which `<span class="i3">` is the only sign of a foreign word or of a hidden line has to be understood.
 */

import { matchesSelector } from './css-selector.ts'
import { indexOf } from './cut-place.ts'
import { readDocument } from './read-document.ts'
import { readStyleAttribute, readStyleSheet, type StyleRule, type StyleSheet } from './read-style-sheet.ts'
import { resolveHref } from './resolve-href.ts'
import type { StyleMeaning } from './style-meaning.ts'
import type { EpubContainer, EpubPackage } from './types.ts'
import { attr, descendants, textOf, tokens } from './walk-xml.ts'
import type { XmlElement } from './xml.ts'

export type StyleSheetMeaning = {
  /** What is said of this element itself; what it inherits is for the caller to carry down. */
  meaningOf(element: XmlElement): StyleMeaning
}

const NOTHING: StyleMeaning = {}

/** `root` is the document, or a part cut out of it; `path` says against what its links are resolved. */
export function readStyles(book: EpubPackage, path: string, root: XmlElement): StyleSheetMeaning {
  const rules = sheetsOf(book.container, path, root).flatMap((sheet) => sheet.rules)
  const byKey = new Map<string, { rule: StyleRule; order: number }[]>()
  for (const [order, rule] of rules.entries()) {
    const entry = { rule, order }
    const known = byKey.get(rule.selector.key)
    if (known === undefined) byKey.set(rule.selector.key, [entry])
    else known.push(entry)
  }
  const { parents } = indexOf(root)
  return {
    meaningOf(element) {
      const own = attr(element, 'style')
      const matching = keysOf(element)
        .flatMap((key) => byKey.get(key) ?? [])
        .filter(({ rule }) => matchesSelector(rule.selector, element, parents))
      if (matching.length === 0 && own === null) return NOTHING
      const ordered = matching.toSorted(
        (a, b) => a.rule.selector.specificity - b.rule.selector.specificity || a.order - b.order,
      )
      return cascade([...ordered.map(({ rule }) => rule), ...(own === null ? [] : readStyleAttribute(own))])
    },
  }
}

/** Under which keys its rules are found; see Selector. */
function keysOf(element: XmlElement): readonly string[] {
  const keys = ['*', element.name]
  for (const { name, value } of element.attributes) {
    keys.push(`[${name}`)
    if (name === 'class') for (const one of new Set(tokens(value))) keys.push(`.${one}`)
    if (name === 'id') keys.push(`#${value}`)
  }
  return keys
}

/** CSS Cascade 4 §6.1: importance first, then the order given. */
function cascade(rules: readonly Pick<StyleRule, 'meaning' | 'isImportant'>[]): StyleMeaning {
  const plain = rules.filter(({ isImportant }) => !isImportant).map(({ meaning }) => meaning)
  const important = rules.filter(({ isImportant }) => isImportant).map(({ meaning }) => meaning)
  return Object.assign({}, ...plain, ...important)
}

/** Linked, written inside and named by instructions, in order, each after what it imports. */
function sheetsOf(container: EpubContainer, path: string, root: XmlElement): readonly StyleSheet[] {
  const sheets = instructed(container, path).flatMap((href) => linked(container, path, href, new Set()))
  for (const element of descendants(root)) {
    const isSheet = element.name === 'link' && isStyleLink(element)
    if (isSheet) sheets.push(...linked(container, path, attr(element, 'href') ?? '', new Set()))
    else if (element.name === 'style' && isForAll(element))
      sheets.push(...withImports(container, path, readStyleSheet(textOf(element)), new Set()))
  }
  return sheets
}

const isStyleLink = (element: XmlElement): boolean => {
  const rel = tokens((attr(element, 'rel') ?? '').toLowerCase())
  return rel.includes('stylesheet') && !rel.includes('alternate') && isForAll(element)
}

const isForAll = (element: XmlElement): boolean =>
  /^\s*(all|screen)?\s*$/i.test(attr(element, 'media') ?? '') &&
  /^\s*(text\/css\s*(;.*)?)?$/i.test(attr(element, 'type') ?? '')

/** `<?xml-stylesheet href="…"?>`, mostly of SVG documents. */
function instructed(container: EpubContainer, path: string): readonly string[] {
  // Parsing a document again costs more than looking whether it has any; nearly none has.
  const bytes = container.read(path)
  if (!bytes.ok || !Buffer.from(bytes.value.subarray(0, PROLOGUE)).includes('<?xml-stylesheet')) return []
  const document = readDocument(container, path)
  if (!document.ok) return []
  return document.instructions
    .filter(({ target, body }) => target === 'xml-stylesheet' && !/alternate\s*=\s*["']yes/.test(body))
    .flatMap(({ body }) => /href\s*=\s*["']([^"']+)["']/.exec(body)?.[1] ?? [])
}

/** Instructions stand before the root element. In UTF-16 the words are not found: no book has such. */
const PROLOGUE = 8192

const MOST_SHEETS = 64

function linked(
  container: EpubContainer,
  base: string,
  href: string,
  seen: Set<string>,
): readonly StyleSheet[] {
  const reference = resolveHref(base, href)
  if (reference.kind !== 'inside' || seen.has(reference.path) || seen.size > MOST_SHEETS) return []
  seen.add(reference.path)
  const sheet = sheetOf(container, reference.path)
  return sheet === null ? [] : withImports(container, reference.path, sheet, seen)
}

const withImports = (
  container: EpubContainer,
  base: string,
  sheet: StyleSheet,
  seen: Set<string>,
): readonly StyleSheet[] => [...sheet.imports.flatMap((href) => linked(container, base, href, seen)), sheet]

/** Each sheet is read once for a book. */
const known = new WeakMap<EpubContainer, Map<string, StyleSheet | null>>()

function sheetOf(container: EpubContainer, path: string): StyleSheet | null {
  const sheets = known.get(container) ?? new Map<string, StyleSheet | null>()
  known.set(container, sheets)
  const found = sheets.get(path)
  if (found !== undefined) return found
  const read = container.entries.has(path) ? container.read(path) : null
  const sheet = read?.ok === true ? readStyleSheet(new TextDecoder().decode(read.value)) : null
  sheets.set(path, sheet)
  return sheet
}

/**
 * YAML as plain values that know their line. Every scalar stays text (the failsafe schema of YAML 1.2.2 §10.1), so that
 * 0123 keeps its zero and a title "No" is not false. Aliases are expanded within a budget: a small file cannot become
 * a large tree.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'

export type YamlTree =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'list'; readonly items: readonly YamlTree[]; readonly line: number }
  | { readonly kind: 'map'; readonly entries: readonly YamlEntry[]; readonly line: number }

export type YamlEntry = { readonly key: string; readonly line: number; readonly value: YamlTree }

export type YamlFault = { readonly line: number; readonly message: string }

export type YamlLimits = { readonly characters: number; readonly nodes: number; readonly depth: number }

export const YAML_LIMITS: YamlLimits = { characters: 2_000_000, nodes: 100_000, depth: 24 }

/** `tree` is null when nothing could be read: an empty file, or one that is no YAML. */
export function parseYamlTree(
  text: string,
  limits: YamlLimits = YAML_LIMITS,
): { readonly tree: YamlTree | null; readonly faults: readonly YamlFault[] } {
  if (text.length > limits.characters)
    return refuse(`The file has ${text.length} characters; at most ${limits.characters} are read.`)
  const lines = new LineCounter()
  try {
    return readTree(text, lines, limits)
  } catch (error) {
    if (error instanceof TooMuch) return refuse(error.message, error.line)
    // A nesting that exhausts the stack is the file's fault, not the program's.
    if (error instanceof RangeError) return refuse('Lists or keys are nested too deeply.')
    throw error
  }
}

const refuse = (message: string, line = 1) => ({ tree: null, faults: [{ line, message }] })

class TooMuch extends Error {
  readonly line: number
  constructor(message: string, line: number) {
    super(message)
    this.line = line
  }
}

function readTree(text: string, lines: LineCounter, limits: YamlLimits) {
  // uniqueKeys would compare every key with every other; duplicates are found below in one pass.
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'error',
  })
  const lineOf = (node: { range?: readonly number[] | null | undefined }) =>
    lines.linePos(node.range?.[0] ?? 0).line
  const faults: YamlFault[] = [...document.errors, ...document.warnings]
    .slice(0, 20)
    .map((error) => ({ line: lines.linePos(error.pos[0]).line, message: explain(error.code, error.message) }))
  if (document.errors.length > 0) return { tree: null, faults }

  const anchored = findAnchors(document.contents)
  let nodes = 0
  const convert = (node: Node | null, depth: number, line: number): YamlTree => {
    if (++nodes > limits.nodes)
      throw new TooMuch(
        `The file holds more than ${limits.nodes} values once its aliases are written out.`,
        line,
      )
    if (depth > limits.depth) throw new TooMuch('Lists or keys are nested too deeply.', line)
    if (isAlias(node)) {
      const target = anchored.get(node)
      if (target !== undefined) return convert(target, depth + 1, lineOf(node))
      faults.push({ line: lineOf(node), message: `The alias *${node.source} has no anchor before it.` })
      return { kind: 'text', text: '', line: lineOf(node) }
    }
    if (isScalar(node)) return { kind: 'text', text: String(node.value ?? ''), line: lineOf(node) }
    if (isSeq(node)) {
      const here = lineOf(node)
      return {
        kind: 'list',
        items: node.items.map((item) => convert(item as Node | null, depth + 1, here)),
        line: here,
      }
    }
    if (isMap(node)) return convertMap(node.items as readonly PairOf[], depth, lineOf(node))
    return { kind: 'text', text: '', line }
  }
  const convertMap = (pairs: readonly PairOf[], depth: number, line: number): YamlTree => {
    const seen = new Map<string, number>()
    const entries = pairs.flatMap((pair): YamlEntry[] => {
      const here = pair.key?.range ? lineOf(pair.key) : line
      if (!isScalar(pair.key)) {
        faults.push({ line: here, message: 'A key must be plain text.' })
        return []
      }
      const key = String(pair.key.value ?? '')
      const before = seen.get(key)
      if (before !== undefined)
        faults.push({
          line: here,
          message: `The key “${key}” stands already on line ${before}; keep one of them.`,
        })
      seen.set(key, here)
      return [{ key, line: here, value: convert(pair.value, depth + 1, here) }]
    })
    return { kind: 'map', entries, line }
  }
  const contents = document.contents as Node | null
  return { tree: contents === null ? null : convert(contents, 0, 1), faults }
}

type PairOf = { readonly key: Node | null; readonly value: Node | null }

/** Each alias means the last anchor of its name before it (YAML 1.2.2 §3.2.2.2). */
function findAnchors(contents: unknown): ReadonlyMap<Node, Node> {
  const found = new Map<Node, Node>()
  const latest = new Map<string, Node>()
  if (contents === null || contents === undefined) return found
  visit(contents as Node, {
    Node: (_key, node) => {
      if (isAlias(node)) {
        const target = latest.get(node.source)
        if (target !== undefined) found.set(node, target)
      } else if ('anchor' in node && typeof node.anchor === 'string') latest.set(node.anchor, node as Node)
    },
  })
  return found
}

const explain = (code: string, message: string): string =>
  EXPLANATIONS[code] ?? `This is not YAML (${message.replace(/\s+/g, ' ').trim()}).`

const EXPLANATIONS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'The line is indented by a tab; YAML wants spaces.',
  BAD_INDENT: 'The line is indented differently from its neighbours.',
  BLOCK_AS_IMPLICIT_KEY: 'A value with “: ” in it must stand in quotation marks.',
  MULTILINE_IMPLICIT_KEY: 'A key must stand on one line, with a colon after it.',
  MULTIPLE_DOCS: 'The file holds several documents (a line “---”); one book takes one.',
  MISSING_CHAR: 'A quotation mark or bracket is not closed, or a colon is missing.',
  UNEXPECTED_TOKEN: 'Something stands here that YAML does not expect; put the value in quotation marks.',
  BAD_SCALAR_START: 'A value cannot begin with @ or `; put it in quotation marks.',
  BAD_ALIAS: 'An alias (*) has no name; put a value that begins with * in quotation marks.',
  TAG_RESOLVE_FAILED: 'Tags (!) are not used here; put a value that begins with ! in quotation marks.',
}

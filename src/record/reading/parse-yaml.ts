/** YAML into a tree that knows where everything stands. Numbers, dates and truth are left as the texts they are. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node as YamlNode } from 'yaml'
import { type At, type RecordFault, shortened } from './fault.ts'
import type { Node } from './tree.ts'

export function parseYaml(
  file: string,
  text: string,
): { readonly tree: Node | null; readonly faults: readonly RecordFault[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, schema: 'failsafe', prettyErrors: false })
  const placeOf = (offset: number): At => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  const faults: RecordFault[] = document.errors.slice(0, 1).map(({ pos, message, code }) => ({
    ...placeOf(pos[0]),
    code: code === 'DUPLICATE_KEY' ? ('E-KEY' as const) : ('E-YAML' as const),
    message: shortened(
      code === 'DUPLICATE_KEY'
        ? 'This key stands here twice. Keep one of the two.'
        : `${sentence(message)} Check indentation, quotation marks and brackets here.`,
    ),
  }))
  const anchor = /(?:^|[\s[{,:-])&[\w-]+(?=\s)/
  const walk = (node: unknown): Node | null => {
    if (node === null || node === undefined) return null
    if (isAlias(node)) return refuse(node, 'A value is repeated by an alias (*). Write it out.')
    const known = node as YamlNode
    if (known.tag?.startsWith('!') === true && known.tag !== '!') {
      return refuse(known, 'Tags (!) are not used in a record. Write the value plainly.')
    }
    const at = placeOf(known.range?.[0] ?? 0)
    if (isScalar(node)) {
      if (node.anchor !== undefined && anchor.test(text))
        return refuse(node, 'Anchors (&) are not used in a record. Put the value in quotation marks.')
      return { kind: 'text', at, text: String(node.value ?? ''), quoted: /^QUOTE/.test(node.type ?? '') }
    }
    if (isSeq(node)) return { kind: 'list', at, items: node.items.flatMap((item) => walk(item) ?? []) }
    if (!isMap(node)) return null
    return {
      kind: 'map',
      at,
      entries: node.items.flatMap((pair) => {
        const { key } = pair
        if (!isScalar(key)) return []
        const keyAt = placeOf(key.range?.[0] ?? 0)
        const value = walk(pair.value) ?? { kind: 'text' as const, at: keyAt, text: '' }
        return [{ key: String(key.value ?? ''), keyAt, value }]
      }),
    }
  }
  const refuse = (node: YamlNode, message: string): null => {
    if (faults.length === 0) faults.push({ ...placeOf(node.range?.[0] ?? 0), code: 'E-YAML', message })
    return null
  }
  const tree = walk(document.contents)
  return { tree, faults }
}

const sentence = (message: string): string => `${message.split('\n')[0]?.replace(/[.:]$/, '') ?? ''}.`

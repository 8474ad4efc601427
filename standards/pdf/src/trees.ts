/** Name trees and number trees (ISO 32000-2, 7.9.6 and 7.9.7), read as lists. Loops and depth cost nodes, and those are counted. */
import { isArray, isDict, isRef, isString, latin1, type PdfObject } from './objects.ts'
import type { PdfFile } from './open-pdf.ts'

export const readNumberTree = (file: PdfFile, root: PdfObject | undefined) =>
  readTree(file, root, 'Nums', (key) => (typeof key === 'number' ? key : null))

/** Keys as one character a byte. */
export const readNameTree = (file: PdfFile, root: PdfObject | undefined) =>
  readTree(file, root, 'Names', (key) => (isString(key) ? latin1(key.bytes) : null))

function readTree<K>(
  file: PdfFile,
  root: PdfObject | undefined,
  leaf: 'Nums' | 'Names',
  toKey: (value: PdfObject) => K | null,
): readonly (readonly [K, PdfObject])[] {
  const found: (readonly [K, PdfObject])[] = []
  const seen = new Set<number>()
  const stack: PdfObject[] = [root ?? null]
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    file.budget.spendNode()
    if (isRef(value)) {
      if (seen.has(value.number)) continue
      seen.add(value.number)
    }
    const node = file.resolve(value)
    if (!isDict(node)) continue
    const pairs = file.resolve(node.entries.get(leaf))
    if (isArray(pairs))
      for (let index = 0; index + 1 < pairs.length; index += 2) {
        file.budget.spendNode()
        const key = toKey(file.resolve(pairs[index]))
        if (key !== null) found.push([key, pairs[index + 1] ?? null])
      }
    const kids = file.resolve(node.entries.get('Kids'))
    if (isArray(kids))
      for (let index = kids.length - 1; index >= 0; index -= 1) stack.push(kids[index] ?? null)
  }
  return found
}

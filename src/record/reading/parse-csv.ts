/**
 * A table of people, places, events or sources, into the tree that YAML becomes. A header names the keys; `names.text`
 * stands for a key within a key; `|` parts the items of a list. An empty cell says nothing.
 */
import { type At, quoted, type RecordFault, shortened } from './fault.ts'
import { nearest } from './nearest.ts'
import type { MapNode, Node, TextNode } from './tree.ts'

type Cell = { readonly text: string; readonly at: At }
export type CsvColumn = {
  readonly key: string
  readonly kind: 'text' | 'list' | 'objects'
  /** Of `objects`: what each of them tells by itself. */
  readonly field?: string
}

/** `columns`: by their names, what each of them tells. */
export function parseCsv(
  file: string,
  text: string,
  columns: ReadonlyMap<string, CsvColumn>,
): { readonly tree: Node | null; readonly faults: readonly RecordFault[] } {
  const { rows, fault } = cellsOf(file, text.replace(/^\uFEFF/, ''))
  if (fault !== null) return { tree: null, faults: [fault] }
  const [header, ...lines] = rows.filter((row) => row.some((cell) => cell.text.trim() !== ''))
  const at = { file, line: 1, column: 1 }
  if (header === undefined)
    return {
      tree: null,
      faults: [{ ...at, code: 'E-CSV', message: 'The table is empty. Begin with a header.' }],
    }
  const faults: RecordFault[] = []
  const known = header.map((cell) => {
    const found = columns.get(cell.text.trim().toLowerCase())
    if (found === undefined) faults.push(unknownColumn(cell, [...columns.keys()]))
    return found ?? null
  })
  const items = lines.flatMap((row): readonly Node[] => {
    const first = row[0]
    if (first === undefined) return []
    if (row.length !== header.length) {
      faults.push({
        ...first.at,
        code: 'E-CSV',
        message: `The row has ${row.length} cells, the header ${header.length}. Put texts with commas into quotation marks.`,
      })
      return []
    }
    return [toMap(first.at, row, known)]
  })
  return { tree: { kind: 'list', at, items }, faults }
}

const unknownColumn = ({ text, at }: Cell, known: readonly string[]): RecordFault => {
  const meant = nearest(text.trim(), known)
  return {
    ...at,
    code: 'E-CSV',
    message: shortened(
      `No column is called ${quoted(text)}. ${meant === null ? `There are: ${known.join(', ')}.` : `Did you mean “${meant}”?`}`,
    ),
  }
}

function toMap(at: At, row: readonly Cell[], columns: readonly (CsvColumn | null)[]): MapNode {
  const entries: MapNode['entries'][number][] = []
  const objects = new Map<string, { at: At; fields: MapNode['entries'][number][][] }>()
  row.forEach((cell, i) => {
    const column = columns[i]
    if (column === null || column === undefined || cell.text.trim() === '') return
    const value: TextNode = { kind: 'text', at: cell.at, text: cell.text.trim() }
    const parts = value.text
      .split('|')
      .map((part): TextNode => ({ ...value, text: part.trim() }))
      .filter((part) => part.text !== '' || column.kind === 'objects')
    if (column.kind === 'text') entries.push({ key: column.key, keyAt: cell.at, value })
    else if (column.kind === 'list')
      entries.push({ key: column.key, keyAt: cell.at, value: { kind: 'list', at: cell.at, items: parts } })
    else {
      const kept = objects.get(column.key) ?? { at: cell.at, fields: [] }
      objects.set(column.key, kept)
      parts.forEach((part, n) => {
        kept.fields[n] ??= []
        if (part.text !== '') kept.fields[n].push({ key: column.field ?? '', keyAt: cell.at, value: part })
      })
    }
  })
  for (const [key, { at: keyAt, fields }] of objects)
    entries.push({
      ...{ key, keyAt },
      value: {
        ...{ kind: 'list', at: keyAt },
        items: fields
          .filter((entries) => entries.length > 0)
          .map((entries): MapNode => ({ kind: 'map', at: keyAt, entries })),
      },
    })
  return { kind: 'map', at, entries }
}

/** RFC 4180, with `;` or tabs too where the header has no comma. */
function cellsOf(file: string, text: string): { rows: Cell[][]; fault: RecordFault | null } {
  const header = text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n'))
  const mark = header.includes(',') ? ',' : header.includes(';') ? ';' : header.includes('\t') ? '\t' : ','
  const rows: Cell[][] = []
  let row: Cell[] = []
  let line = 1
  let lineStart = 0
  let i = 0
  while (i < text.length) {
    const at = { file, line, column: i - lineStart + 1 }
    let value = ''
    if (text[i] === '"') {
      i++
      while (i < text.length && !(text[i] === '"' && text[i + 1] !== '"')) {
        if (text[i] === '"') i++
        if (text[i] === '\n') {
          line++
          lineStart = i + 1
        }
        value += text[i] ?? ''
        i++
      }
      if (i >= text.length)
        return {
          rows,
          fault: {
            ...at,
            code: 'E-CSV',
            message: 'A quotation mark is opened here and never closed. Close it.',
          },
        }
      i++
      while (i < text.length && text[i] !== mark && text[i] !== '\n')
        value += text[i++] === '\r' ? '' : text[i - 1]
    } else while (i < text.length && text[i] !== mark && text[i] !== '\n') value += text[i++]
    row.push({ text: value.replace(/\r$/, ''), at })
    if (text[i] === mark) {
      i++
      if (i === text.length || text[i] === '\n')
        row.push({ text: '', at: { file, line, column: i - lineStart + 1 } })
      if (text[i] !== '\n') continue
    }
    rows.push(row)
    row = []
    i++
    line++
    lineStart = i
  }
  if (row.length > 0) rows.push(row)
  return { rows, fault: null }
}

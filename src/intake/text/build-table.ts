/**
 * Tables, with what tells a listener which cell belongs to which: caption, head, scope, headers, spans. Each stands in a
 * region that can be scrolled by keyboard where it is wider than the column.
 */
import { attr, textOf, tokens, type XmlElement } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'
import { buildBlocks, buildFlow } from './build-blocks.ts'
import { attribute, isBlank, make, type OutAttribute, type OutNode } from './out-tree.ts'
import { closeBlock, markId, meaningOf, openBlock, type Reading, report } from './reading.ts'
import { type Scope, sideOf, within } from './scope.ts'

export function buildTable(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  reading.found.counter += 1
  const block = scope.isWithin ? null : openBlock(reading, 'table')
  const inside: Scope = { ...scope, isWithin: true, inTable: true, align: null, wraps: [] }
  const table: TableReading = { reading, prefix: `t${reading.found.counter}-`, path: scope.path, orphans: [] }
  const parts = tableParts(element, inside, table)
  const isEmpty = parts.every(isBlank)
  if (block !== null) closeBlock(reading, isEmpty ? null : block)
  const orphans = table.orphans.length === 0 ? [] : buildBlocks(table.orphans, scope, reading)
  if (isEmpty) return orphans
  const role = attr(element, 'role')
  const isLayout = role === 'presentation' || role === 'none'
  if (!isLayout && !hasHeader(element) && rowCount(element) > 1)
    report(
      reading,
      'table-has-header',
      'The table has no header cells. Mark the cells that name its columns or rows with <th>.',
      scope.path,
      element,
    )
  const made = make('table', scope, parts, {
    attributes: isLayout ? [attribute('role', 'presentation')] : [],
  })
  if (scope.inTable) return [made, ...orphans]
  // A group, not a landmark: a chapter may have hundreds of tables.
  const region = make('div', scope, [made], {
    attributes: [
      attribute('class', 'table'),
      attribute('role', 'group'),
      attribute('aria-label', labelOf(element, reading)),
      attribute('tabindex', '0'),
    ],
    block,
  })
  return [region, ...orphans]
}

type TableReading = {
  readonly reading: Reading
  readonly prefix: string
  readonly path: string
  /** What stands in the table outside its cells, where browsers show it beside the table. */
  readonly orphans: XmlElement['children'][number][]
}

function labelOf(element: XmlElement, { words }: Reading): string {
  const caption = element.children.find((child) => child.kind === 'element' && child.name === 'caption')
  const told = attr(element, 'aria-label') ?? attr(element, 'summary') ?? attr(element, 'title')
  const label = normalizeSpace(caption === undefined ? (told ?? '') : textOf(caption))
  return label === '' ? words.table : label.length > 120 ? `${label.slice(0, 118)}…` : label
}

const hasHeader = (element: XmlElement): boolean =>
  element.children.some(
    (child) =>
      child.kind === 'element' && (child.name === 'th' || (child.name !== 'table' && hasHeader(child))),
  )

const rowCount = (element: XmlElement): number =>
  element.children.reduce(
    (sum, child) =>
      child.kind !== 'element'
        ? sum
        : sum + (child.name === 'tr' ? 1 : child.name === 'table' ? 0 : rowCount(child)),
    0,
  )

const GROUPS = new Set(['thead', 'tbody', 'tfoot'])

function tableParts(element: XmlElement, scope: Scope, table: TableReading): OutNode[] {
  const { reading } = table
  const captions: OutNode[] = []
  const columns: OutNode[] = []
  const groups: OutNode[] = []
  let loose: OutNode[] = []
  const closeLoose = (): void => {
    if (loose.length > 0) groups.push(make('tbody', scope, loose))
    loose = []
  }
  for (const child of element.children) {
    if (child.kind === 'text') {
      if (child.text.trim() !== '') table.orphans.push(child)
      continue
    }
    const inner = within(child, scope)
    if (child.name !== 'colgroup' && child.name !== 'col' && meaningOf(reading, table.path, child).hidden)
      continue
    if (child.name === 'caption') {
      markId(reading, table.path, child)
      captions.push(make('caption', inner, buildFlow(child, inner, reading)))
    } else if (child.name === 'colgroup' || child.name === 'col') columns.push(...columnOf(child, inner))
    else if (GROUPS.has(child.name)) {
      closeLoose()
      markId(reading, table.path, child)
      const rows = child.children.flatMap((row) => rowOf(row, inner, table, child.name === 'thead'))
      if (rows.length > 0) groups.push(make(child.name, inner, rows))
    } else if (child.name === 'tr') loose.push(...rowOf(child, inner, table, false))
    else table.orphans.push(child)
  }
  closeLoose()
  return [...captions.slice(0, 1), ...columns, ...groups, ...captions.slice(1)]
}

function columnOf(element: XmlElement, scope: Scope): OutNode[] {
  const span = spanOf(element, 'span')
  if (element.name === 'col') return [make('colgroup', scope, [make('col', scope, [], { attributes: span })])]
  const inner = element.children.flatMap((child) =>
    child.kind === 'element' && child.name === 'col'
      ? [make('col', scope, [], { attributes: spanOf(child, 'span') })]
      : [],
  )
  return [make('colgroup', scope, inner, { attributes: inner.length > 0 ? [] : span })]
}

function rowOf(
  row: XmlElement['children'][number],
  scope: Scope,
  table: TableReading,
  isHead: boolean,
): OutNode[] {
  if (row.kind === 'text' || row.name !== 'tr') {
    if (row.kind === 'element' || row.text.trim() !== '') table.orphans.push(row)
    return []
  }
  const inner = within(row, scope)
  markId(table.reading, table.path, row)
  if (meaningOf(table.reading, table.path, row).hidden) return []
  const namesColumns = isHead || row.children.every((cell) => cell.kind === 'text' || cell.name !== 'td')
  const cells = row.children.flatMap((cell) => cellOf(cell, inner, table, namesColumns ? 'col' : 'row'))
  return cells.length === 0 ? [] : [make('tr', inner, cells)]
}

function cellOf(
  cell: XmlElement['children'][number],
  scope: Scope,
  table: TableReading,
  naming: 'col' | 'row',
): OutNode[] {
  const { reading, path, prefix } = table
  if (cell.kind === 'text' || (cell.name !== 'td' && cell.name !== 'th')) {
    if (cell.kind === 'element' || cell.text.trim() !== '') table.orphans.push(cell)
    return []
  }
  const inner = within(cell, scope)
  markId(reading, path, cell)
  const meaning = meaningOf(reading, path, cell)
  const id = attr(cell, 'id')
  const headers = tokens(attr(cell, 'headers'))
  const scopeOf = attr(cell, 'scope')?.toLowerCase() ?? ''
  const abbr = attr(cell, 'abbr')
  const attributes: OutAttribute[] = [
    ...(id === null || cell.name !== 'th' ? [] : [attribute('id', prefix + token(id))]),
    ...(headers.length === 0
      ? []
      : [attribute('headers', headers.map((one) => prefix + token(one)).join(' '))]),
    ...(cell.name === 'th'
      ? [attribute('scope', /^(col|row|colgroup|rowgroup)$/.test(scopeOf) ? scopeOf : naming)]
      : []),
    ...(cell.name === 'th' && abbr !== null ? [attribute('abbr', abbr)] : []),
    ...spanOf(cell, 'colspan'),
    ...spanOf(cell, 'rowspan'),
    ...sideOf({ ...inner, align: meaning.align }).map((name) => attribute('class', name)),
  ]
  return [make(cell.name, inner, meaning.hidden ? [] : buildFlow(cell, inner, reading), { attributes })]
}

const token = (id: string): string => id.replace(/[^\w-]+/g, '_')

function spanOf(element: XmlElement, name: 'span' | 'colspan' | 'rowspan'): OutAttribute[] {
  const value = Number(attr(element, name) ?? 1)
  return Number.isInteger(value) && value > 1 && value <= 1000 ? [attribute(name, String(value))] : []
}

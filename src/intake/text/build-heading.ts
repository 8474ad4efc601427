/**
 * Headings, levelled anew: the page's own title is the one h1, and below it every level follows the one above without a
 * jump, however the files of a chapter number theirs.
 */
import { attr, type XmlElement } from '@chapterhouse/epub'
import { buildInline, wrapAll } from './build-inline.ts'
import { trimmed } from './build-paragraph.ts'
import { HEADINGS } from './element-table.ts'
import { isBlank, make, type OutNode } from './out-tree.ts'
import { closeBlock, openBlock, type Reading, report } from './reading.ts'
import type { Scope } from './scope.ts'

/** 1 to 6; null for what is no heading. */
export function headingLevel(element: XmlElement): number | null {
  if (HEADINGS.has(element.name)) return Number(element.name[1])
  if (attr(element, 'role') !== 'heading') return null
  const level = Number(attr(element, 'aria-level') ?? 2)
  return Number.isInteger(level) && level >= 1 ? Math.min(level, 6) : 2
}

export function showHeading(element: XmlElement, level: number, scope: Scope, reading: Reading): OutNode[] {
  const opened = scope.isWithin ? null : openBlock(reading, 'heading')
  const children = wrapAll(trimmed(buildInline(element.children, scope, reading)), scope)
  const isEmpty = children.every(isBlank)
  if (opened !== null) closeBlock(reading, isEmpty ? null : opened)
  if (isEmpty) return []
  // A list of notes or a table has no place in the page's outline.
  if (opened === null && scope.inTable) return [make('p', scope, [make('b', scope, children)])]
  const shown = rank(element, level, scope, reading)
  return [make(`h${shown}`, scope, children, { block: opened })]
}

/** A heading in a deeper section stands below the section's own, even where all of them are written h1. */
function rank(element: XmlElement, level: number, scope: Scope, reading: Reading): number {
  const { stack } = reading.heading
  if (level > reading.heading.last + 1 && reading.heading.last > 1)
    report(
      reading,
      'heading-levels-do-not-jump',
      `A heading of level ${level} follows one of level ${reading.heading.last}; on our pages it stands one level below. Use the next level.`,
      scope.path,
      element,
    )
  reading.heading.last = level
  while (stack.length > 1) {
    const top = stack.at(-1)
    if (top === undefined || level > top.level || scope.depth > top.depth) break
    stack.pop()
  }
  const shown = Math.min(6, (stack.at(-1)?.shown ?? 1) + 1)
  stack.push({ level, depth: scope.depth, shown })
  return shown
}

/**
 * book.yaml: what a press tells about a book beside its EPUB, or instead of one. Every fault names its line and what
 * to write; a file with faults of shape is refused, so that nothing is silently missing from a page.
 */
import type { Issue } from '#book'
import { parseYamlTree } from './book-yaml/parse-yaml-tree.ts'
import type { Report } from './book-yaml/reader.ts'
import { type BookYaml, bookYamlReader } from './book-yaml/shape.ts'
import { issueFor } from './rules/issue-for.ts'

export type { BookYaml, ChapterEntry, ContributorEntry } from './book-yaml/shape.ts'

const MOST_ISSUES = 100

/** `value` is null when the file cannot be read at all; with issues of severity error it must not be used to publish. */
export function parseBookYaml(
  text: string,
  fileName = 'book.yaml',
): { readonly value: BookYaml | null; readonly issues: readonly Issue[] } {
  const { tree, faults } = parseYamlTree(text)
  const issues: Issue[] = faults.map((fault) =>
    issueFor('book-yaml-is-well-formed', {
      message: fault.message,
      where: { file: fileName, line: fault.line },
    }),
  )
  if (tree === null && issues.length === 0)
    issues.push(
      issueFor('book-yaml-is-well-formed', {
        message: 'The file is empty. Give at least the title: “title: …”.',
        where: { file: fileName, line: 1 },
      }),
    )
  if (tree === null) return { value: null, issues }
  const report: Report = (rule, spot, message) => {
    if (issues.length < MOST_ISSUES)
      issues.push(
        issueFor(rule, { message, where: { file: fileName, line: spot.line, element: spot.path || null } }),
      )
  }
  const value = bookYamlReader.read(tree, { path: '', line: tree.line }, report)
  if (value === null && issues.length === 0)
    report(
      'book-yaml-is-well-formed',
      { path: '', line: 1 },
      'The file holds no keys. Give at least “title: …”.',
    )
  return { value, issues }
}

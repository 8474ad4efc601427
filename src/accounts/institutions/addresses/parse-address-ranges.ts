/**
 * A list of addresses as a library sends it: from a mail, a spreadsheet, a proxy's configuration. Everything in it is either
 * read or told of; nothing is dropped without a word.
 */
import type { AddressRange } from './address.ts'
import type { AddressIssue } from './address-issue.ts'
import { checkRange } from './check-range.ts'
import { type FoundRange, parseRangeLine } from './parse-range-line.ts'
import { toRangeText } from './to-range-list.ts'

export type ParsedRanges = {
  readonly ranges: readonly AddressRange[]
  readonly issues: readonly AddressIssue[]
}

export function parseAddressRanges(text: string): ParsedRanges {
  const ranges: (FoundRange & { readonly line: number })[] = []
  const issues: AddressIssue[] = []
  for (const [i, words] of text.split(/\r\n?|[\n\u2028\u2029]/).entries()) {
    const line = i + 1
    const read = parseRangeLine(words.normalize('NFC'))
    for (const issue of read.issues)
      issues.push({ ...issue, line, read: readingOf(read.ranges, issue.found) })
    for (const range of read.ranges) {
      const fault = checkRange(range)
      if (fault !== null) issues.push({ ...fault, line, found: range.found.trim(), read: toRangeText(range) })
      if (fault?.severity !== 'error') ranges.push({ ...range, line })
    }
  }
  const taken = ranges.filter(({ excluded }) => !excluded)
  for (const range of ranges)
    if (range.excluded && !taken.some((other) => overlap(range, other)))
      issues.push({
        ...{ rule: 'exclusion-lies-in-a-range', severity: 'warning', line: range.line },
        ...{ found: range.found.trim(), read: toRangeText(range) },
      })
  return {
    ranges: ranges.map(({ family, first, last, excluded, note }) => ({
      family,
      first,
      last,
      excluded,
      note,
    })),
    issues: issues.map((issue) => ({ ...issue, found: issue.found.trim() })).sort((a, b) => a.line - b.line),
  }
}

function readingOf(ranges: readonly FoundRange[], found: string): string | null {
  const range = ranges.find((one) => one.found === found)
  return range === undefined ? null : toRangeText(range)
}

const overlap = (a: AddressRange, b: AddressRange): boolean =>
  a.family === b.family && a.first <= b.last && b.first <= a.last

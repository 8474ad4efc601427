/** One line of a list: the ranges it names, those it leaves out, and what it says of them. */
import { fail, type Result } from '#base'
import type { AddressRange } from './address.ts'
import type { AddressIssue, AddressRule } from './address-issue.ts'
import {
  joinWritten,
  parseEnd,
  parsePrefixed,
  parseWrittenAddress,
  toPrefixLength,
  type Written,
} from './parse-written-address.ts'
import { type RangeToken, toRangeTokens } from './to-range-tokens.ts'

export type FoundIssue = Pick<AddressIssue, 'rule' | 'severity' | 'found'>
export type RangeLine = { readonly ranges: readonly FoundRange[]; readonly issues: readonly FoundIssue[] }
export type FoundRange = AddressRange & { readonly found: string }

const JOINING = /^(to|through|thru|until|till|bis|à|au|jusqu['’]à|hasta|tot|al?)$/
const EXCEPT =
  /^(except(ing|ion|ions)?|exclu(de|des|ded|ding|sion|sions)|excl|sauf|excepté(e|es|s)?|exclu(s|e|es)?|ohne|außer|ausser|excepto)$/
/** Words that leave something out only where an address follows. */
const PERHAPS_EXCEPT = /^(not|without|minus|but|hors|sans|moins)$/
const AFTER_ALL = /^(plus|also|including|incl|aussi|inclus)$/
const MASK = /^(subnet|sub-net|mask|netmask|masque)$/

export function parseRangeLine(line: string): RangeLine {
  const { tokens, comment } = toRangeTokens(line)
  const ranges: Omit<FoundRange, 'note'>[] = []
  const issues: FoundIssue[] = []
  const label: RangeToken[] = []
  const leftOut = exclusions(issues)
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]
    if (token === undefined) break
    const piece = token.kind === 'address' ? readPiece(tokens, at) : null
    if (piece === null) {
      if (!leftOut.reads(token, tokens[at + 1])) label.push(token)
      at += 1
      continue
    }
    at += piece.used
    const { found, written, faults } = piece
    const excluded = leftOut.takes()
    issues.push(...faults.map((rule) => ({ rule, severity: 'warning' as const, found })))
    if (!written.ok) issues.push({ rule: written.error, severity: 'error', found })
    else
      for (const span of written.value.spans)
        ranges.push({ family: written.value.family, ...span, excluded, found })
  }
  leftOut.ends()
  const note = comment ?? toNote(label)
  if (ranges.length === 0 && issues.length === 0 && label.length > 0) issues.push(nothingIn(line))
  return {
    ranges: ranges.map((range) => ({ ...range, note: note === null ? null : note.slice(0, 200) })),
    issues,
  }
}

const nothingIn = (line: string): FoundIssue => ({
  rule: 'line-holds-an-address',
  severity: /\d|\w\.\w/.test(line) ? 'warning' : 'note',
  found: line.trim().slice(0, 200),
})

/** How far a “!” or an “except” reaches: the next range, the bracket it stands in, or the line. */
function exclusions(issues: FoundIssue[]) {
  let depth = 0
  let next = false
  let scope: { readonly word: string; readonly depth: number; readonly sure: boolean; used: boolean } | null =
    null
  const end = () => {
    if (scope?.sure && !scope.used)
      issues.push({ rule: 'exclusion-names-its-addresses', severity: 'error', found: scope.word })
    scope = null
  }
  return {
    /** True: the token is of this matter, and not part of what the line says. */
    reads(token: RangeToken, following: RangeToken | undefined): boolean {
      if (token.kind === 'not') next = true
      if (token.kind === 'open') depth += 1
      if (token.kind === 'close') depth -= 1
      if (scope !== null && depth < scope.depth) end()
      if (token.kind !== 'word') return token.kind === 'not'
      const word = token.text.toLowerCase().replace(/[.:]+$/, '')
      const sure = EXCEPT.test(word)
      if (sure || (PERHAPS_EXCEPT.test(word) && following?.kind === 'address')) {
        scope = { word: token.text, depth, sure, used: scope?.used ?? false }
        return true
      }
      if (AFTER_ALL.test(word)) scope = null
      return false
    },
    takes(): boolean {
      const excluded = next || scope !== null
      next = false
      if (scope !== null) scope.used = true
      return excluded
    },
    ends(): void {
      if (next) issues.push({ rule: 'exclusion-names-its-addresses', severity: 'error', found: '!' })
      end()
    },
  }
}

type Piece = {
  readonly written: Result<Written, AddressRule>
  readonly found: string
  readonly used: number
  readonly faults: readonly AddressRule[]
}

/** Null: it only looks like an address. */
function readPiece(tokens: readonly RangeToken[], at: number): Piece | null {
  const token = tokens[at]
  if (token?.kind !== 'address') return null
  const piece = (
    used: number,
    written: Result<Written, AddressRule>,
    more: readonly AddressRule[] = [],
  ): Piece => ({
    written,
    found: tokens
      .slice(at, at + used)
      .map(toText)
      .join(''),
    used,
    faults: [...more, ...(written.ok && written.value.leadingZeros ? LEADING_ZEROS : [])],
  })
  if (token.length !== null) return piece(1, ...prefixed(token.text, token.length))
  const from = parseWrittenAddress(token.text)
  if (from === null) return null
  if (!from.ok) return piece(1, from)
  const mask = findMask(tokens, at + 1)
  if (mask !== null && from.value.single) return piece(mask.used, ...prefixed(token.text, mask.text))
  const [joint, end] = [tokens[at + 1], tokens[at + 2]]
  if (joint?.kind === 'dash' && end === undefined) return piece(2, fail('range-has-an-end'))
  if (joint && end && isJoint(joint)) {
    const to = readEnd(from.value, joint, end, tokens[at + 3])
    if (to !== null) return piece(3, to)
  }
  if (joint?.kind === 'address' && joint.length === null) {
    const to = parseWrittenAddress(joint.text)
    if (to?.ok && isFromTo(from.value, to.value))
      return piece(2, joinWritten(from.value, to.value), ['range-says-that-it-is-one'])
  }
  return piece(1, from)
}

const LEADING_ZEROS: readonly AddressRule[] = ['numbers-have-no-leading-zeros']

function prefixed(text: string, length: string): [Result<Written, AddressRule>, readonly AddressRule[]] {
  const read = parsePrefixed(text, length)
  return [read, read.ok && read.value.moved ? ['prefix-begins-at-its-network'] : []]
}

/** `131.111.0.0 255.255.0.0`, with or without a word between. */
function findMask(
  tokens: readonly RangeToken[],
  at: number,
): { readonly text: string; readonly used: number } | null {
  let next = at
  while (isWord(tokens[next], MASK)) next += 1
  const token = tokens[next]
  if (token?.kind !== 'address' || token.length !== null || !/^(255|0)\./.test(token.text)) return null
  return toPrefixLength(token.text) === null ? null : { text: token.text, used: next - at + 2 }
}

const isJoint = (token: RangeToken): boolean => token.kind === 'dash' || isWord(token, JOINING)

const isWord = (token: RangeToken | undefined, pattern: RegExp): boolean =>
  token?.kind === 'word' && pattern.test(token.text.toLowerCase().replace(/[.:]+$/, ''))

/** Null: what follows is no end of a range, but what the line says of the address. */
function readEnd(
  from: Written,
  joint: RangeToken,
  end: RangeToken,
  following: RangeToken | undefined,
): Result<Written, AddressRule> | null {
  if (end.kind === 'address') {
    if (end.length !== null) return null
    const to = parseWrittenAddress(end.text)
    return to === null ? null : to.ok ? joinWritten(from, to.value) : parseEnd(from, end.text)
  }
  const short = from.family === 4 ? /^\d{1,3}$/ : /^[\da-f]{1,4}$/i
  const close = !joint.spaced && !end.spaced
  const last = following === undefined || following.kind !== 'word'
  return end.kind === 'word' && short.test(end.text) && (close || last) ? parseEnd(from, end.text) : null
}

/** Two columns of a table: where a range begins, and where it ends. */
function isFromTo(from: Written, to: Written): boolean {
  const [first, last] = [from.spans[0]?.first ?? 0n, to.spans[0]?.last ?? 0n]
  const low = from.family === 4 ? 0xffn : 0xffffn
  const single = from.single && to.single && from.family === to.family
  return single && first < last && (first & low) === 0n && (last & low) === low
}

const toText = (token: RangeToken): string =>
  `${token.spaced ? ' ' : ''}${token.text}${token.kind === 'address' && token.length !== null ? `/${token.length}` : ''}`

/** What else stands in the line, if it says anything. */
function toNote(label: readonly RangeToken[]): string | null {
  const text = label
    .map(toText)
    .join('')
    .replace(/\(\s*\)|\[\s*\]|[,;|]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}(]+|[^\p{L}\p{N})]+$/gu, '')
  return /\p{L}/u.test(text) ? text : null
}

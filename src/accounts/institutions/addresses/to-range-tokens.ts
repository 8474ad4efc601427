/** What a line of somebody's list is made of: addresses, what joins and parts them, and words round them. */

export type RangeToken =
  | {
      readonly kind: 'address'
      readonly text: string
      readonly length: string | null
      readonly spaced: boolean
    }
  | { readonly kind: 'dash' | 'word'; readonly text: string; readonly spaced: boolean }
  | { readonly kind: 'not' | 'separator' | 'open' | 'close'; readonly text: string; readonly spaced: boolean }

export type TokenLine = { readonly tokens: readonly RangeToken[]; readonly comment: string | null }

/** Hyphen-minus, the hyphens and dashes of Unicode, the minus sign. */
const DASH = '\\-\\u2010-\\u2015\\u2212'

const PATTERNS: readonly (readonly [RangeToken['kind'], RegExp])[] = [
  // IPv6: at least two colons; a bracket, a zone, a port.
  ['address', /\[?((?=[\da-f*]*:[\da-f*]*:)[\da-f:.*]*[\da-f:*])(?:%[\w.-]+)?(?:\](?::\d+)?)?/iy],
  // IPv4: numbers and wildcards with dots between them, any of them a range of numbers.
  [
    'address',
    new RegExp(`((?:\\d+|\\*)(?:[${DASH}]\\d+)?(?:\\.(?:\\d+|\\*|x\\b)(?:[${DASH}][\\d*]+)?)+)(?!\\w)`, 'iy'),
  ],
  ['dash', new RegExp(`[${DASH}]+|\\.{2,}|…`, 'y')],
  ['not', /!/y],
  ['separator', /[,;|]/y],
  ['open', /[([{]/y],
  ['close', /[)\]}]/y],
  ['word', new RegExp(`[^\\s,;|!()[\\]{}:${DASH}]+:*|:+`, 'y')],
]

/** A prefix length, or a mask in its place. */
const LENGTH = /\s*\/\s*(\d{1,3}(?:\.\d{1,3}){3}|\d+)(?![\w.]*\w)/y

const SPACE = /\s*/y

export function toRangeTokens(line: string): TokenLine {
  const [text = ''] = line.split(/#|(?<!\S)\/\//, 1)
  const tokens: RangeToken[] = []
  let at = 0
  for (;;) {
    SPACE.lastIndex = at
    SPACE.test(text)
    const start = SPACE.lastIndex
    if (start >= text.length) break
    const { token, end } = readToken(text, start, start > at)
    tokens.push(token)
    at = end
  }
  const comment = line
    .slice(text.length)
    .replace(/^[#/\s]+/, '')
    .trim()
  return { tokens, comment: comment === '' ? null : comment }
}

function readToken(
  text: string,
  at: number,
  spaced: boolean,
): { readonly token: RangeToken; readonly end: number } {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match === null) continue
    const end = at + match[0].length
    if (kind !== 'address') return { token: { kind, text: match[0], spaced }, end }
    LENGTH.lastIndex = end
    const length = LENGTH.exec(text)
    const token = { kind, text: match[1] ?? match[0], length: length?.[1] ?? null, spaced }
    return { token, end: end + (length?.[0].length ?? 0) }
  }
  throw new Error(`No token begins with “${text.slice(at, at + 10)}”`)
}

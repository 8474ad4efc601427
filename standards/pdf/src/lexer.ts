/**
 * Reads values from bytes (ISO 32000-2, 7.2 and 7.3), forgiving as every viewer is: a stray bracket is skipped, a name may
 * hold any character, a number may carry two signs. It always moves on, so it always ends.
 */
import { PdfFault } from './issue.ts'
import { isDict, type PdfObject, type PdfRef } from './objects.ts'

/** A bare word: an operator of a page, or `obj`, `stream`, `R`. */
export type Keyword = { readonly keyword: string }
export type Token = PdfObject | Keyword
export const isKeyword = (token: Token | undefined): token is Keyword =>
  typeof token === 'object' && token !== null && 'keyword' in token

const [SPACE, REGULAR, DELIMITER] = [0, 1, 2]
const KIND = new Uint8Array(256).fill(REGULAR)
for (const code of [0, 9, 10, 12, 13, 32]) KIND[code] = SPACE
for (const char of '()<>[]{}/%') KIND[char.charCodeAt(0)] = DELIMITER
export const isSpace = (code: number | undefined) => code !== undefined && KIND[code] === SPACE

const END: Keyword = { keyword: '' }
const CLOSE_ARRAY: Keyword = { keyword: ']' }
const CLOSE_DICT: Keyword = { keyword: '>>' }

export class Lexer {
  readonly bytes: Uint8Array
  position: number
  private readonly depthLimit: number
  private readonly references: boolean

  /** `references`: whether `1 0 R` is a reference, as in the body of a file and not in the content of a page. */
  constructor(bytes: Uint8Array, position = 0, depthLimit = 200, references = true) {
    this.bytes = bytes
    this.position = position
    this.depthLimit = depthLimit
    this.references = references
  }

  get ended() {
    return this.position >= this.bytes.length
  }

  skipSpace() {
    const { bytes } = this
    for (;;) {
      const code = bytes[this.position]
      if (code === 0x25) this.skipLine()
      else if (code !== undefined && KIND[code] === SPACE) this.position += 1
      else return
    }
  }

  private skipLine() {
    const { bytes } = this
    while (this.position < bytes.length && bytes[this.position] !== 10 && bytes[this.position] !== 13)
      this.position += 1
  }

  /** The next value or word; the word '' at the end. */
  next(depth = 0): Token {
    this.skipSpace()
    const { bytes } = this
    const code = bytes[this.position]
    if (code === undefined) return END
    if ((code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2d || code === 0x2e)
      return this.number()
    if (code === 0x2f) return this.name()
    if (code === 0x28) return this.literalString()
    if (code === 0x5b) return this.array(depth)
    if (code === 0x3c) return bytes[this.position + 1] === 0x3c ? this.dictionary(depth) : this.hexString()
    if (code === 0x5d) return this.step(1, CLOSE_ARRAY)
    if (code === 0x3e)
      return bytes[this.position + 1] === 0x3e ? this.step(2, CLOSE_DICT) : this.step(1, { keyword: '>' })
    if (KIND[code] === DELIMITER) return this.step(1, { keyword: String.fromCharCode(code) })
    return this.word()
  }

  /** The next value; a word in its place counts as nothing. */
  value(depth = 0): PdfObject {
    const token = this.next(depth)
    return isKeyword(token) ? null : token
  }

  private step<T>(length: number, token: T): T {
    this.position += length
    return token
  }

  private number(): PdfObject | Keyword {
    const { bytes } = this
    const start = this.position
    let position = start
    let value = 0
    let scale = 0
    let negative = false
    let digits = 0
    for (; ; position += 1) {
      const code = bytes[position]
      if (code === undefined) break
      if (code >= 0x30 && code <= 0x39) {
        digits += 1
        if (scale === 0) value = value * 10 + code - 0x30
        else {
          value += (code - 0x30) * scale
          scale /= 10
        }
      } else if (code === 0x2e && scale === 0) scale = 0.1
      else if (code === 0x2d) negative = negative || digits === 0
      else if (code === 0x2b && digits === 0) continue
      else break
    }
    this.position = position
    if (KIND[bytes[position] ?? 32] === REGULAR) {
      // "0f" or "1.5.2": a word or a slip, and no viewer reads it as a number with a tail
      if (digits === 0) return this.word(start)
      while (KIND[bytes[this.position] ?? 32] === REGULAR) this.position += 1
    }
    // Decimal digits added one by one drift; the text itself does not.
    if (scale !== 0)
      value =
        Math.abs(
          Number.parseFloat(
            Buffer.from(bytes.subarray(start, position))
              .toString('latin1')
              .replace(/^[+-]+/, ''),
          ),
        ) || 0
    const number = negative ? -value : value
    if (this.references && scale === 0 && !negative && digits > 0 && digits < 11)
      return this.reference(number) ?? number
    return Number.isFinite(number) ? number : 0
  }

  /** `12 0 R`, looked for only behind a whole number. */
  private reference(number: number): PdfRef | null {
    const { bytes } = this
    let at = this.position
    if (KIND[bytes[at] ?? 65] !== SPACE) return null
    while (KIND[bytes[at] ?? 65] === SPACE) at += 1
    let generation = 0
    const first = at
    for (
      let code = bytes[at];
      code !== undefined && code >= 0x30 && code <= 0x39 && at - first < 6;
      code = bytes[at]
    ) {
      generation = generation * 10 + code - 0x30
      at += 1
    }
    if (at === first || KIND[bytes[at] ?? 65] !== SPACE) return null
    while (KIND[bytes[at] ?? 65] === SPACE) at += 1
    if (bytes[at] !== 0x52 || KIND[bytes[at + 1] ?? 32] === REGULAR) return null
    this.position = at + 1
    return { kind: 'ref', number, generation }
  }

  private name(): PdfObject {
    const { bytes } = this
    const start = this.position + 1
    let end = start
    let escaped = false
    for (let code = bytes[end]; code !== undefined && KIND[code] === REGULAR; code = bytes[end]) {
      if (code === 0x23) escaped = true
      end += 1
    }
    this.position = end
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1')
    return {
      kind: 'name',
      name: escaped
        ? text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
            String.fromCharCode(Number.parseInt(hex, 16)),
          )
        : text,
    }
  }

  private word(from = this.position): Keyword {
    const { bytes } = this
    let end = Math.max(from, this.position)
    while (KIND[bytes[end] ?? 32] === REGULAR) end += 1
    if (end === from) end += 1
    this.position = end
    return { keyword: Buffer.from(bytes.buffer, bytes.byteOffset + from, end - from).toString('latin1') }
  }

  private literalString(): PdfObject {
    const { bytes } = this
    const out: number[] = []
    let depth = 1
    let at = this.position + 1
    for (; at < bytes.length; at += 1) {
      let code = bytes[at] ?? 0
      if (code === 0x5c) {
        at += 1
        code = bytes[at] ?? 0
        if (code >= 0x30 && code <= 0x37) {
          let octal = code - 0x30
          for (let count = 0; count < 2; count += 1) {
            const digit = bytes[at + 1]
            if (digit === undefined || digit < 0x30 || digit > 0x37) break
            octal = octal * 8 + digit - 0x30
            at += 1
          }
          out.push(octal & 255)
        } else if (code === 13) at += bytes[at + 1] === 10 ? 1 : 0
        else if (code !== 10) out.push(ESCAPES.get(code) ?? code)
        continue
      }
      if (code === 0x28) depth += 1
      if (code === 0x29) {
        depth -= 1
        if (depth === 0) break
      }
      out.push(code)
    }
    this.position = at + 1
    return { kind: 'string', bytes: Uint8Array.from(out) }
  }

  private hexString(): PdfObject {
    const { bytes } = this
    const out: number[] = []
    let high = -1
    let at = this.position + 1
    for (; at < bytes.length && bytes[at] !== 0x3e; at += 1) {
      const digit = hexDigit(bytes[at] ?? 0)
      if (digit < 0) continue
      if (high < 0) high = digit
      else {
        out.push(high * 16 + digit)
        high = -1
      }
    }
    if (high >= 0) out.push(high * 16)
    this.position = at + 1
    return { kind: 'string', bytes: Uint8Array.from(out) }
  }

  private array(depth: number): PdfObject {
    this.checkDepth(depth)
    this.position += 1
    const items: PdfObject[] = []
    for (;;) {
      const token = this.next(depth + 1)
      if (!isKeyword(token)) items.push(token)
      else if (token.keyword === 'null') items.push(null)
      else if (token === CLOSE_ARRAY || token === END || isBoundary(token)) return items
      else if (token.keyword === 'true' || token.keyword === 'false') items.push(token.keyword === 'true')
    }
  }

  private dictionary(depth: number): PdfObject {
    this.checkDepth(depth)
    this.position += 2
    const entries = new Map<string, PdfObject>()
    for (;;) {
      const key = this.next(depth + 1)
      if (isKeyword(key)) {
        if (key === CLOSE_DICT || key === END || isBoundary(key)) break
        continue
      }
      if (
        typeof key !== 'object' ||
        key === null ||
        Array.isArray(key) ||
        !('kind' in key) ||
        key.kind !== 'name'
      )
        continue
      const value = this.next(depth + 1)
      if (!isKeyword(value)) entries.set(key.name, value)
      else if (value.keyword === 'true' || value.keyword === 'false')
        entries.set(key.name, value.keyword === 'true')
      else if (value === CLOSE_DICT || value === END || isBoundary(value)) break
    }
    return { kind: 'dict', entries }
  }

  private checkDepth(depth: number) {
    if (depth >= this.depthLimit)
      throw new PdfFault(
        'pdf-is-within-limits',
        `This PDF nests values more than ${this.depthLimit} deep. Save it anew from the program that made it.`,
      )
  }
}

const isBoundary = (token: Keyword) => token.keyword === 'endobj' || token.keyword === 'stream'

const ESCAPES = new Map([
  [0x6e, 10],
  [0x72, 13],
  [0x74, 9],
  [0x62, 8],
  [0x66, 12],
])

export function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = code | 32
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

/** A value that stands alone as a word: `true`, `false`, `null`. */
export const valueOfToken = (token: Token): PdfObject =>
  isKeyword(token) ? (token.keyword === 'true' ? true : token.keyword === 'false' ? false : null) : token

/** An object of a file that begins at a place: its number, its value, and where a stream's bytes begin. */
export function readObjectAt(bytes: Uint8Array, at: number, depth: number) {
  const lexer = new Lexer(bytes, at, depth)
  const number = lexer.next()
  const generation = lexer.next()
  const word = lexer.next()
  if (
    typeof number !== 'number' ||
    typeof generation !== 'number' ||
    !isKeyword(word) ||
    word.keyword !== 'obj'
  )
    return null
  const value = valueOfToken(lexer.next())
  const after = lexer.position
  if (!isDict(value)) return { number, value, streamAt: null, after }
  const next = lexer.next()
  if (!isKeyword(next) || next.keyword !== 'stream') return { number, value, streamAt: null, after }
  let streamAt = lexer.position
  if (bytes[streamAt] === 13) streamAt += 1
  if (bytes[streamAt] === 10) streamAt += 1
  return { number, value, streamAt, after }
}

/**
 * Unpacks streams (ISO 32000-2, 7.4): all filters of text and structure. Those of pictures (DCT, JPX, CCITT, JBIG2) are
 * left packed: a picture is carried over as it is. Damaged data gives as much as could be unpacked, as viewers do.
 */
import { constants, inflateRawSync, inflateSync } from 'node:zlib'
import { PdfFault } from './issue.ts'
import { hexDigit } from './lexer.ts'
import type { Budget } from './limits.ts'
import { isArray, isDict, isStream, nameOf, type PdfDict, type PdfObject, type PdfStream } from './objects.ts'

type Resolve = (value: PdfObject | undefined) => PdfObject

/** The bytes of a stream with its filters undone; null when a filter is of pictures, or unknown. */
export function unpackStream(stream: PdfStream, resolve: Resolve, budget: Budget): Uint8Array | null {
  const filters = asList(resolve(stream.dict.entries.get('Filter') ?? stream.dict.entries.get('F')), resolve)
  const parms = asList(
    resolve(stream.dict.entries.get('DecodeParms') ?? stream.dict.entries.get('DP')),
    resolve,
  )
  let data: Uint8Array | null = stream.data
  if (filters.length > 8) return null
  for (const [index, filter] of filters.entries()) {
    const parm = parms[index]
    data = applyFilter(nameOf(filter) ?? '', data, isDict(parm) ? parm : null, resolve, budget)
    if (data === null) return null
    budget.spendUnpacked(data.length)
  }
  return data
}

const asList = (value: PdfObject, resolve: Resolve): PdfObject[] =>
  value === null ? [] : isArray(value) ? value.map((item) => resolve(item)) : isStream(value) ? [] : [value]

function applyFilter(
  filter: string,
  data: Uint8Array,
  parms: PdfDict | null,
  resolve: Resolve,
  budget: Budget,
): Uint8Array | null {
  const most = budget.limits.streamBytes
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return undoPredictor(inflate(data, most), parms, resolve)
    case 'LZWDecode':
    case 'LZW':
      return undoPredictor(unpackLzw(data, numberOf(parms, 'EarlyChange', 1, resolve), most), parms, resolve)
    case 'ASCII85Decode':
    case 'A85':
      return unpackAscii85(data)
    case 'ASCIIHexDecode':
    case 'AHx':
      return unpackHex(data)
    case 'RunLengthDecode':
    case 'RL':
      return unpackRunLength(data, most)
    case 'Crypt':
      return parms === null || nameOf(parms.entries.get('Name')) === 'Identity' ? data : null
    default:
      return null
  }
}

function inflate(data: Uint8Array, most: number): Uint8Array {
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: most }
  try {
    return inflateSync(data, options)
  } catch (error) {
    if (isTooLarge(error)) throw tooLarge(most)
  }
  for (const attempt of [() => inflatePrefix(data, most), () => inflateRawSync(data.subarray(2), options)])
    try {
      return attempt()
    } catch (error) {
      if (isTooLarge(error)) throw tooLarge(most)
    }
  return new Uint8Array()
}

/** What comes before the damage: halved until it holds. */
function inflatePrefix(data: Uint8Array, most: number): Uint8Array {
  let [good, bad] = [0, data.length]
  let best: Uint8Array = new Uint8Array()
  for (let round = 0; round < 24 && bad - good > 1; round += 1) {
    const middle = (good + bad) >> 1
    try {
      best = inflateSync(data.subarray(0, middle), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: most,
      })
      good = middle
    } catch (error) {
      if (isTooLarge(error)) throw error
      bad = middle
    }
  }
  return best
}

const isTooLarge = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
const tooLarge = (most: number) =>
  new PdfFault(
    'pdf-is-within-limits',
    `A part of this PDF unpacks to more than ${most} bytes. Save it anew from the program that made it.`,
  )

const numberOf = (parms: PdfDict | null, key: string, otherwise: number, resolve: Resolve) => {
  const value = resolve(parms?.entries.get(key))
  return typeof value === 'number' ? value : otherwise
}

/** PNG and TIFF predictors (7.4.4.4). */
function undoPredictor(data: Uint8Array, parms: PdfDict | null, resolve: Resolve): Uint8Array {
  const predictor = numberOf(parms, 'Predictor', 1, resolve)
  if (predictor < 2) return data
  const colors = numberOf(parms, 'Colors', 1, resolve)
  const bits = numberOf(parms, 'BitsPerComponent', 8, resolve)
  const columns = numberOf(parms, 'Columns', 1, resolve)
  const pixel = Math.max(1, (colors * bits) >> 3)
  const row = Math.ceil((colors * bits * columns) / 8)
  if (!(row > 0 && row < 1 << 28)) return data
  if (predictor === 2) return bits === 8 ? undoTiff(data, row, pixel) : data
  const rows = Math.floor((data.length + row) / (row + 1))
  const out = new Uint8Array(rows * row)
  for (let y = 0; y < rows; y += 1) {
    const type = data[y * (row + 1)] ?? 0
    const from = y * (row + 1) + 1
    const to = y * row
    for (let x = 0; x < row; x += 1) {
      const raw = data[from + x] ?? 0
      const left = x >= pixel ? (out[to + x - pixel] ?? 0) : 0
      const up = y > 0 ? (out[to + x - row] ?? 0) : 0
      const corner = x >= pixel && y > 0 ? (out[to + x - row - pixel] ?? 0) : 0
      out[to + x] = raw + predicted(type, left, up, corner)
    }
  }
  return out
}

function predicted(type: number, left: number, up: number, corner: number): number {
  if (type === 1) return left
  if (type === 2) return up
  if (type === 3) return (left + up) >> 1
  if (type !== 4) return 0
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

function undoTiff(data: Uint8Array, row: number, pixel: number): Uint8Array {
  const out = Uint8Array.from(data)
  for (let start = 0; start < out.length; start += row)
    for (let x = pixel; x < row && start + x < out.length; x += 1)
      out[start + x] = (out[start + x] ?? 0) + (out[start + x - pixel] ?? 0)
  return out
}

/** Bytes that grow by doubling and stop at a limit. */
class Growing {
  private bytes = new Uint8Array(4096)
  length = 0
  private readonly most: number
  constructor(most: number) {
    this.most = most
  }
  push(chunk: Uint8Array) {
    if (this.length + chunk.length > this.most) throw tooLarge(this.most)
    if (this.length + chunk.length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + chunk.length))
      larger.set(this.bytes.subarray(0, this.length))
      this.bytes = larger
    }
    this.bytes.set(chunk, this.length)
    this.length += chunk.length
  }
  done() {
    return this.bytes.subarray(0, this.length)
  }
}

function unpackLzw(data: Uint8Array, early: number, most: number): Uint8Array {
  const out = new Growing(most)
  let table: Uint8Array[] = []
  const reset = () => {
    table = Array.from({ length: 258 }, (_, code) => Uint8Array.of(code & 255))
  }
  reset()
  let [width, buffer, held, previous] = [9, 0, 0, null as Uint8Array | null]
  for (const byte of data) {
    buffer = ((buffer << 8) | byte) & 0xffffff
    held += 8
    if (held < width) continue
    held -= width
    const code = (buffer >> held) & ((1 << width) - 1)
    if (code === 257) break
    if (code === 256) {
      reset()
      width = 9
      previous = null
      continue
    }
    let entry = table[code]
    if (entry === undefined) {
      if (previous === null) break
      entry = joined(previous, previous[0] ?? 0)
    }
    out.push(entry)
    if (previous !== null && table.length < 4096) table.push(joined(previous, entry[0] ?? 0))
    previous = entry
    const size = table.length + (previous === null ? 0 : 1) - 1 + early
    width = size >= 2048 ? 12 : size >= 1024 ? 11 : size >= 512 ? 10 : 9
  }
  return out.done()
}

function joined(bytes: Uint8Array, last: number): Uint8Array {
  const out = new Uint8Array(bytes.length + 1)
  out.set(bytes)
  out[bytes.length] = last
  return out
}

function unpackAscii85(data: Uint8Array): Uint8Array {
  const out: number[] = []
  let [value, count] = [0, 0]
  for (const code of data) {
    if (code === 0x7e) break
    if (code === 0x7a && count === 0) out.push(0, 0, 0, 0)
    if (code < 0x21 || code > 0x75) continue
    value = value * 85 + code - 0x21
    count += 1
    if (count < 5) continue
    out.push((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
    value = 0
    count = 0
  }
  if (count > 1) {
    for (let index = count; index < 5; index += 1) value = value * 85 + 84
    out.push(...[(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255].slice(0, count - 1))
  }
  return Uint8Array.from(out)
}

function unpackHex(data: Uint8Array): Uint8Array {
  const out: number[] = []
  let high = -1
  for (const code of data) {
    if (code === 0x3e) break
    const digit = hexDigit(code)
    if (digit < 0) continue
    if (high < 0) high = digit
    else {
      out.push(high * 16 + digit)
      high = -1
    }
  }
  if (high >= 0) out.push(high * 16)
  return Uint8Array.from(out)
}

function unpackRunLength(data: Uint8Array, most: number): Uint8Array {
  const out = new Growing(most)
  for (let at = 0; at < data.length; ) {
    const length = data[at] ?? 128
    if (length === 128) break
    if (length < 128) {
      out.push(data.subarray(at + 1, at + 2 + length))
      at += length + 2
    } else {
      out.push(new Uint8Array(257 - length).fill(data[at + 1] ?? 0))
      at += 2
    }
  }
  return out.done()
}

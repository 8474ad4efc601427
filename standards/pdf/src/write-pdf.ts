/**
 * Writes a PDF: values packed in object streams, streams as they are, one cross-reference stream (ISO 32000-2, 7.5.7 and
 * 7.5.8). Objects are numbered in the order in which they came, there is no date and no chance in it, and the file's /ID is
 * taken from its own bytes: the same input gives the same file.
 */
import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { type PdfDict, type PdfObject, type PdfRef, type PdfStream, ref } from './objects.ts'

/** Objects that are not streams, in one object stream. */
const PACK = 200

export class PdfWriter {
  private readonly objects: PdfObject[] = []

  /** A number for an object that comes later. */
  reserve(): PdfRef {
    this.objects.push(null)
    return ref(this.objects.length)
  }

  set(at: PdfRef, value: PdfObject) {
    this.objects[at.number - 1] = value
  }

  get(at: PdfRef): PdfObject {
    return this.objects[at.number - 1] ?? null
  }

  add(value: PdfObject): PdfRef {
    const at = this.reserve()
    this.set(at, value)
    return at
  }

  /** A stream of our own making, packed. */
  addPacked(entries: Iterable<readonly [string, PdfObject]>, data: Uint8Array): PdfRef {
    return this.add(packedStream(entries, data))
  }

  write(root: PdfRef, info: PdfRef | null, version: string): Uint8Array {
    const out = new Output()
    out.text(`%PDF-${version > '1.5' ? version : '1.5'}\n%\u00e2\u00e3\u00cf\u00d3\n`)
    const places: { readonly kind: 1 | 2; readonly a: number; readonly b: number }[] = []
    const body = new Output()
    let pack: { readonly number: number; readonly offset: number }[] = []
    let extra = this.objects.length
    const flush = () => {
      if (pack.length === 0) return
      extra += 1
      for (const [index, { number }] of pack.entries()) places[number] = { kind: 2, a: extra, b: index }
      places[extra] = { kind: 1, a: out.length, b: 0 }
      out.indirect(extra, objectStream(pack, body.done()))
      pack = []
      body.length = 0
    }
    for (const [index, value] of this.objects.entries()) {
      const number = index + 1
      if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'stream') {
        places[number] = { kind: 1, a: out.length, b: 0 }
        out.indirect(number, value)
        continue
      }
      pack.push({ number, offset: body.length })
      body.value(value)
      body.text('\n')
      if (pack.length === PACK) flush()
    }
    flush()
    const at = out.length
    const size = extra + 2
    const id: PdfObject = {
      kind: 'string',
      bytes: createHash('sha256').update(out.done()).digest().subarray(0, 16),
    }
    const rows = new Uint8Array(size * 7)
    rows.set([0, 0, 0, 0, 0, 255, 255])
    places[extra + 1] = { kind: 1, a: at, b: 0 }
    for (let number = 1; number < size; number += 1) {
      const { kind, a, b } = places[number] ?? { kind: 1, a: 0, b: 0 }
      rows.set(
        [kind, (a / 16777216) & 255, (a >>> 16) & 255, (a >>> 8) & 255, a & 255, (b >>> 8) & 255, b & 255],
        number * 7,
      )
    }
    out.indirect(
      extra + 1,
      packedStream(
        [
          ['Type', { kind: 'name', name: 'XRef' }],
          ['Size', size],
          ['W', [1, 4, 2]],
          ['Root', root],
          ...(info === null ? [] : [['Info', info] as const]),
          ['ID', [id, id]],
        ],
        rows,
      ),
    )
    out.text(`startxref\n${at}\n%%EOF\n`)
    return out.done()
  }
}

function objectStream(
  objects: readonly { readonly number: number; readonly offset: number }[],
  body: Uint8Array,
): PdfStream {
  const head = `${objects.map(({ number, offset }) => `${number} ${offset}`).join(' ')}\n`
  return packedStream(
    [
      ['Type', { kind: 'name', name: 'ObjStm' }],
      ['N', objects.length],
      ['First', head.length],
    ],
    Buffer.concat([Buffer.from(head), body]),
  )
}

export const packedStream = (
  entries: Iterable<readonly [string, PdfObject]>,
  data: Uint8Array,
): PdfStream => ({
  kind: 'stream',
  dict: { kind: 'dict', entries: new Map([...entries, ['Filter', { kind: 'name', name: 'FlateDecode' }]]) },
  data: new Uint8Array(deflateSync(data)),
})

class Output {
  private buffer = new Uint8Array(65536)
  length = 0

  done(): Uint8Array {
    return this.buffer.subarray(0, this.length)
  }

  bytes(chunk: Uint8Array) {
    this.room(chunk.length)
    this.buffer.set(chunk, this.length)
    this.length += chunk.length
  }

  /** One byte a character. */
  text(text: string) {
    this.room(text.length)
    for (let index = 0; index < text.length; index += 1)
      this.buffer[this.length + index] = text.charCodeAt(index)
    this.length += text.length
  }

  private room(more: number) {
    if (this.length + more <= this.buffer.length) return
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + more))
    larger.set(this.buffer.subarray(0, this.length))
    this.buffer = larger
  }

  indirect(number: number, value: PdfStream) {
    this.text(`${number} 0 obj\n`)
    this.dictionary({
      kind: 'dict',
      entries: new Map([...value.dict.entries, ['Length', value.data.length]]),
    })
    this.text('\nstream\n')
    this.bytes(value.data)
    this.text('\nendstream\nendobj\n')
  }

  value(value: PdfObject) {
    if (value === null || typeof value === 'boolean') this.text(String(value))
    else if (typeof value === 'number') this.text(formatNumber(value))
    else if (!('kind' in value)) {
      this.text('[')
      for (const [index, item] of value.entries()) {
        if (index > 0) this.text(' ')
        this.value(item)
      }
      this.text(']')
    } else if (value.kind === 'name') this.text(formatName(value.name))
    else if (value.kind === 'string') this.string(value.bytes)
    else if (value.kind === 'ref') this.text(`${value.number} ${value.generation} R`)
    else if (value.kind === 'dict') this.dictionary(value)
    else throw new Error('A stream is an object of its own and cannot stand inside another')
  }

  private dictionary(value: PdfDict) {
    this.text('<<')
    for (const [key, item] of value.entries) {
      if (item === null) continue
      this.text(`${formatName(key)} `)
      this.value(item)
    }
    this.text('>>')
  }

  private string(bytes: Uint8Array) {
    if (bytes.every((code) => code >= 32 && code < 127 && code !== 40 && code !== 41 && code !== 92))
      this.text(`(${Buffer.from(bytes).toString('latin1')})`)
    else this.text(`<${Buffer.from(bytes).toString('hex')}>`)
  }
}

/** PDF knows no exponents (7.3.3). */
export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e15 ? String(value) : '0'
  if (!Number.isFinite(value)) return '0'
  const text = String(value)
  return text.includes('e') ? value.toFixed(10).replace(/\.?0+$/, '') : text
}

const formatName = (text: string) =>
  `/${text.replace(/[^!-~]|[#()<>[\]{}/%]/g, (char) => `#${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}`

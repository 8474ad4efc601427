/**
 * An EPUB container from its files (EPUB 3.3 §4.2): `mimetype` first, stored and without an extra field. The same files in
 * the same order give the same bytes on every machine: no date of today gets in, and fflate deflates in JavaScript. Its
 * own `zipSync` keeps files as keys of an object, which moves a file named "1" before `mimetype`; hence the frame here.
 */
import { crc32 } from 'node:zlib'
import { deflateSync } from 'fflate'

const MIMETYPE = new TextEncoder().encode('application/epub+zip')

/** Compressed already: deflating these costs time and saves nothing. */
const PACKED =
  /^mimetype$|\.(jpe?g|png|gif|webp|avif|jxl|mp3|m4a|mp4|m4v|aac|ogg|oga|opus|webm|woff2?|zip|epub)$/i

export type EpubFile = { readonly path: string; readonly bytes: Uint8Array }

/** Throws for two files of one name: that is a fault of the caller, not of a book. */
export function zipEpub(files: readonly EpubFile[]): Uint8Array {
  const others = files.filter(({ path }) => path !== 'mimetype')
  if (new Set(others.map(({ path }) => path)).size < others.length) throw new Error('A path is given twice')
  const entries: Packed[] = []
  let offset = 0
  for (const file of [{ path: 'mimetype', bytes: MIMETYPE }, ...others]) {
    const entry = pack(file, offset)
    entries.push(entry)
    offset += LOCAL_BYTES + entry.name.length + entry.data.length
  }
  return frame(entries, offset)
}

type Packed = {
  readonly name: Uint8Array
  readonly data: Uint8Array
  readonly method: number
  readonly crc32: number
  readonly bytes: number
  readonly offset: number
}

function pack({ path, bytes }: EpubFile, offset: number): Packed {
  const deflated = PACKED.test(path) ? bytes : deflateSync(bytes, { level: 6 })
  const isSmaller = deflated.length < bytes.length
  return {
    name: new TextEncoder().encode(path.normalize('NFC')),
    data: isSmaller ? deflated : bytes,
    method: isSmaller ? 8 : 0,
    crc32: crc32(bytes),
    bytes: bytes.length,
    offset,
  }
}

const LOCAL_BYTES = 30
const CENTRAL_BYTES = 46
const END_BYTES = 22

/** PKWARE APPNOTE 6.3 §4.3.6: entries, then the directory of them, then where that is. */
function frame(entries: readonly Packed[], directoryStart: number): Uint8Array {
  const directoryBytes = entries.reduce((sum, { name }) => sum + CENTRAL_BYTES + name.length, 0)
  const total = directoryStart + directoryBytes + END_BYTES
  if (entries.length > 0xffff || total > 0xffffffff)
    throw new Error('Too much for a ZIP file without extensions')
  const out = new Uint8Array(total)
  const view = new DataView(out.buffer)
  let at = directoryStart
  for (const entry of entries) {
    view.setUint32(entry.offset, 0x04034b50, true)
    writeFields(view, entry.offset + 4, entry)
    out.set(entry.name, entry.offset + LOCAL_BYTES)
    out.set(entry.data, entry.offset + LOCAL_BYTES + entry.name.length)
    view.setUint32(at, 0x02014b50, true)
    view.setUint16(at + 4, 20, true)
    writeFields(view, at + 6, entry)
    view.setUint32(at + 42, entry.offset, true)
    out.set(entry.name, at + CENTRAL_BYTES)
    at += CENTRAL_BYTES + entry.name.length
  }
  view.setUint32(at, 0x06054b50, true)
  view.setUint16(at + 8, entries.length, true)
  view.setUint16(at + 10, entries.length, true)
  view.setUint32(at + 12, directoryBytes, true)
  view.setUint32(at + 16, directoryStart, true)
  return out
}

/** Version 2.0, names in UTF-8 where they are more than ASCII. */
const VERSION = 20
const UTF_8 = 0x0800
/** 1 January 1980, the first day of ZIP. */
const FIRST_DAY = 0x0021

/** The fields that an entry and its line in the directory share, in one order. */
function writeFields(view: DataView, at: number, entry: Packed): void {
  view.setUint16(at, VERSION, true)
  view.setUint16(at + 2, entry.name.some((byte) => byte > 0x7f) ? UTF_8 : 0, true)
  view.setUint16(at + 4, entry.method, true)
  view.setUint16(at + 8, FIRST_DAY, true)
  view.setUint32(at + 10, entry.crc32, true)
  view.setUint32(at + 14, entry.data.length, true)
  view.setUint32(at + 18, entry.bytes, true)
  view.setUint16(at + 22, entry.name.length, true)
}

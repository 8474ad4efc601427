/**
 * Writes ZIP archives byte by byte, so that tests can make the ones no honest tool would: lying sizes, climbing names,
 * overlapping entries. PKWARE APPNOTE 6.3.9 §4.3.
 */
import { crc32, deflateRawSync } from 'node:zlib'

export type RawEntry = {
  readonly name: string | Buffer
  readonly bytes: Buffer
  readonly stored?: boolean
  /** Already deflated: for bombs, which would take long to pack again and again. */
  readonly packed?: Buffer
  /** What the headers claim instead of the truth. */
  readonly claims?: Partial<{ size: number; packed: number; crc: number; method: number; flags: number; attributes: number }>
  /** Points the directory at another entry's data. */
  readonly sharesDataOf?: number
}

export function rawZip(entries: readonly RawEntry[], claims: { disk?: number; count?: number } = {}): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  const offsets: number[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const packed = entry.packed ?? (entry.stored ? entry.bytes : deflateRawSync(entry.bytes))
    const fields = {
      flags: entry.claims?.flags ?? 0x0800,
      method: entry.claims?.method ?? (entry.stored ? 0 : 8),
      crc: entry.claims?.crc ?? crc32(entry.bytes),
      packed: entry.claims?.packed ?? packed.length,
      size: entry.claims?.size ?? entry.bytes.length,
      attributes: entry.claims?.attributes ?? 0,
    }
    const start = entry.sharesDataOf === undefined ? offset : (offsets[entry.sharesDataOf] ?? 0)
    offsets.push(start)
    if (entry.sharesDataOf === undefined) {
      const local = Buffer.concat([localHeader(name, fields), packed])
      locals.push(local)
      offset += local.length
    }
    directory.push(directoryHeader(name, fields, start))
  }
  const central = Buffer.concat(directory)
  return Buffer.concat([...locals, central, endRecord(claims, entries.length, central.length, offset)])
}

type Fields = { flags: number; method: number; crc: number; packed: number; size: number; attributes: number }

function localHeader(name: Buffer, fields: Fields): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  writeCommon(head, 6, name, fields)
  return Buffer.concat([head, name])
}

function directoryHeader(name: Buffer, fields: Fields, offset: number): Buffer {
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(0x0314, 4)
  head.writeUInt16LE(20, 6)
  writeCommon(head, 8, name, fields)
  head.writeUInt32LE(fields.attributes >>> 0, 38)
  head.writeUInt32LE(offset, 42)
  return Buffer.concat([head, name])
}

/** Flags, method, date (1980-01-01), CRC, sizes, name length: the same run of fields in both headers. */
function writeCommon(head: Buffer, at: number, name: Buffer, fields: Fields): void {
  head.writeUInt16LE(fields.flags, at)
  head.writeUInt16LE(fields.method, at + 2)
  head.writeUInt16LE(0, at + 4)
  head.writeUInt16LE(0x21, at + 6)
  head.writeUInt32LE(fields.crc >>> 0, at + 8)
  head.writeUInt32LE(fields.packed >>> 0, at + 12)
  head.writeUInt32LE(fields.size >>> 0, at + 16)
  head.writeUInt16LE(name.length, at + 20)
}

function endRecord(claims: { disk?: number; count?: number }, count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(claims.disk ?? 0, 4)
  end.writeUInt16LE(claims.disk ?? 0, 6)
  // Sixteen bits: what does not fit would be told in ZIP64 records, which are left out here.
  const told = Math.min(claims.count ?? count, 0xffff)
  end.writeUInt16LE(told, 8)
  end.writeUInt16LE(told, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}

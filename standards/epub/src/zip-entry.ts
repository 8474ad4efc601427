/** One entry of a ZIP file: where its bytes lie, and the bytes, inflated no further than declared and checked. */
import { crc32, inflateRawSync } from 'node:zlib'
import { type EpubResult, epubFailure, epubIssue } from './issue.ts'
import type { EpubIssue } from './types.ts'
import type { ZipRecord } from './zip-directory.ts'

export type StoredEntry = {
  readonly path: string
  readonly record: ZipRecord
  readonly dataStart: number
  readonly dataEnd: number
  readonly hasExtraField: boolean
}

const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 0x1
const SIZES_FOLLOW = 0x8
const HEADER_BYTES = 30

/** Finds the data by the local header, and says where that disagrees with the directory. */
export function storedEntry(
  bytes: Uint8Array,
  path: string,
  record: ZipRecord,
): EpubResult<{ readonly entry: StoredEntry; readonly issues: readonly EpubIssue[] }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = record.headerOffset
  const isThere = start + HEADER_BYTES <= bytes.length && view.getUint32(start, true) === 0x04034b50
  const nameBytes = isThere ? view.getUint16(start + 26, true) : 0
  const extraBytes = isThere ? view.getUint16(start + 28, true) : 0
  const dataStart = start + HEADER_BYTES + nameBytes + extraBytes
  const dataEnd = dataStart + record.compressedBytes
  if (!isThere || dataEnd > bytes.length)
    return epubFailure(
      'container-is-a-zip-file',
      path,
      'The archive lists this file but does not hold all of it: it is damaged or cut short. Send the whole file again.',
    )
  const name = bytes.subarray(start + HEADER_BYTES, start + HEADER_BYTES + nameBytes)
  const agrees =
    sameBytes(name, record.rawName) &&
    view.getUint16(start + 8, true) === record.method &&
    (view.getUint16(start + 6, true) & SIZES_FOLLOW || isZip64(view.getUint32(start + 18, true))
      ? true
      : view.getUint32(start + 18, true) === record.compressedBytes &&
        view.getUint32(start + 22, true) === record.bytes)
  return {
    ok: true,
    value: {
      entry: { path, record, dataStart, dataEnd, hasExtraField: extraBytes > 0 },
      issues: [...(agrees ? [] : [disagreement(path)]), ...unreadable(path, record)],
    },
  }
}

const isZip64 = (size: number): boolean => size === 0xffffffff

const disagreement = (path: string): EpubIssue =>
  epubIssue(
    'zip-headers-agree',
    'error',
    path,
    'The directory of the archive and the entry itself say different things about this file. The directory was believed; make the archive anew.',
  )

function unreadable(path: string, record: ZipRecord): readonly EpubIssue[] {
  if ((record.flags & ENCRYPTED) !== 0) return [encrypted(path)]
  return record.method === STORED || record.method === DEFLATED ? [] : [unknownMethod(path, record)]
}

const encrypted = (path: string): EpubIssue =>
  epubIssue(
    'encryption-is-readable',
    'error',
    path,
    'This file is encrypted in the archive, so that it cannot be read. Send it without a password.',
  )

const unknownMethod = (path: string, record: ZipRecord): EpubIssue =>
  epubIssue(
    'zip-entries-are-deflated',
    'error',
    path,
    `This file is packed by method ${record.method}; an EPUB stores its files or deflates them. Make the archive anew.`,
  )

/** The bytes, or a sentence. Both size and checksum must be what the directory says. */
export function readZipEntry(bytes: Uint8Array, entry: StoredEntry): EpubResult<Uint8Array> {
  const { record, path } = entry
  const [cannot] = unreadable(path, record)
  if (cannot !== undefined) return { ok: false, error: cannot }
  const data = bytes.subarray(entry.dataStart, entry.dataEnd)
  const content = record.method === STORED ? data : inflate(data, record.bytes)
  if (content === null || content.length !== record.bytes)
    return epubFailure(
      'zip-sizes-are-true',
      path,
      `This file is damaged, or not of the ${record.bytes} bytes that the archive says. Make the archive anew.`,
    )
  return crc32(content) === record.crc32
    ? { ok: true, value: content }
    : epubFailure(
        'container-is-a-zip-file',
        path,
        'This file is damaged: its checksum is wrong. Send the book again.',
      )
}

function inflate(data: Uint8Array, declared: number): Uint8Array | null {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(declared, 1) })
  } catch (error) {
    // Damaged data and data longer than declared are the archive's fault; anything else is ours.
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])

/**
 * The central directory of a ZIP file (PKWARE APPNOTE 6.3), by yauzl, names left as bytes. Only what the directory
 * says: nothing is inflated here and nothing believed.
 */
import { fromBuffer, type Entry as YauzlEntry, type ZipFile } from 'yauzl'
import { type EpubResult, epubFailure } from './issue.ts'

export type ZipRecord = {
  readonly rawName: Uint8Array
  readonly flags: number
  readonly method: number
  readonly crc32: number
  readonly compressedBytes: number
  readonly bytes: number
  readonly headerOffset: number
  /** Unix file type (the top four bits of its mode); 0 where the archive does not say. */
  readonly unixType: number
}

export async function readZipDirectory(
  bytes: Uint8Array,
  maxEntries: number,
): Promise<EpubResult<readonly ZipRecord[]>> {
  try {
    const zip = await open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    // yauzl emits without being asked again, so the number is looked at before the first.
    if (zip.entryCount > maxEntries)
      return epubFailure(
        'container-size-is-bounded',
        '',
        `The archive lists ${zip.entryCount} files; no more than ${maxEntries} are read.`,
      )
    return { ok: true, value: await listRecords(zip) }
  } catch (error) {
    return failureOf(error instanceof Error ? error.message : String(error))
  }
}

const open = (buffer: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: false }
    fromBuffer(buffer, options, (error, zip) => (error ? reject(error) : resolve(zip)))
  })

const listRecords = (zip: ZipFile): Promise<readonly ZipRecord[]> =>
  new Promise((resolve, reject) => {
    const records: ZipRecord[] = []
    zip.on('entry', (entry: YauzlEntry) => {
      records.push(recordOf(entry))
      zip.readEntry()
    })
    zip.on('error', reject)
    zip.on('end', () => resolve(records))
    zip.readEntry()
  })

const recordOf = (entry: YauzlEntry): ZipRecord => {
  // With decodeStrings off the name is the bytes that stand in the directory.
  const name: unknown = entry.fileName
  return {
    rawName: name instanceof Uint8Array ? name : new TextEncoder().encode(entry.fileName),
    flags: entry.generalPurposeBitFlag,
    method: entry.compressionMethod,
    crc32: entry.crc32,
    compressedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    headerOffset: entry.relativeOffsetOfLocalHeader,
    // Made on Unix (3) or macOS (19): the mode is in the upper half (Info-ZIP).
    unixType: [3, 19].includes(entry.versionMadeBy >>> 8) ? (entry.externalFileAttributes >>> 28) & 0xf : 0,
  }
}

function failureOf(reason: string) {
  if (reason.includes('multi-disk'))
    return epubFailure(
      'container-is-a-zip-file',
      '',
      'The archive is one piece of several. Join the pieces into one file and send that.',
    )
  if (reason.includes('encryption'))
    return epubFailure('encryption-is-readable', '', 'The archive is encrypted. Send it without a password.')
  return epubFailure(
    'container-is-a-zip-file',
    '',
    `The file is not a ZIP archive that can be read, or it is cut short (${reason.replace(/\.$/, '')}). Send the whole file again.`,
  )
}

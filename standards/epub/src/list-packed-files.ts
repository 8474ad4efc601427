/**
 * What a container on disk holds, and how much each file takes up in it: read off its central directory (PKWARE APPNOTE 6.3)
 * at the end, so that it costs the same however large the container is. Nothing is opened and nothing believed.
 */
import { open, type ZipFile } from 'yauzl'

export type PackedFile = { readonly name: string; readonly packedBytes: number }

/** Null: no ZIP archive can be read there, or it lists more files than that. */
export function listPackedFiles(path: string, maxEntries = 20_000): Promise<readonly PackedFile[] | null> {
  return new Promise((resolve) => {
    const options = { lazyEntries: true, validateEntrySizes: false, autoClose: true }
    open(path, options, (error, zip) => {
      if (error) return resolve(null)
      if (zip.entryCount <= maxEntries) return list(zip, resolve)
      zip.close()
      resolve(null)
    })
  })
}

function list(zip: ZipFile, resolve: (files: readonly PackedFile[] | null) => void): void {
  const files: PackedFile[] = []
  zip.on('entry', ({ fileName, compressedSize }) => {
    files.push({ name: fileName, packedBytes: compressedSize })
    zip.readEntry()
  })
  zip.on('error', () => resolve(null))
  zip.on('end', () => resolve(files))
  zip.readEntry()
}

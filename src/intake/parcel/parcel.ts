/** What came from a press: the bytes of one book, and where they stood. Nothing in it is trusted yet. */
import type { Result } from '#base'
import type { Issue } from '#book'

export type Parcel = {
  /** What the press called it: the file's or folder's name. */
  readonly name: string
  readonly epub: { readonly fileName: string; readonly bytes: Uint8Array } | null
  readonly bookYaml: { readonly fileName: string; readonly text: string } | null
  /** Files that book.yaml may name, by path from it. */
  readonly files: ParcelFiles
  /** Under `record/`: kept unread for the slice that owns them. */
  readonly attachments: readonly string[]
  /** Files that are none of these; one of them may be the cover. */
  readonly others: readonly string[]
  readonly issues: readonly Issue[]
}

/** The files of a folder or a zip, alike. Paths have slashes and never lead out. */
export type ParcelFiles = {
  readonly paths: readonly string[]
  read(path: string): Promise<Result<Uint8Array, Issue>>
}

export type ParcelLimits = {
  /** Of one file. */
  readonly fileBytes: number
  /** Of all of them, unpacked. */
  readonly bytes: number
  readonly files: number
}

export const PARCEL_LIMITS: ParcelLimits = {
  fileBytes: 512 * 1024 * 1024,
  bytes: 1024 * 1024 * 1024,
  files: 20_000,
}

/** What other programs leave in folders and zips; nobody misses it. */
export const isClutter = (path: string): boolean =>
  /(?:^|\/)(?:\.[^/]+|__MACOSX|Thumbs\.db|desktop\.ini|~\$[^/]*)(?:\/|$)/i.test(path)

/** One folder in which everything else stands is only a wrapping. */
export function commonFolder(paths: readonly string[]): string {
  const [first] = paths
  const slash = first?.indexOf('/') ?? -1
  if (first === undefined || slash < 0) return ''
  const folder = first.slice(0, slash + 1)
  return paths.every((path) => path.startsWith(folder)) ? folder : ''
}

/**
 * Bytes kept by the hash of what they are, so that storing twice is storing once and nothing can be half there.
 * Order of writing everywhere: files, then database, then index; what no row names is swept at start.
 */
import type { Readable } from 'node:stream'

export type Files = {
  /** Copies a file in; on return it is on the disk for good. Doing it again does nothing. */
  keep(sha256: string, fromPath: string): Promise<void>
  keepBytes(bytes: Uint8Array): Promise<{ readonly sha256: string; readonly bytes: number }>
  read(sha256: string): Promise<Buffer>
  stream(sha256: string, range?: { readonly start: number; readonly end: number }): Readable
  /** Bytes; null when it is not there. */
  size(sha256: string): Promise<number | null>
  /** Where it lies, for a child process that must open it itself. */
  pathOf(sha256: string): string
  list(): AsyncIterable<string>
  remove(sha256: string): Promise<void>
}

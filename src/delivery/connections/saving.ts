/** What both clouds are given to save, and what they make of it. */
import { open } from 'node:fs/promises'
import type { JsonObject } from '../deliveries/delivery.ts'
import type { Artefact } from '../deliveries/destination.ts'
import type { Caller } from './call-cloud.ts'
import type { Called } from './cloud.ts'

export type Saving = {
  readonly artefact: Artefact
  readonly deliveryId: string
  readonly caller: Caller
  /** What was written down by whoever tried before. */
  readonly checkpoint: JsonObject | null
  /** Committed when it resolves: before every call that changes something. */
  readonly note: (
    data: JsonObject,
    told: { readonly sent: number; readonly committing?: boolean },
  ) => Promise<void>
  /** So much is sent with one request. */
  readonly chunkBytes: number
  readonly folder: FolderNote
  /** Addresses that are a permission by themselves are kept sealed. */
  readonly hide: (text: string, field: string) => Promise<string>
  /** Null: it cannot be read any more. */
  readonly reveal: (sealed: string, field: string) => Promise<string | null>
}

/** Which folder of the reader's is ours. */
export type FolderNote = {
  readonly known: string | null
  /** Returns the one that counts: of two who make one, one wins. */
  readonly keep: (folder: string, instead: string | null) => Promise<string | null>
}

export type Saved = { readonly remote: string | null; readonly fileName: string }

export type Save = (saving: Saving) => Promise<Called<Saved>>

/** Parts of a file, read as they are sent. */
export async function withParts<T>(
  path: string,
  use: (read: (from: number, bytes: number) => Promise<Uint8Array<ArrayBuffer>>) => Promise<T>,
): Promise<T> {
  const file = await open(path)
  try {
    return await use(async (from, bytes) => {
      const part = new Uint8Array(bytes)
      let filled = 0
      while (filled < bytes) {
        const { bytesRead } = await file.read(part, filled, bytes - filled, from + filled)
        if (bytesRead === 0) throw new Error(`${path} is shorter than it was`)
        filled += bytesRead
      }
      return part
    })
  } finally {
    await file.close()
  }
}

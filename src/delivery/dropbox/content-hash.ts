/** Dropbox's sum of a file: SHA-256 over the SHA-256 of each block of 4 MiB. By it a file is known that is there already. */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'

const BLOCK = 4 * 1024 * 1024

export function contentHash(bytes: Uint8Array): string {
  const all = createHash('sha256')
  for (let from = 0; from < bytes.length; from += BLOCK)
    all.update(
      createHash('sha256')
        .update(bytes.subarray(from, from + BLOCK))
        .digest(),
    )
  return all.digest('hex')
}

export async function contentHashOf(path: string): Promise<string> {
  const all = createHash('sha256')
  let [block, filled]: [Hash, number] = [createHash('sha256'), 0]
  const parts: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: 1024 * 1024 })
  for await (const part of parts) {
    for (let from = 0; from < part.length; ) {
      const taken = part.subarray(from, from + BLOCK - filled)
      block.update(taken)
      from += taken.length
      filled += taken.length
      if (filled < BLOCK) continue
      all.update(block.digest())
      ;[block, filled] = [createHash('sha256'), 0]
    }
  }
  if (filled > 0) all.update(block.digest())
  return all.digest('hex')
}

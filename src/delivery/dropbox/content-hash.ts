/** Dropbox's sum of a file: SHA-256 over the SHA-256 of each block of 4 MiB. By it a file is known that is there already. */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'

const BLOCK = 4 * 1024 * 1024
/** As much as is summed at once: pages are answered by the same process, and must not wait for it. */
const BITE = 256 * 1024

export async function contentHash(bytes: Uint8Array): Promise<string> {
  const all = createHash('sha256')
  for (let from = 0; from < bytes.length; from += BLOCK)
    all.update(await hashOf(bytes.subarray(from, from + BLOCK)))
  return all.digest('hex')
}

async function hashOf(block: Uint8Array): Promise<Buffer> {
  const hash = createHash('sha256')
  for (let from = 0; from < block.length; from += BITE) {
    hash.update(block.subarray(from, from + BITE))
    await turn()
  }
  return hash.digest()
}

export async function contentHashOf(path: string): Promise<string> {
  const all = createHash('sha256')
  let [block, filled]: [Hash, number] = [createHash('sha256'), 0]
  const parts: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: BITE })
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

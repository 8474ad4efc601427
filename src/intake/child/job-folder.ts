/** The folder of one job: every file in it is named by the SHA-256 of its bytes, so that writing twice is writing once. */
import { createHash } from 'node:crypto'
import { access, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type JobFolder = {
  /** SHA-256 in hex. */
  keep(bytes: Uint8Array): Promise<string>
}

export class OutputTooLarge extends Error {}

export function openJobFolder(folder: string, mostBytes: number): JobFolder {
  const kept = new Set<string>()
  let total = 0
  return {
    async keep(bytes) {
      const name = sha256(bytes)
      if (kept.has(name)) return name
      kept.add(name)
      total += bytes.byteLength
      if (total > mostBytes) throw new OutputTooLarge()
      const path = join(folder, name)
      try {
        await access(path)
      } catch {
        await writeFile(`${path}.part`, bytes)
        await rename(`${path}.part`, path)
      }
      return name
    },
  }
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

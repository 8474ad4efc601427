import { createHash } from 'node:crypto'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

export type Look = {
  /** Differs when anything in it was written, renamed or taken away. */
  readonly look: string
  /** Milliseconds; a copied file keeps its own date, but not this one. */
  readonly changed: number
}

/** What a parcel looks like from outside. Null when it is gone. */
export async function lookAt(path: string): Promise<Look | null> {
  const hash = createHash('sha256')
  let changed = 0
  const visit = async (at: string, name: string): Promise<void> => {
    const info = await lstat(at)
    changed = Math.max(changed, info.ctimeMs)
    hash.update(JSON.stringify([name, info.size, info.mtimeMs, info.isDirectory()]))
    if (info.isDirectory())
      for (const child of (await readdir(at)).sort()) await visit(join(at, child), `${name}/${child}`)
  }
  try {
    await visit(path, '')
    return { look: hash.digest('hex'), changed }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

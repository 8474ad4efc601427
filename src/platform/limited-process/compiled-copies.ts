/**
 * Copies of compiled code, lent to one limited process at a time. What runs on foreign files can write to its copy, so a copy
 * serves again only when nothing in it was touched. To make one anew for each process cost a third of what reading a book
 * takes, nearly all of it in the file system: some 350 small files written, and removed again.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import { cp, mkdtemp, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { removeFolder } from '../remove-folder.ts'

export type CompiledCopy = { readonly folder: string; giveBack(): Promise<void> }

type Untouched = { readonly folder: string; readonly state: string }

/** By what they are copies of. */
const free = new Map<string, Untouched[]>()
const all = new Set<string>()

/** `original`: as `findCompiledCode` gives it; copies lie beside it. */
export async function lendCompiledCopy(original: string): Promise<CompiledCopy> {
  const copy = free.get(original)?.pop() ?? (await makeCopy(original))
  return {
    folder: copy.folder,
    giveBack: async () => {
      if (stateOf(copy.folder) === copy.state) {
        free.set(original, [...(free.get(original) ?? []), copy])
        return
      }
      all.delete(copy.folder)
      await removeFolder(copy.folder)
    },
  }
}

async function makeCopy(original: string): Promise<Untouched> {
  const place = dirname(original)
  await removeOfTheDead(place)
  const folder = await mkdtemp(join(place, `${OF}${process.pid}-`))
  if (all.size === 0) process.once('exit', removeAll)
  all.add(folder)
  await cp(original, folder, { recursive: true })
  return { folder, state: stateOf(folder) }
}

const OF = 'copy-of-'

export const isCopy = (name: string): boolean => name.startsWith(OF)

function removeAll(): void {
  for (const folder of all) rmSync(folder, { recursive: true, force: true })
}

/** A process that was killed left its copies behind. */
async function removeOfTheDead(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    const [, pid] = new RegExp(`^${OF}(\\d+)-`).exec(name) ?? []
    if (pid !== undefined && !isAlive(Number(pid))) await removeFolder(join(place, name))
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Every file with the time of its last change in any way (ctime), which no program can set to another. Of a copy that somebody
 * cleared away, another one each time.
 */
function stateOf(folder: string): string {
  if (!existsSync(folder)) return randomUUID()
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return ['', ...entries]
    .map((entry) => {
      const { ino, size, mode, ctimeNs } = lstatSync(join(folder, entry), { bigint: true })
      return [entry, ino, size, mode, ctimeNs].join(' ')
    })
    .join('\n')
}

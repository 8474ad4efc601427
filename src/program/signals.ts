/** Being asked to stop: by a person at the keyboard, by the system, or by the death of what started us. */
import { readFileSync } from 'node:fs'

/** Calls `stop` once. Somebody who asks again after a second has had enough, and the program ends at once. */
export function onStop(stop: (why: string) => void): () => void {
  let first: number | null = null
  const asked = (why: string) => {
    if (first === null) {
      first = Date.now()
      stop(why)
      return
    }
    // A terminal tells the whole group, and the launcher passes on what it is told: the same wish comes twice.
    if (Date.now() - first > 1000) process.exit(130)
  }
  for (const signal of SIGNALS) process.on(signal, asked)
  const watching = watchStarters(() => asked('the end of what started it'))
  return () => {
    for (const signal of SIGNALS) process.removeListener(signal, asked)
    clearInterval(watching)
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * The launcher (see bin/chapterhouse.cjs) and npm start us in a process of our own, and neither passes on being killed. A site
 * that nobody sees any more would hold its port and its data folder against the next start.
 */
function watchStarters(gone: () => void): NodeJS.Timeout | undefined {
  const chain = startersOf(process.ppid)
  if (chain === '') return undefined
  const look = setInterval(() => {
    if (startersOf(process.ppid) !== chain) gone()
  }, 500)
  return look.unref()
}

/** From our parent up to npm, or the launcher alone; nothing when somebody else started us. */
function startersOf(parent: number): string {
  const chain: number[] = []
  for (let pid = parent; pid > 1 && chain.length < FARTHEST; pid = parentOf(pid)) {
    chain.push(pid)
    if (process.env.npm_command !== undefined && nameOf(pid).startsWith('npm')) return chain.join(' ')
  }
  return process.env.CHAPTERHOUSE_LAUNCHER === String(parent) ? String(parent) : ''
}

/** npm, its shell, the launcher. */
const FARTHEST = 3

const parentOf = (pid: number): number =>
  Number(readProc(pid, 'stat').replace(/^.*\) \S+ (\d+) .*$/s, '$1')) || 0

const nameOf = (pid: number): string => readProc(pid, 'comm')

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return '' // gone, or a system without /proc
  }
}

/**
 * Who holds a data folder. The lock is a socket in Linux's abstract name space: the kernel drops it with its holder,
 * whatever killed him, so it can never be stale; and it answers whoever knocks with the holder's name.
 */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'

export type Holder = { readonly pid: number; readonly command: string; readonly since: string }

export type FolderLock =
  | { readonly kind: 'taken'; release(): Promise<void> }
  | { readonly kind: 'held'; readonly by: Holder | null }

/** `purpose` parts the locks of one folder: `database`, `serve`. */
export async function takeFolderLock(folder: string, purpose: string, command: string): Promise<FolderLock> {
  const name = lockName(folder, purpose)
  const me: Holder = { pid: process.pid, command, since: new Date().toISOString() }
  for (;;) {
    const release = await listenOn(name, JSON.stringify(me))
    if (release) return { kind: 'taken', release }
    const answer = await knock(name)
    if (answer !== 'nobody') return { kind: 'held', by: answer }
  }
}

/** The key keeps strangers from taking the name first; the inode tells a copied folder from its original. */
function lockName(folder: string, purpose: string): string {
  const { dev, ino } = statSync(folder)
  const digest = createHash('sha256')
    .update(`${lockKey(folder)} ${dev} ${ino} ${purpose}`)
    .digest('hex')
  return `\0chapterhouse-${digest.slice(0, 32)}`
}

function lockKey(folder: string): string {
  const path = join(folder, 'lock-key')
  if (!existsSync(path)) {
    const making = `${path}.${process.pid}`
    writeFileSync(making, randomBytes(16).toString('hex'), { mode: 0o600 })
    // A link is made whole or not at all, and never over another's.
    if (!existsSync(path)) linkSync(making, path)
    rmSync(making)
  }
  return readFileSync(path, 'utf8')
}

const listenOn = (name: string, answer: string): Promise<(() => Promise<void>) | null> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.end(answer)
    })
    server.once('error', (error) =>
      'code' in error && error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(name, () => {
      server.unref()
      resolve(() => new Promise((done) => server.close(() => done())))
    })
  })

/** Null when the holder is there and does not say who he is (he may be stopped in a debugger). */
const knock = (name: string): Promise<Holder | null | 'nobody'> =>
  new Promise((resolve) => {
    let text = ''
    const socket = connect(name)
    socket.setTimeout(2000, () => socket.destroy())
    socket.on('data', (data) => {
      text += data
    })
    socket.on('error', () => resolve('nobody'))
    socket.on('close', () => resolve(text === '' ? null : JSON.parse(text)))
  })

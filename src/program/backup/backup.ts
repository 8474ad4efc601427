/**
 * `chapterhouse backup`: one file from which an empty machine becomes this one again. The site goes on meanwhile: the tables
 * are copied as they were at one moment, and no file of that moment is swept until the end.
 */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { batchesOf, findUnnamedFiles, whileShelving } from '#catalogue'
import { executedMigrations, type Files, OperatorError, SECRET_FILE } from '#platform'
import { spoolFiles, usageFolder, whileNothingMoves } from '#usage'
import { writingTo } from '../disk-trouble.ts'
import { RELEASE } from '../release.ts'
import { inSession, type Session } from '../session.ts'
import { count } from '../to-outcome.ts'
import { type ArchiveWriter, createArchive, type Manifest, verifyArchive } from './archive.ts'
import { copyOut, listSequences, listTables, type Sql, type Table } from './tables.ts'

export type BackupOptions = { readonly withoutSecret?: boolean }

/** Folders of settings below the data folder that belong to the installation. */
export const SETTINGS_FOLDERS = ['presses', 'styles', 'federation'] as const

/** The exit code: 2 when something kept is damaged and could be saved only as it is. */
export async function backup(
  file: string,
  options: BackupOptions,
  print = (text: string): void => void process.stdout.write(text),
): Promise<number> {
  const path = resolve(file)
  if (existsSync(path))
    throw new OperatorError(`${path} is there already. Name a file that does not exist yet.`)
  return inSession('backup', async (session, signal) => {
    const archive = await createArchive(path, new Date())
    try {
      const { pool } = session.storage
      await writingTo(path, () =>
        whileShelving(pool, () => whileNothingMoves(pool, () => fill(archive, session, options, signal))),
      )
    } catch (error) {
      await archive.abandon()
      throw error
    }
    const manifest = await verifyArchive(path)
    print(summary(path, manifest))
    return manifest.damaged.length > 0 ? 2 : 0
  })
}

async function fill(
  archive: ArchiveWriter,
  session: Session,
  options: BackupOptions,
  signal: AbortSignal,
): Promise<void> {
  const sql = session.storage.pool.connect()
  try {
    await sql.begin('isolation level repeatable read read only', async (tx) => {
      // The moment at which the tables are seen is that of the first question, which comes before the files.
      const tables = await listTables(tx)
      await tx`set local idle_in_transaction_session_timeout = 0`
      await archive.put('about.txt', Buffer.from(ABOUT))
      await putSettings(archive, session)
      await putUsage(archive, session)
      const secret = await putSecret(archive, session, options)
      const damaged = await putFiles(archive, session, signal)
      for (const table of tables) await putTable(archive, tx, table, signal)
      const [server] = await tx<{ server_version: string }[]>`show server_version`
      await archive.finish({
        release: RELEASE,
        made: new Date().toISOString(),
        postgres: server?.server_version ?? '',
        migrations: [...(await executedMigrations(session.db))],
        tables: tables.map((table) => ({ ...table, columns: [...table.columns], key: [...table.key] })),
        sequences: [...(await listSequences(tx))],
        secret,
        damaged: [...damaged],
      })
    })
  } finally {
    await sql.end()
  }
}

const ABOUT = `A backup of Chapterhouse. “chapterhouse restore FILE” brings it back into an empty data folder.
database/  the tables, in PostgreSQL’s COPY text format, gzipped in pieces
files/     every file kept, named by the SHA-256 of its bytes
settings/  the presses; usage that was noted and not yet in the tables
manifest.json, manifest.sha256  what belongs to it, with the sum of each
`

async function putSettings(archive: ArchiveWriter, { config }: Session): Promise<void> {
  for (const folder of SETTINGS_FOLDERS) {
    const root = join(config.dataDir, folder)
    if (!existsSync(root)) continue
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const path = join(entry.parentPath, entry.name)
        await archive.put(`settings/${relative(config.dataDir, path)}`, await readFile(path))
      }
  }
}

/** What is noted and not yet in the tables. The day's key is in no backup: it is to be gone tomorrow. */
async function putUsage(archive: ArchiveWriter, { config }: Session): Promise<void> {
  for (const path of await spoolFiles(usageFolder(config.dataDir)))
    await archive.put(`settings/${relative(config.dataDir, path)}`, await readFile(path))
}

async function putSecret(
  archive: ArchiveWriter,
  { config }: Session,
  options: BackupOptions,
): Promise<Manifest['secret']> {
  if (options.withoutSecret) return 'left out'
  if (config.secretKey !== null) return 'environment'
  const path = join(config.dataDir, SECRET_FILE)
  if (!existsSync(path)) return 'left out'
  await archive.put(SECRET_FILE, await readFile(path))
  return 'included'
}

async function putFiles(
  archive: ArchiveWriter,
  { db, files }: Session,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const damaged: string[] = []
  for (const batch of await batchesOf(files)) {
    const unnamed = new Set(await findUnnamedFiles(db, batch))
    for (const sha256 of batch.filter((one) => !unnamed.has(one))) {
      signal.throwIfAborted()
      if ((await putFile(archive, files, sha256)) !== sha256) damaged.push(sha256)
    }
  }
  return damaged
}

const putFile = async (archive: ArchiveWriter, files: Files, sha256: string): Promise<string> =>
  archive.putStream(`files/${sha256}`, (await files.size(sha256)) ?? 0, files.stream(sha256))

const zip = promisify(gzip)

/** In pieces, since an archive must know the size of each entry before it begins. */
async function putTable(archive: ArchiveWriter, sql: Sql, table: Table, signal: AbortSignal): Promise<void> {
  let piece = 0
  let parts: Buffer[] = []
  let bytes = 0
  const flush = async () => {
    piece += 1
    await archive.put(
      `database/${table.name}/${String(piece).padStart(6, '0')}.copy.gz`,
      await zip(Buffer.concat(parts)),
    )
    parts = []
    bytes = 0
  }
  for await (const part of await copyOut(sql, table)) {
    signal.throwIfAborted()
    parts.push(part)
    bytes += part.length
    if (bytes > PIECE) await flush()
  }
  if (bytes > 0) await flush()
}

const PIECE = 4 << 20

function summary(path: string, manifest: Manifest): string {
  const names = Object.keys(manifest.entries)
  const files = names.filter((name) => name.startsWith('files/')).length
  return [
    `${path} is written and verified: ${count(manifest.tables.length, 'table')}, ${count(files, 'file')}.`,
    SECRETS[manifest.secret],
    ...manifest.damaged.map(
      (sha256) =>
        `Damaged before the backup, and saved as it is: ${sha256}. “chapterhouse doctor” says whose it is.`,
    ),
    '',
  ].join('\n')
}

const SECRETS = {
  included: 'The secret is inside: keep the file where nobody else can read it.',
  'left out': 'The secret is not inside.',
  environment: 'The secret is not inside: it is set in SECRET_KEY, so keep that too.',
} as const

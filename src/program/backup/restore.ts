/**
 * `chapterhouse restore`: an empty machine becomes the one of the backup. The whole file is proved first, so nothing is
 * begun with half a backup; and what was begun and interrupted can be begun again.
 */
import { once } from 'node:events'
import { existsSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import {
  type Config,
  type Files,
  loadConfig,
  makeDataDir,
  migrate,
  OperatorError,
  openFiles,
  openStorage,
  SECRET_FILE,
  type Storage,
} from '#platform'
import { allMigrations } from '../all-migrations.ts'
import { RESTORING } from '../session.ts'
import { count } from '../to-outcome.ts'
import { type Manifest, readArchive, verifyArchive } from './archive.ts'
import { SETTINGS_FOLDERS } from './backup.ts'
import { copyIn, dropTables, emptyTables, type Sql, setSequences, type Table } from './tables.ts'
import type { TarEntry } from './tar.ts'

export async function restore(
  file: string,
  options: { readonly verify?: boolean },
  print = (text: string): void => void process.stdout.write(text),
): Promise<void> {
  const path = resolve(file)
  if (!existsSync(path)) throw new OperatorError(`${path} is not there.`)
  if (statSync(path).isDirectory())
    throw new OperatorError(`${path} is a folder. Name the file that “chapterhouse backup” wrote.`)
  const manifest = await verifyArchive(path)
  const facts = `made ${manifest.made} by Chapterhouse ${manifest.release}`
  if (options.verify) {
    print(`${path} is whole: ${facts}.\n`)
    return
  }
  const unknown = manifest.migrations.filter((name) => !(name in allMigrations))
  if (unknown.length > 0)
    throw new OperatorError(
      `${path} was made by a newer Chapterhouse (${manifest.release}). Restore it with that release.`,
    )
  const config = loadConfig()
  makeDataDir(config)
  await refuseUsedFolder(config)
  const files = await bringBack(path, manifest, config)
  print(
    `${path}, ${facts}, is restored to ${config.dataDir}: ${count(files, 'file')}. Start the site with “chapterhouse serve”.\n`,
  )
  if (manifest.secret !== 'included') print(SECRET_IS_ELSEWHERE[manifest.secret])
}

const SECRET_IS_ELSEWHERE = {
  environment: 'Its secret was set in SECRET_KEY: set the same one again.\n',
  'left out': 'Its secret was left out: a new one is made when the site starts.\n',
} as const

async function refuseUsedFolder({ dataDir }: Config): Promise<void> {
  const kept: readonly string[] = ['files', ...SETTINGS_FOLDERS, 'usage', SECRET_FILE]
  const used = (await readdir(dataDir)).filter((name) => kept.includes(name))
  if (used.length > 0 && !existsSync(join(dataDir, RESTORING)))
    throw new OperatorError(
      `The data folder ${dataDir} is in use (it holds ${used.join(', ')}). Restore into an empty one: set DATA_DIR.`,
    )
}

/** How many files were brought back. */
async function bringBack(path: string, manifest: Manifest, config: Config): Promise<number> {
  const marker = join(config.dataDir, RESTORING)
  const again = existsSync(marker)
  const storage = await openStorage(config, { command: 'restore', lasting: false, alone: true })
  try {
    await prepareDatabase(storage, manifest, again)
    await writeFile(marker, `${path}\n`)
    const files = await bringFiles(path, manifest, config)
    await bringTables(path, manifest, storage)
    await migrate(storage.db, allMigrations)
    await rm(marker)
    return files
  } finally {
    await storage.close()
  }
}

/** The tables as they were shaped when the backup was made. */
async function prepareDatabase({ db, pool }: Storage, manifest: Manifest, again: boolean): Promise<void> {
  const sql = pool.connect()
  try {
    const [found] = await sql<{ tables: number }[]>`select count(*)::integer as tables from pg_class c
      join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = current_schema()`
    if ((found?.tables ?? 0) > 0 && !again)
      throw new OperatorError(
        'The database is not empty. Restore into an empty one: an unused DATA_DIR, or a new database in DATABASE_URL.',
      )
    await dropTables(sql)
  } finally {
    await sql.end()
  }
  const then = Object.entries(allMigrations).filter(([name]) => manifest.migrations.includes(name))
  await migrate(db, Object.fromEntries(then))
}

async function bringFiles(path: string, manifest: Manifest, config: Config): Promise<number> {
  const files = openFiles(join(config.dataDir, 'files'))
  const spool = await mkdtemp(join(config.dataDir, 'restore-'))
  let kept = 0
  try {
    for await (const entry of readArchive(path)) {
      const [kind, ...rest] = entry.name.split('/')
      const name = rest.join('/')
      if (kind === 'files' && !manifest.damaged.includes(name)) {
        await keepFile(files, entry, name, join(spool, 'file'))
        kept += 1
      } else if (kind === 'settings') await writeSettings(config, entry, name)
      else if (entry.name === SECRET_FILE && config.secretKey === null)
        await writeFile(join(config.dataDir, SECRET_FILE), await bytesOf(entry), { mode: 0o600 })
    }
  } finally {
    await rm(spool, { recursive: true, force: true })
  }
  return kept
}

async function keepFile(files: Files, entry: TarEntry, sha256: string, spool: string): Promise<void> {
  const file = await open(spool, 'w', 0o600)
  for await (const part of entry.content) await file.writeFile(part)
  await file.close()
  await files.keep(sha256, spool)
}

async function writeSettings({ dataDir }: Config, entry: TarEntry, name: string): Promise<void> {
  const target = resolve(dataDir, name)
  if (!target.startsWith(`${dataDir}/`))
    throw new OperatorError(`The backup names a file outside of the data folder: ${name}`)
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  await writeFile(target, await bytesOf(entry), { mode: 0o600 })
}

const unzip = promisify(gunzip)

/** In one transaction: until the last row the database is empty. */
async function bringTables(path: string, manifest: Manifest, { pool }: Storage): Promise<void> {
  const sql = pool.connect()
  try {
    await sql.begin(async (tx) => {
      await emptyTables(tx, manifest.tables)
      await fillTables(tx, path, manifest)
      await setSequences(tx, manifest.sequences)
    })
  } finally {
    await sql.end()
  }
}

/** The pieces stand in the archive in the order in which tables can be filled. */
async function fillTables(sql: Sql, path: string, manifest: Manifest): Promise<void> {
  const filling: { table: Table | null; end: Writable | null } = { table: null, end: null }
  for await (const entry of readArchive(path)) {
    const table = tableOf(entry, manifest)
    if (table === null) continue
    if (filling.end === null || filling.table !== table) {
      await endOf(filling.end)
      filling.table = table
      filling.end = await copyIn(sql, table)
      // Told again by `finished`; without a listener it would end the program before.
      filling.end.on('error', () => {})
    }
    const piece = await unzip(await bytesOf(entry))
    if (!filling.end.write(piece)) await once(filling.end, 'drain')
  }
  await endOf(filling.end)
}

function tableOf({ name }: TarEntry, { tables }: Manifest): Table | null {
  const [kind, wanted] = name.split('/')
  return kind === 'database' ? (tables.find((table) => table.name === wanted) ?? null) : null
}

async function endOf(stream: Writable | null): Promise<void> {
  if (stream === null) return
  stream.end()
  await finished(stream)
}

async function bytesOf(entry: TarEntry): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of entry.content) parts.push(part)
  return Buffer.concat(parts)
}

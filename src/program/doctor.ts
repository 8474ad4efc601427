/**
 * `chapterhouse doctor`: looks after settings, database, disk and every file kept, and says what it found and what to do.
 * It changes nothing, unless it is asked to sweep.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import {
  batchesOf,
  findUnnamedFiles,
  listBooks,
  listNamedFiles,
  type NamedFile,
  sweepFiles,
  sweepJobs,
} from '#catalogue'
import { verifyAudit } from '#console'
import { type Config, type Files, loadSecretKey, pendingMigrations, SECRET_FILE } from '#platform'
import { loadPresses } from '#press'
import { listOldSalts, readSpoolState, usageFolder } from '#usage'
import { allMigrations } from './all-migrations.ts'
import { eachInTurn } from './each-in-turn.ts'
import { RELEASE } from './release.ts'
import { inSession, type Session, workplaceOf } from './session.ts'
import { count } from './to-outcome.ts'

export type DoctorOptions = { readonly quick?: boolean; readonly sweep?: boolean }

/** `care`: something is to be done. */
type Finding = { readonly kind: 'well' | 'note' | 'care'; readonly sentence: string }

const well = (sentence: string): Finding => ({ kind: 'well', sentence })
const note = (sentence: string): Finding => ({ kind: 'note', sentence })
const care = (sentence: string): Finding => ({ kind: 'care', sentence })

/** The exit code: 0 all is well, 2 something needs care. */
export async function doctor(options: DoctorOptions): Promise<number> {
  return inSession('doctor', (session, signal) => examine(session, options, signal), { migrate: false })
}

async function examine(session: Session, options: DoctorOptions, signal: AbortSignal): Promise<number> {
  let ill = 0
  const say = (findings: readonly Finding[]) => {
    for (const { kind, sentence } of findings) process.stdout.write(`${SIGNS[kind]} ${sentence}\n`)
    ill += findings.filter(({ kind }) => kind === 'care').length
  }
  say(programFindings(session))
  say(await settingsFindings(session.config))
  say(await databaseFindings(session))
  say(await clockFindings(session))
  say(await diskFindings(session.config))
  const pending = await pendingMigrations(session.db, allMigrations)
  say(migrationFindings(pending))
  if (pending.length > 0) return 2
  say(await shelfFindings(session))
  say(await usageFindings(session))
  if (options.sweep) say(await sweep(session))
  say(await orphanFindings(session))
  say(await auditFindings(session))
  say(await fileFindings(session, options.quick ?? false, signal))
  return ill > 0 ? 2 : 0
}

const SIGNS = { well: '✓', note: '·', care: '✗' } as const

const programFindings = ({ storage }: Session): readonly Finding[] => [
  well(
    `Chapterhouse ${RELEASE} on Node ${process.versions.node}, ${process.platform} ${process.arch}, ` +
      `with ${storage.server === 'embedded' ? 'the embedded PostgreSQL' : 'the PostgreSQL of DATABASE_URL'}.`,
  ),
]

async function settingsFindings(config: Config): Promise<readonly Finding[]> {
  const { presses, problems } = await loadPresses(join(config.dataDir, 'presses'))
  const findings = [
    well(`The settings are valid; the data folder is ${config.dataDir}.`),
    ...problems.map(care),
    ...(problems.length === 0 ? [well(`${count(presses.length, 'press', 'presses')} configured.`)] : []),
  ]
  if (config.publicUrl === null)
    findings.push(
      note(
        'PUBLIC_URL is not set: addresses are written as each visitor wrote them, and any host is answered.',
      ),
    )
  else if (config.publicUrl.startsWith('http:'))
    findings.push(
      note(`PUBLIC_URL (${config.publicUrl}) is not https: readers’ requests can be read on the way.`),
    )
  return [...findings, ...(await secretFindings(config))]
}

async function secretFindings({ dataDir, secretKey }: Config): Promise<readonly Finding[]> {
  const path = join(dataDir, SECRET_FILE)
  if (secretKey !== null || !existsSync(path)) return []
  const { mode } = await stat(path)
  return (mode & 0o077) === 0 ? [] : [care(`Others may read ${path}. Mend it with “chmod 600 ${path}”.`)]
}

async function databaseFindings({ db }: Session): Promise<readonly Finding[]> {
  const { rows } = await sql<{ version: string; size: string; fsync: string; encoding: string }>`
    select current_setting('server_version') as version, current_setting('fsync') as fsync,
      current_setting('server_encoding') as encoding,
      pg_size_pretty(pg_database_size(current_database())) as size`.execute(db)
  const [server] = rows
  if (!server) return [care('The database does not say who it is.')]
  return [
    well(`PostgreSQL ${server.version} answers; the database takes ${server.size}.`),
    ...(Number.parseInt(server.version, 10) < 15 ? [care('PostgreSQL is older than 15. Upgrade it.')] : []),
    ...(server.fsync === 'on'
      ? []
      : [care('PostgreSQL runs with fsync off: a power cut may cost everything. Turn it on.')]),
    ...(server.encoding === 'UTF8'
      ? []
      : [care(`The database’s encoding is ${server.encoding}. Make a new one in UTF8.`)]),
  ]
}

const migrationFindings = (pending: readonly string[]): readonly Finding[] =>
  pending.length === 0
    ? [well('The tables are up to date.')]
    : [
        care(
          `The tables lack ${count(pending.length, 'step')}, and the rest was not looked at. Run “chapterhouse migrate”.`,
        ),
      ]

/** Whoever has changed what staff did has to answer for it. */
async function auditFindings({ db, config }: Session): Promise<readonly Finding[]> {
  const verdict = await verifyAudit(db, loadSecretKey(config))
  if (verdict.kind === 'broken')
    return [
      care(
        `Entry ${verdict.number} of the audit log, or one before it, is not as it was written. Find out who has access to the database.`,
      ),
    ]
  const { entries, head, foreignSeals } = verdict
  if (entries === 0) return []
  return [
    well(
      `The audit log is whole: ${count(entries, 'entry', 'entries')}, the last of which is ${head.slice(0, 16)}.`,
    ),
    ...(foreignSeals === 0
      ? []
      : [
          note(
            `${count(foreignSeals, 'entry is', 'entries are')} sealed with another SECRET_KEY than today’s.`,
          ),
        ]),
  ]
}

async function shelfFindings({ db }: Session): Promise<readonly Finding[]> {
  const { total } = await listBooks(db, { limit: 1 })
  return [well(`${count(total, 'book')} on the shelf.`)]
}

const BEHIND_MS = 3_600_000

async function usageFindings({ db, config }: Session): Promise<readonly Finding[]> {
  const folder = usageFolder(config.dataDir)
  const { bytes, oldest } = await readSpoolState(db, folder)
  const waits = oldest === null ? 0 : Date.now() - oldest.getTime()
  const salts = listOldSalts(folder, Date.now() - BEHIND_MS)
  return [
    waits < BEHIND_MS
      ? well(
          bytes === 0
            ? 'All usage noted is in the database.'
            : 'The usage of the last minutes waits to be moved into the database.',
        )
      : care(
          `Usage noted since ${oldest?.toISOString()} is not in the database yet (${(bytes / 1e6).toFixed(1)} MB). See whether the worker runs and what its log says, or run “chapterhouse usage move”.`,
        ),
    ...(salts.length === 0
      ? []
      : [
          care(
            `The keys of past days that should be gone are still in ${folder}: ${salts.join(', ')}. Remove them; the worker would have done so.`,
          ),
        ]),
  ]
}

async function clockFindings({ db }: Session): Promise<readonly Finding[]> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  const apart = Math.round(Math.abs(Date.now() - (rows[0]?.now.getTime() ?? 0)) / 1000)
  return apart <= 5
    ? [well('The clocks of program and database agree.')]
    : [
        care(
          `The clocks of program and database are ${count(apart, 'second')} apart. Let both follow a time server.`,
        ),
      ]
}

async function diskFindings({ dataDir }: Config): Promise<readonly Finding[]> {
  const { bavail, bsize, blocks } = await statfs(dataDir)
  const free = bavail * bsize
  const share = Math.round((bavail / blocks) * 100)
  const sentence = `${(free / 1e9).toFixed(1)} GB (${share} %) are free under ${dataDir}`
  return free < 1e9 ? [care(`Only ${sentence}. Make room before it is full.`)] : [well(`${sentence}.`)]
}

async function sweep(session: Session): Promise<readonly Finding[]> {
  const left = await sweepJobs(workplaceOf(session), new Date())
  const files = left.files + (await sweepFiles(workplaceOf(session)))
  return [
    well(
      `Swept: ${count(files, 'file')} that no book needs, ${count(left.jobs, 'job')} left by killed processes.`,
    ),
  ]
}

async function orphanFindings({ db, files }: Session): Promise<readonly Finding[]> {
  let kept = 0
  let unnamed = 0
  for (const batch of await batchesOf(files)) {
    kept += batch.length
    unnamed += (await findUnnamedFiles(db, batch)).length
  }
  return [
    well(`${count(kept, 'file')} kept.`),
    ...(unnamed > 0
      ? [
          note(
            `${count(unnamed, 'file')} of them no book needs any longer. The worker sweeps once a day; --sweep does it now.`,
          ),
        ]
      : []),
  ]
}

/** Every file that a book needs: is it there, and is it what it was? */
async function fileFindings(
  { db, files }: Session,
  quick: boolean,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  let looked = 0
  for await (const named of listNamedFiles(db)) {
    signal.throwIfAborted()
    await eachInTurn(named, 4, async (file) => {
      const state = await stateOf(files, file, quick)
      if (state !== null) findings.push(care(`${state} ${ADVICE}`))
      looked += 1
    })
  }
  const proved = quick ? 'there' : 'there, and what they were'
  if (findings.length === 0) return [well(`${count(looked, 'file')} that books need: all ${proved}.`)]
  return findings
}

const ADVICE = 'Add the book again, or restore the file from a backup.'

async function stateOf(
  files: Files,
  { sha256, bookId, title }: NamedFile,
  quick: boolean,
): Promise<string | null> {
  const whose = `“${title}” (${bookId}) needs the file ${sha256}`
  if ((await files.size(sha256)) === null) return `${whose}, which is missing.`
  if (quick) return null
  const hash = createHash('sha256')
  for await (const part of files.stream(sha256)) hash.update(part)
  return hash.digest('hex') === sha256 ? null : `${whose}, which is damaged (${files.pathOf(sha256)}).`
}

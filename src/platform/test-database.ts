/**
 * A real database for a test, empty but for the slice's own tables. All tests of a checkout share one server, which the
 * first of them starts and the last one out stops; `npm test` holds it open for the whole run.
 *
 * `CHAPTERHOUSE_TEST_RUN` is of one run: its files share what they copy their databases from.
 * `CHAPTERHOUSE_TEST_DATABASE_URL` names another server to run the same tests on, such as PostgreSQL 15.
 */
import { createHash, randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type postgres from 'postgres'
import { connectDatabase, type Database, type DatabasePool } from './database.ts'
import { type Migrations, migrate } from './migrations.ts'
import type { ServerAddress } from './postgres/embedded-postgres.ts'

export type TestDatabase = DatabasePool & {
  /** As DATABASE_URL would name it. */
  readonly url: string
}

/** Gives `use` a database of its own and drops it afterwards, whatever happened. */
export async function withDatabase<T>(
  migrations: Migrations,
  use: (db: Database, database: TestDatabase) => Promise<T>,
): Promise<T> {
  const { database, drop } = await openTestDatabase(migrations)
  try {
    return await use(database.db, database)
  } finally {
    await drop()
  }
}

export type OpenTestDatabase = { readonly database: TestDatabase; readonly drop: () => Promise<void> }

/** For a file whose tests share one: whoever opens it drops it. `emptyTables` stands between one test and the next. */
export async function openTestDatabase(migrations: Migrations): Promise<OpenTestDatabase> {
  const server = await testServer()
  const template = await templateFor(server, migrations)
  const name = await createDatabase(server, template)
  const address = withName(server, name)
  const pool = connectDatabase(address, 5)
  const drop = async () => {
    await pool.close()
    await dropDatabase(server, name)
  }
  try {
    if (template === null) await migrate(pool.db, migrations)
    return { database: { ...pool, url: toUrl(address) }, drop }
  } catch (error) {
    await drop()
    throw error
  }
}

/** As after the migrations, but for what `kept` names. */
export async function emptyTables(db: Database, kept: readonly string[] = []): Promise<void> {
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%' and not tablename = any (${kept})`.execute(
    db,
  )
  const tables = rows.map(({ name }) => sql.table(name))
  if (tables.length > 0) await sql`truncate table ${sql.join(tables)} cascade`.execute(db)
}

/**
 * The second test of a file that asks for the same tables has them made once, to be copied from then on: that is quicker
 * than taking all the steps each time.
 */
async function templateFor(server: ServerAddress | string, migrations: Migrations): Promise<string | null> {
  const run = process.env.CHAPTERHOUSE_TEST_RUN
  if (run !== undefined) return sharedTemplate(server, migrations, run)
  const names = Object.keys(migrations).join(' ')
  const isFirst = !templates.has(names)
  const template = isFirst ? null : (templates.get(names) ?? makeTemplate(server, migrations))
  templates.set(names, template)
  return template
}

const templates = new Map<string, Promise<string> | null>()

async function makeTemplate(server: ServerAddress | string, migrations: Migrations): Promise<string> {
  const name = await createDatabase(server, null)
  const pool = connectDatabase(withName(server, name), 1)
  await migrate(pool.db, migrations)
  await pool.close()
  return name
}

/**
 * Sixty files want the tables of all slices: made once for a run, by whoever comes first while the others wait. It has its
 * name when it is whole, so that nobody copies what a killed process began. The next server to start drops it.
 */
async function sharedTemplate(
  server: ServerAddress | string,
  migrations: Migrations,
  run: string,
): Promise<string> {
  const steps = Object.entries(migrations).map(([name, { up }]) => `${name} ${up}`)
  const hash = createHash('sha256')
    .update([run, ...steps].join('\n'))
    .digest('hex')
  const name = `test_shared_${hash.slice(0, 24)}`
  await atServer(server, async (sql) => {
    await sql`select pg_advisory_lock(hashtext(${name}))`
    if ((await sql`select from pg_database where datname = ${name}`).length > 0) return
    const made = await makeTemplate(server, migrations)
    await sql.unsafe(`alter database ${made} rename to ${name}`)
  })
  return name
}

async function createDatabase(server: ServerAddress | string, template: string | null): Promise<string> {
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`
  await atServer(server, (sql) =>
    sql.unsafe(
      `create database ${name} strategy file_copy ${template === null ? '' : `template ${template}`}`,
    ),
  )
  return name
}

const dropDatabase = (server: ServerAddress | string, name: string) =>
  atServer(server, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`))

/** Started when first asked for; left when this process has nothing more to do. */
export function testServer(): Promise<ServerAddress | string> {
  opened ??= openServer()
  return opened
}

let opened: Promise<ServerAddress | string> | undefined

async function openServer(): Promise<ServerAddress | string> {
  const given = process.env.CHAPTERHOUSE_TEST_DATABASE_URL
  if (given) {
    process.once('beforeExit', () => dropTemplates(given))
    return given
  }
  const { openEmbeddedPostgres } = await import('./postgres/embedded-postgres.ts')
  const checkout = createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 8)
  const server = await openEmbeddedPostgres({
    home: join(tmpdir(), `chapterhouse-test-${process.getuid?.() ?? ''}-${checkout}`),
    command: 'tests',
    lasting: false,
    // What a test writes need not survive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  })
  if (server.how === 'started') await dropLeftovers(server.address)
  process.once('beforeExit', async () => {
    await dropTemplates(server.address)
    await server.close()
  })
  return server.address
}

async function dropTemplates(server: ServerAddress | string): Promise<void> {
  for (const template of templates.values()) if (template) await dropDatabase(server, await template)
}

const dropLeftovers = (server: ServerAddress) =>
  atServer(server, async (sql) => {
    const left = await sql<
      { datname: string }[]
    >`select datname from pg_database where datname like 'test\\_%'`
    for (const { datname } of left) await sql.unsafe(`drop database if exists ${datname} with (force)`)
  })

async function atServer<T>(
  server: ServerAddress | string,
  act: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  const sql = connectDatabase(server).connect()
  try {
    return await act(sql)
  } finally {
    await sql.end()
  }
}

function withName(server: ServerAddress | string, database: string): ServerAddress | string {
  if (typeof server !== 'string') return { ...server, database }
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

const toUrl = (address: ServerAddress | string): string =>
  typeof address === 'string'
    ? address
    : `postgres://${address.user}@localhost/${address.database}?host=${encodeURIComponent(address.host)}`

/** Whole tables out of and into a database by COPY, which every PostgreSQL reads alike. */
import type postgres from 'postgres'

/** In a transaction or out of one. */
export type Sql = postgres.Sql | postgres.TransactionSql

export type Table = {
  readonly name: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
}

export type Sequence = { readonly name: string; readonly last: string | null }

/** The migrator's own tables are written by running the migrations. */
const OURS = `n.nspname = current_schema() and c.relname not like 'kysely\\_%'`

/** Those that others refer to come first, so that each can be filled when its turn comes. A table in parts is one table. */
export async function listTables(sql: Sql): Promise<readonly Table[]> {
  const tables = await sql.unsafe<(Table & { needs: string[] })[]>(`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            order by a.attnum) as columns,
      array(select a.attname::text from pg_index i, unnest(i.indkey) with ordinality as k(attnum, place)
            join pg_attribute a on a.attnum = k.attnum
            where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid order by k.place) as key,
      array(select distinct r.relname::text from pg_constraint f join pg_class r on r.oid = f.confrelid
            where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and ${OURS} order by c.relname`)
  return inOrderOfNeed(tables).map(({ name, columns, key }) => ({ name, columns, key }))
}

function inOrderOfNeed<T extends { name: string; needs: readonly string[] }>(
  tables: readonly T[],
): readonly T[] {
  const placed: T[] = []
  const isPlaced = (name: string) => placed.some((table) => table.name === name)
  while (placed.length < tables.length) {
    const ready = tables.filter((table) => !isPlaced(table.name) && table.needs.every(isPlaced))
    if (ready.length === 0)
      throw new Error('Tables refer to each other in a ring; they cannot be filled in turn')
    placed.push(...ready)
  }
  return placed
}

export const listSequences = (sql: Sql): Promise<readonly Sequence[]> =>
  sql.unsafe<Sequence[]>(`
    select c.relname as name, pg_sequence_last_value(c.oid)::text as last
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and ${OURS} order by c.relname`)

/** In the order of its key: the same rows are the same bytes. */
export const copyOut = (sql: Sql, { name, columns, key }: Table) =>
  sql
    .unsafe(
      `copy (select ${list(columns)} from ${quote(name)}${key.length > 0 ? ` order by ${list(key)}` : ''}) to stdout`,
    )
    .readable()

export const copyIn = (sql: Sql, { name, columns }: Table) =>
  sql.unsafe(`copy ${quote(name)} (${list(columns)}) from stdin`).writable()

export async function emptyTables(sql: Sql, tables: readonly Table[]): Promise<void> {
  if (tables.length > 0) await sql.unsafe(`truncate ${list(tables.map((table) => table.name))}`)
}

export async function setSequences(sql: Sql, sequences: readonly Sequence[]): Promise<void> {
  for (const { name, last } of sequences)
    if (last !== null) await sql`select setval(${quote(name)}::regclass, ${last}::bigint)`
}

export async function dropTables(sql: Sql): Promise<void> {
  const names = await sql<{ name: string }[]>`select c.relname as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = current_schema()`
  if (names.length > 0) await sql.unsafe(`drop table ${list(names.map(({ name }) => name))} cascade`)
  const functions = await sql<{ name: string }[]>`select p.oid::regprocedure::text as name from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace where n.nspname = current_schema() and not exists (
      select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`
  for (const { name } of functions) await sql.unsafe(`drop function if exists ${name} cascade`)
}

const list = (names: readonly string[]): string => names.map(quote).join(', ')
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

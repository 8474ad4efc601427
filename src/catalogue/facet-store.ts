import { sql } from 'kysely'
import { toSlug } from '#base'
import type { Database } from '#platform'
import { facetName, toSortKey, type WantedFacet } from './build-facets.ts'
import { asRows } from './documents.ts'

type KeptFacet = {
  readonly id: number
  readonly kind: string
  readonly key: string
  readonly slug: string
}

/** By `facetName`. */
export type KeptFacets = ReadonlyMap<string, KeptFacet>

/** Finds the facets a book stands on, or adds them. An address once given to a label stays its own. */
export async function keepFacets(tx: Database, wanted: readonly WantedFacet[]): Promise<KeptFacets> {
  const kept = await findFacets(tx, wanted)
  const missing = wanted.filter((facet) => !kept.has(facetName(facet)))
  if (missing.length === 0) return kept
  const rows = await withSlugs(tx, missing)
  await sql`
    insert into facet (kind, key, slug, label, label_key)
    select kind, key, slug, label, label_key
    from ${asRows(rows, 'kind text, key text, slug text, label text, label_key text')}`.execute(tx)
  return await findFacets(tx, wanted)
}

async function findFacets(tx: Database, wanted: readonly WantedFacet[]): Promise<KeptFacets> {
  const { rows } = await sql<KeptFacet>`
    select f.id, f.kind, f.key, f.slug from ${asRows(wanted, 'kind text, key text')},
      lateral (select * from facet where kind = given.kind and key = given.key limit 1) f`.execute(tx)
  return new Map(rows.map((facet) => [facetName(facet), facet]))
}

/** Two labels may look alike in an address, "C" and "C++": the later one gets a number. */
async function withSlugs(tx: Database, missing: readonly WantedFacet[]) {
  const given = new Set<string>()
  const rows: (WantedFacet & { readonly slug: string; readonly label_key: string })[] = []
  for (const facet of missing) {
    const base = toSlug(facet.label).toWellFormed()
    let slug = base
    for (let n = 2; given.has(`${facet.kind} ${slug}`) || (await isTaken(tx, facet.kind, slug)); n++)
      slug = `${base}-${n}`
    given.add(`${facet.kind} ${slug}`)
    rows.push({ ...facet, slug, label_key: toSortKey(facet.label) })
  }
  return rows
}

async function isTaken(tx: Database, kind: string, slug: string): Promise<boolean> {
  const { rows } = await sql`select from facet where kind = ${kind} and slug = ${slug}`.execute(tx)
  return rows.length > 0
}

export type PlacedBook = {
  readonly id: string
  readonly press: string
  readonly titleKey: string
  readonly listed: number
}

/** Puts a book on these facets and on no others, and keeps their counts. None: it leaves every list. */
export async function placeOnFacets(
  tx: Database,
  book: PlacedBook,
  facetIds: readonly number[],
): Promise<void> {
  const former = await sql<{ facet_id: number }>`
    delete from book_facet where book_id = ${book.id} returning facet_id`.execute(tx)
  const before = former.rows.map((row) => row.facet_id)
  if (facetIds.length > 0)
    await sql`
      insert into book_facet (book_id, facet_id, press, title_key, listed)
      select ${book.id}, id, ${book.press}, ${book.titleKey}, ${book.listed}
      from unnest(${[...facetIds]}::integer[]) id`.execute(tx)
  await countUp(tx, book.press, without(facetIds, before))
  await countDown(tx, book.press, without(before, facetIds))
}

const without = (all: readonly number[], others: readonly number[]): number[] =>
  all.filter((id) => !others.includes(id))

async function countUp(tx: Database, press: string, facetIds: readonly number[]): Promise<void> {
  if (facetIds.length === 0) return
  await sql`
    insert into facet_count (facet_id, press, kind, slug, label, label_key, books)
    select f.id, p.press, f.kind, f.slug, f.label, f.label_key, 1
    from facet f, (values (''), (${press}::text)) p (press)
    where f.id = any(${facetIds}::integer[])
    on conflict (facet_id, press) do update set books = facet_count.books + 1`.execute(tx)
}

/** A facet without books is not shown; its address is kept for when it has some again. */
async function countDown(tx: Database, press: string, facetIds: readonly number[]): Promise<void> {
  if (facetIds.length === 0) return
  const here = sql`facet_id = any(${facetIds}::integer[]) and press in ('', ${press})`
  await sql`delete from facet_count where ${here} and books = 1`.execute(tx)
  await sql`update facet_count set books = books - 1 where ${here} and books > 1`.execute(tx)
}

import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#platform'
import { type KeptListing, toListing } from './build-opening.ts'
import type { BookList, Facet, FacetKind } from './shelf.ts'

export type BookQuery = {
  /** Its books alone. */
  readonly press?: string
  /** Those that stand here alone. */
  readonly facet?: { readonly kind: FacetKind; readonly slug: string }
  /** `newest`: last come first. */
  readonly order?: 'title' | 'newest'
  /** Ids of books, as `BookList` gives them. */
  readonly after?: string
  readonly before?: string
  readonly limit: number
}

/** One screen of books. Found by key, counted beforehand: the thousandth costs what the first does. */
export async function listBooks(db: Database, query: BookQuery): Promise<BookList> {
  const facet = await findFacetRow(db, query.facet ?? { kind: 'all', slug: 'all' }, query.press)
  if (facet === null) return { books: [], total: 0, after: null, before: null }
  const edge = query.before ?? query.after
  const cursor = edge === undefined ? null : await findCursor(db, edge)
  const backwards = query.before !== undefined && cursor !== null
  const rows = await listRows(db, query, facet.id, cursor, backwards)
  const now = new Date()
  const books = rows.slice(0, query.limit).map((row) => toListing(row.listing, now))
  if (backwards) books.reverse()
  const more = rows.length > query.limit
  return {
    books,
    total: facet.books,
    after: backwards || more ? (books.at(-1)?.id ?? null) : null,
    before: (backwards ? more : cursor !== null) ? (books[0]?.id ?? null) : null,
  }
}

type Cursor = { readonly id: string; readonly title_key: string; readonly listed: string }

/** Also of a book that has left the shelf since: the list goes on where it stood. */
async function findCursor(db: Database, id: string): Promise<Cursor | null> {
  const { rows } = await sql<Cursor>`select id, title_key, listed from book where id = ${id}`.execute(db)
  return rows[0] ?? null
}

async function listRows(
  db: Database,
  { press, order, limit }: BookQuery,
  facetId: number,
  cursor: Cursor | null,
  backwards: boolean,
): Promise<readonly { readonly listing: KeptListing }[]> {
  const rising = (order === 'newest') === backwards
  const key: RawBuilder<unknown> = sql.ref(order === 'newest' ? 'f.listed' : 'f.title_key')
  const edge = cursor && (order === 'newest' ? cursor.listed : cursor.title_key)
  const beyond =
    cursor === null
      ? sql``
      : sql`and (${key}, f.book_id) ${sql.raw(rising ? '>' : '<')} (${edge}, ${cursor.id})`
  const direction = sql.raw(rising ? 'asc' : 'desc')
  const { rows } = await sql<{ listing: KeptListing }>`
    select b.listing from book_facet f join book b on b.id = f.book_id
    where f.facet_id = ${facetId} ${press === undefined ? sql`` : sql`and f.press = ${press}`} ${beyond}
    order by ${key} ${direction}, f.book_id ${direction} limit ${limit + 1}`.execute(db)
  return rows
}

type FacetRow = { readonly id: number; readonly label: string; readonly books: number }

async function findFacetRow(
  db: Database,
  { kind, slug }: { readonly kind: FacetKind | 'all'; readonly slug: string },
  press: string | undefined,
): Promise<FacetRow | null> {
  const { rows } = await sql<FacetRow>`
    select f.id, f.label, c.books from facet f
    join facet_count c on c.facet_id = f.id and c.press = ${press ?? ''}
    where f.kind = ${kind} and f.slug = ${slug}`.execute(db)
  return rows[0] ?? null
}

/** A subject, series, imprint or year by its address; null when no book (of this press) stands there. */
export async function findFacet(
  db: Database,
  kind: FacetKind,
  slug: string,
  press?: string,
): Promise<Facet | null> {
  const row = await findFacetRow(db, { kind, slug }, press)
  return row && { kind, slug, label: row.label, books: row.books }
}

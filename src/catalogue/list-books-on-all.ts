import { sql } from 'kysely'
import type { Database } from '#platform'
import type { FacetKind } from './shelf.ts'

export type FacetName = { readonly kind: FacetKind; readonly slug: string }

/** Ids of the books on the shelf that stand on every one of these facets; with none of them, all there are. */
export async function listBooksOnAll(
  db: Database,
  { facets, press }: { readonly facets: readonly FacetName[]; readonly press: string | null },
): Promise<readonly string[]> {
  const standsOn = facets.map(
    ({ kind, slug }) => sql`
      and exists (select from book_facet o join facet n on n.id = o.facet_id
        where o.book_id = f.book_id and n.kind = ${kind} and n.slug = ${slug})`,
  )
  const { rows } = await sql<{ id: string }>`
    select f.book_id as id from book_facet f join facet whole on whole.id = f.facet_id and whole.kind = 'all'
    where true ${press === null ? sql`` : sql`and f.press = ${press}`} ${sql.join(standsOn, sql``)}
    order by f.book_id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Where one book stands; null: it is not on the shelf. */
export async function findStanding(
  db: Database,
  bookId: string,
): Promise<{ readonly press: string; readonly facets: readonly FacetName[] } | null> {
  const { rows } = await sql<FacetName & { press: string }>`
    select f.press, n.kind, n.slug from book_facet f join facet n on n.id = f.facet_id
    where f.book_id = ${bookId}`.execute(db)
  const [first] = rows
  return first === undefined
    ? null
    : { press: first.press, facets: rows.map(({ kind, slug }) => ({ kind, slug })) }
}

import { sql } from 'kysely'
import type { Database } from '#platform'
import { toSortKey } from './build-facets.ts'
import type { Facet, FacetKind, FacetList } from './shelf.ts'

export type FacetQuery = {
  readonly press?: string
  /** `label`: by the alphabet, years from the latest. `books`: the fullest first. */
  readonly order?: 'label' | 'books'
  /** The first letters of a label: where an alphabetical list begins. */
  readonly from?: string
  /** Slugs, as `FacetList` gives them. */
  readonly after?: string
  readonly before?: string
  readonly limit: number
}

/** The subjects, series, imprints or years on which there are books, with how many: one screen of them. */
export async function listFacets(db: Database, kind: FacetKind, query: FacetQuery): Promise<FacetList> {
  const { press = '', limit } = query
  const isByBooks = query.order === 'books'
  const key = sql.ref(isByBooks ? 'c.books' : 'c.label_key')
  const edge = await findEdge(db, kind, query)
  const backwards = query.before !== undefined && edge !== null
  const rising = (isByBooks || kind === 'years') === backwards
  const beyond =
    edge === null
      ? sql``
      : sql`and (${key}, c.facet_id) ${sql.raw(rising ? '>' : '<')} (${isByBooks ? edge.books : edge.label_key}, ${edge.id})`
  const direction = sql.raw(rising ? 'asc' : 'desc')
  const { rows } = await sql<Omit<Facet, 'kind'>>`
    select c.slug, c.label, c.books from facet_count c
    where c.kind = ${kind} and c.press = ${press} ${beyond}
    order by ${key} ${direction}, c.facet_id ${direction} limit ${limit + 1}`.execute(db)
  const facets = rows.slice(0, limit).map(({ slug, label, books }) => ({ kind, slug, label, books }))
  if (backwards) facets.reverse()
  const more = rows.length > limit
  return {
    facets,
    after: backwards || more ? (facets.at(-1)?.slug ?? null) : null,
    before: (backwards ? more : edge !== null) ? (facets[0]?.slug ?? null) : null,
  }
}

type Edge = { readonly id: number; readonly label_key: string; readonly books: number }

/** Where the screen begins or ends, by a facet or by letters. */
async function findEdge(
  db: Database,
  kind: FacetKind,
  { press = '', before, after, from }: FacetQuery,
): Promise<Edge | null> {
  const slug = before ?? after
  if (slug === undefined) return from === undefined ? null : { id: 0, label_key: toSortKey(from), books: 0 }
  const { rows } = await sql<Edge>`
    select f.id, f.label_key, coalesce(c.books, 0) as books
    from facet f left join facet_count c on c.facet_id = f.id and c.press = ${press}
    where f.kind = ${kind} and f.slug = ${slug}`.execute(db)
  return rows[0] ?? null
}

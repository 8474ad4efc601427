import { sql } from 'kysely'
import { isId } from '#base'
import type { Affiliation, Contributor } from '#book'
import type { Database } from '#platform'
import { type KeptListing, toListing } from './build-opening.ts'
import type { Contribution } from './contribution.ts'
import type { ContributorWork, FoundContributor } from './shelf.ts'

/** A contributor with the books, newest first; null when nothing of theirs is on the shelf. */
export async function findContributor(
  db: Database,
  id: string,
  limit = 100,
): Promise<FoundContributor | null> {
  if (!isId(id)) return null
  const contributor = await findPerson(db, id)
  if (contributor === null || contributor.total === 0) return null
  const rows = await listContributions(db, id, limit)
  const { sort_name: sortName, ...person } = contributor
  return { ...person, sortName, affiliations: affiliationsOf(rows), works: worksOf(rows) }
}

type PersonRow = Pick<FoundContributor, 'id' | 'slug' | 'name' | 'kind' | 'orcid' | 'total'> & {
  readonly sort_name: string
}

async function findPerson(db: Database, id: string): Promise<PersonRow | null> {
  const { rows } = await sql<PersonRow>`
    select id, slug, name, sort_name, kind, orcid,
      (select count(distinct book_id)::integer from contribution where contributor_id = ${id}) as total
    from contributor where id = ${id}`.execute(db)
  return rows[0] ?? null
}

type ContributionRow = {
  readonly role: Contributor['role']
  readonly affiliations: readonly Affiliation[]
  readonly listing: KeptListing
  readonly chapter: Contribution['chapter']
}

async function listContributions(
  db: Database,
  id: string,
  limit: number,
): Promise<readonly ContributionRow[]> {
  const { rows } = await sql<ContributionRow>`
    with newest as (
      select distinct listed, book_id from contribution where contributor_id = ${id}
      order by listed desc, book_id limit ${limit}
    )
    select co.role, co.affiliations, co.chapter, b.listing
    from newest n
    join contribution co on co.contributor_id = ${id} and co.listed = n.listed and co.book_id = n.book_id
    join book b on b.id = n.book_id
    order by n.listed desc, n.book_id, co.position`.execute(db)
  return rows
}

function affiliationsOf(rows: readonly ContributionRow[]): readonly Affiliation[] {
  const all = rows.flatMap((row) => row.affiliations)
  return [...new Map(all.map((affiliation) => [affiliation.ror ?? affiliation.name, affiliation])).values()]
}

function worksOf(rows: readonly ContributionRow[]): readonly ContributorWork[] {
  const now = new Date()
  return [...Map.groupBy(rows, (row) => row.listing.id).values()].flatMap((ofBook) => {
    const [first] = ofBook
    if (first === undefined) return []
    const roles = (some: readonly ContributionRow[]) => [...new Set(some.map((row) => row.role))]
    const inChapters = ofBook.filter((row) => row.chapter !== null)
    return [
      {
        book: toListing(first.listing, now),
        roles: roles(ofBook.filter((row) => row.chapter === null)),
        chapters: [...Map.groupBy(inChapters, (row) => row.chapter?.id).values()].flatMap((ofChapter) => {
          const chapter = ofChapter[0]?.chapter
          return chapter ? [{ ...chapter, roles: roles(ofChapter) }] : []
        }),
      },
    ]
  })
}

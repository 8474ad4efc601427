import { sql } from 'kysely'
import { newId, toSlug } from '#base'
import type { Contributor } from '#book'
import type { Database } from '#platform'
import { buildIdentities, type Identity } from './build-identities.ts'
import type { Contribution } from './contribution.ts'
import { asRows } from './documents.ts'
import type { LinkedContributor, PageLink } from './shelf.ts'
import { toKeepable } from './to-json.ts'

/**
 * Gives every contributor of a draft the page that gathers this person's work, new or known. The page's address never
 * changes; its name is the one printed last.
 */
export async function linkContributors(
  tx: Database,
  book: { readonly id: string; readonly press: string },
  former: readonly Contributor[],
  present: readonly Contributor[],
): Promise<(contributor: Contributor) => LinkedContributor> {
  const toIdentity = buildIdentities(book.press, former, present)
  const wanted = new Map(present.map(toIdentity).map((identity) => [identity.identity, identity]))
  const pages = await findPages(tx, [...wanted.values()])
  await adoptNames(tx, book.id, [...wanted.values()], pages)
  await addPages(tx, [...wanted.values()], pages)
  await renamePages(tx, [...wanted.values()], pages)
  return (contributor) => {
    const known = pages.get(toIdentity(contributor).identity)
    if (known === undefined) throw new Error(`${contributor.name} has not been given a page`)
    return { ...contributor, page: { id: known.id, slug: known.slug } }
  }
}

type Page = PageLink & { readonly identity: string; readonly name: string }
/** By identity. */
type Pages = Map<string, Page>

async function findPages(tx: Database, wanted: readonly Identity[]): Promise<Pages> {
  const identities = [...new Set(wanted.flatMap(({ identity, byName }) => [identity, byName]))]
  const { rows } = await sql<Page>`
    select id, slug, identity, name from contributor where identity = any(${identities})`.execute(tx)
  return new Map(rows.map((page) => [page.identity, page]))
}

/** A name that only this book knows, and that now comes with an ORCID, keeps its page. */
async function adoptNames(
  tx: Database,
  bookId: string,
  wanted: readonly Identity[],
  pages: Pages,
): Promise<void> {
  for (const { identity, byName, contributor } of wanted) {
    const named = pages.get(byName)
    if (identity === byName || pages.has(identity) || named === undefined) continue
    const { rows } = await sql<Page>`
      update contributor set identity = ${identity}, orcid = ${contributor.orcid}
      where id = ${named.id}
        and not exists (select from contribution where contributor_id = ${named.id} and book_id <> ${bookId})
      returning id, slug, identity, name`.execute(tx)
    for (const page of rows) {
      pages.delete(byName)
      pages.set(identity, page)
    }
  }
}

async function addPages(tx: Database, wanted: readonly Identity[], pages: Pages): Promise<void> {
  const added = wanted
    .filter(({ identity }) => !pages.has(identity))
    .map(({ identity, contributor: { name, sortName, kind, orcid } }) => ({
      ...{ id: newId(), identity, slug: toSlug(name), name, kind, orcid },
      sort_name: sortName,
    }))
  if (added.length === 0) return
  await sql`
    insert into contributor (id, identity, slug, name, sort_name, kind, orcid)
    select id, identity, slug, name, sort_name, kind, orcid
    from ${asRows(added, 'id text, identity text, slug text, name text, sort_name text, kind text, orcid text')}`.execute(
    tx,
  )
  for (const page of added) pages.set(page.identity, page)
}

async function renamePages(tx: Database, wanted: readonly Identity[], pages: Pages): Promise<void> {
  for (const { identity, contributor } of wanted) {
    const page = pages.get(identity)
    if (page === undefined || page.name === contributor.name) continue
    await sql`update contributor set name = ${toKeepable(contributor.name)}, sort_name = ${toKeepable(contributor.sortName)}
      where id = ${page.id}`.execute(tx)
  }
}

/** Replaces what the contributors' pages tell of this book. */
export async function writeContributions(
  tx: Database,
  book: { readonly id: string; readonly listed: number },
  contributions: readonly Contribution[],
): Promise<void> {
  await sql`delete from contribution where book_id = ${book.id}`.execute(tx)
  if (contributions.length === 0) return
  const rows = contributions.map(({ chapter, contributor }, position) => ({
    ...{ chapter, position, contributor_id: contributor.page.id, role: contributor.role },
    affiliations: contributor.affiliations,
  }))
  await sql`
    insert into contribution (book_id, chapter, position, contributor_id, role, affiliations, listed)
    select ${book.id}, chapter, position, contributor_id, role, affiliations, ${book.listed}
    from ${asRows(rows, 'chapter json, position integer, contributor_id text, role text, affiliations jsonb')}`.execute(
    tx,
  )
}

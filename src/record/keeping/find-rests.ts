/** Which claims rest on the passages of a chapter: of its own record, and of others of its book. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import type { QuoteAnchors } from './decide-anchors-of-quotes.ts'

export type Rest = {
  readonly anchor: string
  readonly record: string
  readonly claim: string
  readonly says: string
}

/** Those that everybody may see. */
export async function findRests(
  db: Database,
  chapter: { readonly id: string; readonly bookId: string },
): Promise<readonly Rest[]> {
  const { rows } = await sql<{
    readonly id: string
    readonly anchors: QuoteAnchors
    readonly claims: readonly { readonly id: string; readonly name: string }[] | null
  }>`
    select r.id, r.anchors, (
      select json_agg(json_build_object('id', e.id, 'name', e.name)) from record_entry e
      where e.record_id = r.id and e.kind = 'claim' and e.is_public and e.last = r.version
    ) as claims
    from record r where r.book_id = ${chapter.bookId} and not r.is_withdrawn order by r.id`.execute(db)
  return rows.flatMap(({ id, anchors, claims }) =>
    (claims ?? []).flatMap((claim) => {
      const found = anchors[claim.id]
      return found?.kind === 'found' && found.chapterId === chapter.id
        ? [{ anchor: found.anchor, record: id, claim: claim.id, says: claim.name }]
        : []
    }),
  )
}

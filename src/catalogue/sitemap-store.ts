import { sql } from 'kysely'
import type { Database } from '#platform'
import type { SitemapBook, SitemapPart } from './shelf.ts'

/** A sitemap holds at most 50,000 addresses (sitemaps.org); fifty books may then have a thousand chapters each. */
const BOOKS_IN_PART = 50

export async function touchSitemapPart(
  tx: Database,
  { press, ordinal }: { readonly press: string; readonly ordinal: number },
  now: Date,
): Promise<void> {
  await sql`
    insert into sitemap_part (press, part, updated) values (${press}, ${Math.floor(ordinal / BOOKS_IN_PART)}, ${now})
    on conflict (press, part) do update set updated = excluded.updated`.execute(tx)
}

/** Of one press, or of all. */
export async function listSitemapParts(db: Database, press?: string): Promise<readonly SitemapPart[]> {
  const { rows } = await sql<{ press: string; part: number; updated: Date }>`
    select press, part, updated from sitemap_part
    ${press === undefined ? sql`` : sql`where press = ${press}`} order by press, part`.execute(db)
  return rows.map((row) => ({ ...row, updated: row.updated.toISOString() }))
}

export async function listSitemapBooks(
  db: Database,
  { press, part }: Pick<SitemapPart, 'press' | 'part'>,
): Promise<readonly SitemapBook[]> {
  const { rows } = await sql<{
    id: string
    slug: string
    updated: string
    chapters: readonly { readonly id: string; readonly slug: string; readonly updated: Date }[]
  }>`
    select b.id, b.listing->>'slug' as slug, b.listing->>'updated' as updated,
      array(select json_build_object('id', c.id, 'slug', c.slug, 'updated', c.updated)
            from chapter c where c.book_id = b.id and c.position is not null order by c.position) as chapters
    from book b
    where b.press = ${press} and b.ordinal >= ${part * BOOKS_IN_PART} and b.ordinal < ${(part + 1) * BOOKS_IN_PART}
      and b.shelved
    order by b.ordinal`.execute(db)
  return rows.map((row) => ({
    ...row,
    chapters: row.chapters.map((chapter) => ({
      ...chapter,
      updated: new Date(chapter.updated).toISOString(),
    })),
  }))
}

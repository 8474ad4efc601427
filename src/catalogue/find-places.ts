/** Small questions of single routes: a DOI, a passage, a picture. */
import { sql } from 'kysely'
import { isId } from '#base'
import type { Issue } from '#book'
import type { Database } from '#platform'
import { type KeptProduct, toReadable } from './build-readable.ts'
import type { FoundMedia, FoundPassage, PageLink } from './shelf.ts'
import { toDoiKey } from './to-doi-key.ts'

/** What a DOI names; of several, the one that is on the shelf and came last. */
export async function findByDoi(
  db: Database,
  doi: string,
): Promise<(PageLink & { readonly kind: 'book' | 'chapter' }) | null> {
  const key = toDoiKey(doi)
  const { rows } = await sql<PageLink & { kind: 'book' | 'chapter' }>`
    select kind, id, slug from (
      select 'book' as kind, id, listing->>'slug' as slug, shelved as there, listed
      from book where doi = ${key}
      union all
      select 'chapter', c.id, c.slug, b.shelved and c.position is not null, b.listed
      from chapter c join book b on b.id = c.book_id where c.doi = ${key}
    ) found order by there desc, listed desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** Where an anchor stands now, or where the text stood that bore it; of a chapter that is gone too: its page says so. */
export async function findPassage(
  db: Database,
  chapterId: string,
  anchor: string,
): Promise<FoundPassage | null> {
  if (!isId(chapterId)) return null
  const { rows } = await sql<{
    slug: string
    section: number | null
    near: string | null
    near_section: number | null
  }>`
    with kept as (
      select c.slug, a.live, a.retired from chapter_anchors a join chapter c on c.id = a.chapter_id
      where a.chapter_id = ${chapterId}
    ), living as (
      select block->>0 as anchor, (block->>3)::integer as section from kept, json_array_elements(live) block
    ), former as (
      select block->>2 as near from kept, json_array_elements(retired) block where block->>0 = ${anchor}
    )
    select k.slug, l.section, f.near, n.section as near_section
    from kept k
    left join living l on l.anchor = ${anchor}
    left join former f on true
    left join living n on n.anchor = f.near
    where l.anchor is not null or exists (select from former)`.execute(db)
  const [row] = rows
  if (row === undefined) return null
  const chapter = { id: chapterId, slug: row.slug }
  return row.section === null
    ? { kind: 'changed', chapter, section: row.near_section ?? 1, near: row.near }
    : { kind: 'passage', chapter, section: row.section }
}

/** A picture, sound or film by the product whose page shows it: `product` says who may see it. */
export async function findMedia(db: Database, productId: string, name: string): Promise<FoundMedia | null> {
  if (!isId(productId)) return null
  const { rows } = await sql<{
    media_type: string
    bytes: string
    public: boolean
    book_id: string
    press: string
    product: KeptProduct | null
  }>`
    select m.media_type, m.bytes, m.public, null as product, m.book_id, '' as press
    from media m where m.book_id = ${productId} and m.name = ${name} and m.public
    union all
    select m.media_type, m.bytes, m.public, c.product, c.book_id, b.press
    from chapter c join book b on b.id = c.book_id join media m on m.book_id = c.book_id and m.name = ${name}
    where c.id = ${productId} and (m.public or ${name} = any(c.media))`.execute(db)
  const [row] = rows
  if (row === undefined) return null
  const shown: FoundMedia['shown'] =
    row.public || row.product === null
      ? { as: 'public' }
      : { as: 'text', product: toReadable(row.product, { bookId: row.book_id, press: row.press }) }
  return { name, mediaType: row.media_type, bytes: Number(row.bytes), shown }
}

/** The faults found in a book with its chapters, or in one chapter, in the order in which they were found. */
export async function listIssues(db: Database, productId: string): Promise<readonly Issue[]> {
  const { rows } = await sql<{ issue: Issue }>`
    select issue from product_issue where book_id = ${productId} or chapter_id = ${productId}
    order by position`.execute(db)
  return rows.map((row) => row.issue)
}

/** Of these files, those that no book names: left by a shelving that was cut off, or by a version that is replaced. */
export async function findUnnamedFiles(db: Database, sha256s: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select given.sha256 from unnest(${[...sha256s]}::text[]) as given (sha256)
    where not exists (select from format f where f.sha256 = given.sha256)
      and not exists (select from media m where m.sha256 = given.sha256)
      and not exists (select from attachment a where a.sha256 = given.sha256)
      and not exists (select from draft_file d where d.sha256 = given.sha256)
      and not exists (select from withdrawn_parcel w, jsonb_array_elements(w.files) f
        where f->>'sha256' = given.sha256)`.execute(db)
  return rows.map((row) => row.sha256)
}

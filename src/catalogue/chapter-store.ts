import { sql } from 'kysely'
import type { TextSection } from '#book'
import type { Database } from '#platform'
import type { ChapterAnchors } from './decide-anchors.ts'
import { asJson, asRows } from './documents.ts'
import type { ReadableProduct, ShelvedChapter } from './shelf.ts'
import { toDoiKey } from './to-doi-key.ts'
import { toKeepable } from './to-json.ts'

export type ChapterRow = {
  readonly record: ShelvedChapter
  readonly product: ReadableProduct
  readonly media: readonly string[]
  readonly contentHash: string
}

/** Adds the chapters of a version, or brings those that are there up to date. */
export async function writeChapters(
  tx: Database,
  bookId: string,
  chapters: readonly ChapterRow[],
): Promise<void> {
  const rows = chapters.map(({ record, product, media, contentHash }) => ({
    ...{ id: record.id, position: record.position, slug: record.slug, doi: toDoiKey(record.doi) },
    ...{ updated: record.updated, media, product, content_hash: contentHash, record },
  }))
  const columns =
    'id text, position integer, slug text, doi text, updated timestamptz, media text[], product jsonb, content_hash text, record jsonb'
  await sql`
    insert into chapter (id, book_id, position, slug, doi, updated, media, product, content_hash, record)
    select id, ${bookId}, position, slug, doi, updated, media, product, content_hash, record
    from ${asRows(rows, columns)}
    on conflict (id) do update set
      position = excluded.position, slug = excluded.slug, doi = excluded.doi, updated = excluded.updated,
      media = excluded.media, product = excluded.product, content_hash = excluded.content_hash,
      record = excluded.record, removed = null`.execute(tx)
}

/** The record of a chapter that a new version leaves out stays, for its tombstone; its words go. */
export async function removeChapters(tx: Database, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await sql`update chapter set position = null, removed = ${now}, media = '{}' where id = any(${ids})`.execute(
    tx,
  )
  await sql`delete from chapter_text where chapter_id = any(${ids})`.execute(tx)
}

export type TextRow = {
  readonly chapterId: string
  readonly sections: readonly TextSection[]
  readonly anchors: ChapterAnchors
}

/** One chapter at a time: a book's text may be tens of megabytes. */
export async function writeText(tx: Database, { chapterId, sections, anchors }: TextRow): Promise<void> {
  await sql`delete from chapter_text where chapter_id = ${chapterId}`.execute(tx)
  for (const { number, html } of sections)
    await sql`
      insert into chapter_text (chapter_id, section, html)
      values (${chapterId}, ${number}, ${toKeepable(html)})`.execute(tx)
  const live = anchors.live.map(({ anchor, hash, kind, section }) => [anchor, hash, kind, section])
  const retired = anchors.retired.map(({ anchor, hash, near }) => [anchor, hash, near])
  await sql`
    insert into chapter_anchors (chapter_id, live, retired)
    values (${chapterId}, ${asJson(live)}, ${asJson(retired)})
    on conflict (chapter_id) do update set live = excluded.live, retired = excluded.retired`.execute(tx)
}

import { sql } from 'kysely'
import type { TextSection } from '#book'
import type { Database } from '#platform'
import type { KeptProduct } from './build-readable.ts'
import type { ChapterAnchors } from './decide-anchors.ts'
import { asRows } from './documents.ts'
import type { ShelvedChapter } from './shelf.ts'
import { toDoiKey } from './to-doi-key.ts'

export type ChapterRow = {
  readonly record: ShelvedChapter
  readonly product: KeptProduct
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

/** Replaces the text of these chapters. In several statements: a book's text may be tens of megabytes. */
export async function writeTexts(tx: Database, texts: readonly TextRow[]): Promise<void> {
  if (texts.length === 0) return
  await sql`delete from chapter_text where chapter_id = any(${texts.map((text) => text.chapterId)})`.execute(
    tx,
  )
  const sections = texts.flatMap(({ chapterId, sections }) =>
    sections.map(({ number, html }) => ({ chapter_id: chapterId, section: number, html })),
  )
  for (const batch of inBatches(sections, ({ html }) => html.length))
    await sql`
      insert into chapter_text (chapter_id, section, html)
      select chapter_id, section, html
      from ${asRows(batch, 'chapter_id text, section integer, html text')}`.execute(tx)
  for (const batch of inBatches(texts.map(toAnchorRow), ({ live }) => live.length * 50))
    await writeAnchors(tx, batch)
}

const toAnchorRow = ({ chapterId, anchors }: TextRow) => ({
  chapter_id: chapterId,
  live: anchors.live.map(({ anchor, hash, kind, section }) => [anchor, hash, kind, section]),
  retired: anchors.retired.map(({ anchor, hash, near }) => [anchor, hash, near]),
})

async function writeAnchors(tx: Database, rows: readonly object[]): Promise<void> {
  await sql`
    insert into chapter_anchors (chapter_id, live, retired)
    select chapter_id, live, retired from ${asRows(rows, 'chapter_id text, live json, retired json')}
    on conflict (chapter_id) do update set live = excluded.live, retired = excluded.retired`.execute(tx)
}

const LARGEST_BATCH = 4_000_000

function* inBatches<T>(rows: readonly T[], sizeOf: (row: T) => number): Generator<readonly T[]> {
  let batch: T[] = []
  let size = 0
  for (const row of rows) {
    if (batch.length > 0 && size + sizeOf(row) > LARGEST_BATCH) {
      yield batch
      batch = []
      size = 0
    }
    batch.push(row)
    size += sizeOf(row)
  }
  if (batch.length > 0) yield batch
}

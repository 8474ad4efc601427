import { sql } from 'kysely'
import type { BookDraft } from '#book'
import type { Database } from '#platform'
import type { AnchoredBlock, RetiredAnchor } from './decide-anchors.ts'
import { type Candidate, decideSameBook, toIdentifierSet } from './decide-same-book.ts'
import type { PreviousBook, PreviousChapter } from './previous-book.ts'
import type { ShelvedBook, ShelvedChapter } from './shelf.ts'

/**
 * The book of which a draft is a new version, or null. Finding only: for a dry run as for the real one. `bookId`: it is known
 * which, whatever numbers and title it has now.
 */
export async function findPrevious(
  db: Database,
  {
    draft,
    press,
    bookId = null,
  }: { readonly draft: BookDraft; readonly press: string; readonly bookId?: string | null },
): Promise<PreviousBook | null> {
  if (bookId !== null) return await loadPrevious(db, bookId)
  const candidates = await findCandidates(db, press, toIdentifierSet(draft.metadata.identifiers))
  const id = decideSameBook(candidates, draft.metadata)
  return id === null ? null : await loadPrevious(db, id)
}

async function findCandidates(
  db: Database,
  press: string,
  identifiers: readonly string[],
): Promise<readonly Candidate[]> {
  const { rows } = await sql<Candidate>`
    select b.id,
           array(select k.value from book_identifier k where k.book_id = b.id and k.is_key) as keys,
           b.record->>'title' as title, b.record->>'subtitle' as subtitle, b.record->>'edition' as edition,
           b.record->'series' as series
    from book b
    where b.id in (select book_id from book_identifier where press = ${press} and value = any(${identifiers}))
    order by b.listed`.execute(db)
  return rows
}

type ChapterRow = {
  readonly position: number | null
  readonly content_hash: string
  readonly record: ShelvedChapter
  readonly live: readonly (readonly [string, string, AnchoredBlock['kind'], number])[] | null
  readonly retired: readonly (readonly [string, string, string | null])[] | null
}

async function loadPrevious(db: Database, id: string): Promise<PreviousBook | null> {
  const { rows } = await sql<{ shelved: boolean; parcel_hash: string; record: ShelvedBook }>`
    select shelved, parcel_hash, record from book where id = ${id}`.execute(db)
  const [book] = rows
  if (book === undefined) return null
  const chapters = await sql<ChapterRow>`
    select c.position, c.content_hash, c.record, a.live, a.retired
    from chapter c left join chapter_anchors a on a.chapter_id = c.id
    where c.book_id = ${id} order by c.position nulls last, c.removed desc, c.id`.execute(db)
  return {
    id,
    shelved: book.shelved,
    parcelHash: book.parcel_hash,
    book: book.record,
    chapters: chapters.rows.map(toPreviousChapter),
  }
}

const toPreviousChapter = (row: ChapterRow): PreviousChapter => ({
  live: row.position !== null,
  chapter: row.record,
  contentHash: row.content_hash,
  anchors: {
    live: (row.live ?? []).map(([anchor, hash, kind, section]) => ({ anchor, hash, kind, section })),
    retired: (row.retired ?? []).map(([anchor, hash, near]): RetiredAnchor => ({ anchor, hash, near })),
  },
})

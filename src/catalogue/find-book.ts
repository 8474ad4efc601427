import { sql } from 'kysely'
import { isId } from '#base'
import type { Amendment, TextSection } from '#book'
import type { Database } from '#platform'
import { type KeptOutline, type KeptProduct, toOutline, toReadable } from './build-readable.ts'
import type { FoundBook, FoundChapter, ShelvedBook, ShelvedChapter, Tombstone } from './shelf.ts'

type BookRow = {
  readonly shelved: boolean
  readonly withdrawn: Date | null
  readonly reason: string | null
  readonly book: ShelvedBook
  readonly contents: readonly KeptOutline[]
  readonly product: KeptProduct
  readonly amendments: readonly Amendment[] | null
}

/** Of a book and its chapters, the newest first; null: there are none. */
const AMENDMENTS = sql`(select json_agg(json_build_object('id', a.id, 'chapterId', a.chapter_id, 'kind', a.kind,
    'text', a.text, 'doi', a.doi, 'date', a.dated::text) order by a.dated desc, a.id)
  from amendment a where a.book_id = b.id) as amendments`

/** The book, or what is said in its place, or null when there never was one of this id. */
export async function findBook(db: Database, id: string): Promise<FoundBook | null> {
  if (!isId(id)) return null
  const { rows } = await sql<BookRow>`
    select shelved, withdrawn, reason, record as book, contents, product, ${AMENDMENTS} from book b where id = ${id}`.execute(
    db,
  )
  const [row] = rows
  if (row === undefined) return null
  if (!row.shelved) return bookTombstone(row)
  const { book } = row
  const ofBook = { bookId: book.id, press: book.press }
  const contents = row.contents.map((kept) => toOutline(kept, ofBook))
  const product = toReadable(row.product, ofBook)
  return { kind: 'book', book, contents, product, amendments: row.amendments ?? [] }
}

type ChapterRow = BookRow & {
  readonly position: number | null
  readonly removed: Date | null
  readonly chapter: ShelvedChapter
}

/** The chapter with all that its page needs, in one query. */
export async function findChapter(db: Database, id: string): Promise<FoundChapter | null> {
  if (!isId(id)) return null
  const { rows } = await sql<ChapterRow>`
    select c.record as chapter, c.position, c.removed, c.product,
      b.shelved, b.withdrawn, b.reason, b.record as book, b.contents, ${AMENDMENTS}
    from chapter c join book b on b.id = c.book_id where c.id = ${id}`.execute(db)
  const [row] = rows
  if (row === undefined) return null
  const { chapter, position, book } = row
  if (!row.shelved || position === null) return chapterTombstone(row)
  const ofBook = { bookId: book.id, press: book.press }
  const contents = row.contents.map((kept) => toOutline(kept, ofBook))
  return {
    ...{ kind: 'chapter', chapter, book, contents, product: toReadable(row.product, ofBook) },
    amendments: row.amendments ?? [],
    previous: contents[position - 1] ?? null,
    next: contents[position + 1] ?? null,
    parent: contents.find((other) => other.id === chapter.parentId) ?? null,
  }
}

/** Every chapter in full, in reading order; none of a book that is withdrawn. */
export async function listChapters(db: Database, bookId: string): Promise<readonly ShelvedChapter[]> {
  const { rows } = await sql<{ record: ShelvedChapter }>`
    select c.record from chapter c join book b on b.id = c.book_id
    where c.book_id = ${bookId} and c.position is not null and b.shelved order by c.position`.execute(db)
  return rows.map((row) => row.record)
}

/** One page of a chapter's text, from 1. Whether it may be read is decided before it is asked for. */
export async function loadText(
  db: Database,
  chapterId: string,
  section: number,
): Promise<TextSection | null> {
  const { rows } = await sql<{ html: string }>`
    select html from chapter_text where chapter_id = ${chapterId} and section = ${section}`.execute(db)
  return rows[0] === undefined ? null : { number: section, html: rows[0].html }
}

function bookTombstone({ book, reason, withdrawn }: BookRow): Tombstone {
  const { id, slug, press, title, subtitle, contributors } = book
  return {
    ...{ kind: 'withdrawn', product: 'book', id, slug, press, title, subtitle, contributors, reason },
    ...{ label: null, doi: book.identifiers.doi, book: null, withdrawn: toIso(withdrawn) },
  }
}

/** Without contributors of its own, those of the book speak for it, as on its page. */
function chapterTombstone({ chapter, book, shelved, removed, reason, withdrawn }: ChapterRow): Tombstone {
  const { id, slug, title, subtitle, label, doi } = chapter
  return {
    ...{ kind: 'withdrawn', product: 'chapter', id, slug, press: book.press, title, subtitle, label, doi },
    contributors: chapter.contributors.length > 0 ? chapter.contributors : book.contributors,
    book: { id: book.id, slug: book.slug, title: book.title, shelved },
    reason: shelved ? null : reason,
    withdrawn: toIso(shelved ? removed : (withdrawn ?? removed)),
  }
}

const toIso = (date: Date | null): string => (date ?? new Date(0)).toISOString()

/**
 * Files that could not be made of a book when somebody asked for them: a fault of content that reading the book did not show. It
 * stands among the faults of the version on the shelf until the file is made after all, or another version takes its place.
 */
import { sql } from 'kysely'
import type { Issue } from '#book'
import { type Database, inTransaction, postNotice } from '#platform'
import { asJsonb } from './documents.ts'

export type UnmadeFile = {
  readonly bookId: string
  /** Null: the whole book. */
  readonly chapterId: string | null
  /** The file of the book that it is made of. */
  readonly fileName: string
  /** Whose own copy it is: `Kindle`; null: the file as everybody downloads it. */
  readonly copyFor: string | null
}

const RULE = 'file-can-be-made'
const TOLD_AGAIN = sql`interval '7 days'`

/** True: the press is to be told, since nobody told it in the last week. */
export const noteUnmadeFile = (db: Database, file: UnmadeFile, said: string, now: Date): Promise<boolean> =>
  onShelf(db, file.bookId, async (tx) => {
    const { rows } = await sql<{ isToBeTold: boolean }>`
      with former as (select position, told from product_issue where ${isOf(file)})
      update product_issue i set noted = ${now}, issue = jsonb_set(i.issue, '{message}', ${asJsonb(said)}),
        told = case when former.told <= ${now}::timestamptz - ${TOLD_AGAIN} then ${now} else former.told end
      from former where i.book_id = ${file.bookId} and i.position = former.position
      returning i.told = ${now}::timestamptz as "isToBeTold"`.execute(tx)
    if (rows[0] !== undefined) return { answer: rows[0].isToBeTold, hasChanged: false }
    await addIssue(tx, file, said, now)
    return { answer: true, hasChanged: true }
  }).then((isToBeTold) => isToBeTold ?? false)

/** It was made after all. */
export const forgetUnmadeFile = async (db: Database, file: UnmadeFile): Promise<void> =>
  void (await onShelf(db, file.bookId, async (tx) => {
    const { rows } = await sql`delete from product_issue where ${isOf(file)} returning position`.execute(tx)
    return { answer: null, hasChanged: rows.length > 0 }
  }))

/** Those of a book that could not be made when they were last asked for, since then. */
export async function listUnmadeFiles(
  db: Database,
  bookId: string,
  since: Date,
): Promise<readonly UnmadeFile[]> {
  const { rows } = await sql<{ chapterId: string | null; issue: Issue }>`
    select chapter_id as "chapterId", issue from product_issue
    where book_id = ${bookId} and rule = ${RULE} and noted >= ${since}`.execute(db)
  return rows.map(({ chapterId, issue: { where } }) => ({
    ...{ bookId, chapterId, fileName: where.file, copyFor: where.element },
  }))
}

const isOf = ({
  bookId,
  chapterId,
  fileName,
  copyFor,
}: UnmadeFile) => sql`book_id = ${bookId} and rule = ${RULE}
  and chapter_id is not distinct from ${chapterId} and issue -> 'where' ->> 'file' = ${fileName}
  and issue -> 'where' ->> 'element' is not distinct from ${copyFor}`

async function addIssue(tx: Database, file: UnmadeFile, message: string, now: Date): Promise<void> {
  const { rows } = await sql<{ next: number; chapter: number | null }>`
    select coalesce((select max(position) + 1 from product_issue where book_id = ${file.bookId}), 0) as next,
      (select position from chapter where id = ${file.chapterId}) as chapter`.execute(tx)
  const issue: Issue = {
    ...{ rule: RULE, about: 'content', severity: 'error', message, chapter: rows[0]?.chapter ?? null },
    where: { file: file.fileName, line: null, element: file.copyFor },
  }
  await sql`
    insert into product_issue (book_id, position, chapter_id, rule, about, severity, issue, noted, told)
    values (${file.bookId}, ${rows[0]?.next ?? 0}, ${file.chapterId}, ${RULE}, ${issue.about}, ${issue.severity},
      ${asJsonb(issue)}, ${now}, ${now})`.execute(tx)
}

/** With the book held, as long as it is on the shelf; what changed is then said on its pages. Null: it is not there. */
const onShelf = <T>(
  db: Database,
  bookId: string,
  work: (tx: Database) => Promise<{ readonly answer: T; readonly hasChanged: boolean }>,
): Promise<T | null> =>
  inTransaction(db, async (tx) => {
    const { rows } = await sql<{ version: number }>`
      select version from book where id = ${bookId} and shelved for update`.execute(tx)
    const [book] = rows
    if (book === undefined) return null
    const { answer, hasChanged } = await work(tx)
    if (hasChanged) {
      await sayWhetherContentIsSound(tx, bookId)
      await postNotice(tx, { kind: 'book-shelved', bookId, version: book.version })
    }
    return answer
  })

/** As `buildBookRecord` and `buildChapterRecords` say it of what reading the book showed. */
async function sayWhetherContentIsSound(tx: Database, bookId: string): Promise<void> {
  const isFaulty = sql`i.about = 'content' and i.severity <> 'note'`
  await sql`
    update book b set record = jsonb_set(b.record, '{hasContentIssue}', to_jsonb(exists (
      select from product_issue i where i.book_id = b.id and ${isFaulty})))
    where b.id = ${bookId}`.execute(tx)
  await sql`
    update chapter c set record = jsonb_set(c.record, '{hasContentIssue}', to_jsonb(known.is_faulty))
    from (select c.id, exists (select from product_issue i where i.chapter_id = c.id and ${isFaulty}) as is_faulty
      from chapter c where c.book_id = ${bookId} and c.position is not null) known
    where c.id = known.id and c.record -> 'hasContentIssue' is distinct from to_jsonb(known.is_faulty)`.execute(
    tx,
  )
}

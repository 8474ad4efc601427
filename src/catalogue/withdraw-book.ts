import { sql } from 'kysely'
import { type Database, inTransaction, postNotice } from '#platform'
import { removeFiles } from './book-store.ts'
import { placeOnFacets } from './facet-store.ts'
import type { ShelvedBook } from './shelf.ts'
import { holdShelf, nextChange } from './shelf-store.ts'
import { touchSitemapPart } from './sitemap-store.ts'
import { toKeepable } from './to-json.ts'

export type Withdrawal = { readonly kind: 'withdrawn' | 'already-withdrawn' | 'unknown' }

/**
 * Takes a book off the shelf. Its words, pictures and files go, and it leaves every list, in one transaction; its record
 * stays, so that its addresses say what was there, by whom, and why it is gone. Sent again, it has its old addresses back.
 */
export async function withdrawBook(
  { db, now }: { readonly db: Database; readonly now: Date },
  { bookId, reason }: { readonly bookId: string; readonly reason: string | null },
): Promise<Withdrawal> {
  return await inTransaction(db, async (tx) => {
    await holdShelf(tx)
    const { rows } = await sql<{ shelved: boolean; ordinal: number; listed: string; record: ShelvedBook }>`
      select shelved, ordinal, listed, record from book where id = ${bookId}`.execute(tx)
    const [book] = rows
    if (book === undefined) return { kind: 'unknown' }
    if (!book.shelved) return { kind: 'already-withdrawn' }
    const { press } = book.record
    await nextChange(tx, press)
    await sql`update book set shelved = false, withdrawn = ${now}, reason = ${reason && toKeepable(reason)} where id = ${bookId}`.execute(
      tx,
    )
    await removeContents(tx, bookId)
    await placeOnFacets(tx, { id: bookId, press, titleKey: '', listed: Number(book.listed) }, [])
    await touchSitemapPart(tx, { press, ordinal: book.ordinal }, now)
    await postNotice(tx, { kind: 'book-withdrawn', bookId })
    return { kind: 'withdrawn' }
  })
}

async function removeContents(tx: Database, bookId: string): Promise<void> {
  await sql`
    delete from chapter_text where chapter_id in (select id from chapter where book_id = ${bookId})`.execute(
    tx,
  )
  await sql`update chapter set media = '{}' where book_id = ${bookId}`.execute(tx)
  await sql`delete from contribution where book_id = ${bookId}`.execute(tx)
  await sql`delete from product_issue where book_id = ${bookId}`.execute(tx)
  await removeFiles(tx, bookId)
}

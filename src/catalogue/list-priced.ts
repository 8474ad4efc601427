/** What may have a price, for `sales`: books and chapters on the shelf, and whether there is anything of them to be read. */
import { sql } from 'kysely'
import type { Price } from '#book'
import type { Database } from '#platform'

export type PricedProduct = {
  readonly kind: 'book' | 'chapter'
  readonly id: string
  /** Of a book, its own id. */
  readonly bookId: string
  readonly press: string
  readonly title: string
  /** As its press sent them. */
  readonly prices: readonly Price[]
  /** False: a bibliographic record alone. */
  readonly hasText: boolean
}

/** Those of these ids that are on the shelf, in no order. */
export async function listPriced(db: Database, ids: readonly string[]): Promise<readonly PricedProduct[]> {
  const { rows } = await sql<PricedProduct>`
    select 'chapter' as kind, c.id, c.book_id as "bookId", b.press, c.record->>'title' as title,
      c.record->'prices' as prices, exists (select from chapter_text t where t.chapter_id = c.id) as "hasText"
    from chapter c join book b on b.id = c.book_id
    where c.id = any(${[...ids]}::text[]) and c.position is not null and b.shelved
    union all
    select 'book', b.id, b.id, b.press, b.record->>'title', b.record->'prices', exists (
      select from chapter c join chapter_text t on t.chapter_id = c.id
      where c.book_id = b.id and c.position is not null)
    from book b where b.id = any(${[...ids]}::text[]) and b.shelved`.execute(db)
  return rows
}

import { yearOf } from '#base'
import { findBook } from '#catalogue'
import type { Database } from '#platform'

/**
 * COUNTER 5.1 §3.3.7: when the version of record appeared, which of a book is its print year, where it has one. Of a book
 * withdrawn meanwhile it is not known any more.
 */
export async function findYears(
  db: Database,
  bookIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const years = new Map<string, number>()
  for (const id of bookIds) {
    const found = await findBook(db, id)
    if (found?.kind === 'book') years.set(id, found.book.printYear ?? yearOf(found.book.firstOnline))
  }
  return years
}

import { type FoundBook, type FoundChapter, findBook, findChapter } from '#catalogue'
import type { Database } from '#platform'

/** A book or a chapter, by an id that does not say which; or the tombstone of either. */
export const findProduct = async (db: Database, id: string): Promise<FoundBook | FoundChapter | null> =>
  (await findChapter(db, id)) ?? (await findBook(db, id))

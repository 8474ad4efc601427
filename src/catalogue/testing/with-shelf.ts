import type { BookDraft } from '#book'
import { type Database, noticeMigrations, type TestDatabase, withDatabase } from '#platform'
import { migrations } from '../migrations.ts'
import { placeBook } from '../place-book.ts'
import type { Shelved } from '../shelve-book.ts'

export type Shelf = {
  readonly db: Database
  readonly database: TestDatabase
  shelve(draft: BookDraft, more?: { readonly press?: string; readonly now?: Date }): Promise<Shelved>
}

export const NOW = new Date('2026-03-01T10:00:00.000Z')

/** An empty shelf on a real database, for books without files. */
export const withShelf = (use: (shelf: Shelf) => Promise<void>): Promise<void> =>
  withDatabase({ ...noticeMigrations, ...migrations }, (db, database) =>
    use({
      ...{ db, database },
      shelve: (draft, { press = 'aldine', now = NOW } = {}) =>
        db.transaction().execute((tx) => placeBook(tx, { draft, press }, now)),
    }),
  )

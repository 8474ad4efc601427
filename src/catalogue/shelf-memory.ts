/**
 * What pages are made of, kept in memory as it was read: a reader with rights of their own has pages of their own, and those
 * differ in what is decided, not in what is shelved. Who may read is no concern of this.
 */
import { LRUCache } from 'lru-cache'
import type { TextSection } from '#book'
import type { Database } from '#platform'
import { findBook, findChapter, loadText } from './find-book.ts'
import type { FoundBook, FoundChapter } from './shelf.ts'

export type ShelfMemory = {
  findBook(id: string): Promise<FoundBook | null>
  findChapter(id: string): Promise<FoundChapter | null>
  loadText(chapterId: string, section: number): Promise<TextSection | null>
  /** Something was shelved or withdrawn. That is rare next to reading, so all is read anew. */
  forget(): void
}

const MOST_PRODUCTS = 500
/** Characters of text. */
const MOST_TEXT = 8_000_000

export function openShelfMemory(db: Database): ShelfMemory {
  const books = remember(
    (id) => findBook(db, id),
    MOST_PRODUCTS,
    () => 1,
  )
  const chapters = remember(
    (id) => findChapter(db, id),
    MOST_PRODUCTS,
    () => 1,
  )
  const texts = remember(
    (key) => {
      const [id = '', section] = key.split(' ')
      return loadText(db, id, Number(section))
    },
    MOST_TEXT,
    ({ html }) => html.length,
  )
  return {
    findBook: books.find,
    findChapter: chapters.find,
    loadText: (chapterId, section) => texts.find(`${chapterId} ${section}`),
    forget: () => {
      for (const one of [books, chapters, texts]) one.forget()
    },
  }
}

/** The least recently found leaves first. What is not there is not kept: anybody can ask for what was never there. */
function remember<T extends object>(
  load: (key: string) => Promise<T | null>,
  most: number,
  weigh: (found: T) => number,
) {
  const kept = new LRUCache<string, T>({ maxSize: most, sizeCalculation: (found) => weigh(found) || 1 })
  /** Counts forgettings. */
  let era = 0
  return {
    find: async (key: string): Promise<T | null> => {
      const known = kept.get(key)
      if (known !== undefined) return known
      const began = era
      const found = await load(key)
      // Read before something changed, it may be what was: whoever asks now still gets it, nobody later does.
      if (found !== null && began === era) kept.set(key, found)
      return found
    },
    forget: (): void => {
      era += 1
      kept.clear()
    },
  }
}

/**
 * What pages of chapters show of records, kept in memory as it was read: most chapters have none, and to ask that of the
 * database each time would cost as much as the page. Who may read what is in the question.
 */
import { LRUCache } from 'lru-cache'
import type { Database } from '#platform'
import { type Audience, findRecordsOfChapter, type RecordVersion } from './find-record.ts'
import { findRests, type Rest } from './find-rests.ts'

export type ShownOfChapter = {
  /** Those that everybody may see. */
  readonly rests: readonly Rest[]
  readonly versions: readonly RecordVersion[]
}

export type RecordMemory = {
  /** Of a chapter that is on the shelf. */
  ofChapter(
    chapter: { readonly id: string; readonly bookId: string },
    audience: Audience,
  ): Promise<ShownOfChapter>
  /** A record has changed, or a book: that is rare next to reading, so all is read anew. */
  forget(): void
}

const MOST = 5000
/** As many chapters without a record take the room of one with. */
const WEIGHT = 100

export function openRecordMemory(db: Database): RecordMemory {
  const kept = new LRUCache<string, ShownOfChapter>({
    maxSize: MOST,
    sizeCalculation: ({ versions }) => 1 + versions.length * WEIGHT,
  })
  /** Counts forgettings. */
  let era = 0
  return {
    ofChapter: async (chapter, audience) => {
      const key = `${audience} ${chapter.id}`
      const known = kept.get(key)
      if (known !== undefined) return known
      const began = era
      const found = {
        rests: await findRests(db, chapter),
        versions: await findRecordsOfChapter(db, chapter.id, audience),
      }
      // Read before something changed, it may be what was: whoever asks now still gets it, nobody later does.
      if (began === era) kept.set(key, found)
      return found
    },
    forget: () => {
      era += 1
      kept.clear()
    },
  }
}

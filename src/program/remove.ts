/** `chapterhouse remove`: withdraws books. What they were stays told at their address. */
import { findBook } from '#catalogue'
import { takeOffShelf } from '#console'
import { changing } from './deeds.ts'

export async function remove(
  ids: readonly string[],
  options: { readonly reason?: string; readonly keep?: boolean },
): Promise<number> {
  return changing('remove', async (tx, note) => {
    let unknown = 0
    for (const bookId of ids) {
      const found = await findBook(tx, bookId)
      const wish = { reason: options.reason ?? null, kept: options.keep ?? false }
      const done = found?.kind === 'book' ? await takeOffShelf(tx, found.book, wish, new Date()) : null
      if (done !== null) note(done)
      if (found === null) unknown += 1
      const kind = done !== null ? 'withdrawn' : found === null ? 'unknown' : 'already-withdrawn'
      process.stdout.write(`${bookId}  ${SENTENCES[kind]}\n`)
    }
    return unknown > 0 ? 2 : 0
  })
}

const SENTENCES = {
  withdrawn: 'is off the shelf; its address now says so',
  'already-withdrawn': 'was off the shelf already',
  unknown: 'is no book of this shelf; “chapterhouse list” prints the ids',
} as const

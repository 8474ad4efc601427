/** `chapterhouse remove`: withdraws books. What they were stays told at their address. */
import { findBook, withdrawBook } from '#catalogue'
import { changing } from './deeds.ts'

export async function remove(ids: readonly string[], options: { readonly reason?: string }): Promise<number> {
  return changing('remove', async (tx, note) => {
    let unknown = 0
    for (const bookId of ids) {
      const found = await findBook(tx, bookId)
      const reason = options.reason ?? null
      const { kind } = await withdrawBook({ db: tx, now: new Date() }, { bookId, reason })
      if (kind === 'withdrawn' && found?.kind === 'book') {
        const { press, title } = found.book
        note({ act: 'book-withdrawn', press, about: bookId, name: title, details: { reason } })
      }
      if (kind === 'unknown') unknown += 1
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

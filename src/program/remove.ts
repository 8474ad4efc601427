/** `chapterhouse remove`: withdraws books. What they were stays told at their address. */
import { withdrawBook } from '#catalogue'
import { inSession } from './session.ts'

export async function remove(ids: readonly string[], options: { readonly reason?: string }): Promise<number> {
  return inSession('remove', async ({ db }) => {
    let unknown = 0
    for (const bookId of ids) {
      const { kind } = await withdrawBook({ db, now: new Date() }, { bookId, reason: options.reason ?? null })
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

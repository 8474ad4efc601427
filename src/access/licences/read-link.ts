/** Links by which anybody who has them may read one product for a time: sent to a reviewer, a class, an author's friends. */
import type { Database } from '#platform'
import { hashWord, type Licence, newWord } from './licence.ts'
import { grantLicence, listLicencesOf } from './licence-store.ts'

/** The word stands at the end of the link's address; it is told this once, and kept nowhere. */
export async function makeReadLink(
  db: Database,
  order: {
    readonly productId: string
    readonly until: Date
    readonly downloads?: boolean
    readonly note?: string
  },
  { now, by }: { readonly now: Date; readonly by: string },
): Promise<{ readonly word: string; readonly licence: Licence }> {
  const word = newWord()
  const { licence } = await grantLicence(
    db,
    {
      kind: 'read-link',
      holder: { kind: 'bearer', hash: hashWord(word) },
      covers: [{ kind: 'product', id: order.productId }],
      until: order.until,
      downloads: order.downloads ?? false,
      note: order.note ?? null,
    },
    { now, by },
  )
  return { word, licence }
}

/** Also one that is over or withdrawn, so that its page can say so. Null: no such link was ever made. */
export async function findReadLink(db: Database, word: string): Promise<Licence | null> {
  const found = await listLicencesOf(db, [{ kind: 'bearer', hash: hashWord(word) }], new Date(0))
  return found.find(({ kind }) => kind === 'read-link') ?? null
}

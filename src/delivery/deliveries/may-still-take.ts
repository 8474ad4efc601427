/** Whether a reader may still take what he asked for: decided as the download would be, at the moment it is sent. */

import type { Visitor } from '#access'
import {
  type AccessDecision,
  type CollectionsOf,
  decideAccess,
  findVisitorAgain,
  isReadable,
  toAccessProduct,
} from '#access'
import type { AddressBook } from '#accounts'
import { fail, ok, type Result } from '#base'
import {
  findBook,
  findChapter,
  type ReadableProduct,
  type ShelvedBook,
  type ShelvedChapter,
} from '#catalogue'
import type { Database } from '#platform'
import type { DeliveredThing, Fault } from './delivery.ts'
import type { KeptDelivery } from './delivery-rows.ts'

export type FoundThing = {
  readonly book: ShelvedBook
  /** Null: the whole book. */
  readonly chapter: ShelvedChapter | null
  readonly product: ReadableProduct
}

/** Null: it is no longer on the shelf. */
export async function findThing(
  db: Database,
  { of, id }: Pick<DeliveredThing, 'of' | 'id'>,
): Promise<FoundThing | null> {
  if (of === 'chapter') {
    const found = await findChapter(db, id)
    return found?.kind === 'chapter'
      ? { book: found.book, chapter: found.chapter, product: found.product }
      : null
  }
  const found = await findBook(db, id)
  return found?.kind === 'book' ? { book: found.book, chapter: null, product: found.product } : null
}

export type CheckDeps = {
  readonly db: Database
  readonly book: Pick<AddressBook, 'identify' | 'find'>
  readonly collectionsOf: CollectionsOf
  readonly now: () => Date
}

export type Checked = FoundThing & { readonly visitor: Visitor; readonly decision: AccessDecision }

export async function mayStillTake(deps: CheckDeps, delivery: KeptDelivery): Promise<Result<Checked, Fault>> {
  const now = deps.now()
  const found = await findThing(deps.db, delivery.thing)
  if (found === null) return fail({ code: 'withdrawn', facts: {} })
  const former = { ...delivery.basis, accountId: delivery.accountId }
  const visitor = await findVisitorAgain({ db: deps.db, book: deps.book, now }, former)
  if (visitor === null) return fail({ code: 'account-closed', facts: {} })
  const decision = decideAccess(visitor, toAccessProduct(found.product, deps.collectionsOf), 'download', now)
  return isReadable(decision)
    ? ok({ ...found, visitor, decision })
    : fail({ code: 'access-ended', facts: {} })
}

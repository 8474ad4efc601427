/**
 * Which collections a product is in, in memory: it is asked for every chapter of every page. Read once, and again in part
 * when a notice says that a collection or a book has changed.
 */
import type { Database, Notice } from '#platform'
import type { CollectionsOf } from '../access-product.ts'
import { followAllRules, listCollectionsOf, listMemberships, placeInCollections } from './collection-store.ts'

export type Collections = {
  readonly collectionsOf: CollectionsOf
  follow(notice: Notice): Promise<void>
}

export async function openCollections(db: Database, now: () => Date): Promise<Collections> {
  // Books may have come while nobody followed.
  await followAllRules(db, now())
  const byProduct = new Map<string, readonly string[]>()
  const add = (collectionId: string, productId: string) =>
    byProduct.set(productId, [...(byProduct.get(productId) ?? []), collectionId])
  const readAll = async (ids?: readonly string[]) => {
    const memberships = await listMemberships(db, ids)
    const isReadAnew = (id: string) => ids === undefined || ids.includes(id)
    for (const [product, collections] of byProduct)
      if (collections.some(isReadAnew))
        byProduct.set(
          product,
          collections.filter((id) => !isReadAnew(id)),
        )
    for (const { collectionId, productId } of memberships) add(collectionId, productId)
  }
  await readAll()
  return {
    collectionsOf: (id) => byProduct.get(id) ?? NONE,
    follow: async (notice) => {
      if (notice.kind === 'collections-changed') await readAll(notice.collectionIds)
      if (notice.kind === 'book-shelved') {
        // Every process does this for itself: the second finds it done, and still has to read it.
        await placeInCollections(db, notice.bookId, now())
        byProduct.set(notice.bookId, await listCollectionsOf(db, notice.bookId))
      }
    },
  }
}

const NONE: readonly string[] = []

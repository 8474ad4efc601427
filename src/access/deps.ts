/** What the pages of access need: opened once, by `program`. */
import type { FastifyRequest } from 'fastify'
import type { AddressBook } from '#accounts'
import type { Offer } from '#book'
import type { ReadableProduct } from '#catalogue'
import { findProduct } from '#citations'
import type { Database } from '#platform'
import type { Presses } from '#press'
import { type AnswerShell, type Given, href, type Place, paths, type Site } from '#web'
import type { CollectionsOf } from './access-product.ts'
import type { Visitor } from './visitor.ts'
import type { Entitlements } from './visitors/open-entitlements.ts'
import type { Passes } from './visitors/passes.ts'
import type { Traces } from './why/traces.ts'

/** What may be bought of a product and of its book: `sales` knows. */
export type OffersOf = (product: Pick<ReadableProduct, 'id' | 'bookId'>) => Promise<readonly Offer[]>

export type AccessDeps = {
  readonly db: Database
  readonly now: () => Date
  readonly secretKey: string
  readonly instance: string
  readonly presses: Presses
  readonly book: Pick<AddressBook, 'find'>
  readonly passes: Passes
  readonly traces: Traces
  readonly entitlements: Pick<Entitlements, 'follow'>
  readonly siteOf: (request: FastifyRequest) => Site
  readonly visitorOf: (request: FastifyRequest) => Promise<Visitor>
  readonly collectionsOf: CollectionsOf
  readonly offersOf: OffersOf
  /** Where an offer is taken up; null: nothing is sold here. */
  readonly buyPath: (offer: Offer, place: Place) => string | null
  readonly onGiven: (request: FastifyRequest, given: Given) => void
  readonly answerShell: AnswerShell
}

/** A product as the pages of this slice name it. */
export type NamedProduct = {
  readonly id: string
  readonly title: string
  readonly language: string
  readonly press: string
  readonly product: ReadableProduct
  /** Its page, with language and press. */
  readonly path: string
}

/** Null: it is not on the shelf, or not of the press whose place this is. */
export async function findNamed(
  { db }: Pick<AccessDeps, 'db'>,
  { place, press }: Pick<Site, 'place' | 'press'>,
  id: string,
): Promise<NamedProduct | null> {
  const found = await findProduct(db, id)
  if (found === null || found.kind === 'withdrawn') return null
  if (press !== null && press !== found.book.press) return null
  const named = found.kind === 'book' ? found.book : found.chapter
  return {
    ...{ id: named.id, title: named.title, press: found.book.press, product: found.product },
    language: found.kind === 'book' ? (found.book.languages[0] ?? 'und') : found.chapter.language,
    path: href(place, found.kind === 'book' ? paths.book(found.book) : paths.chapter(found.chapter)),
  }
}

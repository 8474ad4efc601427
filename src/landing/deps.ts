import type { FastifyRequest } from 'fastify'
import {
  type AccessDecision,
  type Action,
  type CollectionsOf,
  decideAccess,
  nextChange,
  type OffersOf,
  toAccessProduct,
  type Visitor,
} from '#access'
import type { Offer } from '#book'
import type { ReadableProduct, ShelfMemory } from '#catalogue'
import type { CitationStyles } from '#citations'
import type { Database } from '#platform'
import type { Presses } from '#press'
import type { RecordMemory } from '#record'
import type { House, Place, Site } from '#web'
import type { Frame } from './frame.ts'
import type { FilesPanel, OfferedDownload, SaveTo } from './panels/files-panel.ts'

export type LandingDeps = House & {
  readonly db: Database
  readonly memory: ShelfMemory
  readonly records: RecordMemory
  readonly presses: Presses
  readonly styles: CitationStyles
  readonly siteOf: (request: FastifyRequest) => Site
  readonly visitorOf: (request: FastifyRequest) => Promise<Visitor>
  readonly collectionsOf: CollectionsOf
  readonly offersOf: OffersOf
  /** Where an offer is taken up; null: nothing is sold here. */
  readonly buyPath: (offer: Offer, place: Place) => string | null
  /** Where readers of this press may have files saved to; absent: nowhere. */
  readonly savesAt?: (press: string) => Promise<readonly SaveTo[]>
}

export type Decide = (product: ReadableProduct, action: Action, offers?: readonly Offer[]) => AccessDecision

export type Deciding = {
  readonly decide: Decide
  /** When one of these may be decided otherwise, all by itself. */
  readonly until: (products: readonly ReadableProduct[]) => Date | null
}

/** Every decision of one answer, for one visitor at one moment. */
export function decideFor(
  { collectionsOf, now }: Pick<LandingDeps, 'collectionsOf' | 'now'>,
  visitor: Visitor,
): Deciding {
  const moment = now()
  return {
    decide: (product, action, offers = []) =>
      decideAccess(visitor, toAccessProduct(product, collectionsOf), action, moment, offers),
    until: (products) => nextChange(visitor, products, moment),
  }
}

/** On reading it, with what may be bought where it is closed; nothing is looked up for what is open. */
export async function decideOffering(
  { offersOf }: Pick<LandingDeps, 'offersOf'>,
  decide: Decide,
  product: ReadableProduct,
): Promise<AccessDecision> {
  const access = decide(product, 'read')
  return access.kind === 'closed' ? decide(product, 'read', await offersOf(product)) : access
}

/** A product speaks in the name of its press, and its own address is on the host of its press. */
export const frameOfPress = (
  { presses }: Pick<LandingDeps, 'presses'>,
  site: Site,
  press: string,
): Frame => ({
  place: { ...site.place, origin: presses.originOf(press, site.place.origin) ?? site.place.origin },
  brand: presses.brandOf(press, site.place.language),
})

/** What may be taken away of a product, and where to. */
export const filesPanelOf = async (
  { savesAt }: Pick<LandingDeps, 'savesAt'>,
  press: string,
  id: string,
  files: readonly OfferedDownload[],
  access: AccessDecision,
): Promise<FilesPanel> =>
  files.length === 0
    ? { kind: access.kind === 'closed' ? 'closed' : 'none' }
    : {
        ...{ kind: 'files', files },
        ...(savesAt === undefined ? {} : { saves: { id, to: await savesAt(press) } }),
      }

/** On a press's own place, the books of another press are not to be found. */
export const belongsHere = (site: Site, press: string): boolean => site.press === null || site.press === press

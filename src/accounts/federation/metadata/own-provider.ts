/**
 * Metadata that come by a page and not by a command: of one provider, brought by the institution whose readers it signs in, or
 * of a federation, brought by staff. What is pasted is kept in the database; what has an address is asked there again and again.
 */
import { fail, ok, type Result } from '#base'
import type { SamlProvider } from './identity-provider.ts'
import { addFederation, federationOf, listFederations, removeFederation } from './provider-store.ts'
import { type RefreshDeps, readSource, refreshOne } from './refresh-federation.ts'

export type MetadataOrder = {
  readonly id: string
  readonly name: string
  /** PEM: what it has not signed is refused. Null: whoever answers at the address is believed. */
  readonly certificate: string | null
} & (
  | { readonly address: string; readonly document?: never }
  | { readonly document: string; readonly address?: never }
)

export type MetadataRefusal =
  | { readonly kind: 'not-believed'; readonly problem: string }
  /** An institution brings one; several are a federation. */
  | { readonly kind: 'several'; readonly providers: number }
  /** A federation names it: there it is to be chosen. */
  | { readonly kind: 'known'; readonly entityId: string }

const toSource = (order: MetadataOrder) => ({
  source: order.address ?? PASTED,
  document: order.document ?? null,
  ...{ certificate: order.certificate, etag: null, lastModified: null },
})

/** Stands where another has an address. */
export const PASTED = 'pasted'

/** One provider and no more; what was brought before is replaced. */
export async function bringProvider(
  deps: RefreshDeps,
  order: MetadataOrder,
): Promise<Result<SamlProvider, MetadataRefusal>> {
  const read = await readSource(deps, toSource(order))
  if (!read.ok) return fail({ kind: 'not-believed', problem: read.error })
  const providers = read.value === 'unchanged' ? [] : read.value.metadata.providers
  const [provider] = providers
  if (provider === undefined || providers.length > 1)
    return fail({ kind: 'several', providers: providers.length })
  const owner = await federationOf(deps.db, provider.entityId)
  if (owner !== undefined && owner !== order.id) return fail({ kind: 'known', entityId: provider.entityId })
  const kept = await bringFederation(deps, order)
  return kept.ok ? ok(provider) : kept
}

/** Kept only when it could be read; what stood there before stays otherwise. Answers with the number of its providers. */
export async function bringFederation(
  deps: RefreshDeps,
  order: MetadataOrder,
): Promise<Result<number, MetadataRefusal>> {
  const { db, now } = deps
  const { id, name } = order
  const before = await findFederation(db, id)
  if (before !== null) {
    const read = await readSource(deps, toSource(order))
    if (!read.ok) return fail({ kind: 'not-believed', problem: read.error })
  }
  await addFederation(db, { id, name, ...toSource(order) }, now())
  const federation = await findFederation(db, id)
  if (federation === null) return fail({ kind: 'not-believed', problem: 'it was removed meanwhile' })
  const { outcome } = await refreshOne(deps, federation)
  if (outcome.kind === 'read') return ok(outcome.providers)
  if (outcome.kind === 'unchanged') return ok(federation.providers)
  if (before === null) await removeFederation(db, id)
  return fail({ kind: 'not-believed', problem: outcome.problem })
}

const findFederation = async (db: RefreshDeps['db'], id: string) =>
  (await listFederations(db)).find((one) => one.id === id) ?? null

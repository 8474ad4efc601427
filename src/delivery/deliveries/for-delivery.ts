/** Joins the steps of a delivery: asked whether it may go, made, and counted when it has left. */
import { isForEveryone, isReadable } from '#access'
import { ok } from '#base'
import type { Database } from '#platform'
import type { SentAway } from '#usage'
import type { Delivering } from './deliver.ts'
import { lastEvent } from './event-store.ts'
import { type ArtefactDeps, makeArtefact } from './make-artefact.ts'
import { type CheckDeps, mayStillTake } from './may-still-take.ts'

export type ForDelivery = Pick<Delivering, 'check' | 'makeArtefact' | 'count'>

export const forDelivery = (
  deps: CheckDeps & ArtefactDeps,
  keepUse: (tx: Database, sent: SentAway) => Promise<void>,
): ForDelivery => ({
  check: async (delivery) => {
    const checked = await mayStillTake(deps, delivery)
    return checked.ok ? ok({ isForEveryone: isForEveryone(checked.value.decision) }) : checked
  },
  makeArtefact: (delivery, destination, signal) => makeArtefact(deps, delivery, destination, signal),
  /** What a reader may no longer have was counted by nobody, even if it left: nobody knows by which licence it was. */
  count: async (tx, delivery) => {
    const checked = await mayStillTake({ ...deps, db: tx }, delivery)
    if (!checked.ok) return false
    const { product, decision, visitor } = checked.value
    await keepUse(tx, {
      given: { product, action: 'download', text: isReadable(decision), decision },
      fileName: `/${delivery.thing.id}.${delivery.thing.format}`,
      accountId: delivery.accountId,
      institutions: visitor.institutions.map(({ id }) => id),
      number: await lastEvent(tx, delivery.id),
      at: deps.now(),
    })
    return true
  },
})

/**
 * What no webhook told is asked for, at start and from then on: orders that are still open, refunds whose end nobody wrote down,
 * and all that the provider has told lately, of which each is taken once.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '#platform'
import { type Counter, hearEvent, lookAfter } from './hear.ts'
import { listOpenOrders } from './orders/order-store.ts'
import { resumeRefunds } from './orders/refund-order.ts'

export type Reconciled = { readonly looked: number; readonly found: number; readonly refunds: number }

type Deps = Counter & { readonly log: Log }

/** Nobody is asked about an order oftener than this. */
const OPEN_FOR_MS = 3 * 60_000
const AT_ONCE = 100

export async function reconcileOrders(deps: Deps): Promise<Reconciled> {
  const before = new Date(deps.now().getTime() - OPEN_FOR_MS)
  let found = 0
  const open = await listOpenOrders(deps.db, { before, limit: AT_ONCE })
  for (const order of open) {
    const after = await lookAfter(deps, order).catch((error: unknown) => {
      deps.log.warn({ err: error, order: order.id }, 'The payment provider could not be asked about an order')
      return order
    })
    if (after !== order) found++
  }
  const refunds = await resumeRefunds(deps)
  return { looked: open.length, found, refunds }
}

/** Refunds and disputes of orders that are long paid. Answers with how many of them were news. */
export async function catchUp(deps: Deps, since: Date): Promise<number> {
  let news = 0
  for (const event of await deps.provider.eventsSince(since)) {
    const heard = await hearEvent(deps, event)
    if (heard.kind === 'changed') news++
  }
  return news
}

export type SalesWorker = { stop(): Promise<void> }

const PAUSE_MS = 60_000
const HOUR = 3_600_000
/** Stripe itself tries for three days to be heard. */
const FIRST_MS = 3 * 24 * HOUR

export function startSalesWorker(deps: Deps): SalesWorker {
  const stopping = new AbortController()
  const { signal } = stopping
  const working = (async () => {
    let caughtUp = new Date(deps.now().getTime() - FIRST_MS)
    let last = 0
    while (!signal.aborted) {
      try {
        const { found, refunds } = await reconcileOrders(deps)
        if (found > 0 || refunds > 0)
          deps.log.info({ found, refunds }, 'Payments were found of which nobody had told')
        const now = deps.now()
        if (now.getTime() - last >= HOUR) {
          const news = await catchUp(deps, caughtUp)
          if (news > 0) deps.log.info({ news }, 'The payment provider had told what did not arrive')
          // An hour over the edge: what is told twice is taken once.
          caughtUp = new Date(now.getTime() - HOUR)
          last = now.getTime()
        }
      } catch (error) {
        deps.log.warn({ err: error }, 'Payments could not be looked after; it is tried again')
      }
      await sleep(PAUSE_MS, undefined, { signal, ref: false }).catch(() => {})
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await working
    },
  }
}

/** Purchases in My account, and in what a reader takes away of his own data. */
import { listLicencesOf } from '#access'
import type { AccountIdentity, AccountPanel, AccountPart } from '#accounts'
import type { Database } from '#platform'
import { numberOf, type Order, toOrderState } from '../orders/order.ts'
import { listOrders } from '../orders/order-store.ts'
import { listPapers } from '../orders/papers.ts'
import { proofOfOrder } from '../orders/proof.ts'
import { words } from '../words.ts'
import { type Purchase, renderPurchases } from './purchases-panel.ts'

type Deps = { readonly db: Database; readonly secretKey: string }

const MOST = 200

/** Those of the account, those whose licence it took over, and those of a guest who wrote this very, proven, address. */
async function listPurchases(
  db: Database,
  { id, email, verified }: AccountIdentity,
): Promise<{ readonly kept: readonly Order[]; readonly unclaimed: readonly Order[] }> {
  const held = (await listLicencesOf(db, [{ kind: 'account', id }], new Date(0))).flatMap(({ source }) =>
    source?.startsWith('order:') ? [source.slice('order:'.length)] : [],
  )
  const [own, taken, written] = await Promise.all([
    listOrders(db, { accountId: id, limit: MOST }),
    held.length === 0 ? [] : listOrders(db, { ids: held, limit: MOST }),
    verified ? listOrders(db, { email, way: 'card', limit: MOST }) : [],
  ])
  const kept = onceEach([...own, ...taken]).filter(isShown)
  const unclaimed = written.filter(
    (order) =>
      order.accountId === null && order.paid !== null && !kept.some((other) => other.id === order.id),
  )
  return { kept, unclaimed }
}

const onceEach = (orders: readonly Order[]): readonly Order[] =>
  [...new Map(orders.map((order) => [order.id, order])).values()].toSorted(
    (a, b) => b.made.getTime() - a.made.getTime(),
  )

/** What was begun and never paid is nothing to keep. */
const isShown = (order: Order): boolean => order.paid !== null || order.way === 'invoice'

export const purchasesPanel = ({ db, secretKey }: Deps): AccountPanel => ({
  id: 'purchases',
  load: async (account, place) => {
    const { kept, unclaimed } = await listPurchases(db, account)
    if (kept.length + unclaimed.length === 0) return null
    const toPurchase = (order: Order): Purchase => ({ order, proof: proofOfOrder(secretKey, order.id) })
    return {
      title: words(place.language).panel.title,
      body: renderPurchases(place, { kept: kept.map(toPurchase), unclaimed: unclaimed.map(toPurchase) }),
    }
  },
})

export const purchasesPart = ({ db }: Pick<Deps, 'db'>): AccountPart => ({
  name: 'purchases',
  load: async (account) => {
    const { kept, unclaimed } = await listPurchases(db, account)
    const orders = [...kept, ...unclaimed]
    const papers = await listPapers(
      db,
      orders.map(({ id }) => id),
    )
    return orders.map((order) => ({
      ...{ order: order.id, title: order.title, productId: order.productId, days: order.days },
      ...{ state: toOrderState(order), email: order.email, country: order.territory },
      ...{ currency: order.currency, net: order.net, tax: order.tax, total: order.total },
      ...{ refunded: order.refunded, ordered: order.made, paid: order.paid },
      papers: papers
        .filter(({ orderId }) => orderId === order.id)
        .map((paper) => ({ number: numberOf(paper), issued: paper.issued, total: paper.total })),
    }))
  },
})

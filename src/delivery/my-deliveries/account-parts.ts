/** What My account shows of deliveries, and what a reader takes away of them with all that is kept of him. */
import type { AccountPanel, AccountPart } from '#accounts'
import { href, html, paths } from '#web'
import { isEnded } from '../deliveries/delivery.ts'
import { listDeliveriesOf } from '../deliveries/delivery-store.ts'
import type { SavingDeps } from '../save/deps.ts'
import { words } from '../words.ts'
import { renderDeliveryList } from './deliveries-page.ts'
import { toListed } from './routes.ts'

type Deps = Pick<SavingDeps, 'db' | 'destinations'>

const SHOWN = 3
const ALL = 10_000

/** Nothing where nothing was ever sent. */
export const deliveriesPanel = ({ db, destinations }: Deps): AccountPanel => ({
  id: 'deliveries',
  load: async (account, place) => {
    const deliveries = await listDeliveriesOf(db, account.id, { limit: 20 })
    if (deliveries.length === 0) return null
    const t = words(place.language).deliveries
    const underWay = deliveries.filter((delivery) => !isEnded(delivery)).length
    return {
      title: t.title,
      body: html`${underWay > 0 && html`<p>${t.panel(underWay)}</p>\n`}${renderDeliveryList(place, deliveries.slice(0, SHOWN).map(toListed(destinations, place.language)))}<p><a href="${href(place, paths.deliveries)}">${t.all}</a></p>`,
    }
  },
})

export const deliveriesPart = ({ db }: Pick<Deps, 'db'>): AccountPart => ({
  name: 'deliveries',
  load: async (account) => {
    const deliveries = await listDeliveriesOf(db, account.id, { limit: ALL })
    return deliveries.map(
      ({ id, destination, targetLabel, thing, state, made, ended, fileName, bytes, basis }) => ({
        ...{ id, destination, to: targetLabel, what: thing, state, made, ended, fileName, bytes },
        institutions: basis.institutions.map(({ name }) => name),
      }),
    )
  },
})

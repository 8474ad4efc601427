/** What My account shows of connections, and what a reader takes away of them with all that is kept of him. */
import type { AccountPanel, AccountPart } from '#accounts'
import { html } from '#web'
import { listAgreements } from './agreement-store.ts'
import { listConnections } from './connection-store.ts'
import type { ConnectionsDeps } from './connections-deps.ts'
import { renderConnections } from './connections-page.ts'
import { words } from './words.ts'

/** Nothing where nothing can be connected. */
export const connectionsPanel = ({ db, clouds }: Pick<ConnectionsDeps, 'db' | 'clouds'>): AccountPanel => ({
  id: 'connections',
  load: async (account, place) => {
    const connections = await listConnections(db, account.id)
    if (clouds.length === 0) return null
    const body = html`<p>${words(place.language).intro}</p>\n${renderConnections({ place, clouds, connections }, 'h3')}`
    return { title: words(place.language).title, body }
  },
})

export const connectionsPart = ({ db }: Pick<ConnectionsDeps, 'db'>): AccountPart => ({
  name: 'connections',
  load: async (account) => ({
    connected: (await listConnections(db, account.id)).map(({ cloud, label, state, made, used }) => ({
      ...{ cloud, label, state, made, used },
    })),
    usagePoliciesAgreedTo: await listAgreements(db, account.id),
  }),
})

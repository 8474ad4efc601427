/** What My account shows of Kindles, and what a reader takes away of them with all that is kept of him. */
import type { AccountPanel, AccountPart } from '#accounts'
import { listDevices } from './devices/device-store.ts'
import type { KindleDeps } from './kindle-deps.ts'
import { renderPanel } from './kindle-pages.ts'
import { words } from './words.ts'

export const kindlePanel = (deps: KindleDeps): AccountPanel => ({
  id: 'kindles',
  load: async ({ id }, place) => {
    const devices = await listDevices(deps.db, id)
    if (devices.length === 0 && deps.relay === null) return null
    return { title: words(place.language).kindles, body: renderPanel(place, devices) }
  },
})

export const kindlePart = (deps: Pick<KindleDeps, 'db'>): AccountPart => ({
  name: 'kindles',
  load: async ({ id }) =>
    (await listDevices(deps.db, id)).map(({ label, name, domain, confirmed }) => ({
      ...{ label, address: `${name}@${domain}`, confirmed },
    })),
})

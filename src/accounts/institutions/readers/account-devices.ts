/** What My account shows of devices that are remembered, and what a reader takes away of them. */
import type { AccountPanel, AccountPart } from '../../desk.ts'
import type { InstitutionsDeps } from '../deps.ts'
import { words } from '../words.ts'
import { renderDevices } from './off-campus-page.ts'
import { toDevice } from './off-campus-routes.ts'
import { listPairings } from './pairing-store.ts'

type Deps = Pick<InstitutionsDeps, 'db' | 'book' | 'now'>

export const devicesPanel = (deps: Deps): AccountPanel => ({
  id: 'devices',
  load: async ({ id }, place) => {
    const pairings = await listPairings(deps.db, { accountId: id }, deps.now())
    const devices = pairings.map((pairing) => toDevice(deps, pairing)).filter((device) => device !== null)
    if (devices.length === 0) return null
    return { title: words(place.language).offCampus, body: renderDevices(place, devices) }
  },
})

export const devicesPart = (deps: Deps): AccountPart => ({
  name: 'devices-remembered-on-campus',
  load: async ({ id }) =>
    (await listPairings(deps.db, { accountId: id }, deps.now())).map(
      ({ institutionId, device, made, until }) => ({
        institution: deps.book.find(institutionId)?.name ?? null,
        ...{ device, made, until },
      }),
    ),
})

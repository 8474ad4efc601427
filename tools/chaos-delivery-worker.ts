/** The worker that `chaos-delivery.ts` kills: the site's own, which sends in small parts so that there is something to be cut off. */
import { openAssembly } from '../src/delivery/index.ts'
import { cloudsOf } from '../src/program/clouds.ts'
import { destinationsOf, startDeliveries } from '../src/program/deliveries.ts'
import { openSession } from '../src/program/session.ts'
import { derivedFolder } from '../src/program/site.ts'

const session = await openSession({ command: 'chaos', lasting: true, migrate: false })
const assembly = openAssembly(derivedFolder(session.config), session.files)
await startDeliveries(session, assembly, (given, presses) => {
  const clouds = cloudsOf(given, presses, { pauses: [200], chunkBytes: 256 * 1024 }).destinations
  return destinationsOf(given, presses).map((one) => clouds.find(({ name }) => name === one.name) ?? one)
})
process.send?.('at work')

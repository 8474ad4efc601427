/** How readers' connections stand, for those who look after the site: how many, and not whose. */
import type { Database } from '#platform'
import { html } from '#web'
import type { ForStaff, StaffSection } from '../deliveries/destination.ts'
import type { Cloud } from './cloud.ts'
import { countConnections } from './connection-store.ts'
import { words } from './words.ts'

/** They are the site's, and no single press's. */
export async function loadCloudForStaff(
  db: Database,
  { name, label }: Pick<Cloud, 'name' | 'label'>,
  { place, ofSite }: ForStaff,
): Promise<readonly StaffSection[]> {
  const own = ofSite ? (await countConnections(db)).filter(({ cloud }) => cloud === name) : []
  if (own.length === 0) return []
  const t = words(place.language).staff
  const unreadable = own.find(({ why }) => why === 'key')?.count ?? 0
  return [
    {
      ...{ id: `connections-${name}`, title: t.title(label), lead: t.lead, empty: '' },
      alarm: unreadable === 0 ? null : t.unreadable(unreadable),
      head: [t.state, t.count],
      rows: own.map(({ state, why, count }) => [
        state === 'broken' && why !== null ? t.broken[why] : t.states[state],
        html`<span class="number">${count}</span>`,
      ]),
    },
  ]
}

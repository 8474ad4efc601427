/** Where readers may save to, as pages need to know it: asked for every page, so it is remembered for a minute. */
import type { Destination } from '../deliveries/destination.ts'

export type OfferedDestination = Pick<Destination, 'name' | 'label'>

const REMEMBERED_MS = 60_000

/** What pauses is among them: its dialog says so. What is not configured is not. */
export function openSavesAt(
  destinations: readonly Destination[],
  now: () => Date,
): (press: string) => Promise<readonly OfferedDestination[]> {
  const known = new Map<
    string,
    { readonly until: number; readonly found: Promise<readonly OfferedDestination[]> }
  >()
  return (press) => {
    const before = known.get(press)
    if (before !== undefined && now().getTime() < before.until) return before.found
    const found = findOffered(destinations, press)
    known.set(press, { found, until: now().getTime() + REMEMBERED_MS })
    found.catch(() => known.delete(press))
    return found
  }
}

async function findOffered(
  destinations: readonly Destination[],
  press: string,
): Promise<readonly OfferedDestination[]> {
  const offered: OfferedDestination[] = []
  for (const destination of destinations) {
    const { kind } = await destination.standing(press)
    if (kind !== 'not-configured') offered.push({ name: destination.name, label: destination.label })
  }
  return offered
}

/**
 * The room for young objects, within bounds: V8 doubles it under load up to 64 MB a half and holds it for good, though a
 * page needs a quarter of that. Its greatest size can be set only for a whole process before it starts, by whoever starts
 * it; whether it grows can be said at any time.
 */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Both halves together. */
const ENOUGH_BYTES = 30_000_000
const LOOK_MS = 250

/** Lets it grow (the launcher forbade it, see bin/chapterhouse.cjs) until it is large enough for a busy site. */
export function growYoungSpace(): void {
  setFlagsFromString('--semi-space-growth-factor=2')
  const looking = setInterval(() => {
    if (youngBytes() < ENOUGH_BYTES) return
    setFlagsFromString('--semi-space-growth-factor=1')
    clearInterval(looking)
  }, LOOK_MS).unref()
}

const youngBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0

/**
 * The heap, within bounds. V8 doubles the room for young objects under load up to 64 MB a half and holds it for good, though
 * pages need a quarter of that; its greatest size can be set only before a process starts, by whoever starts it, but whether
 * it grows can be said at any time. And before it collects the old it lets them take several times what it found alive.
 */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Both halves together. */
const ENOUGH_BYTES = 30_000_000
const LOOK_MS = 250
/** Per cent of what was alive. */
const OLD_MAY_GROW = 40

/** Lets the young grow (the launcher forbade it, see bin/chapterhouse.cjs) until their room is large enough for a busy site. */
export function boundHeap(): void {
  setFlagsFromString('--semi-space-growth-factor=2')
  setFlagsFromString(`--heap-growing-percent=${OLD_MAY_GROW}`)
  const looking = setInterval(() => {
    if (youngBytes() < ENOUGH_BYTES) return
    setFlagsFromString('--semi-space-growth-factor=1')
    clearInterval(looking)
  }, LOOK_MS).unref()
}

/**
 * Reading a thousand modules leaves 15 MB behind that nobody needs and that is still held when the site has long been idle,
 * since V8 collects when there is work. It takes a tenth of a second, once, before many have come.
 */
export function letGoOfStart(): void {
  setFlagsFromString('--expose-gc')
  const collect: NodeJS.GCFunction = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  setTimeout(() => collect({ type: 'major', flavor: 'last-resort', execution: 'sync' }), LOOK_MS).unref()
}

const youngBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0

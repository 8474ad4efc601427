/** What the pages of connections need: opened once, by `program`. */
import type { Moving } from '../deliveries/moves.ts'
import type { Cloud } from './cloud.ts'
import type { CloudDeps } from './cloud-destination.ts'

export type ConnectionsDeps = Pick<CloudDeps, 'db' | 'log' | 'seals' | 'now'> & {
  /** Those that are configured. */
  readonly clouds: readonly Cloud[]
  readonly queue: Moving['queue']
}

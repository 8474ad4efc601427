/** That a reader lets us save files into a Dropbox or a Google Drive. */
import type { CloudName, NoToken } from './cloud.ts'

export type Connection = {
  readonly id: string
  readonly accountId: string
  readonly cloud: CloudName
  /** Whose account it is, as the cloud says. */
  readonly label: string | null
  /** `leaving`: given up here, and not yet given back over there. */
  readonly state: 'active' | 'broken' | 'leaving'
  /** Of a broken one. */
  readonly why: Exclude<NoToken, 'gone'> | null
  /** Our folder in a Google Drive. */
  readonly folder: string | null
  readonly made: Date
  readonly used: Date | null
}

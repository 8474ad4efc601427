/** What Dropbox and Google Drive need of a session. */
import {
  type CloudDeps,
  type CloudSettings,
  driveCloud,
  dropboxCloud,
  openDropbox,
  openGoogleDrive,
  openSeals,
} from '#delivery'
import { loadSecretKey } from '#platform'
import { type Press, placeOf, sitePress } from '#press'
import type { Session } from './session.ts'

type Needed = Pick<Session, 'db' | 'log' | 'config'>

export const sealsOf = ({ config }: Pick<Session, 'config'>) =>
  openSeals({ now: loadSecretKey(config), before: config.secretKeyBefore })

export function cloudsOf(
  session: Needed,
  presses: readonly Press[],
  more: Pick<CloudDeps, 'pauses' | 'chunkBytes'> = {},
) {
  const { db, log, config } = session
  const pressOf = (slug: string) => presses.find((press) => press.slug === slug) ?? sitePress(presses)
  const deps: CloudDeps = {
    ...{ db, log, seals: sealsOf(session), now: () => new Date() },
    policyOf: (slug) => pressOf(slug).policies.usage.version,
    policyPlace: (slug, place) => placeOf(presses, slug, place),
    ...more,
  }
  // What readers see in their Drive; by the property we know it again.
  const folder = { name: sitePress(presses).shortName, property: 'folder' }
  const made = <T>(settings: CloudSettings | null, make: (settings: CloudSettings) => T): readonly T[] =>
    settings === null ? [] : [make(settings)]
  return {
    ...deps,
    nameOf: (slug: string) => pressOf(slug).name,
    clouds: [...made(config.dropbox, dropboxCloud), ...made(config.googleDrive, driveCloud)],
    destinations: [openDropbox(deps, config.dropbox), openGoogleDrive(deps, config.googleDrive, folder)],
  }
}

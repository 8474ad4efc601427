/** Google Drive as a destination. */

import type { CloudSettings } from '../connections/cloud.ts'
import { type CloudDeps, openCloudDestination } from '../connections/cloud-destination.ts'
import type { Destination } from '../deliveries/destination.ts'
import { driveAddresses } from './addresses.ts'
import { driveCloud } from './cloud.ts'
import type { FolderSign } from './folder.ts'
import { saveToDrive } from './save.ts'

/** `settings` null: not configured. */
export const openGoogleDrive = (
  deps: CloudDeps,
  settings: CloudSettings | null,
  folder: FolderSign,
): Destination =>
  openCloudDestination(deps, {
    name: 'google-drive',
    label: 'Google Drive',
    cloud: settings === null ? null : driveCloud(settings),
    settings: ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
    save: saveToDrive(driveAddresses(settings?.apiBase ?? null), folder),
  })

/** Dropbox as a destination. */

import type { CloudSettings } from '../connections/cloud.ts'
import { type CloudDeps, openCloudDestination } from '../connections/cloud-destination.ts'
import type { Destination } from '../deliveries/destination.ts'
import { dropboxAddresses } from './addresses.ts'
import { dropboxCloud } from './cloud.ts'
import { saveToDropbox } from './save.ts'

/** `settings` null: not configured. */
export const openDropbox = (deps: CloudDeps, settings: CloudSettings | null): Destination =>
  openCloudDestination(deps, {
    name: 'dropbox',
    label: 'Dropbox',
    cloud: settings === null ? null : dropboxCloud(settings),
    settings: ['DROPBOX_CLIENT_ID', 'DROPBOX_CLIENT_SECRET'],
    save: saveToDropbox(dropboxAddresses(settings?.apiBase ?? null)),
  })

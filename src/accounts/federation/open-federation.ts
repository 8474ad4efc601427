/** Everything that sign-in through institutions keeps for itself: keys, secrets, the way out to the network. */

import { paths } from '#web'
import type { SignInDeps } from './deps.ts'
import { guardedFetch } from './fetch/guarded-fetch.ts'
import { openServiceKeys, type ServiceKeys } from './keys/service-keys.ts'
import { openSecrets } from './secrets.ts'

export type FederationSettings = {
  readonly dataDir: string
  readonly secretKey: string
  /** `https://books.example.org`: our name among providers is made from it, and has to stay. */
  readonly publicUrl: string
  /** Providers and their metadata may stand in a private network, and speak plain http. */
  readonly privateToo: boolean
  readonly now: () => Date
}

/** Costs nothing until the first reader signs in: keys are made, or read, when they are asked for. */
export function openFederation(settings: FederationSettings): Omit<SignInDeps, 'db'> {
  const { publicUrl, privateToo, now } = settings
  return {
    now,
    privateToo,
    entityId: `${publicUrl}${paths.samlMetadata}`,
    keys: rememberKeys(settings),
    secrets: openSecrets(settings.secretKey),
    fetch: guardedFetch({ privateToo }),
  }
}

const REMEMBERED_MS = 60_000

/** Read anew each minute: keys that an operator changes are taken up by every process. */
function rememberKeys({ now, ...folder }: FederationSettings): () => Promise<ServiceKeys> {
  let kept: { readonly keys: Promise<ServiceKeys>; readonly at: number } | null = null
  return () => {
    if (kept === null || Math.abs(now().getTime() - kept.at) > REMEMBERED_MS) {
      const keys = openServiceKeys(folder, now())
      kept = { keys, at: now().getTime() }
      keys.catch(() => {
        kept = null
      })
    }
    return kept.keys
  }
}

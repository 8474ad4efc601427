/** Google Drive, as an app that sees the files it made alone (`drive.file`). */
import type { Cloud, CloudSettings } from '../connections/cloud.ts'
import { driveAddresses } from './addresses.ts'
import { nameAccount } from './api.ts'

const SCOPE = 'https://www.googleapis.com/auth/drive.file'

export function driveCloud({ clientId, clientSecret, apiBase }: CloudSettings): Cloud {
  const addresses = driveAddresses(apiBase)
  return {
    name: 'google-drive',
    label: 'Google Drive',
    clientId,
    clientSecret,
    consentAddress: `${addresses.consent}/o/oauth2/v2/auth`,
    tokenAddress: `${addresses.tokens}/token`,
    issuer: addresses.consent,
    scopes: [SCOPE],
    neededScope: SCOPE,
    // Without asking anew, Google gives no token that can be renewed to a reader who has been here before.
    parameters: { access_type: 'offline', prompt: 'consent', include_granted_scopes: 'false' },
    whose: (caller) => nameAccount(addresses, caller),
    async revoke({ refresh }) {
      const answer = await fetch(`${addresses.tokens}/revoke`, {
        method: 'POST',
        body: new URLSearchParams({ token: refresh }),
        signal: AbortSignal.timeout(10_000),
      })
      const text = await answer.text()
      return answer.ok || (answer.status === 400 && text.includes('invalid_token'))
    },
  }
}

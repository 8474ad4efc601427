/** Dropbox, as an app that sees its own folder alone (App folder access). */
import type { Cloud, CloudSettings } from '../connections/cloud.ts'
import { dropboxAddresses } from './addresses.ts'
import { nameAccount } from './api.ts'

export function dropboxCloud({ clientId, clientSecret, apiBase }: CloudSettings): Cloud {
  const addresses = dropboxAddresses(apiBase)
  return {
    name: 'dropbox',
    label: 'Dropbox',
    clientId,
    clientSecret,
    consentAddress: `${addresses.site}/oauth2/authorize`,
    tokenAddress: `${addresses.api}/oauth2/token`,
    issuer: addresses.site,
    scopes: ['account_info.read', 'files.content.write', 'files.metadata.read'],
    neededScope: 'files.content.write',
    // Tokens that can be renewed: a delivery may be made long after the reader was here.
    parameters: { token_access_type: 'offline' },
    whose: (caller) => nameAccount(addresses, caller),
    async revoke({ access }) {
      if (access === null) return false
      const answer = await fetch(`${addresses.api}/2/auth/token/revoke`, {
        method: 'POST',
        headers: { authorization: `Bearer ${access}` },
        signal: AbortSignal.timeout(10_000),
      })
      await answer.body?.cancel()
      return answer.ok || answer.status === 401
    },
  }
}

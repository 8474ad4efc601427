/** Sends a reader to an OpenID provider: authorization code with PKCE, `state` and `nonce`, all of them new. */
import { type OpenIdClient, type OpenIdDeps, openIssuer } from './open-issuer.ts'

export type OpenIdAsked = {
  readonly url: string
  /** Kept, sealed, until the answer is in. */
  readonly secrets: OpenIdSecrets
}

export type OpenIdSecrets = { readonly nonce: string; readonly verifier: string }

/** Throws when the provider cannot be reached. */
export async function askOpenId(
  deps: OpenIdDeps,
  provider: OpenIdClient,
  asking: { readonly state: string; readonly address: string },
): Promise<OpenIdAsked> {
  const { oauth, server } = await openIssuer(deps, provider.entityId)
  if (server.authorization_endpoint === undefined) throw new Error('it names no authorization endpoint')
  const secrets = { nonce: oauth.generateRandomNonce(), verifier: oauth.generateRandomCodeVerifier() }
  const url = new URL(server.authorization_endpoint)
  const parameters = {
    client_id: provider.clientId,
    redirect_uri: asking.address,
    response_type: 'code',
    scope: ['openid', ...provider.requestedScopes].join(' '),
    state: asking.state,
    nonce: secrets.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return { url: url.href, secrets }
}

/**
 * A reader comes back from an OpenID provider. The code is exchanged with the provider that was asked and no other; the ID
 * token's issuer, audience, nonce, times and signature are checked by oauth4webapi, which refuses what it does not know.
 */
import type { IDToken, UserInfoResponse } from 'oauth4webapi'
import { fail, ok, type Result } from '#base'
import { type Refusal, refusal } from '../refusal.ts'
import type { OpenIdSecrets } from './ask-openid.ts'
import { type OpenIdClient, type OpenIdDeps, openIssuer } from './open-issuer.ts'

export type OpenIdAnswer = {
  /** As it came in, with its query. */
  readonly url: URL
  /** Where it was to come in. */
  readonly address: string
  readonly state: string
  readonly secrets: OpenIdSecrets
}

export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string }

export async function takeOpenIdAnswer(
  deps: OpenIdDeps,
  provider: OpenIdClient,
  answer: OpenIdAnswer,
): Promise<Result<Claims, Refusal>> {
  const opened = await attempt('provider-answers', () => openIssuer(deps, provider.entityId))
  if (!opened.ok) return opened
  const { oauth, server, through } = opened.value
  const client = {
    client_id: provider.clientId,
    [oauth.clockSkew]: Math.round((deps.now().getTime() - Date.now()) / 1000),
    [oauth.clockTolerance]: 60,
  }
  const parameters = await attempt('token-holds', async () =>
    oauth.validateAuthResponse(server, client, answer.url, answer.state),
  )
  if (!parameters.ok) return fail(toRefusal(parameters.error, answer.url, server.issuer))
  const secret = provider.clientSecret === null ? null : deps.secrets.unseal(provider.clientSecret)
  if (provider.clientSecret !== null && secret === null)
    return fail(refusal('provider-can-be-asked', 'its secret was sealed with another SECRET_KEY'))
  const authentication = secret === null ? oauth.None() : basicOrPost(oauth, server, secret)
  const response = await attempt('code-can-be-exchanged', () =>
    oauth.authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      parameters.value,
      answer.address,
      answer.secrets.verifier,
      through,
    ),
  )
  if (!response.ok) return response
  if (!response.value.ok)
    return fail(refusal('code-can-be-exchanged', `it answered with ${response.value.status}`))
  const token = await attempt('token-holds', async () => {
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response.value, {
      expectedNonce: answer.secrets.nonce,
      requireIdToken: true,
    })
    await oauth.validateApplicationLevelSignature(server, response.value, through)
    return { access: tokens.access_token, claims: oauth.getValidatedIdTokenClaims(tokens) }
  })
  if (!token.ok) return token
  const { access, claims } = token.value
  if (claims === undefined) return fail(refusal('token-holds', 'it sent no ID token'))
  if (server.userinfo_endpoint === undefined) return ok(merge(claims, null))
  const told = await attempt('token-holds', async () => {
    const userInfo = await oauth.userInfoRequest(server, client, access, through)
    return await oauth.processUserInfoResponse(server, client, claims.sub, userInfo)
  })
  return told.ok ? ok(merge(claims, told.value)) : told
}

/** RFC 6749 §2.3.1: basic is what every server knows; some say that they know only the other. */
function basicOrPost(
  oauth: Awaited<ReturnType<typeof openIssuer>>['oauth'],
  server: { readonly token_endpoint_auth_methods_supported?: string[] },
  secret: string,
) {
  const methods = server.token_endpoint_auth_methods_supported
  return methods === undefined || methods.includes('client_secret_basic')
    ? oauth.ClientSecretBasic(secret)
    : oauth.ClientSecretPost(secret)
}

/** The ID token's words go before those of the user-info endpoint. */
const merge = (claims: IDToken, told: UserInfoResponse | null): Claims => ({ ...told, ...claims })

async function attempt<T>(rule: Refusal['rule'], act: () => Promise<T>): Promise<Result<T, Refusal>> {
  try {
    return ok(await act())
  } catch (error) {
    return fail(refusal(rule, describe(error)))
  }
}

/** Codes and tokens stand in no message of the library's; the cause may quote an answer and is left out. */
const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** What the library refuses, by the parameter that was wrong. */
function toRefusal(fault: Refusal, { searchParams }: URL, issuer: string): Refusal {
  const error = searchParams.get('error')
  const said = searchParams.get('iss')
  if (said !== null && said !== issuer)
    return refusal('answer-comes-from-whom-we-asked', `it comes from ${said}`)
  if (error !== null && /^[a-z_]{1,60}$/.test(error)) return refusal('provider-signed-the-reader-in', error)
  return fault
}

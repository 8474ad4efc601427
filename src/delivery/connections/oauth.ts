/**
 * OAuth 2 as both clouds speak it (RFC 6749): authorization code with PKCE (RFC 7636) and `state`, refresh tokens. Whatever may
 * go wrong is a value, and each says who must do something about it. Loaded with its library by the first reader who connects.
 */
import * as oauth from 'oauth4webapi'
import { fail, ok, type Result } from '#base'
import type { Cloud } from './cloud.ts'

export type Tokens = {
  readonly access: string
  readonly expires: Date
  /** Null: the one we have stays good. */
  readonly refresh: string | null
}

export type ConsentFault =
  /** The reader said no. */
  | 'refused'
  /** The reader said yes, but not to saving files. */
  | 'incomplete'
  /** It is not the answer to what we asked, or comes too late. */
  | 'expired'
  | 'unreachable'
  /** The cloud does not know us, or not at this address. */
  | 'unknown-here'

export type RefreshFault = 'revoked' | 'unreachable' | 'unknown-here'

export type ConsentAsked = { readonly url: string; readonly state: string; readonly verifier: string }

export async function askConsent(cloud: Cloud, redirect: string): Promise<ConsentAsked> {
  const [state, verifier] = [oauth.generateRandomState(), oauth.generateRandomCodeVerifier()]
  const url = new URL(cloud.consentAddress)
  const parameters = {
    client_id: cloud.clientId,
    redirect_uri: redirect,
    response_type: 'code',
    scope: cloud.scopes.join(' '),
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...cloud.parameters,
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return { url: url.href, state, verifier }
}

/** `url`: where the reader's browser came back, as the cloud sent it. */
export async function takeConsent(
  cloud: Cloud,
  answer: {
    readonly url: URL
    readonly redirect: string
    readonly state: string
    readonly verifier: string
    readonly now: Date
  },
): Promise<Result<Tokens & { readonly refresh: string }, ConsentFault>> {
  try {
    const told = oauth.validateAuthResponse(serverOf(cloud), clientOf(cloud), answer.url, answer.state)
    const response = await oauth.authorizationCodeGrantRequest(
      ...([serverOf(cloud), clientOf(cloud), oauth.ClientSecretPost(cloud.clientSecret)] as const),
      ...([told, answer.redirect, answer.verifier, optionsOf(cloud)] as const),
    )
    const given = await oauth.processAuthorizationCodeResponse(serverOf(cloud), clientOf(cloud), response)
    const { refresh, ...tokens } = toTokens(given, answer.now)
    const scopes = given.scope?.split(' ')
    if (refresh === null || (scopes !== undefined && !scopes.includes(cloud.neededScope))) {
      // What cannot be used is not kept, here or there.
      await cloud.revoke({ access: tokens.access, refresh: refresh ?? tokens.access }).catch(() => false)
      return fail('incomplete')
    }
    return ok({ ...tokens, refresh })
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError)
      return fail(error.error === 'access_denied' ? 'refused' : 'unknown-here')
    if (error instanceof oauth.OperationProcessingError && error.code === oauth.INVALID_RESPONSE)
      return fail('expired')
    const fault = toFault(error)
    return fail(fault === 'revoked' ? 'expired' : fault)
  }
}

export async function refreshTokens(
  cloud: Cloud,
  refresh: string,
  now: Date,
): Promise<Result<Tokens, RefreshFault>> {
  try {
    const response = await oauth.refreshTokenGrantRequest(
      ...([serverOf(cloud), clientOf(cloud), oauth.ClientSecretPost(cloud.clientSecret)] as const),
      ...([refresh, optionsOf(cloud)] as const),
    )
    return ok(
      toTokens(await oauth.processRefreshTokenResponse(serverOf(cloud), clientOf(cloud), response), now),
    )
  } catch (error) {
    return fail(toFault(error))
  }
}

/** RFC 6749 §5.2. Everything that is no answer of that kind, such as a page of an overloaded server, passes. */
function toFault(error: unknown): RefreshFault {
  if (error instanceof oauth.ResponseBodyError)
    return error.error === 'invalid_grant' ? 'revoked' : 'unknown-here'
  if (error instanceof oauth.WWWAuthenticateChallengeError) return 'unknown-here'
  return 'unreachable'
}

const toTokens = (given: oauth.TokenEndpointResponse, now: Date): Tokens => ({
  access: given.access_token,
  expires: new Date(now.getTime() + (given.expires_in ?? 3600) * 1000),
  refresh: given.refresh_token ?? null,
})

const serverOf = ({ issuer, consentAddress, tokenAddress }: Cloud): oauth.AuthorizationServer => ({
  issuer,
  authorization_endpoint: consentAddress,
  token_endpoint: tokenAddress,
})

const clientOf = ({ clientId }: Cloud): oauth.Client => ({ client_id: clientId })

const LONGEST_MS = 10_000

/** Plain http is for this very machine alone. */
const optionsOf = ({ tokenAddress }: Cloud) => ({
  signal: () => AbortSignal.timeout(LONGEST_MS),
  [oauth.allowInsecureRequests]: /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\//.test(tokenAddress),
})

/** What an OpenID provider says of itself, and how it is spoken to: through our guarded fetch, and no other way. */
import type { AuthorizationServer, CustomFetchOptions } from 'oauth4webapi'
import type { SignInDeps } from '../deps.ts'
import { readText } from '../fetch/guarded-fetch.ts'
import type { OidcProvider } from '../metadata/identity-provider.ts'

/** What speaking OpenID needs, for institutions and for readers' own providers alike. */
export type OpenIdDeps = Pick<SignInDeps, 'fetch' | 'now' | 'privateToo' | 'secrets'>

/** As what we are known to a provider. */
export type OpenIdClient = Pick<OidcProvider, 'entityId' | 'clientId' | 'clientSecret' | 'requestedScopes'>

const MOST_BYTES = 1024 * 1024
const LONGEST_MS = 10_000
const KEPT_MS = 600_000

const kept = new Map<string, { readonly server: AuthorizationServer; readonly asked: number }>()

/** Throws when it does not answer, or answers for somebody else. */
export async function openIssuer(deps: OpenIdDeps, issuer: string) {
  const oauth = await import('oauth4webapi')
  const through = {
    [oauth.customFetch]: fetchThrough(deps),
    [oauth.allowInsecureRequests]: deps.privateToo,
  }
  const known = kept.get(issuer)
  const now = Date.now()
  if (known && now - known.asked < KEPT_MS) return { oauth, through, server: known.server }
  const address = new URL(issuer)
  const answer = await oauth.discoveryRequest(address, { algorithm: 'oidc', ...through })
  const server = await oauth.processDiscoveryResponse(address, answer)
  kept.set(issuer, { server, asked: now })
  return { oauth, through, server }
}

const fetchThrough =
  ({ fetch }: OpenIdDeps) =>
  async (
    url: string,
    { method, headers, body }: CustomFetchOptions<'GET' | 'POST', URLSearchParams | null | undefined>,
  ): Promise<Response> => {
    const fetched = await fetch(url, {
      method,
      headers: {
        ...headers,
        ...(body == null ? {} : { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' }),
      },
      ...(body == null ? {} : { body: body.toString() }),
      mostBytes: MOST_BYTES,
      milliseconds: LONGEST_MS,
    })
    if (!fetched.ok) throw new Error(fetched.error)
    const { status, headers: said } = fetched.value
    const text = await readText(fetched.value.body)
    if (!text.ok) throw new Error(text.error)
    const { 'content-encoding': _packed, 'content-length': _length, ...plain } = said
    return new Response(status === 204 ? null : text.value, { status, headers: plain })
  }

/** OpenID providers for tests: a certified implementation (oidc-provider), and one that lies as it is told. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export type OpenIdPeer = { readonly issuer: string; readonly close: () => Promise<void> }

type Handle = (request: IncomingMessage, response: ServerResponse) => void

async function listen(): Promise<{ issuer: string; serve(handle: Handle): void; close(): Promise<void> }> {
  let handle: Handle = () => {}
  const server: Server = createServer((request, response) => handle(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (with_) => {
      handle = with_
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

export type RealOptions = {
  readonly callbackOf: (issuer: string) => string
  readonly claims: Readonly<Record<string, unknown>>
  /** Null: a public client. */
  readonly secret: string | null
}

/** Signs its one reader in without asking. */
export async function openRealPeer({ callbackOf, claims, secret }: RealOptions): Promise<OpenIdPeer> {
  const { issuer, serve, close } = await listen()
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'chapterhouse',
        redirect_uris: [callbackOf(issuer)],
        ...(secret === null
          ? { token_endpoint_auth_method: 'none' }
          : { client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' }),
      },
    ],
    claims: { openid: ['sub'], affiliation: Object.keys(claims) },
    scopes: ['openid', 'affiliation'],
    findAccount: async (_context: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...claims }),
    }),
    pkce: { required: () => true },
    cookies: { keys: ['a key for tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
  })
  const answer = provider.callback()
  serve((request, response) => {
    if (request.url?.startsWith('/interaction/')) void agree(provider, request, response)
    else answer(request, response)
  })
  return { issuer, close }
}

/** What a log-in page and a consent page would do. */
async function agree(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response)
  if (prompt.name === 'login')
    return provider.interactionFinished(request, response, { login: { accountId: 'reader-1' } })
  const grant = new provider.Grant({
    accountId: session?.accountId ?? '',
    clientId: String(params.client_id),
  })
  grant.addOIDCScope('openid affiliation')
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
}

/** What the next token of a lying provider says. */
export type Lie = {
  readonly claims?: Readonly<Record<string, unknown>>
  readonly header?: Readonly<Record<string, unknown>>
  readonly key?: 'another' | 'none'
  readonly noToken?: boolean
  readonly status?: number
  readonly location?: string
  readonly userInfo?: Readonly<Record<string, unknown>>
  readonly discovery?: Readonly<Record<string, unknown>>
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const another = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

/** Its answers are what `next` says; `asked` is what came to its token endpoint. */
export async function openLyingPeer(
  next: () => Lie & { readonly nonce: string },
): Promise<OpenIdPeer & { readonly asked: URLSearchParams[] }> {
  const { issuer, serve, close } = await listen()
  const asked: URLSearchParams[] = []
  serve((request, response) => {
    const json = (body: object, status = 200, headers = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
    const lie = next()
    if (request.url === '/.well-known/openid-configuration')
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        ...(lie.userInfo ? { userinfo_endpoint: `${issuer}/userinfo` } : {}),
        response_types_supported: ['code'],
        subject_types_supported: ['pairwise'],
        id_token_signing_alg_values_supported: ['RS256'],
        authorization_response_iss_parameter_supported: true,
        ...lie.discovery,
      })
    if (request.url === '/jwks')
      return json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', use: 'sig', alg: 'RS256' }] })
    if (request.url === '/userinfo') return json(lie.userInfo ?? {})
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    return request.on('end', () => {
      asked.push(new URLSearchParams(body))
      if (lie.location) return json({}, 302, { location: lie.location })
      return json(
        {
          access_token: 'access',
          token_type: 'Bearer',
          expires_in: 60,
          ...(lie.noToken ? {} : { id_token: token(issuer, lie) }),
        },
        lie.status,
      )
    })
  })
  return { issuer, close, asked }
}

function token(issuer: string, { claims, header, key, nonce }: Lie & { readonly nonce: string }): string {
  const now = Math.floor(Date.now() / 1000)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const said = {
    iss: issuer,
    sub: 'reader-1',
    aud: 'chapterhouse',
    iat: now,
    exp: now + 300,
    nonce,
    eduperson_scoped_affiliation: ['member@uni.example'],
    ...claims,
  }
  const signed = `${part({ alg: 'RS256', kid: 'k', ...header })}.${part(said)}`
  if (key === 'none') return `${signed}.`
  const value = sign('sha256', Buffer.from(signed), key === 'another' ? another : privateKey)
  return `${signed}.${value.toString('base64url')}`
}

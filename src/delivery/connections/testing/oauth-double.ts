/** The half of a cloud's double that both have: a reader who consents or not, codes, tokens, and taking them back. */
import { createHash, randomBytes } from 'node:crypto'
import type { DoubleAnswer, DoubleRequest } from './faulty-server.ts'

/** What the reader at the other side does when asked. */
export type ReaderThere = {
  /** `ask`: shows a page, for a browser. */
  answers: 'allow' | 'refuse' | 'ask'
  /** Null: grants all that is asked. */
  grants: readonly string[] | null
}

export type Grant = { readonly id: string; readonly scope: string; expires: number }

export type OAuthShape = {
  readonly name: string
  readonly authorize: string
  readonly token: string
  readonly accessPrefix: string
  readonly isOffline: (query: URLSearchParams) => boolean
  /** What stands in an answer with tokens besides OAuth's own. */
  readonly extra: Readonly<Record<string, string>>
  readonly tokenType: string
  readonly client: { readonly id: string; readonly secret: string }
}

type Code = {
  readonly redirect: string | null
  readonly challenge: string | null
  readonly scope: string
  readonly offline: boolean
}

const word = (bytes = 24): string => randomBytes(bytes).toString('base64url')

export function openOAuthDouble(shape: OAuthShape) {
  const reader: ReaderThere = { answers: 'allow', grants: null }
  const codes = new Map<string, Code>()
  const access = new Map<string, Grant>()
  const refresh = new Map<string, Grant>()
  const seconds = { access: 14_400 }
  const giveAccess = (grant: Grant): string => {
    const token = `${shape.accessPrefix}${word()}`
    access.set(token, { ...grant, expires: Date.now() + seconds.access * 1000 })
    return token
  }
  const answerTokens = (grant: Grant, offline: boolean, withScope: boolean): DoubleAnswer => {
    const renewable = offline ? word() : null
    if (renewable !== null) refresh.set(renewable, grant)
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: {
        access_token: giveAccess(grant),
        expires_in: seconds.access,
        token_type: shape.tokenType,
        ...(renewable === null ? {} : { refresh_token: renewable }),
        ...(withScope ? { scope: grant.scope, ...shape.extra } : {}),
      },
    }
  }
  const invalid = (error: string, why: string): DoubleAnswer => ({
    status: error === 'invalid_client' ? 401 : 400,
    body: { error, error_description: why },
  })
  const exchange = ({ url, headers, body }: DoubleRequest): DoubleAnswer => {
    const form = new URLSearchParams(body.toString())
    const said = (name: string) => form.get(name) ?? url.searchParams.get(name)
    const basic = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1]
    const [basicId, basicSecret] = Buffer.from(basic ?? '', 'base64')
      .toString()
      .split(':')
    const secret = said('client_secret') ?? basicSecret ?? null
    if ((said('client_id') ?? basicId) !== shape.client.id) return invalid('invalid_client', 'unknown client')
    // A public client, with PKCE alone, has none.
    if (secret !== null && secret !== '' && secret !== shape.client.secret)
      return invalid('invalid_client', 'wrong secret')
    if (said('grant_type') === 'refresh_token') {
      const grant = refresh.get(said('refresh_token') ?? '')
      if (!grant) return invalid('invalid_grant', 'Token has been expired or revoked.')
      return answerTokens(grant, false, shape.tokenType === 'Bearer')
    }
    if (said('grant_type') !== 'authorization_code') return invalid('unsupported_grant_type', '')
    const code = codes.get(said('code') ?? '')
    codes.delete(said('code') ?? '')
    if (!code) return invalid('invalid_grant', 'code doesn’t exist or has expired')
    if (code.redirect !== said('redirect_uri')) return invalid('invalid_grant', 'redirect_uri mismatch')
    const proof = createHash('sha256')
      .update(said('code_verifier') ?? '')
      .digest('base64url')
    if (code.challenge !== null && code.challenge !== proof) return invalid('invalid_grant', 'wrong verifier')
    return answerTokens({ id: word(8), scope: code.scope, expires: 0 }, code.offline, true)
  }
  const sendBack = (query: URLSearchParams, parameters: Readonly<Record<string, string>>): DoubleAnswer => {
    const back = new URL(query.get('redirect_uri') ?? 'http://localhost/')
    const state = query.get('state')
    for (const [name, value] of Object.entries({ ...parameters, ...(state === null ? {} : { state }) }))
      back.searchParams.set(name, value)
    return { status: 302, headers: { location: back.href } }
  }
  const authorize = ({ url: { searchParams: query } }: DoubleRequest): DoubleAnswer => {
    if (query.get('client_id') !== shape.client.id) return { status: 400, body: 'Unknown client' }
    const answer = query.get('answer') ?? reader.answers
    if (answer === 'ask') return { status: 200, headers: HTML, body: consentPage(shape.name, query) }
    if (answer === 'refuse') return sendBack(query, { error: 'access_denied' })
    const code = word()
    const ticked = query.has('answer') ? query.getAll('granted') : reader.grants
    const asked = (query.get('scope') ?? '').split(' ')
    codes.set(code, {
      redirect: query.get('redirect_uri'),
      challenge: query.get('code_challenge'),
      scope: (ticked ?? asked).join(' '),
      offline: shape.isOffline(query),
    })
    return sendBack(query, { code })
  }
  return {
    ...{ reader, seconds },
    /** Null: another part of the cloud is asked. */
    answer(request: DoubleRequest): DoubleAnswer | null {
      if (request.url.pathname === shape.authorize) return authorize(request)
      return request.url.pathname === shape.token ? exchange(request) : null
    },
    /** Whose permission a request carries. */
    grantOf({ headers }: DoubleRequest): Grant | 'expired' | null {
      const grant = access.get(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '')
      if (!grant) return null
      return grant.expires < Date.now() ? 'expired' : grant
    },
    find: (token: string): Grant | null => refresh.get(token) ?? access.get(token) ?? null,
    revoke({ id }: Grant): void {
      for (const tokens of [access, refresh])
        for (const [token, grant] of tokens) if (grant.id === id) tokens.delete(token)
    },
    revokeAll(): void {
      access.clear()
      refresh.clear()
    },
    /** Tokens that were given are too old from now on; they can be renewed. */
    expireAccess(): void {
      for (const grant of access.values()) grant.expires = 0
    },
    /** How many readers let us in. */
    grants: (): number => new Set([...refresh.values()].map(({ id }) => id)).size,
  }
}

const HTML = { 'content-type': 'text/html; charset=utf-8' }

function consentPage(name: string, query: URLSearchParams): string {
  const quote = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  const kept = [...query]
    .map(([key, value]) => `<input type="hidden" name="${quote(key)}" value="${quote(value)}">`)
    .join('')
  const scopes = (query.get('scope') ?? '')
    .split(' ')
    .map(
      (scope) =>
        `<p><label><input type="checkbox" name="granted" value="${quote(scope)}" checked> ${quote(scope)}</label></p>`,
    )
    .join('')
  return `<!doctype html><html lang="en"><title>${name}</title><h1>${name}: let this app in?</h1><form>${kept}${scopes}
<button name="answer" value="allow">Allow</button> <button name="answer" value="refuse">Cancel</button></form></html>`
}

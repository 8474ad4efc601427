/** Whoever signs readers in for an institution. */
import type { AttributeRules } from '../attribute-rules.ts'
import type { Algorithms } from '../saml/names.ts'
import type { Signed } from '../saml/verify-answer.ts'

/** By language (`en`, `fr`, `de` …), as the federation gives them. */
export type InLanguages = Readonly<Record<string, string>>

export type Logo = { readonly url: string; readonly width: number; readonly height: number }

/** A domain, and whether names below it belong to it. */
export type ScopeName = { readonly domain: string; readonly below: 'none' | 'too' | 'only' }

/** What its metadata say. */
export type SamlProvider = {
  readonly protocol: 'saml'
  readonly entityId: string
  readonly names: InLanguages
  readonly keywords: readonly string[]
  readonly logos: readonly Logo[]
  readonly informationUrl: string | null
  readonly privacyUrl: string | null
  readonly scopes: readonly ScopeName[]
  readonly categories: readonly string[]
  readonly registeredBy: string | null
  /** REFEDS "hide-from-discovery": it signs people in and is not to be offered. */
  readonly hidden: boolean
  readonly redirectUrl: string | null
  readonly postUrl: string | null
  /** Base64 of DER. */
  readonly certificates: readonly string[]
  readonly wantsSignedRequests: boolean
  readonly validUntil: string | null
}

/** An OpenID provider is known by its issuer; the rest is asked of it. */
export type OidcProvider = {
  readonly protocol: 'oidc'
  readonly entityId: string
  readonly names: InLanguages
  readonly keywords: readonly string[]
  readonly scopes: readonly ScopeName[]
  readonly clientId: string
  /** Sealed; null: a public client, which PKCE alone protects. */
  readonly clientSecret: string | null
  /** Asked for beside `openid`. */
  readonly requestedScopes: readonly string[]
}

export type Provider = SamlProvider | OidcProvider

/** What the operator has set for it. */
export type ProviderSettings = {
  readonly signed: Signed
  readonly algorithms: Algorithms
  /** May it send readers whom we did not send to it? */
  readonly unsolicited: 'refused' | 'accepted'
  readonly rules: AttributeRules
  /** Instead of those in its metadata; null: those. */
  readonly scopes: readonly string[] | null
}

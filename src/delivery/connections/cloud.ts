/** A cloud, and as what we are known to it. Dropbox and Google Drive each are one of these, made in their own folders. */
import type { Result } from '#base'
import type { Caller } from './call-cloud.ts'

export const CLOUD_NAMES = ['dropbox', 'google-drive'] as const
export type CloudName = (typeof CLOUD_NAMES)[number]

/** As the operator gave them: what the cloud knows this installation by. */
export type CloudSettings = {
  readonly clientId: string
  readonly clientSecret: string
  /** Null: the cloud's own addresses. */
  readonly apiBase: string | null
}

export type Cloud = {
  readonly name: CloudName
  /** As it is called in running text. */
  readonly label: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where a reader consents, and where a code becomes tokens. */
  readonly consentAddress: string
  readonly tokenAddress: string
  /** Names itself so in its answers (RFC 9207). */
  readonly issuer: string
  readonly scopes: readonly string[]
  /** Without it nothing can be saved; a reader may have left it out. */
  readonly neededScope: string
  /** What it wants to be asked besides OAuth's own. */
  readonly parameters: Readonly<Record<string, string>>
  /** Whose account it is, for the reader to tell it by; null: it does not say. */
  whose(caller: Caller): Promise<string | null>
  /** Gives back what the reader granted, all of it. True also where nothing is granted any more. */
  revoke(tokens: { readonly access: string | null; readonly refresh: string }): Promise<boolean>
}

/** Null: not configured. */
export type Clouds = Readonly<Record<CloudName, Cloud | null>>

/** Why nothing can be said to a cloud in a reader's name. */
export type NoToken =
  /** The reader, or the cloud, took the permission back. */
  | 'revoked'
  /** What the reader gave does not suffice. */
  | 'permission'
  /** It is sealed with a key that we no longer have. */
  | 'key'
  /** The reader has disconnected it here. */
  | 'gone'

/** Why a cloud did not do what it was asked. */
export type Hitch =
  | { readonly kind: 'reconnect'; readonly why: NoToken }
  | { readonly kind: 'slow-down'; readonly until: Date | null }
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** It does not know us: the operator's to mend. */
  | { readonly kind: 'unknown-here'; readonly detail: string }
  | { readonly kind: 'full'; readonly needed: number }
  /** What arrived is not what was sent. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'odd'; readonly detail: string }

export type Called<T> = Result<T, Hitch>

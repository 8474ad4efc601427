/** A right of somebody to products for a time, as it is kept. What it means for one visitor is a `Grant`: see build-grants.ts. */
import { createHash, randomBytes } from 'node:crypto'
import type { Affiliation, Covered, LicenceKind } from '../visitor.ts'

export type Holder =
  | { readonly kind: 'institution' | 'account'; readonly id: string }
  /** Of somebody who may have no account yet. It holds for the account of this address, once that is proved. */
  | { readonly kind: 'email'; readonly email: string }
  /** Whoever has the word: a browser that used a code, a link that was sent. */
  | { readonly kind: 'bearer'; readonly hash: string }

export type Licence = {
  readonly id: string
  readonly kind: LicenceKind
  readonly holder: Holder
  readonly covers: readonly Covered[]
  readonly from: Date
  /** Exclusive; null: for good. */
  readonly until: Date | null
  /** After the end it still holds for so long, while it is being renewed. */
  readonly graceDays: number
  /** How many may read by it at once; null: any number. */
  readonly seats: number | null
  /** Of an institution's readers, whom it is for; null: whomever the institution says. */
  readonly affiliations: readonly Affiliation[] | null
  readonly downloads: boolean
  readonly note: string | null
  /** What it was granted for: `order:…`, `code:…`. Granted again for the same, it is the same licence. */
  readonly source: string | null
  readonly granted: Date
  /** An account's id, or a word such as `command`. */
  readonly grantedBy: string
  readonly revoked: { readonly at: Date; readonly by: string; readonly reason: string | null } | null
}

/** `institution:ID`: what licences are looked up by, and what notices name. */
export function holderKey(holder: Holder): string {
  switch (holder.kind) {
    case 'email':
      return `email:${holder.email.toLowerCase()}`
    case 'bearer':
      return `bearer:${holder.hash}`
    default:
      return `${holder.kind}:${holder.id}`
  }
}

/** What cannot be guessed: 160 bits, fit for an address. Only its hash is kept. */
export const newWord = (): string => randomBytes(20).toString('base64url')

export const hashWord = (word: string): string => createHash('sha256').update(word).digest('hex')

/** Reading for a time is not having: by these nothing is taken away unless somebody says so. */
const READING_ONLY: ReadonlySet<LicenceKind> = new Set(['pay-per-view', 'read-link'])

export const mayDownload = (kind: LicenceKind): boolean => !READING_ONLY.has(kind)

const DAY = 86_400_000

/** With the days of grace. */
export const endOf = ({ until, graceDays }: Pick<Licence, 'until' | 'graceDays'>): Date | null =>
  until === null ? null : new Date(until.getTime() + graceDays * DAY)

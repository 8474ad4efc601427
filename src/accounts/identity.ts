/** Who makes this request, as far as it can be known: the account signed in, and the institutions that vouch for the reader. */
import type { InstitutionIdentity } from './institutions/index.ts'

export type AccountIdentity = {
  readonly id: string
  readonly email: string
  readonly name: string
  /** Its e-mail address is proven. */
  readonly verified: boolean
}

export type StaffRole = 'owner' | 'editor' | 'support' | 'operator'

export type StaffIdentity = {
  /** A press by its slug, or `*` for the whole site. */
  readonly press: string
  readonly role: StaffRole
}

export type Identity = {
  readonly account: AccountIdentity | null
  /** Recognised on this request, strongest first. */
  readonly institutions: readonly InstitutionIdentity[]
  /** Empty as well for staff that has not given its second factor in this session. */
  readonly staff: readonly StaffIdentity[]
  /** The institutions, by id, for which this account speaks. */
  readonly librarianOf: readonly string[]
}

/** Somebody of whom nothing is known. */
export const STRANGER: Identity = { account: null, institutions: [], staff: [], librarianOf: [] }

/** What a session tells: nothing but the account and its roles. Institutions are found in other ways. */
export type SignedInAccount = {
  readonly account: AccountIdentity
  readonly staff: readonly StaffIdentity[]
  /** Institutions that named it as their librarian, those that have left among them. */
  readonly librarianOf: readonly string[]
  readonly session: {
    readonly id: string
    readonly begun: Date
    /** `second`: with a passkey or a code besides the first proof. */
    readonly factor: 'first' | 'second'
    /** It has a role, and must prove itself a second time before the role counts. */
    readonly owesSecondFactor: boolean
  }
}

/** Who licenses for its members, and how a reader is known to be one of them. */

/** `member`: belongs to it. `alum`: did. `walk-in`: whoever stands in its reading room. */
export type Affiliation = 'member' | 'alum' | 'walk-in'

export type Institution = {
  readonly id: string
  /** A consortium licenses for institutions; its licences hold for each of them. */
  readonly kind: 'institution' | 'consortium'
  readonly name: string
  /** Acronyms, names in other languages, former names: what a reader may type. */
  readonly otherNames: readonly string[]
  /** ISO 3166-1 alpha-2, in capitals. */
  readonly country: string | null
  readonly city: string | null
  /** `https://ror.org/…` */
  readonly ror: string | null
  /** Sixteen characters, the last of which may be X. */
  readonly isni: string | null
  /** Where its librarian is written to. */
  readonly contact: string | null
  /** Consortia it belongs to itself, by id. */
  readonly memberOf: readonly string[]
  /** One that has left: it is not found, and nobody is recognised as its reader. */
  readonly active: boolean
  readonly settings: InstitutionSettings
}

export type InstitutionSettings = {
  /** What somebody at its addresses counts as, where a range does not say otherwise. */
  readonly onCampus: 'member' | 'walk-in'
  /** Whom its licences are for, where a licence does not say otherwise. */
  readonly admits: readonly Affiliation[]
  /** For how many days a device remembered on campus may read elsewhere; 0: not at all. */
  readonly pairingDays: number
  /** `anyone`: also who has no account here. */
  readonly pairingFor: 'anyone' | 'signed-in'
  /** `https://proxy.example.edu/login?url=`: goes before an address of ours. */
  readonly proxyPrefix: string | null
}

export const DEFAULT_SETTINGS: InstitutionSettings = {
  onCampus: 'member',
  admits: ['member', 'walk-in'],
  pairingDays: 90,
  pairingFor: 'anyone',
  proxyPrefix: null,
}

/** As whose reader, and by what, a visitor is recognised on this request. */
export type InstitutionIdentity = {
  readonly id: string
  readonly name: string
  readonly through: 'address' | 'saml' | 'oidc' | 'pairing' | 'librarian'
  readonly affiliation: Affiliation
  /** Itself and its consortia, nearest first. */
  readonly lineage: readonly string[]
}

/** A person or body on a title page. (A person of the historical record is something else: see docs/WORDS.md.) */
export type Contributor = {
  /** As printed: "Kevin Riehle". */
  readonly name: string
  readonly givenName: string | null
  readonly familyName: string | null
  /** For lists: "Riehle, Kevin". */
  readonly sortName: string
  readonly kind: 'person' | 'organisation'
  readonly role: ContributorRole
  /** Sixteen digits in fours, the check digit already proved. */
  readonly orcid: string | null
  /** As at publication; several are possible. */
  readonly affiliations: readonly Affiliation[]
  /** The same name in other scripts, as EPUB's alternate-script gives it. */
  readonly otherScripts: readonly { readonly name: string; readonly language: string }[]
}

export type Affiliation = {
  readonly name: string
  /** `https://ror.org/…`, or null. */
  readonly ror: string | null
}

/** In the order in which a title page names them. */
export const CONTRIBUTOR_ROLES = [
  'author',
  'editor',
  'translator',
  'introduction',
  'foreword',
  'afterword',
  'illustrator',
  'photographer',
  'compiler',
  'narrator',
  'contributor',
] as const

export type ContributorRole = (typeof CONTRIBUTOR_ROLES)[number]

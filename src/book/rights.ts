/** What may be done with the text, in the words of its owner and, where there is one, by a public licence. */
export type Rights = {
  readonly statement: string | null
  readonly holder: string | null
  /** Address of a public licence, e.g. `https://creativecommons.org/licenses/by/4.0/`. */
  readonly licence: string | null
  /** Whom to ask for reuse: an e-mail address or a web address. */
  readonly contact: string | null
}

/** Whether anybody may read it. Licences, embargoes and purchases come on top of it. */
export type Openness = 'open' | 'closed'

/**
 * A chapter that says nothing of its rights has those of its book. But that anybody may use it freely is not said of a chapter
 * that is closed in an open book: who means it says so of the chapter itself.
 */
export function rightsOfChapter(
  chapter: { readonly rights: Rights | null; readonly openness: Openness },
  book: { readonly rights: Rights; readonly openness: Openness },
): Rights {
  if (chapter.rights !== null) return chapter.rights
  const { rights } = book
  if (chapter.openness === 'open' || book.openness === 'closed') return rights
  const names = rights.statement !== null && NAMES_LICENCE.test(rights.statement)
  return { ...rights, licence: null, statement: names ? null : rights.statement }
}

const NAMES_LICENCE = /creative commons|creativecommons|\bcc[ -](by|0)\b|public domain dedication/i

/** Integer minor units of an ISO 4217 currency: { amount: 2999, currency: 'GBP' } is £29.99. */
export type Price = { readonly amount: number; readonly currency: string }

export type Funding = {
  readonly funder: string
  /** ROR or Crossref funder DOI, as an address. */
  readonly funderId: string | null
  readonly award: string | null
}

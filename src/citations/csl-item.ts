/**
 * One thing to be cited, in the words of CSL-JSON 1.0.2 (Citation Style Language, "Appendix IV: Variables" and
 * csl-data.json). RIS, BibTeX and every formatted style are written from this value, so that they cannot disagree.
 */
export type CslItem = {
  readonly id: string
  readonly type: 'book' | 'chapter'
  readonly title: string
  readonly 'title-short'?: string
  readonly 'container-title'?: string
  readonly 'collection-title'?: string
  readonly 'collection-number'?: string
  readonly author?: readonly CslName[]
  /** Who wrote the book, when others wrote the chapter. */
  readonly 'container-author'?: readonly CslName[]
  readonly editor?: readonly CslName[]
  readonly translator?: readonly CslName[]
  readonly compiler?: readonly CslName[]
  readonly illustrator?: readonly CslName[]
  readonly narrator?: readonly CslName[]
  readonly edition?: string
  readonly 'chapter-number'?: string
  readonly page?: string
  readonly 'page-first'?: string
  readonly 'number-of-pages'?: string
  readonly publisher?: string
  readonly issued?: CslDate
  readonly accessed?: CslDate
  readonly language?: string
  readonly DOI?: string
  readonly ISBN?: string
  readonly URL?: string
  readonly abstract?: string
  readonly keyword?: string
}

/** A person's name in two halves, or a body's in one. */
export type CslName = { readonly family: string; readonly given?: string } | { readonly literal: string }

/** Year, then month and day where they are known. */
export type CslDate = { readonly 'date-parts': readonly [readonly number[]] }

/** "Riehle, Kevin": how RIS, BibTeX, Highwire and Dublin Core write a name. */
export const toNameLine = (name: CslName): string => {
  if ('literal' in name) return name.literal
  return name.given === undefined ? name.family : `${name.family}, ${name.given}`
}

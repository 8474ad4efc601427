import type { AccessDecision } from '#access'
import { type Product, type Rights, rightsOfChapter } from '#book'
import { canonical, type Place, paths } from '#web'

/** What head tags, link headers and linksets are written from: a product, and what this visitor may do with it. */
export type PageFacts = {
  readonly product: Product
  /** The decision about reading its text. */
  readonly access: AccessDecision
  readonly place: Place
  /** What this visitor may take away; empty when nothing. */
  readonly files: readonly OfferedFile[]
  /** Who publishes the site: `Brand.name`. */
  readonly siteName: string
  /** The page of a long text, from 1; the first when it is not said. */
  readonly section?: number
  /** People and events of its record, in the words of schema.org. */
  readonly mentions?: readonly Mentioned[]
}

export type Mentioned = string | readonly Mentioned[] | { readonly [key: string]: Mentioned | undefined }

export type OfferedFile = {
  readonly mediaType: string
  /** Without language and press, as `paths` writes it. */
  readonly path: string
  /** Null when it is made on the way out. */
  readonly bytes: number | null
}

/** The one address of the page, in whatever language and on whatever press it is shown. */
export const pageAddress = ({ product, place }: Pick<PageFacts, 'product' | 'place'>): string =>
  canonical(place, product.kind === 'book' ? paths.book(product.book) : paths.chapter(product.chapter))

/** What a citation should point at: the DOI leads back here; without one, the page itself. */
export const citeAs = (facts: Pick<PageFacts, 'product' | 'place'>): string => {
  const doi = facts.product.kind === 'book' ? facts.product.book.identifiers.doi : facts.product.chapter.doi
  return doi === null ? pageAddress(facts) : doiAddress(doi)
}

/** As DOI Handbook §3.7 asks: only what would break an address is encoded. */
export const doiAddress = (doi: string): string =>
  `https://doi.org/${encodeURI(doi).replace(/[?#]/g, encodeURIComponent)}`

export const rightsOf = (product: Product): Rights =>
  product.kind === 'chapter' ? rightsOfChapter(product.chapter, product.book) : product.book.rights

/** As the page says it; only a web address is one. */
export function licenceOf(product: Product): string | null {
  const { licence } = rightsOf(product)
  if (licence === null || !URL.canParse(licence)) return null
  const address = new URL(licence)
  return address.protocol === 'https:' || address.protocol === 'http:' ? address.href : null
}

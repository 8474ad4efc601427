import type { FacetKind, FacetName } from '#catalogue'

/** Books that are licensed together. */
export type Collection = {
  readonly id: string
  /** Null: of every press. */
  readonly press: string | null
  readonly slug: string
  readonly name: string
  /** Null: its products are listed one by one. Books listed besides a rule stay, whatever the rule says. */
  readonly rule: CollectionRule | null
  readonly made: Date
}

/** All of it must hold: an imprint's books of one year. With nothing said, every book of the press. */
export type CollectionRule = {
  readonly imprint?: string
  readonly series?: string
  readonly subject?: string
  readonly year?: string
}

const KINDS: Readonly<Record<keyof CollectionRule, FacetKind>> = {
  imprint: 'imprints',
  series: 'series',
  subject: 'subjects',
  year: 'years',
}

/** Where a book must stand to be in it. The values are the slugs of the lists of the site. */
export const toFacets = (rule: CollectionRule): readonly FacetName[] =>
  Object.entries(KINDS).flatMap(([key, kind]) => {
    const slug = rule[key as keyof CollectionRule]
    return slug === undefined ? [] : [{ kind, slug }]
  })

/** Whether the rule wants a book that stands there. */
export const belongs = (
  { press, rule }: Collection,
  standing: { readonly press: string; readonly facets: readonly FacetName[] },
): boolean =>
  rule !== null &&
  (press === null || press === standing.press) &&
  toFacets(rule).every((wanted) =>
    standing.facets.some(({ kind, slug }) => kind === wanted.kind && slug === wanted.slug),
  )

import { type Facet, type FacetKind, listBooks, listFacets } from '#catalogue'
import { wordsIn } from '#press'
import type { Site } from '#web'
import type { LandingDeps } from './deps.ts'
import type { HomePage } from './home-page.ts'

const NEWEST = 6
const WAYS: Readonly<Record<FacetKind, number>> = { subjects: 10, series: 6, imprints: 6, years: 6 }

export async function loadHomePage(
  { db, presses }: Pick<LandingDeps, 'db' | 'presses'>,
  site: Site,
): Promise<HomePage> {
  const ofPress = site.press === null ? {} : { press: site.press }
  const [newest, ...facets] = await Promise.all([
    listBooks(db, { ...ofPress, order: 'newest', limit: NEWEST }),
    ...Object.entries(WAYS).map(([kind, limit]) => listSome(db, kind as FacetKind, ofPress, limit)),
  ])
  const { lead } = presses.speaking(site)
  return {
    ...site,
    lead: lead === null ? null : wordsIn(lead, site.place.language),
    newest: newest.books,
    total: newest.total,
    facets: facets.flat(),
  }
}

/** Years from the latest, everything else from the fullest. */
const listSome = async (
  db: LandingDeps['db'],
  kind: FacetKind,
  ofPress: { readonly press?: string },
  limit: number,
): Promise<readonly Facet[]> =>
  (await listFacets(db, kind, { ...ofPress, order: kind === 'years' ? 'label' : 'books', limit })).facets

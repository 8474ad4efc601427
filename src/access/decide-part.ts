/** One product by itself, whatever else it holds: who may read it, or every licence that nearly would. */
import { embargoAt, isFreeToRead } from '#book'
import type { AccessProduct } from './access-product.ts'
import type { Covered, Grant, Visitor } from './visitor.ts'

export type Taking = 'read' | 'download'

/** What keeps a licence from opening what it covers. */
export type Hindrance =
  | 'licence-not-begun'
  | 'licence-ended'
  | 'licence-revoked'
  | 'seats-taken'
  | 'affiliation-not-covered'
  | 'email-not-verified'
  | 'reading-only'

export type Hindered = { readonly grant: Grant; readonly hindrance: Hindrance }

export type PartDecision =
  | { readonly kind: 'open' }
  | { readonly kind: 'free'; readonly until: Date | null }
  /** `until`: the end of the licence that lasts longest, which may be another. */
  | { readonly kind: 'licensed'; readonly grant: Grant; readonly until: Date | null }
  | {
      readonly kind: 'shut'
      readonly part: AccessProduct
      /** Null: it is not under embargo. */
      readonly embargo: Date | null
      readonly hindered: readonly Hindered[]
    }

export function decidePart(visitor: Visitor, part: AccessProduct, action: Taking, now: Date): PartDecision {
  const embargo = embargoAt(part.window, now)
  if (embargo !== null) return { kind: 'shut', part, embargo, hindered: [] }
  if (part.openness === 'open') return { kind: 'open' }
  if (isFreeToRead(part.window, now)) return { kind: 'free', until: part.window.freeUntil }
  const tried = visitor.grants
    .filter((grant) => grant.covers.some((covered) => isCovered(part, covered)))
    .map((grant) => ({ grant, hindrance: findHindrance(grant, action, now) }))
  const held = tried.filter(({ hindrance }) => hindrance === null).map(({ grant }) => grant)
  const [best] = held.toSorted(byStrength)
  if (best !== undefined) return { kind: 'licensed', grant: best, until: lastEnd(held) }
  const hindered = tried.flatMap(({ grant, hindrance }) => (hindrance === null ? [] : [{ grant, hindrance }]))
  return { kind: 'shut', part, embargo: null, hindered }
}

function isCovered({ id, bookId, press, collections }: AccessProduct, covered: Covered): boolean {
  if (covered.kind === 'press') return covered.slug === press
  if (covered.kind === 'collection') return collections.includes(covered.id)
  return covered.id === id || covered.id === bookId
}

/** The first that nothing can mend stands first: what is revoked is not said to be full. */
function findHindrance(grant: Grant, action: Taking, now: Date): Hindrance | null {
  if (grant.revoked) return 'licence-revoked'
  if (grant.until !== null && grant.until <= now) return 'licence-ended'
  if (grant.bar === 'affiliation') return 'affiliation-not-covered'
  if (grant.bar === 'email') return 'email-not-verified'
  if (now < grant.from) return 'licence-not-begun'
  if (action === 'download' && !grant.downloads) return 'reading-only'
  if (grant.seats === 'taken') return 'seats-taken'
  return null
}

/** An institution's before the reader's own, so that its use is told to who pays; then one without a limit; then the longest. */
const byStrength = (a: Grant, b: Grant): number =>
  HOLDERS.indexOf(a.holder.kind) - HOLDERS.indexOf(b.holder.kind) ||
  Number(a.seats !== 'none') - Number(b.seats !== 'none') ||
  compare(lastMoment(b), lastMoment(a)) ||
  (a.licenceId < b.licenceId ? -1 : 1)

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

const HOLDERS: readonly Grant['holder']['kind'][] = ['institution', 'account', 'bearer']

const lastMoment = ({ until }: Pick<Grant, 'until'>): number => until?.getTime() ?? Number.POSITIVE_INFINITY

const lastEnd = (grants: readonly Grant[]): Date | null => {
  const last = Math.max(...grants.map(lastMoment))
  return last === Number.POSITIVE_INFINITY ? null : new Date(last)
}

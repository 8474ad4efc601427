/**
 * The one decision about reading. Page, full text, images, files, the API and the feeds all carry the value it returns;
 * nobody asks again in his own way.
 */
import type { Openness } from '#book'

/** Whoever makes this request. */
export type Visitor = { readonly kind: 'anonymous' }

/** `view`: the landing page. `read`: the text and its pictures. `download`: a file. */
export type Action = 'view' | 'read' | 'download'

/** What there is to be read: a chapter, with the chapters whose words stand in it too, or a book with all its chapters. */
export type AccessProduct = {
  readonly openness: Openness
  /** Other products whose words it holds: it opens only when all of them do. */
  readonly holds: readonly { readonly openness: Openness }[]
}

export type AccessReason = 'landing-page' | 'open-access' | 'closed-by-press' | 'holds-closed-chapters'

/** In the order in which they are offered. */
export type AccessOption = 'open-chapters' | 'ask-press'

export type AccessDecision =
  | { readonly kind: 'open'; readonly reasons: readonly AccessReason[] }
  | {
      readonly kind: 'closed'
      readonly reasons: readonly AccessReason[]
      readonly options: readonly AccessOption[]
    }

export function decideAccess(
  _visitor: Visitor,
  product: AccessProduct,
  action: Action,
  _now: Date,
): AccessDecision {
  if (action === 'view') return { kind: 'open', reasons: ['landing-page'] }
  const reasons: AccessReason[] = []
  if (product.openness === 'closed') reasons.push('closed-by-press')
  if (product.holds.some((other) => other.openness === 'closed')) reasons.push('holds-closed-chapters')
  return reasons.length === 0
    ? { kind: 'open', reasons: ['open-access'] }
    : { kind: 'closed', reasons, options: ['open-chapters', 'ask-press'] }
}

/** What a reader is told of a whole: all of it, some of it or none of it may be read. Of nothing, nothing may be. */
export function toAccessState(decisions: readonly AccessDecision[]): 'open' | 'partly-open' | 'closed' {
  const open = decisions.filter(({ kind }) => kind === 'open').length
  if (open === 0) return 'closed'
  return open === decisions.length ? 'open' : 'partly-open'
}

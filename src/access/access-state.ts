/** Decisions in one word, as signs and lists tell them. */
import type { AccessDecision } from './decide-access.ts'

/** `licensed`: through an institution, a code or a link; `bought`: the reader's own; `partly-open`: some of a whole. */
export type AccessState = 'open' | 'free' | 'licensed' | 'bought' | 'partly-open' | 'closed'

/** What a reader is told of a whole: all of it, some of it or none of it may be read. Of nothing, nothing may be. */
export function toAccessState(decisions: readonly AccessDecision[]): AccessState {
  const readable = decisions.filter(({ kind }) => kind !== 'closed')
  if (readable.length === 0) return 'closed'
  if (readable.length < decisions.length) return 'partly-open'
  const states = new Set(readable.map(stateOf))
  return (['licensed', 'bought', 'free'] as const).find((state) => states.has(state)) ?? 'open'
}

/** What the press's staff may read only as such is told as licensed: a sign that said "open" would mislead them. */
function stateOf(decision: AccessDecision): AccessState {
  if (decision.kind === 'licensed')
    return OWN.has(decision.through.kind) && decision.through.holder.kind !== 'institution'
      ? 'bought'
      : 'licensed'
  return decision.reasons.some(({ kind }) => kind === 'staff') ? 'licensed' : decision.kind
}

const OWN: ReadonlySet<string> = new Set(['purchase', 'pay-per-view'])

/**
 * Scopes of metadata (shibmd:Scope): a domain, or a regular expression. An expression from outside is not run: the few forms
 * that federations write are understood, and others count for nothing.
 */
import type { ScopeName } from './identity-provider.ts'

const LABELS = String.raw`(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*`
const DOMAIN = new RegExp(`^${LABELS}$`)

export function parseScope(text: string, isExpression: boolean): ScopeName | null {
  const plain = text.trim()
  return isExpression ? parseExpression(plain) : toScope(plain, 'none')
}

/** What may stand before the domain in an expression, and what it means. */
const BEFORE: readonly (readonly [RegExp, ScopeName['below']])[] = [
  [/^\((?:\?:)?(?:\.[+*]|\[[\w-]+\][+*]|\[[\w-]+\]\{\d,\d+\})\\\.\)\?/, 'too'],
  [/^\((?:\?:)?\[[\w-]+\](?:[+*]|\{\d,\d+\})\\\.\)(?:\*|\{0,\d+\})/, 'too'],
  [/^(?:\.[+*]|\((?:\?:)?\.[+*]\))\\\./, 'only'],
]

function parseExpression(text: string): ScopeName | null {
  const [, inside] = /^\^(.+)\$$/.exec(text) ?? []
  if (inside === undefined) return null
  for (const [before, below] of BEFORE)
    if (before.test(inside)) return toScope(undot(inside.replace(before, '')), below)
  return toScope(undot(inside), 'none')
}

/** Every dot of the domain must be escaped: an open one would let neighbours in. */
const undot = (text: string): string =>
  /^[\w-]+(?:\\\.[\w-]+)*$/.test(text) ? text.replaceAll('\\.', '.') : ''

function toScope(text: string, below: ScopeName['below']): ScopeName | null {
  const domain = text.toLowerCase()
  return domain.length <= 253 && DOMAIN.test(domain) ? { domain, below } : null
}

export const isInScope = (scope: string, { domain, below }: ScopeName): boolean =>
  (below !== 'only' && scope === domain) || (below !== 'none' && scope.endsWith(`.${domain}`))

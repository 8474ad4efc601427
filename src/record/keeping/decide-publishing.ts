/** Whether a record that was read may be shown, and what stands in its way. */

import type { RecordDocument } from '../model/index.ts'
import { isBlocking, type RecordFault } from '../reading/fault.ts'
import type { RecordSettings } from './settings.ts'

export type Publishing =
  | { readonly kind: 'publish' }
  /** It has faults. */
  | { readonly kind: 'blocked' }
  /** It is sound, and somebody has yet to read it. */
  | { readonly kind: 'waiting'; readonly why: 'draft' | 'review' }
  | { readonly kind: 'withdrawn' }

export function decidePublishing(
  record: RecordDocument | null,
  faults: readonly RecordFault[],
  settings: RecordSettings,
): Publishing {
  if (record === null || faults.some(isBlocking)) return { kind: 'blocked' }
  if (settings.conflicts === 'block' && faults.some(({ code }) => code.startsWith('K-')))
    return { kind: 'blocked' }
  if (record.status === 'withdrawn') return { kind: 'withdrawn' }
  if (record.status === 'draft') return { kind: 'waiting', why: 'draft' }
  if (settings.review === 'required' && !isReviewed(record)) return { kind: 'waiting', why: 'review' }
  return { kind: 'publish' }
}

/** By two people, of whom neither compiled it. */
export const isReviewed = ({ status, reviewedBy, compiledBy }: RecordDocument): boolean => {
  const own = new Set(compiledBy.map(({ name }) => name.toLowerCase()))
  const others = new Set(reviewedBy.map(({ name }) => name.toLowerCase()).filter((name) => !own.has(name)))
  return (status === 'reviewed' || status === 'published') && others.size >= 2
}

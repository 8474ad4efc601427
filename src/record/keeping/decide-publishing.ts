/** Whether a record that was read may be shown, and what stands in its way. */

import type { RecordDocument } from '../model/index.ts'
import { isBlocking, type RecordFault } from '../reading/fault.ts'
import type { ReviewStanding } from '../review/decide-review.ts'
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
  review: Pick<ReviewStanding, 'isComplete'>,
): Publishing {
  if (record === null || faults.some(isBlocking)) return { kind: 'blocked' }
  if (settings.conflicts === 'block' && faults.some(({ code }) => code.startsWith('K-')))
    return { kind: 'blocked' }
  if (record.status === 'withdrawn') return { kind: 'withdrawn' }
  if (record.status === 'draft') return { kind: 'waiting', why: 'draft' }
  if (settings.review === 'required' && !review.isComplete) return { kind: 'waiting', why: 'review' }
  return { kind: 'publish' }
}

/** Of chance alone: how many the fullest window would hold, and how often. What was observed stands among them. */
import type { Surge } from '../surge/build-surges.ts'

export type ScanBar = { readonly events: number; readonly share: number; readonly isObservedOrMore: boolean }

export type ScanChart = { readonly bars: readonly ScanBar[]; readonly observed: number }

/** Without the ends that chance all but never reaches; what was observed is always there. */
export function buildScanChart({ test, observed }: Surge): ScanChart | null {
  if (test === null) return null
  const shares = test.fullest
  const seen = shares.flatMap((share, events) => (share >= 0.0005 ? [events] : []))
  const first = Math.min(observed, ...seen)
  const last = Math.max(observed, ...seen)
  return {
    observed,
    bars: Array.from({ length: last - first + 1 }, (_, i) => ({
      events: first + i,
      share: shares[first + i] ?? 0,
      isObservedOrMore: first + i >= observed,
    })),
  }
}

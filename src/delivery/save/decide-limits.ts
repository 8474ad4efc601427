/** How many a reader, and all readers of a sender together, may have sent in a day; and when the next one can go. */
export type Counted = { readonly count: number; readonly first: Date | null }

export type Limits = { readonly perReader: number; readonly perSender: number | null }

export type LimitDecision =
  | { readonly kind: 'within' }
  | { readonly kind: 'reader' | 'sender'; readonly most: number; readonly again: Date }

const DAY_MS = 86_400_000

export function decideLimits(
  wanted: number,
  { reader, sender }: { readonly reader: Counted; readonly sender: Counted | null },
  { perReader, perSender }: Limits,
  now: Date,
): LimitDecision {
  const again = ({ first }: Counted) => new Date((first ?? now).getTime() + DAY_MS)
  if (reader.count + wanted > perReader) return { kind: 'reader', most: perReader, again: again(reader) }
  if (sender !== null && perSender !== null && sender.count + wanted > perSender)
    return { kind: 'sender', most: perSender, again: again(sender) }
  return { kind: 'within' }
}

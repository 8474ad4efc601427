import { type AccessWindow, nextTurn } from '#book'
import type { Visitor } from './visitor.ts'

/** The first moment at which one of these decisions may become another for this visitor, all by itself; null: none will. */
export function nextChange(
  { grants }: Pick<Visitor, 'grants'>,
  products: readonly {
    readonly window: AccessWindow
    readonly holds: readonly { readonly window: AccessWindow }[]
  }[],
  now: Date,
): Date | null {
  const windows = products.flatMap(({ window, holds }) => [window, ...holds.map((part) => part.window)])
  const moments = grants.flatMap(({ from, until }) => [from, until]).filter((moment) => moment !== null)
  const turns = [nextTurn(windows, now), ...moments.filter((moment) => moment > now)]
  const times = turns.flatMap((moment) => (moment === null ? [] : [moment.getTime()]))
  return times.length === 0 ? null : new Date(Math.min(...times))
}

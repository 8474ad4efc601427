/**
 * How much of a book anybody may read, now and from each moment at which that changes by itself. Lists keep it with the
 * book, since they cannot decide on every chapter of every book they name.
 */
import { embargoAt, isFreeToRead, nextTurn } from '#book'
import type { BookListing, ChapterOutline, ReadableProduct } from './shelf.ts'

type Open = BookListing['open']
type Turn = { readonly at: string; readonly open: Open }

/** As it stands in the row of its book. */
export type KeptListing = Omit<BookListing, 'openUntil'> & { readonly turns?: readonly Turn[] }

export function buildOpening(
  book: ReadableProduct,
  texts: readonly ChapterOutline[],
  now: Date,
): Pick<KeptListing, 'open' | 'turns'> {
  const windows = [book, ...texts, ...texts.flatMap(({ holds }) => holds)].map(({ window }) => window)
  const turns: Turn[] = []
  for (let at = nextTurn(windows, now); at !== null; at = nextTurn(windows, at))
    turns.push({ at: at.toISOString(), open: howOpen(book, texts, at) })
  const open = howOpen(book, texts, now)
  return turns.length === 0 ? { open } : { open, turns }
}

export function toListing({ turns = [], ...kept }: KeptListing, now: Date): BookListing {
  const moment = now.toISOString()
  const open = turns.findLast(({ at }) => at <= moment)?.open ?? kept.open
  return { ...kept, open, openUntil: turns.find(({ at }) => at > moment)?.at ?? null }
}

function howOpen(book: ReadableProduct, texts: readonly ChapterOutline[], now: Date): Open {
  if (texts.length === 0) return isOpen(book, now) ? 'all' : 'none'
  const open = texts.filter((text) => [text, ...text.holds].every((part) => isOpen(part, now))).length
  if (open === texts.length) return isOpen(book, now) ? 'all' : 'some'
  return open === 0 ? 'none' : 'some'
}

/** To everybody; what single readers may, `decideAccess` knows. */
const isOpen = ({ openness, window }: ReadableProduct, now: Date): boolean =>
  embargoAt(window, now) === null && (openness === 'open' || isFreeToRead(window, now))

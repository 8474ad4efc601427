/** What a date means in whole days. Open and unknown stay apart: the one has no limit, the other has one that nobody knows. */
import { toDay } from './day.ts'
import type { Edtf, EdtfDate, End, Member } from './edtf.ts'
import { possibleDays } from './possible.ts'

export type Bound =
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'unknown' }

export type Bounds = { readonly earliest: Bound; readonly latest: Bound }

export function boundsOf(edtf: Edtf): Bounds {
  switch (edtf.kind) {
    case 'date':
      return boundsOfDate(edtf)
    case 'interval':
      return { earliest: boundOfEnd(edtf.start, 'earliest'), latest: boundOfEnd(edtf.end, 'latest') }
    case 'set': {
      const all = edtf.members.map(boundsOfMember)
      return {
        earliest: outermost(
          all.map(({ earliest }) => earliest),
          Math.min,
        ),
        latest: outermost(
          all.map(({ latest }) => latest),
          Math.max,
        ),
      }
    }
  }
}

function boundsOfDate(date: EdtfDate): Bounds {
  const possible = possibleDays(date)
  if (possible === null) throw new Error('A date that was read has no day')
  return {
    earliest: { kind: 'day', day: toDay(possible.first) },
    latest: { kind: 'day', day: toDay(possible.last) },
  }
}

const boundOfEnd = (end: End, side: keyof Bounds): Bound =>
  end.kind === 'date' ? boundsOfDate(end)[side] : end

const boundsOfMember = (member: Member): Bounds =>
  member.kind === 'date'
    ? boundsOfDate(member)
    : { earliest: boundOfEnd(member.from, 'earliest'), latest: boundOfEnd(member.to, 'latest') }

function outermost(bounds: readonly Bound[], choose: (...days: number[]) => number): Bound {
  if (bounds.some(({ kind }) => kind === 'open')) return { kind: 'open' }
  return { kind: 'day', day: choose(...bounds.flatMap((bound) => (bound.kind === 'day' ? [bound.day] : []))) }
}

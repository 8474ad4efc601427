/**
 * How many: what is said, against those who are named. A list that is shorter than what is said is incomplete, which is no
 * contradiction; one that is longer is. A part of a group ("six of them after the execution") is counted over derived dates,
 * so that somebody may be in it for certain, or possibly.
 */
import { boundsIn, type Calendar } from '../dates/bounds-in-calendar.ts'
import type { Chronology, EventDates, Limit } from '../dates/chronology.ts'
import { eventOfMember } from '../dates/event-of-member.ts'
import type { Group, GroupPart, Membership, RecordDocument } from '../model/index.ts'

export type Standing = 'certainly' | 'possibly' | 'not'

export type CountedMember = {
  readonly person: string
  /** By which the person is one of them. */
  readonly event: string | null
  readonly standing: Standing
  readonly why: string | null
}

/** `incomplete`: fewer are named than there were. `undecided`: the dates leave it open. `unsaid`: nobody says how many. */
export type CountStatus = 'agrees' | 'incomplete' | 'contradicts' | 'undecided' | 'unsaid'

export type Count = {
  readonly group: string
  /** A part of the group; null: the whole. */
  readonly part: string | null
  readonly label: string
  readonly says: number | null
  readonly claim: string | null
  readonly certainly: number
  /** Those who are certain among them. */
  readonly possibly: number
  readonly status: CountStatus
  readonly members: readonly CountedMember[]
  /** Over how many days their events are spread, at least and at most; null: their dates do not tell. */
  readonly spread: { readonly least: number; readonly most: number } | null
}

export function buildCounts(record: RecordDocument, chronology: Chronology): readonly Count[] {
  const dates = new Map(chronology.events.map((each) => [each.event, each]))
  return record.groups.flatMap((group) => {
    const members = group.members.flatMap(({ person, status, why }) => {
      const event = eventOfMember(record, group, person)?.id ?? null
      return status === 'out' ? [] : [{ person, event, why, standing: STANDINGS[status] }]
    })
    const whole = toCount(group, null, members, dates)
    const isWhole = whole.says !== null && whole.certainly >= whole.says
    return [
      whole,
      ...group.subsets.map((part) => {
        const standing = standingWithin(part, dates, record.calendar)
        const placed = members.map((each) => ({
          ...each,
          standing: lesser(each.standing, standing(each.event)),
        }))
        const count = toCount(group, part, placed, dates)
        // Nobody is missing from the whole, so nobody can be missing from its part.
        return isWhole && count.status === 'incomplete' ? { ...count, status: 'contradicts' as const } : count
      }),
    ]
  })
}

const STANDINGS: { readonly [status in Exclude<Membership, 'out'>]: Standing } = {
  in: 'certainly',
  possible: 'possibly',
}

type Dates = ReadonlyMap<string, EventDates>

function toCount(
  group: Group,
  part: GroupPart | null,
  members: readonly CountedMember[],
  dates: Dates,
): Count {
  const certainly = members.filter(({ standing }) => standing === 'certainly').length
  const possibly = members.filter(({ standing }) => standing !== 'not').length
  const { label, size } = part ?? group
  const says = size?.says ?? null
  return {
    group: group.id,
    part: part?.id ?? null,
    label,
    says,
    claim: size?.claim ?? null,
    certainly,
    possibly,
    status: statusOf(says, certainly, possibly),
    members,
    spread: spreadOf(members, dates),
  }
}

function statusOf(says: number | null, certainly: number, possibly: number): CountStatus {
  if (says === null) return 'unsaid'
  if (certainly > says) return 'contradicts'
  if (possibly < says) return 'incomplete'
  return certainly === says && possibly === says ? 'agrees' : 'undecided'
}

const lesser = (a: Standing, b: Standing): Standing =>
  a === 'not' || b === 'not' ? 'not' : a === 'possibly' || b === 'possibly' ? 'possibly' : 'certainly'

/** Where a member's event stands to the limits of a part. Nobody can tell of one without a date. */
function standingWithin(
  { after, before, within }: GroupPart,
  dates: Dates,
  calendar: Calendar,
): (event: string | null) => Standing {
  const begun = after === null ? null : dates.get(after)
  const ended = before === null ? null : dates.get(before)
  const inside = within === null ? null : boundsIn(within.edtf, calendar)
  return (event) => {
    const when = event === null ? undefined : dates.get(event)
    if (when === undefined) return 'possibly'
    const first = day(when.earliest)
    const last = day(when.latest)
    const standings: Standing[] = []
    if (begun) standings.push(comesAfter(first, last, day(begun.earliest), day(begun.latest)))
    if (ended) standings.push(comesAfter(day(ended.earliest), day(ended.latest), first, last))
    if (inside) {
      standings.push(comesAfter(first, last, day(inside.earliest), day(inside.earliest)))
      standings.push(comesAfter(day(inside.latest), day(inside.latest), first, last))
    }
    return standings.reduce(lesser, 'certainly')
  }
}

const day = (limit: Limit): number | null => (limit.kind === 'day' ? limit.day : null)

function comesAfter(
  first: number | null,
  last: number | null,
  otherFirst: number | null,
  otherLast: number | null,
): Standing {
  if (last !== null && otherFirst !== null && last < otherFirst) return 'not'
  return first !== null && otherLast !== null && first >= otherLast ? 'certainly' : 'possibly'
}

function spreadOf(members: readonly CountedMember[], dates: Dates): Count['spread'] {
  const known = members.flatMap(({ event, standing }) => {
    const when = event === null || standing === 'not' ? undefined : dates.get(event)
    return when?.earliest.kind === 'day' && when.latest.kind === 'day'
      ? [{ first: when.earliest.day, last: when.latest.day }]
      : []
  })
  if (known.length < 2) return null
  const firsts = known.map(({ first }) => first)
  const lasts = known.map(({ last }) => last)
  return {
    least: Math.max(0, Math.max(...firsts) - Math.min(...lasts)),
    most: Math.max(...lasts) - Math.min(...firsts),
  }
}

/**
 * The event by which a person belongs to a group: of the type that the group counts. Where the group names none, of the type
 * that the most of its members took part in.
 */
import type { Event, Group, RecordDocument } from '../model/index.ts'

export function eventOfMember(record: RecordDocument, group: Group, person: string): Event | null {
  const type = group.countsEvent ?? commonestType(record, group)
  return (
    record.events.find((event) => event.type === type && event.who.some((who) => who.person === person)) ??
    null
  )
}

function commonestType(record: RecordDocument, group: Group): string | null {
  const known = commonest.get(group)
  if (known !== undefined) return known
  const members = new Set(group.members.map(({ person }) => person))
  const having = new Map<string, Set<string>>()
  for (const { type, who } of record.events)
    for (const { person } of who)
      if (members.has(person)) having.set(type, (having.get(type) ?? new Set()).add(person))
  const [best = null] = [...having].sort((a, b) => b[1].size - a[1].size).map(([type]) => type)
  commonest.set(group, best)
  return best
}

/** A record does not change, so what is commonest in it is found once. */
const commonest = new WeakMap<Group, string | null>()

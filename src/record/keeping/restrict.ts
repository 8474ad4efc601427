/** What of a record nobody is shown, and what only those who may read its chapter are shown (record.md §4, Access; A16). */
import type { RecordDocument, Visibility } from '../model/index.ts'

/** The living are spared: where and when they were born is left out before anything is kept, shown or handed out. */
export function withholdLiving(record: RecordDocument): RecordDocument {
  const living = new Set(record.people.filter((person) => person.living === 'yes').map(({ id }) => id))
  if (living.size === 0) return record
  return {
    ...record,
    people: record.people.map((person) =>
      living.has(person.id) ? { ...person, born: null, birthPlace: null } : person,
    ),
    events: record.events.filter(
      ({ type, who }) => !/^birth$/i.test(type) || !who.some(({ person }) => living.has(person)),
    ),
  }
}

const isPublic = ({ visibility }: { readonly visibility: Visibility }): boolean => visibility === 'public'

export const hasRestricted = (record: RecordDocument): boolean =>
  ['people', 'groups', 'places', 'events', 'sources', 'claims', 'mentions'].some((list) =>
    record[list as 'people'].some((item) => !isPublic(item)),
  )

/** The record without what is for readers of the chapter, and without any word that names it. */
export function toPublicRecord(record: RecordDocument): RecordDocument {
  if (!hasRestricted(record)) return record
  const people = record.people.filter(isPublic)
  const groups = record.groups.filter(isPublic)
  const places = record.places.filter(isPublic)
  const events = record.events.filter(isPublic)
  const sources = record.sources.filter(isPublic)
  const claims = record.claims.filter(isPublic)
  const mentions = record.mentions.filter(isPublic)
  const shown = new Set(
    [...people, ...groups, ...places, ...events, ...sources, ...claims, ...mentions].map(({ id }) => id),
  )
  const given = new Set(
    [
      ...[...record.people, ...record.groups, ...record.places, ...record.events],
      ...[...record.sources, ...record.claims, ...record.mentions],
    ].map(({ id }) => id),
  )
  /** An id of something hidden; names of organisations that are no ids stay. */
  const isHidden = (id: string | null) => id !== null && given.has(id) && !shown.has(id)
  const kept = (id: string | null) => (isHidden(id) ? null : id)
  const dates = <T extends { readonly when: RecordDocument['events'][number]['when'] }>(item: T): T => {
    const means = item.when?.means
    const named =
      means === undefined || means.kind === 'date'
        ? []
        : means.kind === 'between'
          ? [means.from, means.to]
          : [means.of]
    return named.some(isHidden) ? { ...item, when: null } : item
  }
  const keptGroups = groups.map((group) => ({
    ...group,
    members: group.members.filter(({ person }) => !isHidden(person)),
    size: group.size && { ...group.size, claim: kept(group.size.claim) },
    span: group.span && { ...group.span, after: kept(group.span.after), claim: kept(group.span.claim) },
    all: group.all && { ...group.all, claim: kept(group.all.claim) },
    subsets: group.subsets.map((subset) => ({
      ...{ ...subset, after: kept(subset.after), before: kept(subset.before) },
      size: subset.size && { ...subset.size, claim: kept(subset.size.claim) },
    })),
  }))
  const keptMentions = mentions
    .filter(({ source }) => !isHidden(source))
    .map((mention) => ({
      ...mention,
      candidates: mention.candidates.filter(({ person }) => !isHidden(person)),
      describes: {
        ...mention.describes,
        place: kept(mention.describes.place),
        seenBy: kept(mention.describes.seenBy),
        org: kept(mention.describes.org),
      },
    }))
  const mentioned = new Set(keptMentions.map(({ id }) => id))
  const series = record.series
    .filter(({ group, events }) => !isHidden(group) && !events.some(isHidden))
    .map((one) => ({
      ...one,
      observed: { ...one.observed, claim: kept(one.observed.claim) },
      baseline: one.baseline && { ...one.baseline, source: kept(one.baseline.source) },
    }))
  const asked = new Set(series.map(({ id }) => id))
  return {
    ...record,
    people: people.map((person) => ({
      ...person,
      names: person.names.map((name) => ({ ...name, source: kept(name.source) })),
      roles: person.roles.map((role) =>
        dates({ ...role, org: kept(role.org), place: kept(role.place), source: kept(role.source) }),
      ),
      birthPlace: kept(person.birthPlace),
      deathPlace: kept(person.deathPlace),
    })),
    groups: keptGroups,
    places: places.map((place) => ({ ...place, within: kept(place.within) })),
    events: events.map((event) =>
      dates({
        ...event,
        after: event.after?.kind === 'event' && isHidden(event.after.event) ? null : event.after,
        before: event.before?.kind === 'event' && isHidden(event.before.event) ? null : event.before,
        where: kept(event.where),
        who: event.who.filter(({ person }) => !isHidden(person)),
        claim: kept(event.claim),
      }),
    ),
    sources,
    claims: claims.map((claim) => ({
      ...claim,
      about: claim.about.filter((id) => !isHidden(id)),
      by: kept(claim.by),
      evidence: claim.evidence.filter(({ source }) => !isHidden(source)),
      replies: claim.replies.filter(({ claim, source }) => !isHidden(claim) && !isHidden(source)),
      testedBy: claim.testedBy.filter((id) => asked.has(id)),
      supersededBy: kept(claim.supersededBy),
    })),
    mentions: keptMentions,
    distinct: record.distinct
      .map((set) => set.filter((id) => mentioned.has(id)))
      .filter((set) => set.length > 1),
    conflicts: record.conflicts
      .filter(({ between, restsOn }) => !between.some(isHidden) && !isHidden(restsOn))
      .map((answer) => ({ ...answer, by: kept(answer.by) })),
    series,
  }
}

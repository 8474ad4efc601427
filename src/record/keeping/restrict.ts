/** What of a record nobody is shown, and what only those who may read its chapter are shown (record.md §4, Access; A16). */
import type { RecordDocument, Visibility } from '../model/index.ts'

/**
 * The living are spared: where and when they were born is left out before anything is kept, shown or handed out. So are the
 * events that are their births, and the claims that tell of them. `alsoLiving`: those of whom it was learned later.
 */
export function withholdLiving(
  record: RecordDocument,
  alsoLiving: ReadonlySet<string> = new Set(),
): RecordDocument {
  const people = record.people.map((person) =>
    alsoLiving.has(person.id) ? { ...person, living: 'yes' as const, died: null } : person,
  )
  const living = new Set(people.filter((person) => person.living === 'yes').map(({ id }) => id))
  if (living.size === 0) return record
  const spared = {
    ...record,
    people: people.map((person) =>
      living.has(person.id)
        ? { ...person, born: null, birthPlace: null, note: tellsOfBirth(person.note) ? null : person.note }
        : person,
    ),
  }
  const births = new Set(
    record.events
      .filter(({ type, who }) => /^births?$/i.test(type) && who.some(({ person }) => living.has(person)))
      .map(({ id }) => id),
  )
  const ofBirths = new Set(
    record.events.flatMap(({ id, claim }) => (births.has(id) && claim !== null ? [claim] : [])),
  )
  const told = record.claims.filter(
    ({ id, about, says }) =>
      ofBirths.has(id) ||
      about.some((one) => births.has(one)) ||
      (about.some((one) => living.has(one)) && tellsOfBirth(says)),
  )
  return withoutHidden(spared, new Set([...births, ...told.map(({ id }) => id)]))
}

/** Words of being born beside a number; a sentence that says no more of it tells nobody's birthday. */
const tellsOfBirth = (text: string | null): boolean =>
  text !== null &&
  /\d/.test(text) &&
  /(?<!\p{L})(born|birth\w*|née?|naissance|geboren|geb\.)(?!\p{L})/iu.test(text)

/** Events and claims that the author wrote, and that are shown to nobody because they tell of such a birth. */
export function listWithheld(record: RecordDocument): readonly string[] {
  const kept = withholdLiving(record)
  const shown = new Set([...kept.events, ...kept.claims].map(({ id }) => id))
  return [...record.events, ...record.claims].map(({ id }) => id).filter((id) => !shown.has(id))
}

const isPublic = ({ visibility }: { readonly visibility: Visibility }): boolean => visibility === 'public'

export const hasRestricted = (record: RecordDocument): boolean =>
  !isPublic(record) ||
  ['people', 'groups', 'places', 'events', 'sources', 'claims', 'mentions'].some((list) =>
    record[list as 'people'].some((item) => !isPublic(item)),
  )

/** The record without what is for readers of the chapter, and without any word that names it. */
export function toPublicRecord(record: RecordDocument): RecordDocument {
  if (!hasRestricted(record)) return record
  const lists = [
    ...[record.people, record.groups, record.places, record.events, record.sources, record.claims],
    record.mentions,
  ]
  const hidden = new Set(lists.flatMap((list) => list.filter((item) => !isPublic(item)).map(({ id }) => id)))
  const open = withoutHidden(record, hidden)
  // Questions and answers say nothing of their own visibility: the record says it for them.
  return isPublic(record) ? open : { ...open, series: [], conflicts: [] }
}

/** Names of organisations that are no ids stay. */
function withoutHidden(record: RecordDocument, hidden: ReadonlySet<string>): RecordDocument {
  if (hidden.size === 0) return record
  const isHidden = (id: string | null) => id !== null && hidden.has(id)
  const isShown = ({ id }: { readonly id: string }) => !hidden.has(id)
  const people = record.people.filter(isShown)
  const groups = record.groups.filter(isShown)
  const places = record.places.filter(isShown)
  const events = record.events.filter(isShown)
  const sources = record.sources.filter(isShown)
  const claims = record.claims.filter(isShown)
  const mentions = record.mentions.filter(isShown)
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

/** A record as JSON: what is said, what follows, and where each thing has its address. */
import { formatDay } from '@chapterhouse/edtf'
import { canonical, paths } from '#web'
import type { Limit } from './dates/chronology.ts'
import type { RecordView } from './pages/view.ts'

export function toRecordJson(view: RecordView): object {
  const { document, findings, place, version, made } = view
  const address = (id: string) => canonical(place, paths.recordEntry(view.id, id, version))
  const addressed = <T extends { readonly id: string }>(items: readonly T[]) =>
    items.map((item) => ({ url: address(item.id), ...item }))
  return {
    url: canonical(place, paths.record(view.id, version)),
    newest: canonical(place, paths.record(view.id)),
    version,
    made,
    ...document,
    chapter: { ...document.chapter, url: canonical(place, paths.chapter(view.chapter)) },
    people: addressed(document.people),
    groups: addressed(document.groups),
    places: addressed(document.places),
    events: addressed(document.events).map((event) => {
      const dates = view.index.dates.get(event.id)
      return dates === undefined
        ? event
        : { ...event, dates: { earliest: toDay(dates.earliest), latest: toDay(dates.latest) } }
    }),
    sources: addressed(document.sources),
    claims: addressed(document.claims),
    mentions: addressed(document.mentions),
    conflicts: addressed(document.conflicts),
    series: addressed(document.series),
    findings: {
      conflicts: findings.chronology.conflicts.map(({ claims, shortBy, answer, events }) => ({
        ...{ claims, shortByDays: shortBy, answer, events },
      })),
      identifications: findings.identifications,
      counts: findings.counts,
      surges: findings.surges,
    },
  }
}

const toDay = (limit: Limit): string => (limit.kind === 'day' ? formatDay(limit.day) : limit.kind)

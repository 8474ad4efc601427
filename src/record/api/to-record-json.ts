/** A record as JSON: what is said, what follows, and where each thing has its address. */
import { formatDay } from '@chapterhouse/edtf'
import { canonical, paths } from '#web'
import { boundsIn } from '../dates/bounds-in-calendar.ts'
import type { Limit } from '../dates/chronology.ts'
import type { Findings } from '../findings.ts'
import { RECORD_EXPORTS } from '../formats/list-exports.ts'
import type { IdentificationVerdict } from '../identify/identification.ts'
import type { Dated, Person, RecordDocument, Role, Span } from '../model/index.ts'
import type { RecordView } from '../pages/view.ts'
import type { ApiRecord } from './schemas.ts'

export function toRecordJson(view: RecordView): ApiRecord {
  const { document, findings, place, version, made, id, isPartial } = view
  const { calendar } = document
  const address = (path: string) => canonical(place, path)
  const dated = (date: Dated) => toDate(date, calendar)
  /** First where it is to be found, then what it is. */
  const entry = (one: { readonly id: string }) => ({
    url: address(paths.recordEntry(id, one.id, version)),
    id: one.id,
  })
  const fileOf = (name: string) => address(paths.recordFile(`${id}@v${version}`, name))
  return {
    url: address(paths.record(id, version)),
    newest: address(paths.record(id)),
    ...{ id, version, made, isPartial, title: document.title, language: document.language, calendar },
    ...{ licence: document.licence, status: document.status, visibility: document.visibility },
    ...{ compiledBy: document.compiledBy.map(toSomeone), compiled: document.compiled },
    reviewedBy: document.reviewedBy.map(toSomeone),
    chapter: {
      ...{ id: view.chapter.id, title: view.chapter.title, url: address(paths.chapter(view.chapter)) },
      links: { self: address(paths.apiChapter(view.chapter)) },
    },
    people: document.people.map((person) => ({ ...toPerson(person, calendar), ...entry(person) })),
    groups: document.groups.map(({ span, all, subsets, members, sameAs, ...group }) => ({
      ...{ ...group, ...entry(group), members: [...members], sameAs: [...sameAs] },
      span: span === null ? null : { ...span, atMost: toWords(span.atMost) },
      all: all === null ? null : { ...all, within: dated(all.within) },
      subsets: subsets.map(({ within, ...part }) => ({
        ...part,
        within: within === null ? null : dated(within),
      })),
    })),
    places: document.places.map((one) => ({
      ...{ ...one, ...entry(one), names: [...one.names], sameAs: [...one.sameAs] },
    })),
    events: document.events.map((event) => {
      const dates = view.index.dates.get(event.id)
      return {
        ...{ ...event, ...entry(event), who: [...event.who], when: event.when?.words ?? null },
        ...{ after: event.after?.words ?? null, before: event.before?.words ?? null },
        dates: dates === undefined ? null : { earliest: toDay(dates.earliest), latest: toDay(dates.latest) },
      }
    }),
    sources: document.sources.map(({ url, date, ...source }) => ({
      ...{ ...source, ...entry(source), link: url, date: date === null ? null : dated(date) },
      sameAs: [...source.sameAs],
    })),
    claims: document.claims.map((claim) => ({
      ...{ ...claim, ...entry(claim), about: [...claim.about], evidence: [...claim.evidence] },
      ...{ replies: [...claim.replies], testedBy: [...claim.testedBy] },
    })),
    mentions: document.mentions.map((mention) => ({
      ...{ ...mention, ...entry(mention) },
      describes: {
        ...mention.describes,
        within: mention.describes.within === null ? null : dated(mention.describes.within),
      },
      candidates: mention.candidates.map((one) => ({
        ...{ ...one, for: [...one.for], against: [...one.against] },
      })),
    })),
    distinct: document.distinct.map((set) => [...set]),
    conflicts: document.conflicts.map((one) => ({ ...one, ...entry(one), between: [...one.between] })),
    series: document.series.map(({ observed, baseline, test, ...one }) => ({
      ...{ ...one, ...entry(one), events: [...one.events], tests: [...test] },
      observed: { count: observed.events, window: toWords(observed.window), claim: observed.claim },
      baseline:
        baseline === null
          ? null
          : {
              ...{ count: baseline.events, from: dated(baseline.from), to: dated(baseline.to) },
              ...{ source: baseline.source, note: baseline.note },
            },
    })),
    findings: toFindings(findings),
    files: [
      ...RECORD_EXPORTS.map(({ name, mediaType }) => ({ name, mediaType, url: fileOf(name) })),
      { name: 'record.zip', mediaType: 'application/zip', url: fileOf('record.zip') },
    ],
    links: { self: address(paths.apiRecord(`${id}@v${version}`)) },
  }
}

type Calendar = RecordDocument['calendar']

const toSomeone = ({ name, orcid }: RecordDocument['compiledBy'][number]) => ({
  name,
  orcid: orcid === null ? null : `https://orcid.org/${orcid}`,
})

const toPerson = ({ born, died, names, roles, sameAs, ...person }: Person, calendar: Calendar) => ({
  ...{ ...person, names: [...names], sameAs: [...sameAs] },
  roles: roles.map((role) => ({ ...role, when: toWhen(role.when, calendar) })),
  born: born === null ? null : toDate(born, calendar),
  died: died === null ? null : toDate(died, calendar),
})

const toDate = ({ words, edtf }: Dated, calendar: Calendar) => {
  const { earliest, latest } = boundsIn(edtf, calendar)
  return { words, earliest: toDay(earliest), latest: toDay(latest) }
}

/** What a relation comes to in days is told of events alone. */
function toWhen(when: Role['when'], calendar: Calendar) {
  if (when === null) return null
  const { words, means } = when
  return means.kind === 'date'
    ? toDate({ words, edtf: means.edtf }, calendar)
    : { words, earliest: 'unknown', latest: 'unknown' }
}

/** As an author writes it: `13mo`, `exactly 6mo`, `(5..7)mo`. */
const toWords = ({ least, most, unit, exact }: Span): string =>
  `${exact ? 'exactly ' : ''}${least === most ? most : `(${least}..${most})`}${unit}`

const toDay = (limit: Limit): string => (limit.kind === 'day' ? formatDay(limit.day) : limit.kind)

const toFindings = ({ chronology, identifications, counts, surges }: Findings): ApiRecord['findings'] => ({
  conflicts: chronology.conflicts.map(({ claims, shortBy, answer, events }) => ({
    ...{ claims: [...claims], events: [...events], shortByDays: shortBy, answer },
  })),
  identifications: identifications.mentions.map(({ mention, verdict, candidates, author, agrees }) => ({
    ...{ mention, verdict: verdict.kind, people: peopleIn(verdict), author, agrees },
    margin: verdict.kind === 'fits-best' ? verdict.margin : null,
    weighed: candidates.map((one) => ({
      ...{ person: one.person, score: one.score, unknown: [...one.unknown] },
      for: one.for.map(({ feature }) => feature),
      against: one.against.map(({ feature }) => feature),
    })),
  })),
  counts: counts.map(({ group, part, label, says, claim, certainly, possibly, status }) => ({
    ...{ group, part, label, says, claim, certainly, possibly, status },
  })),
  surges: surges.map(({ series, observed, window, test, overDates, bursts }) => ({
    ...{ series, count: observed, windowDays: window, expected: test?.expected ?? null },
    ...{ poisson: test?.poisson ?? null, scan: test?.scan ?? null, scanOverDates: overDates?.scan ?? null },
    bursts:
      bursts?.map(({ level, from, to, events }) => ({
        ...{ level, from: formatDay(Math.floor(from)), to: formatDay(Math.floor(to)), count: events },
      })) ?? null,
  })),
})

function peopleIn(verdict: IdentificationVerdict): string[] {
  switch (verdict.kind) {
    case 'fits-best':
      return [verdict.person]
    case 'not-decidable':
      return [...verdict.people]
    case 'nobody-fits':
      return []
  }
}

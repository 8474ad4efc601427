import type { Findings } from './findings.ts'
import type { RecordDocument } from './model/index.ts'

/** What follows, in a few lines. */
export function toFindingLines({
  document,
  findings,
}: {
  readonly document: RecordDocument
  readonly findings: Findings
}): readonly string[] {
  const { chronology, identifications, counts, surges } = findings
  const some = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`
  const dated = chronology.events.filter(
    ({ earliest, latest }) => earliest.kind === 'day' && latest.kind === 'day',
  )
  const agreeing = identifications.mentions.filter(({ agrees }) => agrees === true)
  const judged = identifications.mentions.filter(({ author }) => author !== null)
  return [
    `${some(document.claims.length, 'claim')}, ${some(document.people.length, 'person', 'people')}, ${some(document.events.length, 'event')} (${dated.length} dated on both sides), ${some(document.places.length, 'place')}, ${some(document.sources.length, 'source')}`,
    ...chronology.conflicts.map(
      ({ claims, shortBy, answer }) =>
        `conflict of ${claims.join(', ')}: short by ${some(shortBy, 'day')}, ${answer === null ? 'not answered' : `answered by ${answer}`}`,
    ),
    ...(judged.length > 0
      ? [`${agreeing.length} of ${some(judged.length, 'identification')} borne out by the weighing`]
      : []),
    ...counts
      .filter(({ says }) => says !== null)
      .map(({ label, says, certainly, status }) => `${label}: ${certainly} of ${says} named, ${status}`),
    ...surges.flatMap(({ series, test }) =>
      test === null
        ? []
        : [
            `${series}: p = ${test.poisson.toPrecision(2)} if named in advance, ${test.scan.toPrecision(2)} after looking`,
          ],
    ),
  ]
}

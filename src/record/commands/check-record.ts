/** The judgement on a record's files, for the command line: faults with their places, and what follows from the rest. */
import { checkFindings } from '../check-findings.ts'
import { buildFindings, type Findings } from '../findings.ts'
import { withholdLiving } from '../keeping/restrict.ts'
import type { RecordDocument } from '../model/index.ts'
import { isBlocking, type RecordFault } from '../reading/fault.ts'
import { type RecordFile, readRecord } from '../reading/read-record.ts'

export type CheckedRecord = {
  readonly id: string | null
  readonly faults: readonly RecordFault[]
  /** Null: it cannot be read whole. */
  readonly read: { readonly document: RecordDocument; readonly findings: Findings } | null
  /** It may be published where conflicts block, as they do unless a press says otherwise. */
  readonly isSound: boolean
}

export function checkRecord(files: readonly RecordFile[]): CheckedRecord {
  const { record, id, faults, places } = readRecord(files)
  if (record === null) return { id, faults, read: null, isSound: false }
  const document = withholdLiving(record)
  const findings = buildFindings(document)
  const all = [...faults, ...checkFindings(document, findings, places)]
  const isSound = !all.some((fault) => isBlocking(fault) || fault.code.startsWith('K-'))
  return { id, faults: all, read: { document, findings }, isSound }
}

/** What follows, in a few lines. */
export function toFindingLines({
  document,
  findings,
}: NonNullable<CheckedRecord['read']>): readonly string[] {
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

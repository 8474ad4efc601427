/** Everything that follows from a record, worked out once and kept with it. */
import { buildCounts, type Count } from './counts/build-counts.ts'
import { buildChronology } from './dates/build-chronology.ts'
import type { Chronology } from './dates/chronology.ts'
import { buildIdentifications } from './identify/build-identifications.ts'
import type { Identifications } from './identify/identification.ts'
import type { RecordDocument } from './model/index.ts'
import { buildSurges, type Surge } from './surge/build-surges.ts'

export type Findings = {
  readonly chronology: Chronology
  readonly identifications: Identifications
  readonly counts: readonly Count[]
  readonly surges: readonly Surge[]
}

export function buildFindings(record: RecordDocument): Findings {
  const chronology = buildChronology(record)
  return {
    chronology,
    identifications: buildIdentifications(record, chronology),
    counts: buildCounts(record, chronology),
    surges: buildSurges(record, chronology),
  }
}

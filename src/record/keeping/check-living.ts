/** What an author is told of the living: that a sentence or an event of theirs will be shown to nobody. */
import { type At, type RecordFault, shortened } from '../reading/fault.ts'
import type { ReadRecord } from '../reading/read-record.ts'
import { listWithheld } from './restrict.ts'

const HEAD: At = { file: 'record.yaml', line: 1, column: 1 }

export const checkLiving = ({
  record,
  places,
}: Pick<ReadRecord, 'record' | 'places'>): readonly RecordFault[] =>
  record === null
    ? []
    : listWithheld(record).map((id) => ({
        ...(places.get(id) ?? HEAD),
        code: 'W-LIVING',
        message: shortened(
          `“${id}” tells of the birth of somebody who is alive, and is shown to nobody. Leave it out, or correct “living:”.`,
        ),
      }))

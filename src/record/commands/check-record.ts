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

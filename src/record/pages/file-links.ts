import type { RecordFileLink } from './record-section.ts'

/** What of a record can be taken away. */
export const listFileLinks = (): readonly RecordFileLink[] => [
  { name: 'record.json', label: 'JSON', mediaType: 'application/json' },
]

import { RECORD_FORMS } from '../formats/record-forms.ts'
import type { RecordFileLink } from './record-section.ts'

/** What of a record can be taken away: all of it as one, or each form alone. */
export const listFileLinks = (): readonly RecordFileLink[] => [
  { name: 'record.zip', label: 'ZIP (YAML, CSV, TEI, JSON-LD …)', mediaType: 'application/zip' },
  { name: 'record.json', label: 'JSON', mediaType: 'application/json' },
  ...RECORD_FORMS,
]

/** What the command line does with the files of a record. */
export { checkRecord } from './check-record.ts'
export { EXPORT_FORMS, exportRecord } from './export-record.ts'
export { templateFiles } from './template.ts'

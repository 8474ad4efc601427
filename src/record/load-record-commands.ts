/** The commands on a record's files, with all that reads and writes these: a site that starts does without. */
export const loadRecordCommands = () => import('./commands/index.ts')

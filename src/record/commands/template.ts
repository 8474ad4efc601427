/** What an author begins with: every file, explained. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordFile } from '../reading/read-record.ts'

const FOLDER = join(import.meta.dirname, '..', 'template')
const SCHEMA = join(import.meta.dirname, '..', 'record.schema.json')

/** With the JSON Schema by which editors complete and check them. */
export const templateFiles = (name: string): readonly RecordFile[] => [
  ...readdirSync(FOLDER)
    .sort()
    .map((file) => ({
      name: file,
      text: readFileSync(join(FOLDER, file), 'utf8').replace('my-record          #', `${name.padEnd(18)} #`),
    })),
  { name: 'record.schema.json', text: readFileSync(SCHEMA, 'utf8') },
]

/** Writes src/record/record.schema.json, by which editors complete and check a record, from the table that reads it. */
import { writeFileSync } from 'node:fs'
import { recordSchema } from '../src/record/reading/schema.ts'

const file = new URL('../src/record/record.schema.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(recordSchema, null, 2)}\n`)

/** Writes src/intake/book.schema.json, by which editors complete and check a book.yaml, from the table that reads it. */
import { writeFileSync } from 'node:fs'
import { bookYamlSchema } from '../src/intake/book-yaml/shape.ts'

const file = new URL('../src/intake/book.schema.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(bookYamlSchema, null, 2)}\n`)

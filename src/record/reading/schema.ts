/** JSON Schema (draft 7, which editors' YAML support speaks) of every file of a record, made of the table that reads them. */
import type { JsonSchema } from './readers.ts'
import { head, lists } from './shape.ts'

export const recordSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A record',
  description: 'Any file of a record: record.yaml, or lists of people, places, events …',
  type: 'object',
  properties: {
    ...(head.schema['properties'] as JsonSchema),
    ...Object.fromEntries(Object.entries(lists).map(([name, { schema }]) => [name, schema])),
  },
  additionalProperties: false,
}

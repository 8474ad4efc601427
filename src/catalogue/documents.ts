import { type RawBuilder, sql } from 'kysely'
import { toJson } from './to-json.ts'

/** A value on its way into a JSON column. Sent as text, so that nothing guesses at arrays and strings. */
export const asJson = (value: unknown): RawBuilder<unknown> => sql`${toJson(value)}::text::json`
export const asJsonb = (value: unknown): RawBuilder<unknown> => sql`${toJson(value)}::text::jsonb`

/** `from ${asRows(rows, 'id text, position integer')}`: many rows in one statement. */
export const asRows = (rows: readonly object[], columns: string): RawBuilder<unknown> =>
  sql`json_to_recordset(${asJson(rows)}) as given(${sql.raw(columns)})`

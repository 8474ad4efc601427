/** Looking institutions up: `institution`, `institution_membership`, `address_range`, `institution_word`. */
import { sql } from 'kysely'
import { isId } from '#base'
import type { Database } from '#platform'
import type { AddressRange } from '../addresses/address.ts'
import { parseAddress } from '../addresses/parse-address.ts'
import { toTypedWords } from '../finder/to-finder-words.ts'
import type { Institution } from '../institution.ts'
import { type InstitutionRow, toInstitution } from './institution-row.ts'

const COLUMNS = sql`
  i.id, i.kind, i.name, i.other_names, i.country, i.city, i.ror, i.isni, i.contact, i.settings, i.active,
  array(select m.consortium_id from institution_membership m where m.institution_id = i.id order by 1) as member_of`

export async function findInstitution(db: Database, id: string): Promise<Institution | null> {
  if (!isId(id)) return null
  const { rows } = await sql<InstitutionRow>`select ${COLUMNS} from institution i where i.id = ${id}`.execute(
    db,
  )
  return rows[0] === undefined ? null : toInstitution(rows[0])
}

export type InstitutionQuery = {
  /** What somebody typed; null: all of them. */
  readonly text: string | null
  /** Also those that have left. */
  readonly inactiveToo?: boolean
  readonly after?: string
  readonly limit: number
}

export type InstitutionList = { readonly institutions: readonly Institution[]; readonly after: string | null }

/** By name, screen by screen. */
export async function listInstitutions(db: Database, query: InstitutionQuery): Promise<InstitutionList> {
  const edge = query.after === undefined ? null : await findEdge(db, query.after)
  const { rows } = await sql<InstitutionRow>`
    select ${COLUMNS} from institution i
    where ${query.inactiveToo ? sql`true` : sql`i.active`} ${holding(query.text ?? '')}
      ${edge === null ? sql`` : sql`and (i.name_key, i.id) > (${edge.name_key}, ${edge.id})`}
    order by i.name_key, i.id limit ${query.limit + 1}`.execute(db)
  const institutions = rows.slice(0, query.limit).map(toInstitution)
  return { institutions, after: rows.length > query.limit ? (institutions.at(-1)?.id ?? null) : null }
}

async function findEdge(db: Database, id: string) {
  const { rows } = await sql<{ id: string; name_key: string }>`
    select id, name_key from institution where id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Every word that was typed begins one of its own. */
const holding = (text: string) =>
  sql.join(
    toTypedWords(text).map(
      (word) => sql`and i.id in (select institution_id from institution_word where word like ${`${word}%`})`,
    ),
    sql` `,
  )

/** What a reader means by these letters: a name that begins with them first. */
export async function searchInstitutions(
  db: Database,
  text: string,
  limit: number,
): Promise<readonly Institution[]> {
  const words = toTypedWords(text)
  if (words.length === 0) return []
  // The columns are made for those that are shown, and not for all that are sorted.
  const { rows } = await sql<InstitutionRow>`
    select ${COLUMNS} from (
      select i.*, row_number() over (order by
        i.id in (select institution_id from institution_word where word = any(${[...words]}::text[])) desc,
        i.name_key like ${`${words[0]}%`} desc, i.name_key, i.id) as place
      from institution i where i.active ${holding(text)}
      order by place limit ${limit}) i
    order by i.place`.execute(db)
  return rows.map(toInstitution)
}

export type KeptRange = AddressRange & { readonly addedBy: string; readonly added: Date }

/** In the order in which they were written. */
export async function listRanges(db: Database, institutionId: string): Promise<readonly KeptRange[]> {
  const { rows } = await sql<RangeRow & { added_by: string; added: Date }>`
    select family, host(first) as first, host(last) as last, excluded, note, added_by, added
    from address_range where institution_id = ${institutionId} order by id`.execute(db)
  return rows.map((row) => ({ ...toRange(row), addedBy: row.added_by, added: row.added }))
}

export type RangeRow = {
  readonly family: 4 | 6
  readonly first: string
  readonly last: string
  readonly excluded: boolean
  readonly note: string | null
}

export const toRange = ({ family, first, last, excluded, note }: RangeRow): AddressRange => ({
  ...{ family, first: toValue(first), last: toValue(last), excluded, note },
})

function toValue(text: string): bigint {
  const address = parseAddress(text)
  if (address === null) throw new Error(`The database has no address in “${text}”`)
  return address.value
}

/** Rises by one with every change. */
export async function lastChange(db: Database): Promise<string> {
  const { rows } = await sql<{ number: string }>`select number from institution_change`.execute(db)
  return rows[0]?.number ?? ''
}

/** All institutions and all that they claim: for the address book, and for whoever wants to claim something. */
export async function loadInstitutions(db: Database): Promise<readonly ClaimingInstitution[]> {
  const [institutions, ranges] = await Promise.all([
    sql<InstitutionRow>`select ${COLUMNS} from institution i order by i.id`.execute(db),
    sql<RangeRow & { institution_id: string }>`
      select institution_id, family, host(first) as first, host(last) as last, excluded, note
      from address_range order by id`.execute(db),
  ])
  const byInstitution = Map.groupBy(ranges.rows, (row) => row.institution_id)
  return institutions.rows.map((row) => ({
    institution: toInstitution(row),
    ranges: (byInstitution.get(row.id) ?? []).map(toRange),
  }))
}

export type ClaimingInstitution = {
  readonly institution: Institution
  readonly ranges: readonly AddressRange[]
}

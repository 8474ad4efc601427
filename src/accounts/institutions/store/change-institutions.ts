/**
 * Changing institutions. One at a time: whoever changes anything holds a lock, looks at all that is claimed, and posts a notice,
 * so that no two can come to have the same address, and everybody's address book is fresh.
 */
import { sql } from 'kysely'
import { fail, newId, ok, type Result } from '#base'
import { type Database, inTransaction, postNotice } from '#platform'
import type { AddressRange } from '../addresses/address.ts'
import { toAddressText } from '../addresses/to-address-text.ts'
import { type Claimant, type ClaimConflict, decideClaims } from '../decide-claims.ts'
import { decideTaken, toSignInText } from '../decide-sign-ins.ts'
import { toFinderWords, toPlainLetters } from '../finder/to-finder-words.ts'
import type { Institution } from '../institution.ts'
import type { InstitutionFacts } from '../parse-institution.ts'
import { isCircle, membersOf, toLineage } from '../to-lineage.ts'
import { type ClaimingInstitution, findInstitution, loadInstitutions } from './read-institutions.ts'
import { listOthersSignIns, listSignIns, type SignInWay } from './sign-in-store.ts'

export type Refusal =
  | { readonly kind: 'unknown' }
  /** Others have these addresses. */
  | { readonly kind: 'claimed'; readonly conflicts: readonly ClaimConflict[] }
  /** Another institution has this ROR or ISNI. */
  | { readonly kind: 'identifier-taken'; readonly field: 'ror' | 'isni'; readonly by: string }
  /** Another institution's readers are signed in by it. */
  | { readonly kind: 'sign-in-taken'; readonly entityId: string; readonly by: string }
  /** A consortium would belong to itself; or one of them is none of ours. */
  | { readonly kind: 'circle' | 'unknown-consortium' }

/** Who did it, and when: an account's address, or `command`. */
export type Doing = { readonly by: string; readonly now: Date }

export type InstitutionChange = Partial<InstitutionFacts> & {
  readonly memberOf?: readonly string[]
  readonly active?: boolean
}

export const addInstitution = (
  db: Database,
  facts: InstitutionFacts & { readonly memberOf?: readonly string[] },
  { now }: Doing,
): Promise<Result<Institution, Refusal>> =>
  changing(db, async (tx) => {
    const taken = await findTaken(tx, facts, null)
    if (taken !== null) return fail(taken)
    const id = newId()
    await sql`
      insert into institution (id, kind, name, name_key, other_names, country, city, ror, isni, contact, settings, added)
      values (${id}, ${facts.kind}, ${facts.name}, ${toPlainLetters(facts.name)}, ${[...facts.otherNames]}, ${facts.country},
        ${facts.city}, ${facts.ror}, ${facts.isni}, ${facts.contact}, ${asJsonb(facts.settings)}, ${now})`.execute(
      tx,
    )
    return finish(tx, id, facts.memberOf ?? [])
  })

export const changeInstitution = (
  db: Database,
  id: string,
  change: InstitutionChange,
): Promise<Result<Institution, Refusal>> =>
  changing(db, async (tx) => {
    const before = await findInstitution(tx, id)
    if (before === null) return fail({ kind: 'unknown' })
    const after = { ...before, ...change }
    const taken = await findTaken(tx, after, id)
    if (taken !== null) return fail(taken)
    await sql`
      update institution set kind = ${after.kind}, name = ${after.name}, name_key = ${toPlainLetters(after.name)},
        other_names = ${[...after.otherNames]}, country = ${after.country}, city = ${after.city}, ror = ${after.ror},
        isni = ${after.isni}, contact = ${after.contact}, settings = ${asJsonb(after.settings)}, active = ${after.active}
      where id = ${id}`.execute(tx)
    return finish(tx, id, after.memberOf)
  })

/** What it has from here on. Ranges that it had already keep the name of who added them. */
export const setRanges = (
  db: Database,
  id: string,
  ranges: readonly AddressRange[],
  {
    by,
    now,
    dryRun = false,
  }: Doing & { /** Say what would come of it, and change nothing. */ readonly dryRun?: boolean },
): Promise<Result<{ readonly added: number; readonly removed: number }, Refusal>> =>
  changing(
    db,
    async (tx) => {
      const institution = await findInstitution(tx, id)
      if (institution === null) return fail({ kind: 'unknown' })
      const { rows: gone } = await sql`
      delete from address_range where institution_id = ${id} and
        (family, host(first), host(last), excluded, coalesce(note, '')) not in
        (select family, first, last, excluded, coalesce(note, '') from ${asRanges(ranges)})
      returning id`.execute(tx)
      const { rows: come } = await sql`
      insert into address_range (institution_id, family, first, last, excluded, note, added_by, added)
      select ${id}, family, first::inet, last::inet, excluded, note, ${by}, ${now} from ${asRanges(ranges)}
      where not exists (select from address_range kept where kept.institution_id = ${id} and
        (kept.family, host(kept.first), host(kept.last), kept.excluded, coalesce(kept.note, '')) =
        (given.family, given.first, given.last, given.excluded, coalesce(given.note, '')))
      order by given.place returning id`.execute(tx)
      const checked = await finish(tx, id, institution.memberOf)
      return checked.ok ? ok({ added: come.length, removed: gone.length }) : checked
    },
    dryRun,
  )

/**
 * Whose readers a provider signs in. One scope of a provider belongs to one institution: the last that staff named. An
 * institution that speaks for itself takes none from another.
 */
export const setSignIn = (
  db: Database,
  id: string,
  signIns: readonly SignInWay[],
  { mayTake = true }: { readonly mayTake?: boolean } = {},
): Promise<Result<Institution, Refusal>> =>
  changing(db, async (tx) => {
    const institution = await findInstitution(tx, id)
    if (institution === null) return fail({ kind: 'unknown' })
    const taken = mayTake ? null : await findTakenSignIn(tx, id, signIns)
    if (taken !== null) return fail(taken)
    await sql`delete from institution_sign_in where institution_id = ${id}`.execute(tx)
    for (const { entityId, scope } of signIns)
      await sql`
        insert into institution_sign_in (entity_id, scope, institution_id)
        values (${entityId}, ${scope?.toLowerCase() ?? ''}, ${id})
        on conflict (entity_id, scope) do update set institution_id = excluded.institution_id`.execute(tx)
    return finish(tx, id, institution.memberOf)
  })

async function findTakenSignIn(
  tx: Database,
  id: string,
  wanted: readonly SignInWay[],
): Promise<Refusal | null> {
  const kept = new Set((await listSignIns(tx, id)).map(toSignInText))
  const fresh = wanted.filter((way) => !kept.has(toSignInText(way)))
  const others = await listOthersSignIns(
    tx,
    id,
    fresh.map(({ entityId }) => entityId),
  )
  const [taken] = fresh.flatMap((way) => decideTaken(way, others) ?? [])
  return taken === undefined
    ? null
    : { kind: 'sign-in-taken', entityId: taken.entityId, by: taken.institution }
}

/** A refusal undoes all that was written to find it; a dry run undoes what it found possible. */
async function changing<T>(
  db: Database,
  change: (tx: Database) => Promise<Result<T, Refusal>>,
  dryRun = false,
): Promise<Result<T, Refusal>> {
  return await inTransaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(CHANGING)})`.execute(tx)
    await sql`savepoint changing`.execute(tx)
    const result = await change(tx)
    await sql`${sql.raw(result.ok && !dryRun ? 'release' : 'rollback to')} savepoint changing`.execute(tx)
    return result
  })
}

/** Advisory locks share one name space: 'ins' in ASCII. */
const CHANGING = 0x696e73

/** Memberships, words, the look at everybody's claims, and the notice. */
async function finish(
  tx: Database,
  id: string,
  memberOf: readonly string[],
): Promise<Result<Institution, Refusal>> {
  if (!(await writeMemberships(tx, id, memberOf))) return fail({ kind: 'unknown-consortium' })
  const all = await loadInstitutions(tx)
  const memberships = new Map(all.map(({ institution }) => [institution.id, institution.memberOf]))
  if (isCircle(id, memberships)) return fail({ kind: 'circle' })
  const near = [id, ...membersOf(id, memberships)]
  const conflicts = conflictsOf(near, all, memberships)
  if (conflicts.length > 0) return fail({ kind: 'claimed', conflicts })
  const institution = all.find((one) => one.institution.id === id)?.institution
  if (institution === undefined) return fail({ kind: 'unknown' })
  await writeWords(tx, institution)
  await sql`update institution_change set number = number + 1`.execute(tx)
  await postNotice(tx, { kind: 'institutions-changed', institutionIds: near })
  return ok(institution)
}

/** Whoever has left claims nothing. Whoever changes consortia may come into conflict with those it was in one line with. */
function conflictsOf(
  ids: readonly string[],
  all: readonly ClaimingInstitution[],
  memberships: ReadonlyMap<string, readonly string[]>,
): readonly ClaimConflict[] {
  const claimants = all
    .filter(({ institution, ranges }) => institution.active && ranges.length > 0)
    .map(
      ({ institution: { id, name }, ranges }): Claimant => ({
        id,
        name,
        ranges,
        lineage: toLineage(id, memberships),
      }),
    )
  return claimants
    .filter(({ id }) => ids.includes(id))
    .flatMap((claimant) =>
      decideClaims(
        claimant,
        claimants.filter(({ id }) => id !== claimant.id),
      ),
    )
}

async function writeMemberships(tx: Database, id: string, memberOf: readonly string[]): Promise<boolean> {
  const { rows } = await sql`select from institution where id = any(${[...memberOf]}::text[])`.execute(tx)
  if (rows.length !== new Set(memberOf).size) return false
  await sql`delete from institution_membership where institution_id = ${id}`.execute(tx)
  await sql`
    insert into institution_membership (institution_id, consortium_id)
    select distinct ${id}, consortium from unnest(${[...memberOf]}::text[]) as given (consortium)`.execute(tx)
  return true
}

async function writeWords(tx: Database, { id, name, otherNames, city }: Institution): Promise<void> {
  const words = toFinderWords([name, ...otherNames], city)
  await sql`delete from institution_word where institution_id = ${id}`.execute(tx)
  await sql`
    insert into institution_word (word, institution_id)
    select word, ${id} from unnest(${[...words]}::text[]) as given (word)`.execute(tx)
}

async function findTaken(
  tx: Database,
  { ror, isni }: Pick<InstitutionFacts, 'ror' | 'isni'>,
  id: string | null,
): Promise<Refusal | null> {
  const { rows } = await sql<{ name: string; ror: string | null }>`
    select name, ror from institution
    where (ror = ${ror} or isni = ${isni}) and id is distinct from ${id} limit 1`.execute(tx)
  const [row] = rows
  if (row === undefined) return null
  return {
    kind: 'identifier-taken',
    field: row.ror !== null && row.ror === ror ? 'ror' : 'isni',
    by: row.name,
  }
}

const asJsonb = (value: unknown) => sql`${JSON.stringify(value)}::text::jsonb`

/** Each once, whatever is noted of it. */
const asRanges = (ranges: readonly AddressRange[]) => {
  const rows = ranges.map(({ family, first, last, excluded, note }, place) => ({
    ...{ place, family, excluded, note },
    first: toAddressText({ family, value: first }),
    last: toAddressText({ family, value: last }),
  }))
  const once = new Map(
    rows.map((row) => [`${row.first} ${row.last} ${row.excluded}`, row] as const).reverse(),
  )
  const given = [...once.values()].sort((a, b) => a.place - b.place)
  return sql`jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb)
    as given (place integer, family smallint, first text, last text, excluded boolean, note text)`
}

/** A database with the tables of institutions, and short ways of filling it. */
import assert from 'node:assert/strict'
import { type Database, noticeMigrations, withDatabase } from '#platform'
import { parseAddressRanges } from '../addresses/parse-address-ranges.ts'
import type { Institution } from '../institution.ts'
import { migrations } from '../migrations.ts'
import { type InstitutionForm, parseInstitution } from '../parse-institution.ts'
import { addInstitution, setRanges } from '../store/change-institutions.ts'

export const NOW = new Date('2026-03-05T12:00:00Z')
export const BY = { by: 'librarian@north.example', now: NOW }

export const withInstitutions = <T>(use: (db: Database) => Promise<T>): Promise<T> =>
  withDatabase({ ...noticeMigrations, ...migrations }, use)

export async function institution(
  db: Database,
  form: InstitutionForm,
  addresses = '',
  memberOf: readonly string[] = [],
): Promise<Institution> {
  const facts = parseInstitution(form)
  assert.ok(facts.ok, JSON.stringify(facts))
  const added = await addInstitution(db, { ...facts.value, memberOf }, BY)
  assert.ok(added.ok, JSON.stringify(added))
  const ranges = await setRanges(db, added.value.id, parseAddressRanges(addresses).ranges, BY)
  assert.ok(ranges.ok, JSON.stringify(ranges))
  return added.value
}

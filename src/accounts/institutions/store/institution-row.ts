import { DEFAULT_SETTINGS, type Institution, type InstitutionSettings } from '../institution.ts'

export type InstitutionRow = {
  readonly id: string
  readonly kind: Institution['kind']
  readonly name: string
  readonly other_names: readonly string[]
  readonly country: string | null
  readonly city: string | null
  readonly ror: string | null
  readonly isni: string | null
  readonly contact: string | null
  /** Of an older release, some may be missing. */
  readonly settings: Partial<InstitutionSettings>
  readonly active: boolean
  readonly member_of: readonly string[]
}

export const toInstitution = ({ other_names, member_of, settings, ...row }: InstitutionRow): Institution => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  otherNames: other_names,
  country: row.country,
  city: row.city,
  ror: row.ror,
  isni: row.isni,
  contact: row.contact,
  memberOf: member_of,
  active: row.active,
  settings: { ...DEFAULT_SETTINGS, ...settings },
})

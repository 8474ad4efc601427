/** Institutions: whom they license for, and how their readers are recognised. */
export {
  type Affiliation,
  DEFAULT_SETTINGS,
  type Institution,
  type InstitutionIdentity,
  type InstitutionSettings,
} from './institution.ts'

/** Institutions: whom they license for, and how their readers are recognised. */
export { type AddressBook, type AddressBookOptions, openAddressBook } from './address-book.ts'
export type { AddressRange } from './addresses/address.ts'
export type { AddressIssue, AddressRule } from './addresses/address-issue.ts'
export { type ParsedRanges, parseAddressRanges } from './addresses/parse-address-ranges.ts'
export { toRangeList, toRangeText } from './addresses/to-range-list.ts'
export { clientAddress } from './client-address.ts'
export {
  addByCommand,
  changeByCommand,
  everyInstitution,
  findByWord,
  type InstitutionOptions,
  nameLibrarian,
  removeByCommand,
  setRangesByCommand,
  setSignInByCommand,
  whoseAddress,
} from './commands.ts'
export type { ClaimConflict } from './decide-claims.ts'
export { parseSignInWay, toSignInText } from './decide-sign-ins.ts'
export type { InstitutionsDeps } from './deps.ts'
export { describeAddressIssue, describeField, describeRefusal } from './describe.ts'
export {
  type Affiliation,
  DEFAULT_SETTINGS,
  type Institution,
  type InstitutionIdentity,
  type InstitutionSettings,
} from './institution.ts'
export { buildProxyLink, buildWayflessLink } from './library-texts/build-links.ts'
export { type ProxiedSite, renderEzproxyStanza } from './library-texts/render-ezproxy-stanza.ts'
export { loadInstitutionExhibits } from './load-institution-exhibits.ts'
export { migrations as institutionMigrations } from './migrations.ts'
export {
  type InstitutionFacts,
  type InstitutionField,
  type InstitutionForm,
  parseInstitution,
} from './parse-institution.ts'
export { devicesPanel, devicesPart } from './readers/account-devices.ts'
export { type DoorDeps, type InstitutionDoor, openInstitutionDoor } from './readers/institution-door.ts'
export {
  endPairing,
  endPairingsOf,
  forgetOldPairings,
  listPairings,
  type Pairing,
} from './readers/pairing-store.ts'
export { institutionRoutes } from './routes.ts'
export {
  addInstitution,
  changeInstitution,
  type Doing,
  type InstitutionChange,
  type Refusal as InstitutionRefusal,
  setRanges,
  setSignIn,
} from './store/change-institutions.ts'
export {
  addLibrarian,
  forgetAccountAtInstitutions,
  type Librarian,
  listInstitutionsOfLibrarian,
  listLibrarians,
  removeLibrarian,
} from './store/librarian-store.ts'
export {
  findInstitution,
  type InstitutionList,
  type InstitutionQuery,
  type KeptRange,
  listInstitutions,
  listRanges,
  searchInstitutions,
} from './store/read-institutions.ts'
export { listOthersSignIns, listSignIns, type SignInWay } from './store/sign-in-store.ts'

/** Readers and staff: who they are, how they sign in, what belongs to them. */

export {
  addAccount,
  giveRole,
  listAccounts,
  listStaff,
  removeAccount,
  setPassword,
  takeRole,
  verifyAccount,
} from './commands.ts'
export {
  type AccountPanel,
  type AccountPart,
  type AccountsDeps,
  accountSecret,
  type Desk,
  type Identify,
  openDesk,
  openIdentify,
} from './desk.ts'
export {
  addFederation,
  addServiceKey,
  dropOldServiceKeys,
  type FederationDeps,
  federationMigrations,
  federationRoutes,
  findProvider,
  forgetOldSignIns,
  guardedFetch,
  keepOidcProvider,
  listFederations,
  nameOf,
  openFederation,
  openSecrets,
  refreshFederation,
  removeFederation,
  removeOidcProvider,
  type SignedIn,
  searchProviders,
  setProviderSettings,
  useNewestServiceKey,
} from './federation/index.ts'
export { forgetOldAccountThings } from './forget-old.ts'
export {
  type AccountIdentity,
  type Identity,
  type SignedInAccount,
  STRANGER,
  type StaffIdentity,
  type StaffRole,
} from './identity.ts'
export {
  type AddressBook,
  type AddressIssue,
  type AddressRange,
  addInstitution,
  changeInstitution,
  clientAddress,
  findInstitution,
  type Institution,
  type InstitutionIdentity,
  institutionMigrations,
  listInstitutions,
  listRanges,
  openAddressBook,
  parseAddressRanges,
  parseInstitution,
  searchInstitutions,
  setRanges,
  setSignIn,
  toRangeList,
} from './institutions/index.ts'
export { startLetterWriter } from './letters/letter-writer.ts'
export { migrations as accountMigrations } from './migrations.ts'
export { whenSignedIn, whenStaff } from './my-account/require-signed-in.ts'
export { parseProviders, type SignInProvider } from './providers/parse-providers.ts'
export { accountRoutes } from './routes.ts'
export { giveCookie, readCookie, readSigned, signValue } from './session-cookie.ts'

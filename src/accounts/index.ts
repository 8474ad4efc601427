/** Who asks: readers' accounts, institutions, staff. */

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
  openSecrets,
  openServiceKeys,
  refreshFederation,
  removeFederation,
  removeOidcProvider,
  type SignedIn,
  searchProviders,
  setProviderSettings,
  useNewestServiceKey,
} from './federation/index.ts'
export { type AccountIdentity, ANONYMOUS, type Identity, type StaffRole } from './identity.ts'
export type { InstitutionIdentity } from './institutions/index.ts'

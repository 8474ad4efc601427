/** Readers and staff: who they are, how they sign in, what belongs to them. */

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
export {
  type AccountIdentity,
  type Identity,
  type SignedInAccount,
  STRANGER,
  type StaffIdentity,
  type StaffRole,
} from './identity.ts'

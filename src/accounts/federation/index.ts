/** Sign-in through institutions: SAML 2.0 and OpenID Connect. */
export { type AttributeRules, DEFAULT_RULES } from './attribute-rules.ts'
export {
  addFederationByCommand,
  addIssuerByCommand,
  checkByCommand,
  type IssuerOptions,
  refreshByCommand,
  removeByCommand,
  type SourceOptions,
} from './commands.ts'
export type { FederationDeps, SignInDeps } from './deps.ts'
export {
  type Fetched,
  type FetchFault,
  type GuardedFetch,
  type GuardedRequest,
  guardedFetch,
  readText,
} from './fetch/guarded-fetch.ts'
export { isPublicAddress } from './fetch/public-address.ts'
export {
  addServiceKey,
  dropOldServiceKeys,
  type KeyFolder,
  openServiceKeys,
  type ServiceKeys,
  useNewestServiceKey,
} from './keys/service-keys.ts'
export type {
  OidcProvider,
  Provider,
  ProviderSettings,
  SamlProvider,
} from './metadata/identity-provider.ts'
export {
  bringFederation,
  bringProvider,
  type MetadataOrder,
  type MetadataRefusal,
  PASTED,
} from './metadata/own-provider.ts'
export {
  addFederation,
  DEFAULT_SETTINGS,
  type Federation,
  type FoundProvider,
  findProvider,
  keepOidcProvider,
  listFederations,
  listIssuers,
  nameOf,
  removeFederation,
  removeOidcProvider,
  searchProviders,
  setProviderSettings,
} from './metadata/provider-store.ts'
export {
  type RefreshDeps,
  type Refreshed,
  refreshFederation,
  refreshOne,
} from './metadata/refresh-federation.ts'
export { migrations as federationMigrations } from './migrations.ts'
export { type FederationSettings, openFederation } from './open-federation.ts'
export { type Reason, type Refusal, type Rule, reasonOf } from './refusal.ts'
export { federationRoutes, openIdKey } from './routes.ts'
export { openSecrets, type Secrets } from './secrets.ts'
export { type SettingOptions, setProviderByCommand } from './set-provider.ts'
export { beginSignIn, samlSignIn } from './sign-in.ts'
export { forgetOldSignIns } from './sign-in-request-store.ts'
export type { Affiliation, SignedIn, SignInOutcome } from './signed-in.ts'

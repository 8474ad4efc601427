/** May this visitor read this? */
export { type AccessProduct, type CollectionsOf, toAccessProduct } from './access-product.ts'
export { type AccessState, toAccessState } from './access-state.ts'
export { type AccessCode, parseCode } from './codes/access-code.ts'
export {
  type CodeBatch,
  type CodeOrder,
  listCodeBatches,
  listCodes,
  type MadeCode,
  makeCodes,
  type Redemption,
  redeemCode,
  revokeCodes,
} from './codes/code-store.ts'
export type { Collection, CollectionRule } from './collections/collection.ts'
export {
  addCollection,
  type CollectionChange,
  changeCollection,
  findCollection,
  type ListedCollection,
  listCollections,
  listMemberships,
  removeCollection,
} from './collections/collection-store.ts'
export {
  type CodeOptions,
  makeCodesByCommand,
  revokeCodesByCommand,
} from './commands/code-commands.ts'
export {
  addCollectionByCommand,
  type CollectionChangeOptions,
  type CountedCollection,
  changeCollectionByCommand,
  type RuleOptions,
  removeCollectionByCommand,
} from './commands/collection-commands.ts'
export { type DescribedLicence, describeLicence } from './commands/describe-licence.ts'
export {
  changeByCommand,
  everyLicence,
  grantByCommand,
  type LicenceChangeOptions,
  type LicenceListOptions,
  type LicenceOptions,
  linkByCommand,
  revokeByCommand,
} from './commands/licence-commands.ts'
export { parseLastDay } from './commands/parse-day.ts'
export {
  type AnsweringOptions,
  answerRequestByCommand,
  type PressPlace,
  pageOf,
} from './commands/request-commands.ts'
export {
  type CopyDesk,
  type CopyPress,
  type CopyRefusal,
  declineCopy,
  type SentCopy,
  sendCopy,
  takeCopy,
} from './copies/answer-copy.ts'
export { COPY_STATES, type CopyRequest, type CopyState, copyProof, isSettled } from './copies/copy-request.ts'
export { copyDeskOf } from './copies/copy-routes.ts'
export { type CopyQuery, countNewCopies, findCopyRequest, listCopyRequests } from './copies/copy-store.ts'
export { forgetCopyReader, forgetOldRequests } from './copies/forget-copies.ts'
export { words as copyWords } from './copies/words.ts'
export {
  type AccessDecision,
  type AccessOption,
  type AccessReason,
  type Action,
  type ClosedReason,
  decideAccess,
  decideForEveryone,
  isForEveryone,
  isReadable,
  type OpenReason,
} from './decide-access.ts'
export type { AccessDeps, OffersOf } from './deps.ts'
export { describeHolder, describeOption, describeReason } from './describe-access.ts'
export { endOf, type Holder, hashWord, holderKey, type Licence, newWord } from './licences/licence.ts'
export {
  changeLicence,
  findLicence,
  type Granted,
  grantLicence,
  type LicenceChange,
  type LicenceOrder,
  type LicenceQuery,
  listLicences,
  listLicencesOf,
  moveLicences,
  restoreLicence,
  revokeLicence,
} from './licences/licence-store.ts'
export { makeReadLink } from './licences/read-link.ts'
export { migrations as accessMigrations } from './migrations.ts'
export { accessPanels, accessParts } from './my-books/my-books.ts'
export { nextChange } from './next-change.ts'
export { answerLibraryRequest } from './requests/ask-library.ts'
export { type LibraryRequest, proofOf } from './requests/library-request.ts'
export { findRequest, forgetRequester, listRequests, type RequestQuery } from './requests/request-store.ts'
export { accessRoutes } from './routes.ts'
export { openTries, type Tries } from './tries.ts'
export { type Covered, type Grant, LICENCE_KINDS, type LicenceKind, NOBODY, type Visitor } from './visitor.ts'
export { accessClassOf } from './visitors/access-class.ts'
export { type FormerVisitor, findVisitorAgain } from './visitors/find-visitor-again.ts'
export { type Entitlements, openEntitlements } from './visitors/open-entitlements.ts'
export { openVisitors, type Visitors } from './visitors/open-visitors.ts'
export { openPasses, type Passes } from './visitors/passes.ts'
export { renderWays, type WaysPanel } from './ways/ways-panel.ts'
export { openTraces, type Trace, type Traces } from './why/traces.ts'
export { words as accessWords } from './words.ts'

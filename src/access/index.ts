/** May this visitor read this? */
export { type AccessProduct, type CollectionsOf, toAccessProduct } from './access-product.ts'
export { type AccessState, toAccessState } from './access-state.ts'
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
export { describeHolder, describeOption, describeReason } from './describe-access.ts'
export { type Covered, type Grant, LICENCE_KINDS, type LicenceKind, NOBODY, type Visitor } from './visitor.ts'

/** May this visitor read this? */
export {
  type AccessDecision,
  type AccessOption,
  type AccessProduct,
  type AccessReason,
  type Action,
  decideAccess,
  type Visitor,
} from './decide-access.ts'

/** May this visitor read this? */
export {
  type AccessDecision,
  type AccessOption,
  type AccessProduct,
  type AccessReason,
  type Action,
  decideAccess,
  toAccessState,
  type Visitor,
} from './decide-access.ts'
export { accessWords } from './words.ts'

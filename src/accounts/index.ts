/** Readers and staff: who they are, how they sign in, what belongs to them. */
export {
  type AccountIdentity,
  type Identity,
  type SignedInAccount,
  STRANGER,
  type StaffIdentity,
  type StaffRole,
} from './identity.ts'

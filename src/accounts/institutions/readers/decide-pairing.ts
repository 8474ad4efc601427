/** May this device be remembered for reading off campus? */
import type { Institution, InstitutionIdentity } from '../institution.ts'

export type PairingDecision =
  | { readonly kind: 'offered'; readonly institution: Institution; readonly days: number }
  /** `off-campus`: nobody's addresses. `by-institution`: it remembers no devices, or lets those on its premises read there alone. */
  | { readonly kind: 'refused'; readonly reason: 'off-campus' | 'by-institution' | 'sign-in-first' }

/** `here`: as whose reader the visitor's address is known. */
export function decidePairing(
  here: readonly InstitutionIdentity[],
  find: (id: string) => Institution | null,
  signedIn: boolean,
): PairingDecision {
  const found = here.flatMap((identity) => {
    const institution = identity.through === 'address' ? find(identity.id) : null
    return institution === null ? [] : [{ identity, institution }]
  })
  if (found.length === 0) return { kind: 'refused', reason: 'off-campus' }
  // Whoever counts as walking in may read where he walked in.
  const offering = found.filter(
    ({ identity, institution }) => identity.affiliation === 'member' && institution.settings.pairingDays > 0,
  )
  const [best] = offering.filter(
    ({ institution }) => signedIn || institution.settings.pairingFor === 'anyone',
  )
  if (best)
    return { kind: 'offered', institution: best.institution, days: best.institution.settings.pairingDays }
  return { kind: 'refused', reason: offering.length > 0 ? 'sign-in-first' : 'by-institution' }
}

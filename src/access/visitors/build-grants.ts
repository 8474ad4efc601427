/** What licences mean for whoever asks: theirs, their institutions' and their consortia's, and those of the words they bear. */
import type { Identity, InstitutionIdentity } from '#accounts'
import { endOf, type Holder, holderKey, type Licence } from '../licences/licence.ts'
import type { Affiliation, Grant } from '../visitor.ts'

export type GrantContext = {
  /** By the key of their holder. */
  readonly licencesOf: (key: string) => readonly Licence[]
  /** Whom an institution's licences are for where they do not say so themselves. */
  readonly admits: (institutionId: string) => readonly Affiliation[]
  readonly seatsOf: (licence: Licence) => Grant['seats']
}

/** Hashes of the words that this browser bears. */
type Bearing = { readonly bearers: readonly string[] }

/** Everybody whose licences could concern this reader. */
export function listHolders({ institutions, account, bearers }: Identity & Bearing): readonly Holder[] {
  const lineage = new Set(institutions.flatMap((institution) => institution.lineage))
  return [
    ...[...lineage].map((id) => ({ kind: 'institution' as const, id })),
    ...(account === null
      ? []
      : [
          { kind: 'account' as const, id: account.id },
          { kind: 'email' as const, email: account.email },
        ]),
    ...bearers.map((hash) => ({ kind: 'bearer' as const, hash })),
  ]
}

export function buildGrants(identity: Identity & Bearing, context: GrantContext): readonly Grant[] {
  const { institutions, account } = identity
  const all = [
    ...institutions.flatMap((institution) => grantsOfInstitution(institution, context)),
    ...(account === null
      ? []
      : [
          ...grantsOf({ kind: 'account', id: account.id }, { kind: 'account' }, null, context),
          ...grantsOf(
            { kind: 'email', email: account.email },
            { kind: 'account' },
            account.verified ? null : 'email',
            context,
          ),
        ]),
    ...identity.bearers.flatMap((hash) =>
      grantsOf({ kind: 'bearer', hash }, { kind: 'bearer' }, null, context),
    ),
  ]
  return eachOnce(all)
}

function grantsOfInstitution(
  { lineage, name, id, affiliation }: InstitutionIdentity,
  context: GrantContext,
): readonly Grant[] {
  return lineage.flatMap((holderId) =>
    context.licencesOf(holderKey({ kind: 'institution', id: holderId })).map((licence) => {
      const admitted = licence.affiliations ?? context.admits(id)
      const bar = admitted.includes(affiliation) ? null : 'affiliation'
      return toGrant(licence, { kind: 'institution', id: holderId, name }, bar, context)
    }),
  )
}

const grantsOf = (
  holder: Holder,
  as: Grant['holder'],
  bar: Grant['bar'],
  context: GrantContext,
): readonly Grant[] =>
  context.licencesOf(holderKey(holder)).map((licence) => toGrant(licence, as, bar, context))

const toGrant = (
  licence: Licence,
  holder: Grant['holder'],
  bar: Grant['bar'],
  { seatsOf }: GrantContext,
): Grant => ({
  licenceId: licence.id,
  kind: licence.kind,
  holder,
  covers: licence.covers,
  from: licence.from,
  until: endOf(licence),
  revoked: licence.revoked !== null,
  ...(licence.revoked?.reason == null ? {} : { revokedFor: licence.revoked.reason }),
  seats: licence.seats === null ? 'none' : seatsOf(licence),
  downloads: licence.downloads,
  bar,
})

/** A consortium's licence reaches a reader of two of its institutions twice: the side on which it holds counts. */
function eachOnce(grants: readonly Grant[]): readonly Grant[] {
  const found = new Map<string, Grant>()
  for (const grant of grants) {
    const known = found.get(grant.licenceId)
    if (known === undefined || (known.bar !== null && grant.bar === null)) found.set(grant.licenceId, grant)
  }
  return [...found.values()]
}

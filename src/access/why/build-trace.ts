/** A trace as whoever helps a reader may see it: what was asked, who was recognised, which licences were looked at. */
import type { Grant, Visitor } from '../visitor.ts'
import type { Trace } from './traces.ts'

/** `staff`: of the press. `librarian`: of an institution as whose reader the visitor was recognised; no account is named to them. */
export type TraceViewer = 'staff' | 'librarian' | null

export function decideTraceViewer(viewer: Visitor, { given, visitor }: Trace): TraceViewer {
  if (viewer.staff.some(({ press }) => press === '*' || press === given.product.press)) return 'staff'
  const seen = new Set(visitor.institutions.flatMap(({ id, lineage }) => [id, ...lineage]))
  return viewer.librarianOf.some((id) => seen.has(id)) ? 'librarian' : null
}

export function buildTrace(trace: Trace, viewer: 'staff' | 'librarian', instance: string, most: number) {
  const { visitor, given, at, requestId } = trace
  return {
    requestId,
    at: at.toISOString(),
    remembered: { by: instance, most },
    asked: { action: given.action, ...given.product },
    who: {
      account: toAccount(visitor, viewer),
      institutions: visitor.institutions.map(({ id, name, through, affiliation, lineage }) => ({
        ...{ id, name, through, affiliation, lineage },
      })),
      staff: viewer === 'staff' ? visitor.staff : visitor.staff.length > 0,
    },
    decision: {
      kind: given.decision.kind,
      through: given.decision.through?.licenceId ?? null,
      reasons: given.decision.reasons.map((reason) => toPlainReason(reason, viewer)),
    },
    textGiven: given.text,
    licences: visitor.grants
      .filter(({ holder }) => viewer === 'staff' || holder.kind === 'institution')
      .map(toLicence),
  }
}

const toAccount = ({ account }: Visitor, viewer: 'staff' | 'librarian') =>
  viewer === 'staff' ? account : account !== null

/** A licence is named by its id: it stands among the licences, whole. */
function toPlainReason(
  reason: { readonly kind: string },
  viewer: 'staff' | 'librarian',
): Readonly<Record<string, unknown>> {
  const told = Object.entries(reason).filter(([key]) => viewer === 'staff' || key !== 'email')
  return Object.fromEntries(
    told.map(([key, value]: readonly [string, unknown]) =>
      isGrant(value) ? ['licence', value.licenceId] : [key, value],
    ),
  )
}

const isGrant = (value: unknown): value is Pick<Grant, 'licenceId'> =>
  typeof value === 'object' && value !== null && 'licenceId' in value

const toLicence = (grant: Grant) => ({
  id: grant.licenceId,
  kind: grant.kind,
  holder: grant.holder,
  covers: grant.covers,
  from: grant.from.toISOString(),
  until: grant.until?.toISOString() ?? null,
  revoked: grant.revoked,
  seats: grant.seats,
  downloads: grant.downloads,
  bar: grant.bar,
})

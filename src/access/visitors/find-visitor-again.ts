/**
 * Who somebody was, asked again later without a request: what they asked for is about to be sent. Their licences and roles are
 * read as they are now; that they came from their institution is believed of the moment in which they asked.
 */
import type { AddressBook, InstitutionIdentity, StaffIdentity } from '#accounts'
import { findAccount, listStaff } from '#accounts'
import type { Database } from '#platform'
import { holderKey } from '../licences/licence.ts'
import { listLicencesOf } from '../licences/licence-store.ts'
import type { Visitor } from '../visitor.ts'
import { buildGrants, listHolders } from './build-grants.ts'

export type FormerVisitor = {
  readonly accountId: string
  readonly institutions: readonly Pick<InstitutionIdentity, 'id' | 'affiliation' | 'through'>[]
  /** Hashes of the words the browser bore. */
  readonly bearers: readonly string[]
  readonly staff: readonly StaffIdentity[]
}

/** Null: the account is no more. Seats are not asked for: a file that is sent takes none. */
export async function findVisitorAgain(
  {
    db,
    book,
    now,
  }: {
    readonly db: Database
    readonly book: Pick<AddressBook, 'identify' | 'find'>
    readonly now: Date
  },
  former: FormerVisitor,
): Promise<Visitor | null> {
  const account = await findAccount(db, { id: former.accountId })
  if (account === null) return null
  const institutions = former.institutions.flatMap(({ id, through, affiliation }) => {
    const identity = book.identify(id, through, affiliation)
    return identity === null ? [] : [identity]
  })
  const roles = former.staff.length === 0 ? [] : await listStaff(db)
  const identity = {
    account: { id: account.id, email: account.email, name: account.name, verified: account.verified },
    institutions,
    staff: former.staff.filter(({ press, role }) =>
      roles.some((one) => one.accountId === account.id && one.press === press && one.role === role),
    ),
    librarianOf: [],
  }
  const asking = { ...identity, bearers: former.bearers }
  const holders = listHolders(asking)
  const licences = await listLicencesOf(db, holders, new Date(now.getTime() - LONG_AGO_MS))
  const grants = buildGrants(asking, {
    licencesOf: (key) => licences.filter(({ holder }) => holderKey(holder) === key),
    admits: (id) => book.find(id)?.settings.admits ?? [],
    seatsOf: () => 'none',
  })
  return { ...identity, grants }
}

/** What has ended since then may say why it no longer opens. */
const LONG_AGO_MS = 400 * 86_400_000

/**
 * All institutions and their addresses in memory: whose an address is, is asked for every request, and asks no database. It is
 * made anew when somebody changes an institution, and every half minute, should the word of it be lost.
 */
import type { Database } from '#platform'
import { type AddressTable, buildAddressTable } from './addresses/address-table.ts'
import { parseAddress } from './addresses/parse-address.ts'
import type { Affiliation, Institution, InstitutionIdentity } from './institution.ts'
import { type ClaimingInstitution, lastChange, loadInstitutions } from './store/read-institutions.ts'
import { toLineage } from './to-lineage.ts'

export type AddressBook = {
  /** Whose readers come from there; of an institution and its consortium, the institution. Empty: nobody's we know of. */
  findByAddress(address: string | null): readonly InstitutionIdentity[]
  /** Null: there is none of this id, or it has left. Whether its licences are for such readers is not asked here. */
  identify(
    id: string,
    through: InstitutionIdentity['through'],
    affiliation: Affiliation,
  ): InstitutionIdentity | null
  /** One that has not left. */
  find(id: string): Institution | null
  /** Call it when a notice says that institutions have changed. */
  reload(): Promise<void>
  close(): void
}

export type AddressBookOptions = {
  readonly onTrouble: (error: unknown) => void
  readonly everyMs?: number
}

export async function openAddressBook(
  db: Database,
  { onTrouble, everyMs = 30_000 }: AddressBookOptions,
): Promise<AddressBook> {
  let pages = await makePages(db)
  let loading: Promise<void> | null = null
  let again = false
  const load = async (): Promise<void> => {
    do {
      again = false
      if ((await lastChange(db)) !== pages.change) pages = await makePages(db)
    } while (again)
  }
  // Whoever asks while it is being loaded may have changed what was loaded already.
  const reload = (): Promise<void> => {
    again = loading !== null
    loading ??= load().finally(() => {
      loading = null
    })
    return loading
  }
  const timer = setInterval(() => void reload().catch(onTrouble), everyMs)
  timer.unref()
  return {
    findByAddress: (address) => pages.findByAddress(address),
    identify: (id, through, affiliation) => pages.identify(id, through, affiliation),
    find: (id) => pages.find(id),
    reload,
    close: () => clearInterval(timer),
  }
}

type Pages = Pick<AddressBook, 'findByAddress' | 'identify' | 'find'> & {
  /** The last change that is in it, or one before. */
  readonly change: string
}

async function makePages(db: Database): Promise<Pages> {
  const change = await lastChange(db)
  return { ...toPages(await loadInstitutions(db)), change }
}

function toPages(all: readonly ClaimingInstitution[]): Omit<Pages, 'change'> {
  const active = all.filter(({ institution }) => institution.active)
  const byId = new Map(active.map(({ institution }) => [institution.id, institution]))
  const lines = linesOf(byId)
  const table = tableOf(active, lines)
  const identify: AddressBook['identify'] = (id, through, affiliation) => {
    const institution = byId.get(id)
    if (institution === undefined) return null
    return { id, name: institution.name, through, affiliation, lineage: lines.get(id) ?? [id] }
  }
  return {
    identify,
    find: (id) => byId.get(id) ?? null,
    findByAddress: (text) => {
      const address = text === null ? null : parseAddress(text)
      const found = address === null ? [] : table.find(address)
      return found
        .map((id) => identify(id, 'address', byId.get(id)?.settings.onCampus ?? 'walk-in'))
        .filter((identity) => identity !== null)
    },
  }
}

function linesOf(byId: ReadonlyMap<string, Institution>): ReadonlyMap<string, readonly string[]> {
  const memberOf = new Map([...byId].map(([id, institution]) => [id, institution.memberOf]))
  return new Map([...byId.keys()].map((id) => [id, toLineage(id, memberOf).filter((one) => byId.has(one))]))
}

/** A consortium's claim says nothing where one of its own institutions claims the address. */
function tableOf(
  active: readonly ClaimingInstitution[],
  lines: ReadonlyMap<string, readonly string[]>,
): AddressTable<string> {
  const table = buildAddressTable(
    active.map(({ institution, ranges }) => ({ owner: institution.id, ranges })),
  )
  const nearest = new Map<readonly string[], readonly string[]>()
  return {
    segments: table.segments,
    find: (address) => {
      const owners = table.find(address)
      if (owners.length < 2) return owners
      const known =
        nearest.get(owners) ??
        owners.filter((id) => !owners.some((other) => other !== id && lines.get(other)?.includes(id)))
      nearest.set(owners, known)
      return known
    },
  }
}

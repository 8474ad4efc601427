import {
  type DescribedLicence,
  describeLicence,
  type LibraryRequest,
  listLicences,
  listRequests,
} from '#access'
import {
  buildProxyLink,
  buildWayflessLink,
  everyInstitution,
  findInstitution,
  type Institution,
  listAccounts,
  listLibrarians,
  listRanges,
  listSignIns,
  renderEzproxyStanza,
  toRangeList,
  toSignInText,
} from '#accounts'
import { type Place, paths } from '#web'
import type { ConsoleDeps } from '../deps.ts'
import type { LibraryClerk } from './librarian.ts'

type Named = { readonly id: string; readonly name: string }

export type InstitutionScreen = {
  readonly place: Place
  readonly institution: Institution
  readonly isStaff: boolean
  readonly ranges: string
  readonly rangeCount: number
  /** Who signs its readers in, as it is written. */
  readonly ways: readonly string[]
  readonly librarians: readonly { readonly id: string; readonly name: string }[]
  readonly holdings: readonly DescribedLicence[]
  readonly belongsTo: readonly Named[]
  readonly members: readonly Named[]
  readonly requests: readonly LibraryRequest[]
  readonly texts: readonly {
    readonly kind: 'wayfless' | 'proxied' | 'openurl' | 'ezproxy'
    readonly text: string
  }[]
}

const MOST = 200

export async function loadInstitutionScreen(
  deps: ConsoleDeps,
  clerk: LibraryClerk,
  institution: Institution,
): Promise<InstitutionScreen> {
  const { db } = deps
  const { id } = institution
  const [ranges, signIns, librarians, requests] = await Promise.all([
    listRanges(db, id),
    listSignIns(db, id),
    listLibrarians(db, id),
    listRequests(db, { institutionIds: [id], state: 'open', limit: 20 }),
  ])
  const belongsTo = (await Promise.all(institution.memberOf.map((one) => findInstitution(db, one)))).filter(
    (one) => one !== null,
  )
  const licences = await Promise.all(
    [id, ...institution.memberOf].map((one) =>
      listLicences(db, { holder: { kind: 'institution', id: one }, inForce: deps.now(), limit: MOST }),
    ),
  )
  const accounts = librarians.length === 0 ? [] : await listAccounts(db)
  return {
    ...{ place: clerk.place, institution, isStaff: clerk.ofSite },
    ranges: toRangeList(ranges),
    rangeCount: ranges.length,
    ways: signIns.map(toSignInText),
    librarians: librarians.map(({ accountId }) => ({
      id: accountId,
      name: accounts.find((one) => one.id === accountId)?.email ?? accountId,
    })),
    holdings: await Promise.all(licences.flat().map((licence) => describeLicence(db, licence))),
    belongsTo,
    members: institution.kind === 'consortium' ? await listMembers(deps, id) : [],
    requests,
    texts: textsFor(
      deps,
      clerk,
      institution,
      signIns.map(({ entityId }) => entityId),
    ),
  }
}

async function listMembers({ db }: ConsoleDeps, id: string): Promise<readonly Named[]> {
  const members: Named[] = []
  for await (const one of everyInstitution(db, { text: null, inactiveToo: false })) {
    if (one.memberOf.includes(id)) members.push(one)
    if (members.length === MOST) break
  }
  return members
}

function textsFor(
  { presses }: ConsoleDeps,
  { place, site }: LibraryClerk,
  { settings }: Institution,
  entities: readonly string[],
): InstitutionScreen['texts'] {
  const { origin } = place
  const others = presses.all.flatMap(({ slug }) => presses.originOf(slug, origin) ?? [])
  return [
    ...entities.map((entity) => ({
      kind: 'wayfless' as const,
      text: buildWayflessLink(origin, entity, paths.books),
    })),
    ...(settings.proxyPrefix === null
      ? []
      : [
          { kind: 'proxied' as const, text: buildProxyLink(settings.proxyPrefix, `${origin}${paths.books}`) },
        ]),
    { kind: 'openurl', text: `${origin}${paths.openurl}` },
    { kind: 'ezproxy', text: renderEzproxyStanza({ name: site.brand.name, origin, others }) },
  ]
}

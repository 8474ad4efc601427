/** What access shows in My account, and what of it a reader takes away. */
import type { FastifyRequest } from 'fastify'
import type { AccountPanel, AccountPart } from '#accounts'
import { href, paths } from '#web'
import { listOpened, MOST_NAMED } from '../codes/code-routes.ts'
import { nameCovered } from '../commands/find-covered.ts'
import { copyProof } from '../copies/copy-request.ts'
import { listCopyRequests } from '../copies/copy-store.ts'
import { words as copyWords } from '../copies/words.ts'
import { type AccessDeps, findNamed } from '../deps.ts'
import type { Holder } from '../licences/licence.ts'
import { listLicencesOf } from '../licences/licence-store.ts'
import { proofOf } from '../requests/library-request.ts'
import { listRequests } from '../requests/request-store.ts'
import type { Grant } from '../visitor.ts'
import { words } from '../words.ts'
import {
  decideHoldingState,
  type FollowedCopy,
  type FollowedRequest,
  type Holding,
  renderCopies,
  renderInstitutionHoldings,
  renderOwnHoldings,
  renderRequests,
} from './my-books-panel.ts'

type Deps = Pick<AccessDeps, 'db' | 'now' | 'presses' | 'siteOf' | 'visitorOf' | 'secretKey'>

/** A page is no catalogue: who has more than this finds it by reading. */
const MOST = 100

export const accessPanels = (deps: Deps): readonly AccountPanel[] => [
  {
    id: 'own-licences',
    load: async (_account, place, request) => {
      const { grants } = await deps.visitorOf(request)
      const own = grants.filter(({ holder }) => holder.kind !== 'institution')
      if (own.length === 0) return null
      const canKeep = own.some(({ holder, kind }) => holder.kind === 'bearer' && kind !== 'read-link')
      const holdings = await toHoldings(deps, request, own)
      return { title: words(place.language).myBooks.own, body: renderOwnHoldings(place, holdings, canKeep) }
    },
  },
  {
    id: 'institutions-licences',
    load: async (_account, place, request) => {
      const { institutions, grants } = await deps.visitorOf(request)
      if (institutions.length === 0) return null
      const all = await Promise.all(
        institutions.map(async ({ name, lineage }) => {
          const through = grants.filter(
            ({ holder, bar }) => holder.kind === 'institution' && lineage.includes(holder.id) && bar === null,
          )
          const holdings = await toHoldings(deps, request, through)
          return { name, holdings: holdings.filter(({ state }) => state === 'holds') }
        }),
      )
      return { title: words(place.language).myBooks.through, body: renderInstitutionHoldings(place, all) }
    },
  },
  {
    id: 'library-requests',
    load: async ({ id }, place, request) => {
      const asked = await listRequests(deps.db, { accountId: id, limit: MOST })
      if (asked.length === 0) return null
      const followed = await Promise.all(
        asked.toReversed().map(async (one): Promise<FollowedRequest> => {
          const product = await findNamed(deps, deps.siteOf(request), one.productId)
          const path = href(place, paths.libraryRequest(one.id, proofOf(deps.secretKey, one.id)))
          return { ...one, title: product?.title ?? words(place.language).myBooks.gone, path }
        }),
      )
      return { title: words(place.language).myBooks.requests, body: renderRequests(place, followed) }
    },
  },
  {
    id: 'accessible-copies',
    load: async ({ id }, place, request) => {
      const asked = await listCopyRequests(deps.db, { accountId: id, limit: MOST })
      if (asked.length === 0) return null
      const followed = await Promise.all(
        asked.toReversed().map(async (one): Promise<FollowedCopy> => {
          const product = await findNamed(deps, deps.siteOf(request), one.productId)
          const path = href(place, paths.copyRequest(one.id, copyProof(deps.secretKey, one.id)))
          return { ...one, title: product?.title ?? words(place.language).myBooks.gone, path }
        }),
      )
      return { title: copyWords(place.language).myBooks, body: renderCopies(place, followed) }
    },
  },
]

async function toHoldings(
  deps: Deps,
  request: FastifyRequest,
  grants: readonly Grant[],
): Promise<readonly Holding[]> {
  const now = deps.now()
  return Promise.all(
    grants.slice(0, MOST).map(async (grant) => {
      const { kind, from, until, downloads, holder, covers } = grant
      const opens = await listOpened(deps, request, covers)
      const more = Math.max(0, covers.length - MOST_NAMED)
      return { kind, from, until, downloads, holder, opens, more, state: decideHoldingState(grant, now) }
    }),
  )
}

/** What an account holds and asked for; what was withdrawn or is over as well. */
export const accessParts = ({ db }: Pick<Deps, 'db'>): readonly AccountPart[] => [
  {
    name: 'licences',
    load: async ({ id, email }) => {
      const holders: readonly Holder[] = [
        { kind: 'account', id },
        { kind: 'email', email },
      ]
      const licences = await listLicencesOf(db, holders, new Date(0))
      return Promise.all(
        licences.map(async ({ kind, covers, from, until, downloads, granted, revoked }) => ({
          ...{ kind, opens: await Promise.all(covers.map((covered) => nameCovered(db, covered))) },
          ...{ from, until, downloads, granted, withdrawn: revoked?.at ?? null },
        })),
      )
    },
  },
  {
    name: 'library-requests',
    load: async ({ id }) =>
      (await listRequests(db, { accountId: id, limit: 10_000 })).map(
        ({ productId, institutionName, email, name, message, state, answer, asked, answered }) => ({
          ...{ productId, library: institutionName, email, name, message },
          ...{ state, answer, asked, answered },
        }),
      ),
  },
  {
    name: 'accessible-copies',
    load: async ({ id }) =>
      (await listCopyRequests(db, { accountId: id, limit: 10_000 })).map(
        ({ productId, email, name, forms, message, state, answer, asked, settled, file }) => ({
          ...{ productId, email, name, forms, message, state, answer, asked, settled, file },
        }),
      ),
  },
]

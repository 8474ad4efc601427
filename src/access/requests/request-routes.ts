/** Asking a library, and following what becomes of it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { clientAddress, goTo, readForm, searchInstitutions } from '#accounts'
import { href, paths, showPrivate } from '#web'
import { type AccessDeps, findNamed, type NamedProduct } from '../deps.ts'
import { openTries } from '../tries.ts'
import type { Visitor } from '../visitor.ts'
import { words } from '../words.ts'
import { askLibrary } from './ask-library.ts'
import { type AskPage, renderAskPage } from './ask-page.ts'
import { isProof, proofOf } from './library-request.ts'
import { parseAsking } from './parse-asking.ts'
import { renderRequestPage } from './request-page.ts'
import { findRequest } from './request-store.ts'

type ById = { Params: { id: string } }

const EMPTY = { institution: '', library: '', name: '', email: '', message: '' }

export function requestRoutes(app: FastifyInstance, deps: AccessDeps): void {
  const tries = openTries({ most: 10, everyMs: 86_400_000, now: deps.now })
  app.get<ById>(
    paths.askLibrary({ id: ':id' }),
    { config: { shows: 'metadata' } },
    async (request, reply) => {
      const product = await findNamed(deps, deps.siteOf(request), request.params.id)
      if (product === null) return reply.callNotFound()
      return showForm(deps, request, reply, product, { typed: EMPTY, problems: {} })
    },
  )
  app.post<ById>(
    paths.askLibrary({ id: ':id' }),
    { config: { shows: 'metadata' } },
    async (request, reply) => {
      const site = deps.siteOf(request)
      const product = await findNamed(deps, site, request.params.id)
      if (product === null) return reply.callNotFound()
      const visitor = await deps.visitorOf(request)
      const asking = parseAsking(readForm(request), visitor)
      if (!asking.ok) return showForm(deps, request, reply, product, asking.error, 422)
      if (!tries.allow(clientAddress(request)))
        return showForm(
          deps,
          request,
          reply,
          product,
          { typed: asking.value.typed, problems: { form: 'too-often' } },
          429,
        )
      const { typed, ...asked } = asking.value
      const library = await findLibrary(deps, visitor, asked.institutionId, asked.institutionName)
      const { place } = site
      const brand = deps.presses.brandOf(product.press, place.language)
      const made = await askLibrary(
        deps.db,
        {
          ...{ ...asked, ...library, productId: product.id, press: product.press, language: place.language },
          accountId: visitor.account?.id ?? null,
        },
        {
          ...{ title: product.title, site: brand.name, page: `${place.origin}${product.path}` },
          contact:
            library.institutionId === null ? null : (deps.book.find(library.institutionId)?.contact ?? null),
          language: place.language,
        },
        deps.now(),
      )
      return goTo(reply, href(place, paths.libraryRequest(made.id, proofOf(deps.secretKey, made.id))))
    },
  )
  app.get<{ Params: { id: string; proof: string } }>(
    paths.libraryRequest(':id', ':proof'),
    { config: { shows: 'metadata' } },
    async (request, reply) => {
      const { id, proof } = request.params
      const found = isProof(deps.secretKey, id, proof) ? await findRequest(deps.db, id) : null
      if (found === null) return reply.callNotFound()
      const site = deps.siteOf(request)
      return showPrivate(deps, request, reply, {
        title: words(site.place.language).requests.statusTitle,
        path: paths.libraryRequest(id, proof),
        main: renderRequestPage({
          ...{ place: site.place, request: found },
          product: await findNamed(deps, site, found.productId),
        }),
      })
    },
  )
}

async function showForm(
  deps: AccessDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  product: NamedProduct,
  form: Pick<AskPage, 'typed' | 'problems'>,
  status = 200,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const { institutions, account } = await deps.visitorOf(request)
  return showPrivate(deps, request, reply, {
    title: words(place.language).requests.title,
    path: paths.askLibrary(product),
    status,
    main: renderAskPage({ place, product, known: institutions, signedIn: account !== null, ...form }),
  })
}

/** As whose reader he is known; or the one of exactly the name that was typed; or a name that nobody here knows. */
async function findLibrary(
  { db }: AccessDeps,
  { institutions }: Visitor,
  id: string | null,
  name: string,
): Promise<{ readonly institutionId: string | null; readonly institutionName: string }> {
  const known = institutions.find((institution) => institution.id === id)
  if (known !== undefined) return { institutionId: known.id, institutionName: known.name }
  const same = (other: string) => other.localeCompare(name, undefined, { sensitivity: 'base' }) === 0
  const found = (await searchInstitutions(db, name, 5)).find(
    (institution) => same(institution.name) || institution.otherNames.some(same),
  )
  return { institutionId: found?.id ?? null, institutionName: found?.name ?? name }
}

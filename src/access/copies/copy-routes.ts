/** Asking for an accessible copy, following what becomes of it, and taking it away. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { clientAddress, goTo, readForm } from '#accounts'
import { parseMailAddress } from '#platform'
import { href, paths, sendFile, showPrivate } from '#web'
import { type AccessDeps, findNamed, type NamedProduct } from '../deps.ts'
import { openTries } from '../tries.ts'
import { askForCopy, type CopyDesk } from './answer-copy.ts'
import { type AskCopyPage, renderAskCopyPage } from './ask-copy-page.ts'
import { openCopyFile } from './copy-file-store.ts'
import { renderAskedPage, renderCopyPage } from './copy-page.ts'
import { COPY_FORMS, type CopyRequest, copyProof, isCopyProof } from './copy-request.ts'
import { findCopyRequest } from './copy-store.ts'
import { parseWish } from './parse-wish.ts'
import { words } from './words.ts'

type ById = { Params: { id: string } }
type ByProof = { Params: { id: string; proof: string } }

const EMPTY: AskCopyPage['typed'] = { name: '', email: '', message: '', forms: [] }

export const copyDeskOf = (
  { secretKey, presses }: Pick<AccessDeps, 'secretKey' | 'presses'>,
  { origin, base }: { readonly origin: string; readonly base: string },
): CopyDesk => ({
  secretKey,
  pressOf: (slug, language) => {
    const { name, accessibilityContact } = presses.brandOf(slug, language)
    const place = { origin: presses.originOf(slug, origin) ?? origin, base, language }
    return { place, name, contact: accessibilityContact }
  },
})

export function copyRoutes(app: FastifyInstance, deps: AccessDeps): void {
  const tries = openTries({ most: 5, everyMs: 86_400_000, now: deps.now })
  const address = paths.askCopy({ id: ':id' })
  app.get<ById>(address, { config: { shows: 'metadata' } }, async (request, reply) => {
    const product = await findNamed(deps, deps.siteOf(request), request.params.id)
    if (product === null) return reply.callNotFound()
    return showForm(deps, request, reply, product, { typed: EMPTY, problems: {} })
  })
  app.post<ById>(address, { config: { shows: 'metadata' } }, async (request, reply) => {
    const site = deps.siteOf(request)
    const product = await findNamed(deps, site, request.params.id)
    if (product === null) return reply.callNotFound()
    const visitor = await deps.visitorOf(request)
    const wish = parseWish(readForm(request), COPY_FORMS, visitor, parseMailAddress)
    if (!wish.ok) return showForm(deps, request, reply, product, wish.error, 422)
    const { email, name, forms, message } = wish.value
    const typed = { name: name ?? '', email, message: message ?? '', forms }
    const refuse = (form: 'too-often' | 'too-many') =>
      showForm(deps, request, reply, product, { typed, problems: { form } }, 429)
    if (!tries.allow(clientAddress(request))) return refuse('too-often')
    const { place } = site
    const asked = await askForCopy(
      deps.db,
      {
        ...{ productId: product.id, press: product.press, accountId: visitor.account?.id ?? null },
        ...{ email, name, forms, message, language: place.language },
      },
      copyDeskOf(deps, place),
      deps.now(),
    )
    if (asked.kind === 'too-many') return refuse('too-many')
    // Whether this address asked before is nobody's to learn who only knows the address: he is told where we wrote to.
    const { id, accountId } = asked.request
    const isOwn = accountId !== null && accountId === visitor.account?.id
    return goTo(
      reply,
      href(place, isOwn ? paths.copyRequest(id, copyProof(deps.secretKey, id)) : paths.copyAsked),
    )
  })
  app.get(paths.copyAsked, { config: { shows: 'nothing' } }, async (request, reply) => {
    const { place } = deps.siteOf(request)
    const t = words(place.language)
    return showPrivate(deps, request, reply, {
      ...{ title: t.statusTitle, path: paths.copyAsked },
      main: renderAskedPage(place),
    })
  })
  app.get<ByProof>(
    paths.copyRequest(':id', ':proof'),
    { config: { shows: 'metadata' } },
    async (request, reply) => {
      const found = await findProven(deps, request)
      if (found === null) return reply.callNotFound()
      const { id, proof } = request.params
      const site = deps.siteOf(request)
      const { place } = site
      const isThere = found.file !== null && found.file.until > deps.now()
      return showPrivate(deps, request, reply, {
        title: words(place.language).statusTitle,
        path: paths.copyRequest(id, proof),
        main: renderCopyPage({
          ...{ place, request: found, product: await findNamed(deps, site, found.productId) },
          pressName: deps.presses.brandOf(found.press, place.language).name,
          filePath: isThere ? href(place, paths.copyFile(id, proof)) : null,
        }),
      })
    },
  )
  // Given by the press to whoever has the proof, whatever else they may read.
  app.get<ByProof>(paths.copyFile(':id', ':proof'), { config: { shows: 'file' } }, async (request, reply) => {
    const found = await findProven(deps, request)
    if (found === null || found.file === null || found.file.until <= deps.now()) return reply.callNotFound()
    const { id, file, settled } = found
    return sendFile(request, reply, {
      mediaType: 'application/octet-stream',
      ...{
        bytes: file.bytes,
        etag: `${id}-${settled?.getTime() ?? 0}`,
        lastModified: settled,
        saveAs: file.name,
      },
      cacheControl: 'private, no-store',
      open: (range = { start: 0, end: file.bytes - 1 }) => openCopyFile(deps.db, id, range),
    })
  })
}

async function findProven(
  { db, secretKey }: AccessDeps,
  { params: { id, proof } }: FastifyRequest<ByProof>,
): Promise<CopyRequest | null> {
  return isCopyProof(secretKey, id, proof) ? findCopyRequest(db, id) : null
}

async function showForm(
  deps: AccessDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  product: NamedProduct,
  form: Pick<AskCopyPage, 'typed' | 'problems'>,
  status = 200,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const { account } = await deps.visitorOf(request)
  return showPrivate(deps, request, reply, {
    ...{ title: words(place.language).title, path: paths.askCopy(product), status },
    main: renderAskCopyPage({ place, product, forms: COPY_FORMS, signedIn: account?.email ?? null, ...form }),
  })
}

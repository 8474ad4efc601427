/** Codes: typed, used, and taken over into an account. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { clientAddress, goTo, queryOf, readForm, returnPath } from '#accounts'
import { href, type Place, paths, showPrivate } from '#web'
import { findCollection } from '../collections/collection-store.ts'
import { type AccessDeps, findNamed } from '../deps.ts'
import { type Holder, hashWord, holderKey, newWord } from '../licences/licence.ts'
import { moveLicences } from '../licences/licence-store.ts'
import { openTries } from '../tries.ts'
import type { Grant } from '../visitor.ts'
import { words } from '../words.ts'
import { parseCode } from './access-code.ts'
import { type CodeProblem, renderCodePage, renderUsedCodePage } from './code-page.ts'
import { redeemCode } from './code-store.ts'

const USED = `${paths.accessCode}/used`

export function codeRoutes(app: FastifyInstance, deps: AccessDeps): void {
  const tries = openTries({ most: 20, everyMs: 15 * 60_000, now: deps.now })
  app.get(paths.accessCode, { config: { shows: 'nothing' } }, (request, reply) =>
    showForm(deps, request, reply, {
      typed: '',
      problem: null,
      to: wanted(deps, request, queryOf(request, 'to')),
    }),
  )
  app.get(USED, { config: { shows: 'metadata' } }, (request, reply) => showUsed(deps, request, reply))
  app.post(paths.accessCode, { config: { shows: 'nothing' } }, async (request, reply) => {
    const field = readForm(request)
    const typed = field('code').slice(0, 60)
    const to = wanted(deps, request, field('to'))
    const again = (problem: CodeProblem, status = 422) =>
      showForm(deps, request, reply, { typed, problem, to }, status)
    if (!tries.allow(clientAddress(request))) return again('too-often', 429)
    const code = parseCode(typed)
    if (code === null) return again('malformed')
    const { account } = await deps.visitorOf(request)
    const word = newWord()
    const holder: Holder =
      account === null ? { kind: 'bearer', hash: hashWord(word) } : { kind: 'account', id: account.id }
    const used = await redeemCode(deps.db, { code, holder, redeemer: holderKey(holder) }, deps.now())
    if (!('licence' in used)) return again(used.kind)
    // The next request must find it, before any notice has come.
    await deps.entitlements.follow({ kind: 'licences-changed', holders: [holderKey(holder)] })
    if (account === null) deps.passes.give(request, reply, word)
    const query = new URLSearchParams({ licence: used.licence.id, to })
    return goTo(reply, `${href(deps.siteOf(request).place, USED)}?${query}`)
  })
  app.post(paths.accessClaim, { config: { shows: 'nothing' } }, async (request, reply) => {
    const to = wanted(deps, request, readForm(request)('to'))
    const { account } = await deps.visitorOf(request)
    if (account !== null) await claim(deps, request, account.id)
    return goTo(reply, to)
  })
}

const wanted = (deps: AccessDeps, request: FastifyRequest, to: string | undefined): string =>
  returnPath(deps.siteOf(request).place, to)

function showForm(
  deps: AccessDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  form: { readonly typed: string; readonly problem: CodeProblem | null; readonly to: string },
  status = 200,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  return showPrivate(deps, request, reply, {
    title: words(place.language).codes.title,
    path: paths.accessCode,
    main: renderCodePage({ place, ...form }),
    status,
  })
}

/** Whoever holds the licence sees what it opens; for anybody else there is no such page. */
async function showUsed(
  deps: AccessDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const { grants } = await deps.visitorOf(request)
  const grant = grants.find(({ licenceId }) => licenceId === queryOf(request, 'licence'))
  if (grant === undefined) return goTo(reply, href(place, paths.accessCode))
  return showPrivate(deps, request, reply, {
    title: words(place.language).codes.usedTitle,
    path: USED,
    main: renderUsedCodePage({
      ...{ place, kind: grant.kind, until: grant.until, inAccount: grant.holder.kind === 'account' },
      opens: await listOpened(deps, request, grant.covers),
      to: wanted(deps, request, queryOf(request, 'to')),
    }),
  })
}

export const MOST_NAMED = 20

export async function listOpened(
  deps: Pick<AccessDeps, 'db' | 'presses' | 'siteOf'>,
  request: FastifyRequest,
  covers: Grant['covers'],
): Promise<readonly { readonly title: string; readonly path: string | null }[]> {
  const site = deps.siteOf(request)
  const named = await Promise.all(
    covers.slice(0, MOST_NAMED).map(async (covered) => {
      if (covered.kind === 'product') return findNamed(deps, site, covered.id)
      return { title: await nameOf(deps, site.place, covered), path: null }
    }),
  )
  return named.flatMap((one) =>
    one === null || one.title === null ? [] : [{ title: one.title, path: one.path }],
  )
}

async function nameOf(
  { db, presses }: Pick<AccessDeps, 'db' | 'presses'>,
  { language }: Place,
  covered: Exclude<Grant['covers'][number], { kind: 'product' }>,
): Promise<string | null> {
  if (covered.kind === 'press')
    return words(language).codes.wholePress(presses.brandOf(covered.slug, language).name)
  return (await findCollection(db, covered.id))?.name ?? null
}

/** What this browser holds by codes and purchases becomes the account's; a link stays a link. */
async function claim(deps: AccessDeps, request: FastifyRequest, accountId: string): Promise<void> {
  const to: Holder = { kind: 'account', id: accountId }
  const hashes = deps.passes.hashesOf(request)
  for (const hash of hashes) await moveLicences(deps.db, { kind: 'bearer', hash }, to, CLAIMED)
  const holders = [holderKey(to), ...hashes.map((hash) => `bearer:${hash}`)]
  await deps.entitlements.follow({ kind: 'licences-changed', holders })
}

const CLAIMED = ['purchase', 'code', 'inspection-copy', 'pay-per-view'] as const

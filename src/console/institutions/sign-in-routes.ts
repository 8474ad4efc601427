/** An institution looks after its own sign-in; staff may for each. Whatever is changed stands in the audit log. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  bringProvider,
  describeRefusal,
  findProvider,
  type Institution,
  listSignIns,
  type MetadataOrder,
  type MetadataRefusal,
  queryOf,
  readForm,
  type SignInWay,
  setProviderSettings,
  setSignIn,
  toSignInText,
} from '#accounts'
import type { Language } from '#web'
import { noteDeed } from '../audit/audit-log.ts'
import { deedOf } from '../clerk.ts'
import type { ConsoleDeps } from '../deps.ts'
import { showConsole, showMissing } from '../show-console.ts'
import {
  backTo,
  type InstitutionStep,
  institutionPath,
  type WithId,
  whenInstitution,
} from './institution-door.ts'
import type { LibraryClerk } from './librarian.ts'
import { loadSignInScreen, type SignInScreen } from './load-sign-in.ts'
import { receiveMetadata } from './receive-metadata.ts'
import { parseRules } from './rules-form.ts'
import { renderSignInPage } from './sign-in-page.ts'
import { words } from './words.ts'

type Typed = (name: string) => string
const STEPS: Readonly<Record<string, InstitutionStep>> = { '': use, '/remove': remove, '/rules': setRules }

export function signInRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const path = `${institutionPath}/sign-in`
  app.get<WithId>(path, (request, reply) =>
    whenInstitution(deps, request, reply, (clerk, institution) =>
      show(deps, request, reply, clerk, institution),
    ),
  )
  for (const [what, step] of Object.entries(STEPS))
    app.post<WithId>(`${path}${what}`, (request, reply) =>
      whenInstitution(deps, request, reply, (clerk, institution) =>
        step(deps, request, reply, clerk, institution),
      ),
    )
  app.post<WithId>(`${path}/metadata`, { config: { takesFiles: true } }, (request, reply) =>
    whenInstitution(deps, request, reply, (clerk, institution) =>
      bring(deps, request, reply, clerk, institution),
    ),
  )
}

async function show(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: LibraryClerk,
  institution: Institution,
  problems: Readonly<Record<string, string>> = {},
  typed: Typed = readForm(request),
): Promise<FastifyReply> {
  const t = words(clerk.place.language)
  const asked = (queryOf(request, 'q') ?? '').slice(0, 200).trim()
  const screen = await loadSignInScreen(deps, clerk, institution, asked)
  const done = queryOf(request, 'done')
  const isBad = Object.keys(problems).length > 0
  return showConsole(deps, request, reply, clerk, {
    ...({ here: 'institutions', title: t.signIn, above: institution.name } as const),
    done: done === 'used' || done === 'removed' || done === 'rules' ? t.sso.done[done] : null,
    ...{ status: isBad ? 422 : 200, problem: isBad ? t.sso.wrong : null },
    body: renderSignInPage({
      ...{ ...screen, problems, typed },
      tested: await trialOf(deps, request, institution),
    }),
  })
}

/** Somebody came back from a provider: is it as a reader of this institution? */
async function trialOf(
  { door }: ConsoleDeps,
  request: FastifyRequest,
  { id }: Institution,
): Promise<SignInScreen['tested']> {
  if (queryOf(request, 'tested') === undefined) return null
  const signedIn = (await door.identify(request)).find(
    (one) => one.id === id && (one.through === 'saml' || one.through === 'oidc'),
  )
  return { affiliation: signedIn?.affiliation ?? null }
}

/** Another's provider is taken by staff alone, and on purpose: at the institution's own page. */
async function setWays(
  deps: ConsoleDeps,
  clerk: LibraryClerk,
  institution: Institution,
  ways: readonly SignInWay[],
): Promise<string | null> {
  const before = (await listSignIns(deps.db, institution.id)).map(toSignInText)
  return deps.db.transaction().execute(async (tx) => {
    const set = await setSignIn(tx, institution.id, ways, { mayTake: false })
    if (!set.ok) return describeRefusal(set.error, clerk.place.language).join(' ')
    const details = { before, ways: ways.map(toSignInText) }
    const deed = deedOf(clerk, null, 'sign-in-changed', {
      about: institution.id,
      name: institution.name,
      details,
    })
    await noteDeed(tx, deps.secretKey, deed, deps.now())
    return null
  })
}

async function use(
  ...[deps, request, reply, clerk, institution]: Parameters<InstitutionStep>
): Promise<FastifyReply> {
  const typed = readForm(request)
  const way = { entityId: typed('entity').trim(), scope: typed('scope').trim().toLowerCase() || null }
  if ((await findProvider(deps.db, way.entityId)) === null)
    return show(deps, request, reply, clerk, institution, {
      entity: words(clerk.place.language).sso.notFound,
    })
  const problem = await setWays(deps, clerk, institution, [
    ...(await listSignIns(deps.db, institution.id)),
    way,
  ])
  return problem === null
    ? backTo(reply, clerk, institution, ['sign-in'], 'used')
    : show(deps, request, reply, clerk, institution, { entity: problem })
}

async function remove(
  ...[deps, request, reply, clerk, institution]: Parameters<InstitutionStep>
): Promise<FastifyReply> {
  const typed = readForm(request)
  const gone = toSignInText({ entityId: typed('entity'), scope: typed('scope') || null })
  const kept = (await listSignIns(deps.db, institution.id)).filter((way) => toSignInText(way) !== gone)
  await setWays(deps, clerk, institution, kept)
  return backTo(reply, clerk, institution, ['sign-in'], 'removed')
}

const MOST_BYTES = 2_000_000

/** Metadata of the institution's own provider: at an address, in a file, or pasted. */
async function bring(
  ...[deps, request, reply, clerk, institution]: Parameters<InstitutionStep>
): Promise<FastifyReply> {
  const { language } = clerk.place
  const { sso } = words(language)
  return receiveMetadata(deps, request, reply, MOST_BYTES, async (brought) => {
    if (brought === null) return show(deps, request, reply, clerk, institution, { document: sso.unreadable })
    const { field, document, address } = brought
    const refuse = (problem: string) =>
      show(
        deps,
        request,
        reply,
        clerk,
        institution,
        { [document === null ? 'address' : 'document']: problem },
        field,
      )
    if (document === null && !URL.canParse(address)) return refuse(sso.nothingBrought)
    const own = { id: `own-${institution.id}`, name: institution.name, certificate: null }
    const order: MetadataOrder = document === null ? { ...own, address } : { ...own, document }
    const { db, log, now, federation } = deps
    const kept = await bringProvider({ db, log, now, fetch: federation.fetch }, order)
    if (!kept.ok) return refuse(describeMetadataRefusal(kept.error, language))
    const { entityId } = kept.value
    const before = await listSignIns(db, institution.id)
    const isThere = before.some((way) => way.entityId === entityId)
    const ways = isThere ? before : [...before, { entityId, scope: null }]
    const problem = await setWays(deps, clerk, institution, ways)
    return problem === null ? backTo(reply, clerk, institution, ['sign-in'], 'used') : refuse(problem)
  })
}

export function describeMetadataRefusal(refusal: MetadataRefusal, language: Language): string {
  const { sso } = words(language)
  switch (refusal.kind) {
    case 'not-believed':
      return sso.notBelieved(refusal.problem)
    case 'several':
      return sso.several(refusal.providers)
    case 'known':
      return sso.alreadyKnown(refusal.entityId)
  }
}

/** Of a provider that signs in nobody else's readers; of a shared one staff say it. */
async function setRules(
  ...[deps, request, reply, clerk, institution]: Parameters<InstitutionStep>
): Promise<FastifyReply> {
  const typed = readForm(request)
  const { ways } = await loadSignInScreen(deps, clerk, institution, '')
  const way = ways.find(({ entityId, rules }) => entityId === typed('entity') && rules !== null)
  if (way === undefined || way.rules === null) return showMissing(deps, request, reply, clerk)
  const rules = parseRules(typed, way.rules)
  await deps.db.transaction().execute(async (tx) => {
    await setProviderSettings(tx, way.entityId, { rules })
    const details = { institution: institution.id, rules }
    const deed = deedOf(clerk, null, 'provider-changed', {
      about: way.entityId,
      name: institution.name,
      details,
    })
    await noteDeed(tx, deps.secretKey, deed, deps.now())
  })
  return backTo(reply, clerk, institution, ['sign-in'], 'rules')
}

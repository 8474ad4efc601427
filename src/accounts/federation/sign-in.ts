/** Signing a reader in through an institution: to the provider, and back. Everything but the web. */
import { fail, ok, type Result } from '#base'
import { decideAffiliation, type SaidOfReader, type ScopeTest } from './decide-affiliation.ts'
import type { SignInDeps } from './deps.ts'
import { isInScope } from './metadata/parse-scope.ts'
import { type FoundProvider, findProvider } from './metadata/provider-store.ts'
import { askOpenId } from './oidc/ask-openid.ts'
import { takeOpenIdAnswer } from './oidc/take-openid-answer.ts'
import { type Refusal, type Rule, refusal } from './refusal.ts'
import { type Asked, askProvider } from './saml/ask-provider.ts'
import { decideSignIn } from './saml/decide-sign-in.ts'
import { type Message, parseMessage } from './saml/parse-message.ts'
import { toAssertion } from './saml/to-assertion.ts'
import { type Envelope, toEnvelope, verifyAnswer } from './saml/verify-answer.ts'
import { digestOf, randomWord } from './secrets.ts'
import {
  noteRequest,
  type RequestKey,
  type SignInRequest,
  type TakenRequest,
  takeRequest,
  useAssertion,
} from './sign-in-request-store.ts'
import type { SignedIn } from './signed-in.ts'
import { type Said, toSaidByOpenId, toSaidBySaml } from './to-said.ts'

export type Beginning = {
  readonly entityId: string
  readonly returnTo: string
  readonly browserWord: string
  /** Where answers come in, by protocol. */
  readonly samlAddress: string
  readonly openIdAddress: string
}

export async function beginSignIn(deps: SignInDeps, beginning: Beginning): Promise<Result<Asked, Refusal>> {
  const found = await findCurrent(deps, beginning.entityId)
  if (!found.ok) return found
  const { provider } = found.value
  // SAML Core §1.3.4: an id must not begin with a digit.
  const request = {
    id: `_${randomWord(20).replaceAll('-', '.')}`,
    relay: randomWord(),
    entityId: provider.entityId,
    returnTo: beginning.returnTo,
    browser: digestOf(beginning.browserWord),
    made: deps.now(),
  }
  if (provider.protocol === 'saml') {
    const { entityId } = deps
    const { signing } = await deps.keys()
    const { id, relay } = request
    const address = beginning.samlAddress
    const asked = await askProvider(provider, { id, relay, entityId, address, key: signing })
    if (!asked) return fail(refusal('provider-can-be-asked', 'no address or no key of it is known'))
    await noteRequest(deps.db, { ...request, address, secrets: null })
    return ok(asked)
  }
  const address = beginning.openIdAddress
  try {
    const { url, secrets } = await askOpenId(deps, provider, { state: request.relay, address })
    await noteRequest(deps.db, { ...request, address, secrets: deps.secrets.seal(JSON.stringify(secrets)) })
    return ok({ kind: 'go', url })
  } catch (error) {
    return fail(refusal('provider-answers', error instanceof Error ? error.message : String(error)))
  }
}

export type Answered = {
  readonly result: Result<SignedIn, Refusal>
  /** Null: nobody asked, or nobody knows who. */
  readonly request: SignInRequest | null
  /** Who was asked, or who says that it answers. */
  readonly provider: string | null
}

export type SamlAnswer = {
  readonly field: string
  readonly relay: string | null
  /** The address at which it came in. */
  readonly address: string
}

export async function samlSignIn(deps: SignInDeps, answer: SamlAnswer): Promise<Answered> {
  const message = parseMessage(answer.field)
  if (!message.ok) return { result: message, request: null, provider: null }
  const envelope = toEnvelope(message.value.root)
  if (envelope.inResponseTo === null) return unsolicited(deps, message.value, envelope, answer)
  const taken = await take(deps, { id: envelope.inResponseTo })
  if (!taken.ok) return { result: taken, request: null, provider: envelope.issuer }
  const request = taken.value
  const about = { request, provider: request.entityId }
  if (answer.relay !== request.relay)
    return { ...about, result: no('answer-was-asked-for', 'its RelayState is not that of the request') }
  if (answer.address !== request.address)
    return { ...about, result: no('answer-came-to-its-address', `it came in at ${answer.address}`) }
  const result = await believe(deps, message.value, request.entityId, request)
  return { ...about, result }
}

/** Nobody asked. Only where the operator has allowed it to this very provider. */
async function unsolicited(
  deps: SignInDeps,
  message: Message,
  { issuer }: Envelope,
  { address }: SamlAnswer,
): Promise<Answered> {
  const about = { request: null, provider: issuer }
  const found = issuer === null ? null : await findProvider(deps.db, issuer)
  if (issuer === null || found?.settings.unsolicited !== 'accepted')
    return { ...about, result: no('answer-was-asked-for', 'it answers no request') }
  return { ...about, result: await believe(deps, message, issuer, { id: null, address }) }
}

/** By the provider that was asked: whom a message says that it comes from decides nothing. */
async function believe(
  deps: SignInDeps,
  message: Message,
  entityId: string,
  { id, address }: { readonly id: string | null; readonly address: string },
): Promise<Result<SignedIn, Refusal>> {
  const found = await findCurrent(deps, entityId)
  if (!found.ok) return found
  const { provider, settings } = found.value
  if (provider.protocol !== 'saml') return no('provider-is-known', 'it does not speak SAML')
  const verified = await verifyAnswer(message, {
    certificates: provider.certificates,
    signed: settings.signed,
    algorithms: settings.algorithms,
    keys: (await deps.keys()).all.map(({ privateKey }) => privateKey),
  })
  if (!verified.ok) return verified
  const assertion = toAssertion(verified.value.assertion)
  if (!assertion.ok) return assertion
  const expected = { provider: entityId, audience: deps.entityId, address, request: id }
  const believed = decideSignIn(assertion.value, verified.value.envelope, expected, deps.now())
  if (!believed.ok) return believed
  const fresh = await useAssertion(
    deps.db,
    { issuer: entityId, id: assertion.value.id },
    believed.value.expires,
  )
  if (!fresh) return no('answer-is-used-once', 'the assertion was used before')
  return toSignedIn(deps, found.value, toSaidBySaml(assertion.value), believed.value.until)
}

export type OpenIdAnswered = { readonly url: URL; readonly address: string }

export async function openIdSignIn(deps: SignInDeps, { url, address }: OpenIdAnswered): Promise<Answered> {
  const states = url.searchParams.getAll('state')
  const [state] = states
  if (state === undefined || states.length !== 1)
    return { result: no('answer-was-asked-for', `${states.length} states`), request: null, provider: null }
  const taken = await take(deps, { relay: state })
  if (!taken.ok) return { result: taken, request: null, provider: null }
  const request = taken.value
  const about = { request, provider: request.entityId }
  if (address !== request.address)
    return { ...about, result: no('answer-came-to-its-address', `it came in at ${address}`) }
  const found = await findCurrent(deps, request.entityId)
  if (!found.ok) return { ...about, result: found }
  const sealed = request.secrets === null ? null : deps.secrets.unseal(request.secrets)
  const { provider } = found.value
  if (provider.protocol !== 'oidc' || sealed === null)
    return { ...about, result: no('answer-was-asked-for', 'it was not asked by OpenID Connect') }
  const answer = { url, address, state, secrets: JSON.parse(sealed) }
  const claims = await takeOpenIdAnswer(deps, provider, answer)
  if (!claims.ok) return { ...about, result: claims }
  return { ...about, result: toSignedIn(deps, found.value, toSaidByOpenId(claims.value), null) }
}

function toSignedIn(
  deps: SignInDeps,
  { provider, settings }: FoundProvider,
  said: Said,
  until: Date | null,
): Result<SignedIn, Refusal> {
  const scopes: ScopeTest = (scope) =>
    settings.scopes === null
      ? provider.scopes.some((one) => isInScope(scope, one))
      : settings.scopes.includes(scope)
  const decided = decideAffiliation(said, settings.rules, scopes)
  if (!decided.ok) return decided
  return ok({
    kind: 'signed-in',
    through: provider.protocol,
    institutionHint: provider.entityId,
    scope: decided.value.scope,
    affiliation: decided.value.affiliation,
    pseudonym: said.subject === null ? null : deps.secrets.pseudonym(provider.entityId, said.subject),
    attributes: toKept(said, scopes),
    until,
  })
}

/** What the rules look at, and of that only what the provider may say. */
const toKept = (said: SaidOfReader, scopes: ScopeTest): SignedIn['attributes'] => ({
  affiliations: [
    ...said.scopedAffiliations.filter((value) =>
      scopes(value.slice(value.lastIndexOf('@') + 1).toLowerCase()),
    ),
    ...said.affiliations,
  ].slice(0, 20),
  entitlements: said.entitlements.slice(0, 20),
})

async function findCurrent(deps: SignInDeps, entityId: string): Promise<Result<FoundProvider, Refusal>> {
  const found = await findProvider(deps.db, entityId)
  if (!found) return no('provider-is-known', entityId)
  if (found.gone) return no('provider-is-current', 'its federation names it no longer')
  if (found.validUntil !== null && found.validUntil <= deps.now())
    return no('provider-is-current', `its metadata were valid until ${found.validUntil.toISOString()}`)
  return ok(found)
}

async function take(deps: SignInDeps, by: RequestKey): Promise<Result<SignInRequest, Refusal>> {
  const taken = await takeRequest(deps.db, by, deps.now())
  return taken.kind === 'taken' ? ok(taken.request) : no(RULE_OF[taken.kind], `the request is ${taken.kind}`)
}

const RULE_OF: Record<Exclude<TakenRequest['kind'], 'taken'>, Rule> = {
  unknown: 'answer-was-asked-for',
  used: 'answer-is-used-once',
  'too-late': 'answer-comes-in-time',
}

const no = (rule: Rule, detail: string) => fail(refusal(rule, detail))

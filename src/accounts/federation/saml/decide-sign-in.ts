/**
 * Does a verified assertion sign its bearer in here and now? SAML Profiles §4.1.4.3, with nothing left to taste: what the
 * profile says must be there, must be there.
 */
import { fail, ok, type Result } from '#base'
import { type Refusal, type Rule, refusal } from '../refusal.ts'
import { BEARER } from './names.ts'
import type { Assertion, Confirmation, Moment } from './to-assertion.ts'
import type { Envelope } from './verify-answer.ts'

export type Expected = {
  /** The entity id of the provider that was asked. */
  readonly provider: string
  /** Our own entity id. */
  readonly audience: string
  /** The address to which the message came. */
  readonly address: string
  /** The id of our request; null: nobody asked, and the provider's settings allow it. */
  readonly request: string | null
}

/** Clocks of honest servers differ by less. */
export const SKEW_MS = 60_000
/** Nobody takes longer from a provider's answer to our door, whatever the answer allows. */
const LONGEST_MS = 24 * 3_600_000

export type Believed = {
  /** The institution's session ends then. */
  readonly until: Date | null
  /** After this moment the same assertion is refused for its age: so long it must be remembered. */
  readonly expires: Date
}

export function decideSignIn(
  assertion: Assertion,
  envelope: Envelope,
  expected: Expected,
  now: Date,
): Result<Believed, Refusal> {
  const fault =
    checkEnvelope(envelope, expected) ??
    checkIssuer(assertion, expected) ??
    checkName(assertion, expected) ??
    checkConditions(assertion, expected, now)
  if (fault) return fail(fault)
  const confirmed = checkConfirmations(assertion.confirmations, expected, now)
  if (!confirmed.ok) return confirmed
  return checkStatements(assertion, confirmed.value, now)
}

function checkEnvelope(envelope: Envelope, expected: Expected): Refusal | null {
  if (envelope.issuer !== null && envelope.issuer !== expected.provider)
    return refusal('answer-comes-from-whom-we-asked', `it comes from ${envelope.issuer}`)
  if (envelope.destination !== null && envelope.destination !== expected.address)
    return refusal('answer-came-to-its-address', `it was sent to ${envelope.destination}`)
  if (envelope.inResponseTo !== expected.request)
    return refusal('answer-was-asked-for', `it answers ${envelope.inResponseTo}`)
  return null
}

const checkIssuer = ({ issuer }: Assertion, { provider }: Expected): Refusal | null =>
  issuer === provider ? null : refusal('issuer-is-the-provider', `issued by ${issuer}`)

function checkName({ nameId }: Assertion, { audience }: Expected): Refusal | null {
  if (nameId === null) return null
  if (nameId.value === '') return refusal('reader-has-a-name-where-one-is-given', 'the NameID is empty')
  return nameId.forWhom === null || nameId.forWhom === audience
    ? null
    : refusal('assertion-is-for-us', `its name was made for ${nameId.forWhom}`)
}

function checkConditions({ conditions }: Assertion, { audience }: Expected, now: Date): Refusal | null {
  if (conditions === null) return refusal('assertion-is-for-us', 'it has no conditions')
  const { audiences, unknown } = conditions
  if (unknown.length > 0) return refusal('assertion-is-for-us', `it has conditions unknown to us: ${unknown}`)
  if (audiences.length === 0 || !audiences.every((list) => list.includes(audience)))
    return refusal('assertion-is-for-us', `it is for ${JSON.stringify(audiences)}`)
  return checkTime(conditions.notBefore, conditions.notOnOrAfter, now)
}

function checkTime(notBefore: Moment, notOnOrAfter: Moment, now: Date): Refusal | null {
  const rule: Rule = 'assertion-is-in-time'
  if (notBefore === 'invalid' || notOnOrAfter === 'invalid') return refusal(rule, 'a time cannot be read')
  if (notBefore !== null && now.getTime() + SKEW_MS < notBefore.getTime())
    return refusal(rule, `not before ${notBefore.toISOString()}`)
  if (notOnOrAfter !== null && now.getTime() - SKEW_MS >= notOnOrAfter.getTime())
    return refusal(rule, `no longer since ${notOnOrAfter.toISOString()}`)
  return null
}

/** One bearer confirmation that holds is enough, and the last one's fault is told when none does. Answers with its end. */
function checkConfirmations(
  confirmations: readonly Confirmation[],
  expected: Expected,
  now: Date,
): Result<Date, Refusal> {
  let fault = refusal('assertion-is-for-its-bearer', 'it has no bearer confirmation')
  for (const confirmation of confirmations) {
    const result = checkConfirmation(confirmation, expected, now)
    if (result.ok) return result
    fault = result.error
  }
  return fail(fault)
}

function checkConfirmation(
  { method, recipient, inResponseTo, notBefore, notOnOrAfter }: Confirmation,
  { address, request }: Expected,
  now: Date,
): Result<Date, Refusal> {
  if (method !== BEARER) return fail(refusal('assertion-is-for-its-bearer', `${method}`))
  if (recipient !== address) return fail(refusal('assertion-came-to-its-recipient', `it is for ${recipient}`))
  if (inResponseTo !== request)
    return fail(refusal('assertion-answers-our-request', `it answers ${inResponseTo}`))
  if (!(notOnOrAfter instanceof Date)) return fail(refusal('assertion-is-in-time', 'its bearer has no end'))
  const fault = checkTime(notBefore, notOnOrAfter, now)
  return fault ? fail(fault) : ok(notOnOrAfter)
}

function checkStatements(
  { statements, conditions }: Assertion,
  confirmedUntil: Date,
  now: Date,
): Result<Believed, Refusal> {
  const rule: Rule = 'assertion-says-when-the-reader-signed-in'
  const [first, ...more] = statements
  if (!first || more.length > 0) return fail(refusal(rule, `${statements.length} statements`))
  if (first.at === null) return fail(refusal(rule, 'the time cannot be read'))
  if (now.getTime() + SKEW_MS < first.at.getTime()) return fail(refusal(rule, 'in the future'))
  if (first.until !== null && now.getTime() - SKEW_MS >= first.until.getTime())
    return fail(refusal('assertion-is-in-time', 'the session at the institution has ended'))
  const ends = [confirmedUntil, conditions?.notOnOrAfter].filter((end) => end instanceof Date)
  const earliest = Math.min(...ends.map((end) => end.getTime()))
  if (earliest - now.getTime() > LONGEST_MS)
    return fail(refusal('assertion-is-in-time', `it would hold until ${new Date(earliest).toISOString()}`))
  return ok({ until: first.until, expires: new Date(earliest + 2 * SKEW_MS) })
}

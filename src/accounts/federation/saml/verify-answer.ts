/**
 * From the bytes of a message to the one assertion in it that may be believed. Signatures are verified by node-saml, and what
 * is returned is read from the bytes that node-saml says were signed, never from the message. That those bytes say what the
 * message seemed to say is asked once more at the end: two readers that differ are an attack, or a fault, and neither goes on.
 */
import { type KeyObject, X509Certificate } from 'node:crypto'
import { fail, ok, type Result } from '#base'
import { type Refusal, refusal } from '../refusal.ts'
import { attributeOf, childNamed, isSameElement, trimmedTextOf, without } from '../xml/element.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { type Asking, askNodeSaml } from './ask-node-saml.ts'
import { type AnswerShape, checkAnswer } from './check-shape.ts'
import { checkSignature, signatureOf } from './check-signature.ts'
import { type Algorithms, ASSERTION, believed, PROTOCOL, SUCCESS, XMLDSIG } from './names.ts'
import { openAnswer } from './open-answer.ts'
import { type Message, parseText } from './parse-message.ts'

/** Whose signature must be there. Both are verified whenever both are there. */
export type Signed = 'either' | 'assertion' | 'response' | 'both'

export type Verifying = {
  /** Base64 of DER, as metadata has them: any of them may have signed. */
  readonly certificates: readonly string[]
  readonly signed: Signed
  readonly algorithms: Algorithms
  /** Ours, newest first. */
  readonly keys: readonly KeyObject[]
}

export type VerifiedAnswer = {
  /** From signed bytes. */
  readonly assertion: XmlElement
  /** Of the message round it, which may not be signed: it can only be a reason to refuse. */
  readonly envelope: Envelope
}

export type Envelope = {
  readonly issuer: string | null
  readonly destination: string | null
  readonly inResponseTo: string | null
}

export const toEnvelope = (root: XmlElement): Envelope => {
  const issuer = childNamed(root, ASSERTION, 'Issuer')
  return {
    issuer: issuer && trimmedTextOf(issuer),
    destination: attributeOf(root, 'Destination'),
    inResponseTo: attributeOf(root, 'InResponseTo'),
  }
}

export async function verifyAnswer(
  message: Message,
  verifying: Verifying,
): Promise<Result<VerifiedAnswer, Refusal>> {
  const shape = checkAnswer(message.root)
  if (!shape.ok) return shape
  const status = checkStatus(message.root)
  if (status) return fail(status)
  const certificates = longEnough(verifying)
  if (certificates.length === 0)
    return fail(refusal('key-is-long-enough', 'the provider has no key that is long enough'))
  const verified = await verifyInClear(message, shape.value, { ...verifying, certificates })
  if (verified.ok || !shape.value.encrypted || shape.value.signature) return verified
  const { rule, detail } = verified.error
  if (rule.startsWith('encryption-')) return verified
  // Nobody sealed the cipher text: how far a changed one got would tell, in a few thousand tries, what the honest one says.
  return fail(refusal('assertion-can-be-decrypted', `${rule}: ${detail}`))
}

async function verifyInClear(
  message: Message,
  shape: AnswerShape,
  verifying: Verifying,
): Promise<Result<VerifiedAnswer, Refusal>> {
  const clear = await openAnswer(message, shape, verifying)
  if (!clear.ok) return clear
  const { assertion } = clear.value
  const signatures = checkSignatures(clear.value.root, shape.signature, assertion, verifying)
  if (!signatures.ok) return signatures
  const verified = await askNodeSaml(clear.value.text, verifying.certificates, {
    ...signatures.value,
    key: clear.value.key,
  })
  if (!verified.ok) return verified
  const read = parseText(verified.value)
  if (!read.ok) return read
  const [said, seen] = [read.value.root, assertion].map((each) => without(each, XMLDSIG, 'Signature'))
  if (!said || !seen || !isSameElement(said, seen))
    return fail(refusal('verified-words-are-those-sent', 'two readers of the message differ'))
  return ok({ assertion: said, envelope: toEnvelope(message.root) })
}

/** SAML Core §3.2.2.2. It need not be signed: it can only end the matter. */
function checkStatus(root: XmlElement): Refusal | null {
  const status = childNamed(root, PROTOCOL, 'Status')
  const code = status && childNamed(status, PROTOCOL, 'StatusCode')
  const value = code && attributeOf(code, 'Value')
  if (value === SUCCESS) return null
  const inner = code && childNamed(code, PROTOCOL, 'StatusCode')
  return refusal('provider-signed-the-reader-in', `${value} ${(inner && attributeOf(inner, 'Value')) ?? ''}`)
}

/** One that cannot be read is none. */
const longEnough = ({ certificates, algorithms }: Verifying): readonly string[] =>
  certificates.filter((certificate) => bitsOf(certificate) >= believed(algorithms).leastBits)

function bitsOf(certificate: string): number {
  try {
    const key = new X509Certificate(Buffer.from(certificate, 'base64')).publicKey
    return key.asymmetricKeyDetails?.modulusLength ?? 0
  } catch {
    return 0
  }
}

type Found = Pick<Asking, 'responseSigned' | 'assertionSigned'>

function checkSignatures(
  root: XmlElement,
  signature: XmlElement | null,
  assertion: XmlElement,
  { signed, algorithms }: Verifying,
): Result<Found, Refusal> {
  const inner = signatureOf(assertion)
  const found = { responseSigned: signature !== null, assertionSigned: inner !== null }
  const enough = {
    either: found.responseSigned || found.assertionSigned,
    assertion: found.assertionSigned,
    response: found.responseSigned,
    both: found.responseSigned && found.assertionSigned,
  }[signed]
  if (!enough) return fail(refusal('answer-is-signed', `wanted: ${signed}`))
  const fault =
    (signature && checkSignature(signature, root, believed(algorithms))) ??
    (inner && checkSignature(inner, assertion, believed(algorithms)))
  return fault ? fail(fault) : ok(found)
}

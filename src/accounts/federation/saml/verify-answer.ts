/**
 * From the bytes of a message to the one assertion in it that may be believed. Signatures are verified by node-saml, and what
 * is returned is read from the bytes that node-saml says were signed, never from the message. That those bytes say what the
 * message seemed to say is asked once more at the end: two readers that differ are an attack, or a fault, and neither goes on.
 */
import { type KeyObject, X509Certificate } from 'node:crypto'
import type { SamlConfig } from '@node-saml/node-saml'
import { fail, ok, type Result } from '#base'
import { type Refusal, refusal } from '../refusal.ts'
import { attributeOf, childNamed, isSameElement, trimmedTextOf, without } from '../xml/element.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { checkEncryption } from './check-encryption.ts'
import { type AnswerShape, checkAnswer } from './check-shape.ts'
import { checkSignature, signatureOf } from './check-signature.ts'
import { decryptAssertion } from './decrypt-assertion.ts'
import { type Algorithms, ASSERTION, believed, PROTOCOL, SUCCESS, XMLDSIG } from './names.ts'
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
  const clear = await inClear(message, shape, verifying)
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

type Clear = {
  /** What node-saml is to verify. */
  readonly text: string
  readonly root: XmlElement
  /** As the message shows it: what the verified bytes will have to say. */
  readonly assertion: XmlElement
  /** With which node-saml has to open it once more. */
  readonly key: KeyObject | null
}

/**
 * An encrypted assertion is put in its place in clear, and the whole is looked at as if it had come so. When the response is
 * signed, its signature is over the cipher text: then node-saml gets the message as it came, with the key.
 */
async function inClear(
  { text, root }: Message,
  { assertion, encrypted, signature }: AnswerShape,
  verifying: Verifying,
): Promise<Result<Clear, Refusal>> {
  if (assertion) return ok({ text, root, assertion, key: null })
  if (!encrypted) return fail(refusal('assertion-stands-alone', 'it holds no assertion'))
  const form = checkEncryption(encrypted, verifying.algorithms)
  if (!form.ok) return form
  if (signature) {
    // Whoever could change a cipher text and watch what becomes of it would learn what it says: the seal is looked at first.
    const fault = checkSignature(signature, root, believed(verifying.algorithms))
    if (fault) return fail(fault)
    const sealed = await checkSeal(text, verifying)
    if (sealed) return fail(sealed)
  }
  const opened = decryptAssertion(form.value, verifying.keys)
  if (!opened) return fail(refusal('assertion-can-be-decrypted', 'no key of ours opens it'))
  const clear = parseText(replaceEncrypted(text, encrypted, opened.text))
  if (!clear.ok) return clear
  const shape = checkAnswer(clear.value.root)
  if (!shape.ok) return shape
  if (!shape.value.assertion)
    return fail(refusal('assertion-stands-alone', 'what was encrypted is no assertion'))
  const open = { root: clear.value.root, assertion: shape.value.assertion }
  return ok(signature ? { ...open, text, key: opened.key } : { ...open, text: clear.value.text, key: null })
}

/** The message holds one, and neither comments nor sections in which its tags could stand as words. */
function replaceEncrypted(text: string, { prefix, name }: XmlElement, assertion: string): string {
  const tag = prefix === '' ? name : `${prefix}:${name}`
  const [start, end] = [text.search(new RegExp(`<${tag}[\\s>]`)), text.lastIndexOf(`</${tag}`)]
  return (
    text.slice(0, start) +
    assertion.replace(/^\s*<\?xml [^>]*\?>/, '') +
    text.slice(text.indexOf('>', end) + 1)
  )
}

/** node-saml looks at the response's signature before it decrypts, and wants a key that fits. */
async function checkSeal(text: string, { certificates, keys }: Verifying): Promise<Refusal | null> {
  let fault = refusal('assertion-can-be-decrypted', 'we have no key')
  for (const key of keys) {
    const sealed = await askNodeSaml(text, certificates, {
      responseSigned: true,
      assertionSigned: false,
      key,
    })
    if (sealed.ok) return null
    fault = sealed.error
    if (fault.rule !== 'assertion-can-be-decrypted') return fault
  }
  return fault
}

type Found = { readonly responseSigned: boolean; readonly assertionSigned: boolean }

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

/** Answers with the assertion as XML, out of the bytes that were signed. */
async function askNodeSaml(
  text: string,
  certificates: readonly string[],
  { responseSigned, assertionSigned, key }: Found & { readonly key: KeyObject | null },
): Promise<Result<string, Refusal>> {
  const { SAML, ValidateInResponseTo } = await import('@node-saml/node-saml')
  const config: SamlConfig = {
    callbackUrl: 'https://unused.invalid/',
    issuer: 'unused',
    idpCert: [...certificates],
    wantAuthnResponseSigned: responseSigned,
    wantAssertionsSigned: assertionSigned,
    // Audience, times and InResponseTo are decided by `decide-sign-in.ts`, which needs all of them and takes the time as a value.
    audience: false,
    acceptedClockSkewMs: -1,
    validateInResponseTo: ValidateInResponseTo.never,
    ...(key ? { decryptionPvk: key.export({ type: 'pkcs8', format: 'pem' }) } : {}),
  }
  try {
    const { profile } = await new SAML(config).validatePostResponseAsync({
      SAMLResponse: Buffer.from(text, 'utf8').toString('base64'),
    })
    const assertion = profile?.getAssertionXml?.()
    return assertion === undefined
      ? fail(refusal('signature-holds', 'node-saml found no assertion'))
      : ok(assertion)
  } catch (error) {
    return fail(toRefusal(error))
  }
}

/** node-saml says in its messages alone what was wrong. */
function toRefusal(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('ERR_OSSL') || message.includes('unable to authenticate'))
    return refusal('assertion-can-be-decrypted', message)
  // It reads times only of what was signed.
  if (message.startsWith('Error parsing')) return refusal('assertion-is-in-time', message)
  return refusal('signature-holds', message)
}

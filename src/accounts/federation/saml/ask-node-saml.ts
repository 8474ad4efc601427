/** The one place where node-saml verifies. */
import type { KeyObject } from 'node:crypto'
import type { SamlConfig } from '@node-saml/node-saml'
import { fail, ok, type Result } from '#base'
import { type Refusal, refusal } from '../refusal.ts'

export type Asking = {
  /** Whose signatures the message has, and so must hold. */
  readonly responseSigned: boolean
  readonly assertionSigned: boolean
  /** With which an encrypted assertion is opened; null: it is in clear. */
  readonly key: KeyObject | null
}

/** Answers with the assertion as XML, out of the bytes that were signed. */
export async function askNodeSaml(
  text: string,
  certificates: readonly string[],
  { responseSigned, assertionSigned, key }: Asking,
): Promise<Result<string, Refusal>> {
  // Most visitors never sign in this way: the library is read when the first one does.
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

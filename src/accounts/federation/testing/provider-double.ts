/**
 * An identity provider for tests: it makes keys, describes itself, and answers as a real one does, or as it is told to. It signs
 * with our own canonicalizer and is verified by node-saml's, so that each proves the other.
 */
import {
  constants,
  createCipheriv,
  generateKeyPairSync,
  type KeyObject,
  publicEncrypt,
  randomBytes,
  X509Certificate,
} from 'node:crypto'
import { ATTRIBUTE } from '../attribute-rules.ts'
import { makeCertificate } from '../keys/make-certificate.ts'
import type { SamlProvider } from '../metadata/identity-provider.ts'
import { signXml } from '../xml/sign-xml.ts'

export type Whose = 'assertion' | 'response' | 'both' | 'nobody'

export type AnswerOptions = {
  /** Id of the request; null: nobody asked. */
  readonly request: string | null
  readonly address: string
  readonly audience: string
  readonly now: Date
  readonly signed?: Whose
  readonly issuer?: string
  readonly assertionIssuer?: string
  readonly destination?: string
  readonly recipient?: string
  readonly inResponseTo?: string | null
  readonly confirmedInResponseTo?: string | null
  readonly method?: string
  readonly notBefore?: Date
  readonly notOnOrAfter?: Date
  readonly confirmedUntil?: Date | null
  readonly signedInAt?: Date
  readonly sessionUntil?: Date
  readonly attributes?: Readonly<Record<string, readonly string[]>>
  readonly nameId?: string
  readonly nameIdFormat?: string
  readonly forWhom?: string
  readonly status?: string
  readonly assertionId?: string
  readonly responseId?: string
  /** Instead of conditions, subject or statements as they are usual. */
  readonly conditions?: string
  readonly statement?: string
  /** Inside the assertion, at its end, before it is signed. */
  readonly extra?: string
  /** To whom, as base64 of DER. */
  readonly encryptedTo?: string
  readonly cipher?: Cipher
  readonly key?: KeyObject
}

export type Cipher = 'aes128-gcm' | 'aes256-gcm' | 'aes128-cbc' | 'aes256-cbc'

export type ProviderDouble = {
  readonly entityId: string
  readonly key: KeyObject
  readonly certificate: string
  readonly provider: SamlProvider
  answer(options: AnswerOptions): string
  assertion(options: AnswerOptions): string
}

export const AFFILIATED = { [ATTRIBUTE.scopedAffiliation[0]]: ['student@uni.example', 'member@uni.example'] }

export function makeProviderDouble(entityId = 'https://idp.uni.example/saml', bits = 2048): ProviderDouble {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  const year = 365 * 86_400_000
  const certificate = makeCertificate(
    privateKey,
    'Test',
    new Date(Date.now() - year),
    new Date(Date.now() + year),
  )
  const base64 = certificate.toString('base64')
  const double = { entityId, key: privateKey, certificate: base64 }
  return {
    ...double,
    provider: describe(entityId, base64),
    assertion: (options) => buildAssertion(double, options),
    answer: (options) => buildAnswer(double, options),
  }
}

export const toField = (xml: string): string => Buffer.from(xml, 'utf8').toString('base64')

const describe = (entityId: string, certificate: string): SamlProvider => ({
  protocol: 'saml',
  entityId,
  names: { en: 'University of Example', fr: 'Université d’Exemple' },
  keywords: ['example'],
  logos: [],
  informationUrl: null,
  privacyUrl: null,
  scopes: [{ domain: 'uni.example', below: 'none' }],
  categories: [],
  registeredBy: null,
  hidden: false,
  redirectUrl: `${entityId}/sso?tenant=1`,
  postUrl: null,
  certificates: [certificate],
  wantsSignedRequests: false,
  validUntil: null,
})

type Double = Pick<ProviderDouble, 'entityId' | 'key' | 'certificate'>

const NS =
  'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'

function buildAnswer(double: Double, options: AnswerOptions): string {
  const { signed = 'assertion', request, address, now } = options
  const assertion = buildAssertion(double, options)
  const inside = options.encryptedTo ? encrypt(assertion, options.encryptedTo, options.cipher) : assertion
  const answered = options.inResponseTo === undefined ? request : options.inResponseTo
  const response =
    `<samlp:Response ${NS} ID="${options.responseId ?? id()}" Version="2.0" IssueInstant="${now.toISOString()}" ` +
    `Destination="${options.destination ?? address}"${answered === null ? '' : ` InResponseTo="${answered}"`}>` +
    `<saml:Issuer>${options.issuer ?? double.entityId}</saml:Issuer>` +
    `<samlp:Status><samlp:StatusCode Value="${options.status ?? 'urn:oasis:names:tc:SAML:2.0:status:Success'}"/></samlp:Status>` +
    `${inside}</samlp:Response>`
  return signed === 'response' || signed === 'both'
    ? signXml(response, options.key ?? double.key, double.certificate)
    : response
}

function buildAssertion(double: Double, options: AnswerOptions): string {
  const { signed = 'assertion', request, address, audience, now } = options
  const answered = options.confirmedInResponseTo === undefined ? request : options.confirmedInResponseTo
  const until = options.confirmedUntil === undefined ? after(now, 5) : options.confirmedUntil
  const assertion =
    `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xs="http://www.w3.org/2001/XMLSchema" ` +
    `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ID="${options.assertionId ?? id()}" Version="2.0" IssueInstant="${now.toISOString()}">` +
    `<saml:Issuer>${options.assertionIssuer ?? options.issuer ?? double.entityId}</saml:Issuer>` +
    `<saml:Subject><saml:NameID Format="${options.nameIdFormat ?? 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'}"` +
    `${options.forWhom === undefined ? '' : ` SPNameQualifier="${options.forWhom}"`}>${options.nameId ?? 'reader-1'}</saml:NameID>` +
    `<saml:SubjectConfirmation Method="${options.method ?? 'urn:oasis:names:tc:SAML:2.0:cm:bearer'}"><saml:SubjectConfirmationData` +
    `${answered === null ? '' : ` InResponseTo="${answered}"`}${until === null ? '' : ` NotOnOrAfter="${until.toISOString()}"`}` +
    ` Recipient="${options.recipient ?? address}"/></saml:SubjectConfirmation></saml:Subject>` +
    (options.conditions ??
      `<saml:Conditions NotBefore="${(options.notBefore ?? after(now, -1)).toISOString()}" NotOnOrAfter="${(options.notOnOrAfter ?? after(now, 5)).toISOString()}">` +
        `<saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`) +
    (options.statement ??
      `<saml:AuthnStatement AuthnInstant="${(options.signedInAt ?? now).toISOString()}" SessionNotOnOrAfter="${(options.sessionUntil ?? after(now, 480)).toISOString()}" SessionIndex="s1">` +
        `<saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`) +
    `<saml:AttributeStatement>${Object.entries(options.attributes ?? AFFILIATED)
      .map(attribute)
      .join('')}</saml:AttributeStatement>` +
    `${options.extra ?? ''}</saml:Assertion>`
  return signed === 'assertion' || signed === 'both'
    ? signXml(assertion, options.key ?? double.key, double.certificate)
    : assertion
}

const attribute = ([name, values]: readonly [string, readonly string[]]): string =>
  `<saml:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">` +
  `${values.map((value) => `<saml:AttributeValue xsi:type="xs:string">${value}</saml:AttributeValue>`).join('')}</saml:Attribute>`

const after = (date: Date, minutes: number): Date => new Date(date.getTime() + minutes * 60_000)

const id = (): string => `_${randomBytes(16).toString('hex')}`

/** As XML Encryption 1.1 has it: a new secret, handed over by RSA-OAEP. */
export function encrypt(xml: string, certificate: string, cipher: Cipher = 'aes128-gcm'): string {
  const bits = cipher.startsWith('aes128') ? 128 : 256
  const secret = randomBytes(bits / 8)
  const key = publicEncrypt(
    {
      key: new X509Certificate(Buffer.from(certificate, 'base64')).publicKey,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha1',
    },
    secret,
  ).toString('base64')
  const uri = cipher.endsWith('gcm')
    ? `http://www.w3.org/2009/xmlenc11#${cipher}`
    : `http://www.w3.org/2001/04/xmlenc#${cipher}`
  return (
    '<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">' +
    '<xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element">' +
    `<xenc:EncryptionMethod Algorithm="${uri}"/>` +
    '<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey>' +
    '<xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"/>' +
    `<xenc:CipherData><xenc:CipherValue>${key}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo>` +
    `<xenc:CipherData><xenc:CipherValue>${encipher(xml, secret, cipher, bits)}</xenc:CipherValue></xenc:CipherData>` +
    '</xenc:EncryptedData></saml:EncryptedAssertion>'
  )
}

function encipher(xml: string, secret: Buffer, cipher: Cipher, bits: 128 | 256): string {
  if (cipher.endsWith('gcm')) {
    const nonce = randomBytes(12)
    const closing = createCipheriv(bits === 128 ? 'aes-128-gcm' : 'aes-256-gcm', secret, nonce)
    const sealed = Buffer.concat([closing.update(xml, 'utf8'), closing.final()])
    return Buffer.concat([nonce, sealed, closing.getAuthTag()]).toString('base64')
  }
  const nonce = randomBytes(16)
  const closing = createCipheriv(bits === 128 ? 'aes-128-cbc' : 'aes-256-cbc', secret, nonce)
  return Buffer.concat([nonce, closing.update(xml, 'utf8'), closing.final()]).toString('base64')
}

/** What federations and institutions are told of us: SAML Metadata §2.4.4, mdui, and the attributes that we would like. */
import { html, type Part } from '#web'
import { ATTRIBUTE } from '../attribute-rules.ts'
import { METADATA, POST_BINDING, PROTOCOL, XMLDSIG } from './names.ts'

export type ServiceDescription = {
  readonly entityId: string
  /** Where answers may come in: one for each host of this site, the main one first. */
  readonly addresses: readonly string[]
  /** Base64 of DER, the one that signs first. Two while keys are being changed. */
  readonly certificates: readonly string[]
  /** By language. */
  readonly names: Readonly<Record<string, string>>
  readonly description: Readonly<Record<string, string>>
  readonly homeUrl: string
  readonly privacyUrl: string
  readonly logo: { readonly url: string; readonly width: number; readonly height: number } | null
  /** Who is written to when something does not work. */
  readonly contact: string | null
  /** For the signature; null: it will not be signed. */
  readonly id: string | null
  readonly validUntil: Date | null
}

/** In the order of the schema, which some federations check. */
export const buildServiceMetadata = (service: ServiceDescription): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${
    html`<md:EntityDescriptor xmlns:md="${METADATA}" xmlns:ds="${XMLDSIG}" xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui" xmlns:alg="urn:oasis:names:tc:SAML:metadata:algsupport" entityID="${service.entityId}"${service.id !== null && html` ID="${service.id}"`}${service.validUntil !== null && html` validUntil="${service.validUntil.toISOString()}"`}>
<md:Extensions>
<alg:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
<alg:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha512"/>
<alg:SigningMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
<alg:SigningMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"/>
</md:Extensions>
<md:SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" protocolSupportEnumeration="${PROTOCOL}">
<md:Extensions>
<mdui:UIInfo>
${inLanguages('mdui:DisplayName', service.names)}${inLanguages('mdui:Description', service.description)}${service.logo && html`<mdui:Logo width="${service.logo.width}" height="${service.logo.height}">${service.logo.url}</mdui:Logo>\n`}<mdui:InformationURL xml:lang="en">${service.homeUrl}</mdui:InformationURL>
<mdui:PrivacyStatementURL xml:lang="en">${service.privacyUrl}</mdui:PrivacyStatementURL>
</mdui:UIInfo>
</md:Extensions>
${service.certificates.map((certificate) => keyDescriptor('signing', certificate, null))}${service.certificates.map((certificate) => keyDescriptor('encryption', certificate, CIPHERS))}<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>
<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>
${service.addresses.map((address, at) => html`<md:AssertionConsumerService index="${at}"${at === 0 && html` isDefault="true"`} Binding="${POST_BINDING}" Location="${address}"/>\n`)}<md:AttributeConsumingService index="0" isDefault="true">
${inLanguages('md:ServiceName', service.names)}${REQUESTED.map(([name, friendly, required]) => html`<md:RequestedAttribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri" FriendlyName="${friendly}" isRequired="${required ? 'true' : 'false'}"/>\n`)}</md:AttributeConsumingService>
</md:SPSSODescriptor>
<md:Organization>
${inLanguages('md:OrganizationName', service.names)}${inLanguages('md:OrganizationDisplayName', service.names)}<md:OrganizationURL xml:lang="en">${service.homeUrl}</md:OrganizationURL>
</md:Organization>
${service.contact !== null && html`<md:ContactPerson contactType="support"><md:EmailAddress>mailto:${service.contact}</md:EmailAddress></md:ContactPerson>\n<md:ContactPerson contactType="technical"><md:EmailAddress>mailto:${service.contact}</md:EmailAddress></md:ContactPerson>\n`}</md:EntityDescriptor>
`.text
  }`

const REQUESTED = [
  [ATTRIBUTE.scopedAffiliation[0], 'eduPersonScopedAffiliation', true],
  [ATTRIBUTE.entitlement[0], 'eduPersonEntitlement', false],
  [ATTRIBUTE.pairwiseId[0], 'pairwise-id', false],
] as const

/** What we can open, best first: a provider takes the first that it knows (SAML Metadata §2.4.1.1). */
const CIPHERS = [
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
]

const keyDescriptor = (use: string, certificate: string, methods: readonly string[] | null): Part =>
  html`<md:KeyDescriptor use="${use}"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>${methods?.map((method) => html`<md:EncryptionMethod Algorithm="${method}"/>`)}</md:KeyDescriptor>\n`

const inLanguages = (element: string, texts: Readonly<Record<string, string>>): Part =>
  Object.entries(texts).map(
    ([language, text]) => html`<${element} xml:lang="${language}">${text}</${element}>\n`,
  )

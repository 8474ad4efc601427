/** An entity of metadata as an identity provider; null for all others. Names of elements after SAML Metadata §2.4, mdui 1.0 and Shibboleth's extensions. */

import { ASSERTION, METADATA, POST_BINDING, PROTOCOL, REDIRECT_BINDING, XMLDSIG } from '../saml/names.ts'
import {
  attributeOf,
  childNamed,
  childrenNamed,
  elementsOf,
  is,
  trimmedTextOf,
  walk,
} from '../xml/element.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import type { InLanguages, Logo, SamlProvider, ScopeName } from './identity-provider.ts'
import { parseScope } from './parse-scope.ts'

const MDUI = 'urn:oasis:names:tc:SAML:metadata:ui'
const MDRPI = 'urn:oasis:names:tc:SAML:metadata:rpi'
const MDATTR = 'urn:oasis:names:tc:SAML:metadata:attribute'
const SHIBMD = 'urn:mace:shibboleth:metadata:1.0'
const XML = 'http://www.w3.org/XML/1998/namespace'
const CATEGORY = 'http://macedir.org/entity-category'
const HIDDEN = 'http://refeds.org/category/hide-from-discovery'

export function toProvider(entity: XmlElement): SamlProvider | null {
  const entityId = attributeOf(entity, 'entityID')?.trim() ?? ''
  const role = childrenNamed(entity, METADATA, 'IDPSSODescriptor').find((each) =>
    (attributeOf(each, 'protocolSupportEnumeration') ?? '').split(/\s+/).includes(PROTOCOL),
  )
  // SAML Core §8.3.6: a name is no longer than 1,024 letters.
  if (!role || entityId === '' || entityId.length > 1024) return null
  const ui = inExtensions(role, MDUI, 'UIInfo')
  const categories = categoriesOf(entity)
  const names = { ...organizationNames(entity), ...(ui ? inLanguages(ui, MDUI, 'DisplayName') : {}) }
  return {
    protocol: 'saml',
    entityId,
    names,
    keywords: ui ? keywordsOf(ui) : [],
    logos: ui
      ? childrenNamed(ui, MDUI, 'Logo')
          .map(toLogo)
          .filter((logo) => logo !== null)
      : [],
    informationUrl: ui && webAddress(firstText(ui, MDUI, 'InformationURL')),
    privacyUrl: ui && webAddress(firstText(ui, MDUI, 'PrivacyStatementURL')),
    scopes: [...scopesOf(entity), ...scopesOf(role)],
    categories,
    registeredBy: registrarOf(entity),
    hidden: categories.includes(HIDDEN),
    redirectUrl: serviceOf(role, REDIRECT_BINDING),
    postUrl: serviceOf(role, POST_BINDING),
    certificates: certificatesOf(role),
    wantsSignedRequests: /^(true|1)$/.test(attributeOf(role, 'WantAuthnRequestsSigned') ?? ''),
    validUntil: earliest(attributeOf(entity, 'validUntil'), attributeOf(role, 'validUntil')),
  }
}

export const earliest = (...dates: readonly (string | null)[]): string | null =>
  dates
    .filter((date) => date !== null)
    .toSorted((a, b) => Date.parse(a) - Date.parse(b))
    .at(0) ?? null

const inExtensions = (parent: XmlElement, namespace: string, name: string): XmlElement | null => {
  const extensions = childNamed(parent, METADATA, 'Extensions')
  return extensions && childNamed(extensions, namespace, name)
}

const languageOf = ({ attributes }: XmlElement): string =>
  attributes.find(({ name, namespace }) => name === 'lang' && namespace === XML)?.value.toLowerCase() ?? 'en'

const inLanguages = (parent: XmlElement, namespace: string, name: string): InLanguages =>
  Object.fromEntries(
    childrenNamed(parent, namespace, name)
      .map((each) => [languageOf(each), trimmedTextOf(each).replace(/\s+/g, ' ').slice(0, 300)] as const)
      .filter(([, text]) => text !== ''),
  )

function organizationNames(entity: XmlElement): InLanguages {
  const organization = childNamed(entity, METADATA, 'Organization')
  return organization ? inLanguages(organization, METADATA, 'OrganizationDisplayName') : {}
}

/** Words are parted by spaces, and a plus sign stands for a space within one (mdui §2.1.3). */
const keywordsOf = (ui: XmlElement): readonly string[] => [
  ...new Set(
    childrenNamed(ui, MDUI, 'Keywords')
      .flatMap((each) => trimmedTextOf(each).split(/\s+/))
      .map((word) => word.replaceAll('+', ' ').trim())
      .filter((word) => word !== '' && word.length <= 100)
      .slice(0, 50),
  ),
]

function toLogo(logo: XmlElement): Logo | null {
  const url = webAddress(trimmedTextOf(logo))
  const [width, height] = ['width', 'height'].map((side) => Number(attributeOf(logo, side)))
  return url && width && height && width < 10_000 && height < 10_000 ? { url, width, height } : null
}

const firstText = (parent: XmlElement, namespace: string, name: string): string => {
  const [first] = childrenNamed(parent, namespace, name)
  return first ? trimmedTextOf(first) : ''
}

const webAddress = (text: string): string | null =>
  text.length <= 2_000 && /^https:\/\//i.test(text) && URL.canParse(text) ? text : null

function scopesOf(parent: XmlElement): readonly ScopeName[] {
  const extensions = childNamed(parent, METADATA, 'Extensions')
  if (!extensions) return []
  return childrenNamed(extensions, SHIBMD, 'Scope')
    .map((scope) => parseScope(trimmedTextOf(scope), /^(true|1)$/.test(attributeOf(scope, 'regexp') ?? '')))
    .filter((scope) => scope !== null)
}

function categoriesOf(entity: XmlElement): readonly string[] {
  const attributes = inExtensions(entity, MDATTR, 'EntityAttributes')
  if (!attributes) return []
  return childrenNamed(attributes, ASSERTION, 'Attribute')
    .filter((attribute) => attributeOf(attribute, 'Name') === CATEGORY)
    .flatMap((attribute) => childrenNamed(attribute, ASSERTION, 'AttributeValue').map(trimmedTextOf))
}

const registrarOf = (entity: XmlElement): string | null => {
  const information = inExtensions(entity, MDRPI, 'RegistrationInfo')
  return information && attributeOf(information, 'registrationAuthority')
}

function serviceOf(role: XmlElement, binding: string): string | null {
  const service = childrenNamed(role, METADATA, 'SingleSignOnService').find(
    (each) => attributeOf(each, 'Binding') === binding,
  )
  const address = service && attributeOf(service, 'Location')
  return address && /^https?:\/\//i.test(address) && URL.canParse(address) ? address : null
}

/** A key without a use is for everything (SAML Metadata §2.4.1.1). */
const certificatesOf = (role: XmlElement): readonly string[] => [
  ...new Set(
    elementsOf(role)
      .filter((each) => is(each, METADATA, 'KeyDescriptor') && attributeOf(each, 'use') !== 'encryption')
      .flatMap((each) => [...walk(each)])
      .filter(({ element }) => is(element, XMLDSIG, 'X509Certificate'))
      .map(({ element }) => trimmedTextOf(element).replace(/\s+/g, ''))
      .filter((text) => /^[A-Za-z0-9+/]+={0,2}$/.test(text)),
  ),
]

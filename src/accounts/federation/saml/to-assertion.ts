/** An assertion as a value, from a tree whose signature was verified. */
import { fail, ok, type Result } from '#base'
import { type Refusal, refusal } from '../refusal.ts'
import {
  attributeOf,
  childNamed,
  childrenNamed,
  elementsOf,
  is,
  textOf,
  trimmedTextOf,
} from '../xml/element.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { ASSERTION } from './names.ts'

export type Assertion = {
  readonly id: string
  readonly issuer: string | null
  readonly nameId: NameId | null
  readonly confirmations: readonly Confirmation[]
  readonly conditions: Conditions | null
  /** When the reader signed in, and when that ends. */
  readonly statements: readonly { readonly at: Date | null; readonly until: Date | null }[]
  readonly attributes: ReadonlyMap<string, readonly string[]>
}

export type NameId = {
  readonly value: string
  readonly format: string | null
  /** For whom the name was made, where that is said. */
  readonly forWhom: string | null
}

/** A date that is there and cannot be read is `invalid`: it is in nobody's time. */
export type Moment = Date | 'invalid' | null

export type Confirmation = {
  readonly method: string | null
  readonly recipient: string | null
  readonly inResponseTo: string | null
  readonly notBefore: Moment
  readonly notOnOrAfter: Moment
}

export type Conditions = {
  readonly notBefore: Moment
  readonly notOnOrAfter: Moment
  /** Each list must name us: SAML Core §2.5.1.4. */
  readonly audiences: readonly (readonly string[])[]
  /** Conditions that we do not know: SAML Core §2.5.1 lets nobody believe an assertion that has one. */
  readonly unknown: readonly string[]
}

export function toAssertion(element: XmlElement): Result<Assertion, Refusal> {
  const attributes = toAttributes(element)
  if (!attributes.ok) return attributes
  const [subject, conditions] = [
    childNamed(element, ASSERTION, 'Subject'),
    childNamed(element, ASSERTION, 'Conditions'),
  ]
  const issuer = childNamed(element, ASSERTION, 'Issuer')
  return ok({
    id: attributeOf(element, 'ID') ?? '',
    issuer: issuer && trimmedTextOf(issuer),
    nameId: subject && toNameId(subject),
    confirmations: subject
      ? childrenNamed(subject, ASSERTION, 'SubjectConfirmation').map(toConfirmation)
      : [],
    conditions: conditions && toConditions(conditions),
    statements: childrenNamed(element, ASSERTION, 'AuthnStatement').map((statement) => ({
      at: toDate(attributeOf(statement, 'AuthnInstant')),
      until: toDate(attributeOf(statement, 'SessionNotOnOrAfter')),
    })),
    attributes: attributes.value,
  })
}

const toNameId = (subject: XmlElement): NameId | null => {
  const name = childNamed(subject, ASSERTION, 'NameID')
  return (
    name && {
      value: trimmedTextOf(name),
      format: attributeOf(name, 'Format'),
      forWhom: attributeOf(name, 'SPNameQualifier'),
    }
  )
}

function toConfirmation(confirmation: XmlElement): Confirmation {
  const data = childNamed(confirmation, ASSERTION, 'SubjectConfirmationData')
  const said = (name: string) => data && attributeOf(data, name)
  return {
    method: attributeOf(confirmation, 'Method'),
    recipient: said('Recipient'),
    inResponseTo: said('InResponseTo'),
    notBefore: toMoment(said('NotBefore')),
    notOnOrAfter: toMoment(said('NotOnOrAfter')),
  }
}

const KNOWN_CONDITIONS = ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction']

const toConditions = (conditions: XmlElement): Conditions => ({
  notBefore: toMoment(attributeOf(conditions, 'NotBefore')),
  notOnOrAfter: toMoment(attributeOf(conditions, 'NotOnOrAfter')),
  audiences: childrenNamed(conditions, ASSERTION, 'AudienceRestriction').map((restriction) =>
    childrenNamed(restriction, ASSERTION, 'Audience').map(trimmedTextOf),
  ),
  unknown: elementsOf(conditions)
    .filter((one) => !KNOWN_CONDITIONS.some((name) => is(one, ASSERTION, name)))
    .map(({ name }) => name),
})

/** A name twice would let a later word stand beside, or for, an earlier one. */
function toAttributes(assertion: XmlElement): Result<ReadonlyMap<string, readonly string[]>, Refusal> {
  const attributes = new Map<string, readonly string[]>()
  for (const statement of childrenNamed(assertion, ASSERTION, 'AttributeStatement'))
    for (const attribute of childrenNamed(statement, ASSERTION, 'Attribute')) {
      const name = attributeOf(attribute, 'Name') ?? ''
      if (attributes.has(name)) return fail(refusal('attribute-is-named-once', name))
      attributes.set(
        name,
        childrenNamed(attribute, ASSERTION, 'AttributeValue').map((value) => textOf(value).trim()),
      )
    }
  return ok(attributes)
}

const toMoment = (text: string | null): Moment => (text === null ? null : (toDate(text) ?? 'invalid'))

/** xs:dateTime with a time zone, as SAML Core §1.3.3 wants; a longer fraction of a second is cut. */
function toDate(text: string | null): Date | null {
  if (text === null || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) return null
  const date = new Date(text.replace(/(\.\d{3})\d+/, '$1'))
  return Number.isNaN(date.getTime()) ? null : date
}

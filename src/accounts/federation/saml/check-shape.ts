/**
 * What an answer may look like at all. Wrapping attacks (XSW 1 to 8 and their children) need a second assertion, a second
 * signature, a signature elsewhere than where it belongs, two elements of one id, or names that are only almost SAML's: none
 * of them gets as far as a signature check.
 */
import { fail, ok, type Result } from '#base'
import { type Refusal, type Rule, refusal } from '../refusal.ts'
import { attributeOf, childrenNamed, elementsOf, is, walk } from '../xml/element.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { ASSERTION, PROTOCOL, XMLDSIG, XMLENC } from './names.ts'

export type AnswerShape = {
  /** Null: it is encrypted. */
  readonly assertion: XmlElement | null
  readonly encrypted: XmlElement | null
  readonly signature: XmlElement | null
}

const RESPONSE_CHILDREN: readonly (readonly [string, string])[] = [
  [ASSERTION, 'Issuer'],
  [XMLDSIG, 'Signature'],
  [PROTOCOL, 'Extensions'],
  [PROTOCOL, 'Status'],
  [ASSERTION, 'Assertion'],
  [ASSERTION, 'EncryptedAssertion'],
]

const ASSERTION_CHILDREN: readonly (readonly [string, string])[] = [
  [ASSERTION, 'Issuer'],
  [XMLDSIG, 'Signature'],
  [ASSERTION, 'Subject'],
  [ASSERTION, 'Conditions'],
  [ASSERTION, 'Advice'],
  [ASSERTION, 'AuthnStatement'],
  [ASSERTION, 'AuthzDecisionStatement'],
  [ASSERTION, 'AttributeStatement'],
]

/** Elements whose names alone decide what a library sees: they count wherever they stand, so they stand nowhere else. */
const HOMES: ReadonlyMap<string, string> = new Map([
  ...[
    'Assertion EncryptedAssertion EncryptedID EncryptedAttribute Issuer Subject NameID SubjectConfirmation',
    'SubjectConfirmationData Conditions AudienceRestriction Audience Advice AuthnStatement AttributeStatement',
    'Attribute AttributeValue',
  ]
    .join(' ')
    .split(' ')
    .map((name) => [name, ASSERTION] as const),
  ...'Response Status StatusCode Extensions'.split(' ').map((name) => [name, PROTOCOL] as const),
  ...'Signature SignedInfo SignatureValue SignatureMethod CanonicalizationMethod Reference Transforms Transform DigestValue'
    .split(' ')
    .map((name) => [name, XMLDSIG] as const),
  ...'EncryptedData EncryptedKey CipherData CipherValue EncryptionMethod'
    .split(' ')
    .map((name) => [name, XMLENC] as const),
])

/** Of the whole answer, before anything in it is verified. */
export function checkAnswer(root: XmlElement): Result<AnswerShape, Refusal> {
  if (!is(root, PROTOCOL, 'Response'))
    return no('message-is-a-response', `it is a ${root.name} of ${root.namespace}`)
  const fault = checkElements(root) ?? checkChildren(root, RESPONSE_CHILDREN)
  if (fault) return fail(fault)
  const assertions = childrenNamed(root, ASSERTION, 'Assertion')
  const encrypted = childrenNamed(root, ASSERTION, 'EncryptedAssertion')
  if (assertions.length + encrypted.length > 1)
    return no('assertion-stands-alone', `it holds ${assertions.length + encrypted.length} assertions`)
  if (childrenNamed(root, PROTOCOL, 'Status').length !== 1)
    return no('message-has-the-shape-of-an-answer', 'it has not one Status')
  const [assertion = null] = assertions
  const inside = assertion && checkChildren(assertion, ASSERTION_CHILDREN)
  if (inside) return fail(inside)
  const [signature = null] = childrenNamed(root, XMLDSIG, 'Signature')
  return ok({ assertion, encrypted: encrypted[0] ?? null, signature })
}

function checkElements(root: XmlElement): Refusal | null {
  for (const { element, parents } of walk(root)) {
    const home = HOMES.get(element.name)
    if (home !== undefined && home !== element.namespace)
      return refusal(
        'names-are-in-their-namespace',
        `${element.name} of ${element.namespace || 'no namespace'}`,
      )
    const misplaced = checkPlace(element, parents) ?? checkOwnId(element)
    if (misplaced) return misplaced
  }
  return checkIds(idsOf(root))
}

/** A response is the root, an assertion its child or its advice, a signature the child of either. */
function checkPlace(element: XmlElement, parents: readonly XmlElement[]): Refusal | null {
  const [parent, grandparent] = [parents.at(-1), parents.at(-2)]
  const at = `${element.name} in ${parent?.name ?? 'nothing'}`
  if (is(element, PROTOCOL, 'Response') && parent) return refusal('message-has-the-shape-of-an-answer', at)
  if (/^(Encrypted)?Assertion$/.test(element.name) && parent)
    return is(parent, PROTOCOL, 'Response') || is(parent, ASSERTION, 'Advice')
      ? null
      : refusal('assertion-stands-alone', at)
  if (is(element, ASSERTION, 'Advice') && grandparent && !is(grandparent, PROTOCOL, 'Response'))
    return refusal('message-has-the-shape-of-an-answer', 'Advice in Advice')
  if (is(element, XMLDSIG, 'Signature'))
    return parent && (is(parent, PROTOCOL, 'Response') || is(parent, ASSERTION, 'Assertion'))
      ? null
      : refusal('signature-is-of-its-parent', at)
  return null
}

/** `samlp:ID`, `xml:id` and their like are ids to some readers and nothing to others. */
function checkOwnId({ name, attributes }: XmlElement): Refusal | null {
  const odd = attributes.find((one) => one.name.toLowerCase() === 'id' && one.namespace !== '')
  const several = attributes.filter((one) => one.name.toLowerCase() === 'id').length > 1
  return odd || several ? refusal('ids-are-unique', `${name} has an id of another kind`) : null
}

const idsOf = (root: XmlElement): readonly string[] =>
  [...walk(root)].flatMap(({ element }) =>
    element.attributes.filter(({ name }) => name.toLowerCase() === 'id').map(({ value }) => value),
  )

function checkIds(ids: readonly string[]): Refusal | null {
  const odd = ids.find((id) => !/^[A-Za-z_][\w.:-]{0,255}$/.test(id))
  if (odd !== undefined) return refusal('ids-are-unique', `“${odd}” is no id`)
  return new Set(ids).size === ids.length ? null : refusal('ids-are-unique', 'one id stands on two elements')
}

function checkChildren(parent: XmlElement, allowed: readonly (readonly [string, string])[]): Refusal | null {
  const rule: Rule = 'message-has-the-shape-of-an-answer'
  if (attributeOf(parent, 'Version') !== '2.0') return refusal(rule, `${parent.name} is not of version 2.0`)
  if (attributeOf(parent, 'ID') === null) return refusal(rule, `${parent.name} has no ID`)
  if (parent.children.some((child) => typeof child === 'string' && child.trim() !== ''))
    return refusal(rule, `${parent.name} holds bare words`)
  for (const child of elementsOf(parent))
    if (!allowed.some(([namespace, name]) => is(child, namespace, name)))
      return refusal(rule, `${child.name} in ${parent.name}`)
  for (const [namespace, name] of SINGLE)
    if (childrenNamed(parent, namespace, name).length > 1)
      return refusal(
        name === 'Signature' ? 'signature-is-of-its-parent' : rule,
        `${parent.name} has more than one ${name}`,
      )
  return null
}

const SINGLE: readonly (readonly [string, string])[] = [
  [ASSERTION, 'Issuer'],
  [XMLDSIG, 'Signature'],
  [ASSERTION, 'Subject'],
  [ASSERTION, 'Conditions'],
  [ASSERTION, 'Advice'],
  [PROTOCOL, 'Status'],
]

const no = (rule: Rule, detail: string) => fail(refusal(rule, detail))

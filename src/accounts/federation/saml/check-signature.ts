/**
 * The form of a signature, checked before its mathematics: it signs the element it stands in, whole, with algorithms that are
 * believed, and holds nothing besides. XML Signature allows far more; SAML allows this (SAML Core §5.4).
 */

import { type Refusal, type Rule, refusal } from '../refusal.ts'
import { attributeOf, childrenNamed, elementsOf, is, trimmedTextOf, walk } from '../xml/element.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { ENVELOPED, EXCLUSIVE_C14N, XMLDSIG } from './names.ts'

export type AllowedAlgorithms = {
  readonly signatures: readonly string[]
  readonly digests: readonly string[]
}

/** What each part holds, in order. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  Signature: ['SignedInfo', 'SignatureValue', 'KeyInfo?'],
  SignedInfo: ['CanonicalizationMethod', 'SignatureMethod', 'Reference'],
  Reference: ['Transforms', 'DigestMethod', 'DigestValue'],
}

/** Null: its form is right. `parent` is the element that it stands in. */
export function checkSignature(
  signature: XmlElement,
  parent: XmlElement,
  allowed: AllowedAlgorithms,
): Refusal | null {
  const shape = checkParts(signature)
  if (shape) return shape
  const [info, value, keyInfo] = elementsOf(signature)
  const [canonicalization, method, reference] = elementsOf(info ?? signature)
  const [transforms, digest, digestValue] = elementsOf(reference ?? signature)
  if (!value || !canonicalization || !method || !reference || !transforms || !digest || !digestValue)
    return shaped('it is not whole')
  return (
    checkReference(reference, parent) ??
    checkCanonicalization(canonicalization) ??
    checkTransforms(transforms) ??
    checkAlgorithm(method, allowed.signatures) ??
    checkAlgorithm(digest, allowed.digests) ??
    checkBase64(value) ??
    checkBase64(digestValue) ??
    checkKeyInfo(keyInfo)
  )
}

function checkParts(part: XmlElement): Refusal | null {
  const wanted = PARTS[part.name] ?? []
  const found = elementsOf(part)
  const least = wanted.filter((name) => !name.endsWith('?')).length
  const asWanted =
    found.length >= least &&
    found.length <= wanted.length &&
    found.every((child, at) => is(child, XMLDSIG, wanted[at]?.replace('?', '') ?? ''))
  if (!asWanted) return shaped(`${part.name} holds ${found.map(({ name }) => name).join(', ')}`)
  if (part.children.some((child) => typeof child === 'string' && child.trim() !== ''))
    return shaped(`${part.name} holds bare words`)
  for (const child of found) {
    const below = PARTS[child.name] ? checkParts(child) : null
    if (below) return below
  }
  return null
}

function checkReference(reference: XmlElement, parent: XmlElement): Refusal | null {
  const uri = attributeOf(reference, 'URI')
  const id = attributeOf(parent, 'ID')
  return uri !== null && id !== null && uri === `#${id}`
    ? null
    : refusal('signature-is-of-its-parent', `it signs “${uri}” and stands in “${id}”`)
}

function checkCanonicalization(method: XmlElement): Refusal | null {
  const algorithm = attributeOf(method, 'Algorithm')
  if (algorithm !== EXCLUSIVE_C14N) return refusal('signature-algorithm-is-believed', `${algorithm}`)
  return checkInclusive(method)
}

function checkTransforms(transforms: XmlElement): Refusal | null {
  const list = elementsOf(transforms)
  if (list.some((transform) => !is(transform, XMLDSIG, 'Transform')))
    return shaped('Transforms hold something else')
  const algorithms = list.map((transform) => attributeOf(transform, 'Algorithm'))
  if (algorithms.length !== 2 || algorithms[0] !== ENVELOPED || algorithms[1] !== EXCLUSIVE_C14N)
    return refusal('signature-algorithm-is-believed', `transforms ${algorithms.join(', ')}`)
  const [enveloped, canonical] = list
  if (enveloped && elementsOf(enveloped).length > 0) return shaped('the enveloped transform holds something')
  return canonical ? checkInclusive(canonical) : null
}

/** Prefixes that are kept although nothing visible uses them: names, and nothing else. */
function checkInclusive(method: XmlElement): Refusal | null {
  const inside = elementsOf(method)
  if (inside.length === 0) return null
  const [list] = inside
  const known = inside.length === 1 && list && is(list, EXCLUSIVE_C14N, 'InclusiveNamespaces')
  const prefixes = (list && attributeOf(list, 'PrefixList')) ?? ''
  return known && elementsOf(list).length === 0 && /^[\w.# -]*$/.test(prefixes)
    ? null
    : shaped('a canonicalization holds something else than prefixes')
}

function checkAlgorithm(method: XmlElement, allowed: readonly string[]): Refusal | null {
  const algorithm = attributeOf(method, 'Algorithm')
  if (elementsOf(method).length > 0) return shaped(`${method.name} holds something`)
  return algorithm !== null && allowed.includes(algorithm)
    ? null
    : refusal('signature-algorithm-is-believed', `${algorithm}`)
}

const checkBase64 = (element: XmlElement): Refusal | null =>
  elementsOf(element).length === 0 && /^[A-Za-z0-9+/=\s]+$/.test(trimmedTextOf(element))
    ? null
    : shaped(`${element.name} is no base64`)

/** Which key signed is decided by what is known of the provider; what a message says of it is passed over. */
function checkKeyInfo(keyInfo: XmlElement | undefined): Refusal | null {
  if (keyInfo === undefined) return null
  for (const { element } of walk(keyInfo))
    if (NEVER_IN_KEY_INFO.has(element.name)) return shaped(`${element.name} in KeyInfo`)
  return null
}

const NEVER_IN_KEY_INFO = new Set([
  'Signature',
  'SignedInfo',
  'SignatureMethod',
  'SignatureValue',
  'CanonicalizationMethod',
  'Reference',
  'Transforms',
  'Transform',
  'DigestMethod',
  'DigestValue',
  'RetrievalMethod',
  'Object',
  'Manifest',
])

const shaped = (detail: string, rule: Rule = 'signature-has-its-shape') => refusal(rule, detail)

/** The one signature that stands in an element itself. */
export const signatureOf = (element: XmlElement): XmlElement | null =>
  childrenNamed(element, XMLDSIG, 'Signature')[0] ?? null

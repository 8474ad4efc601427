/**
 * The signature on a federation's metadata, checked while they go by: nothing is kept but what stands before it, and a digest.
 */
import { constants, createHash, type Hash, type KeyObject, verify, X509Certificate } from 'node:crypto'
import { checkSignature } from '../saml/check-signature.ts'
import { EXCLUSIVE_C14N, XMLDSIG } from '../saml/names.ts'
import { type Canonicalizer, canonicalize, type Scope } from '../xml/canonicalize.ts'
import { attributeOf, childNamed, trimmedTextOf } from '../xml/element.ts'
import { type Growing, growTree } from '../xml/grow-tree.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import type { XmlEvent } from '../xml/xml-events.ts'

/** Its message says why, in a sentence's words. */
export class Unbelieved extends Error {}

const ALLOWED = {
  signatures: [
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
    'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
    'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
    'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384',
    'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512',
  ],
  digests: [
    'http://www.w3.org/2001/04/xmlenc#sha256',
    'http://www.w3.org/2001/04/xmldsig-more#sha384',
    'http://www.w3.org/2001/04/xmlenc#sha512',
  ],
}

/** The enveloped signature of the root, which stands before everything that it signs (SAML Metadata §2.3.1). */
export class Seal {
  readonly #key: KeyObject
  #depth = 0
  #before: XmlEvent[] = []
  #signature: Growing | null = null
  #signedInfo: XmlEvent[] | null = null
  #scope: Scope = new Map()
  #digest: Hash | null = null
  #wanted = ''
  #canonical: Canonicalizer | null = null

  constructor(certificate: string) {
    this.#key = new X509Certificate(certificate).publicKey
  }

  take(event: XmlEvent): void {
    if (event.kind === 'open') this.#depth += 1
    if (this.#canonical) {
      if (isSignature(event) && this.#depth === 2) throw new Unbelieved('it has more than one signature')
      this.#canonical(event)
    } else if (this.#signature || (isSignature(event) && this.#depth === 2)) this.#takeSignature(event)
    else if (event.kind === 'open' && this.#depth > 1) throw new Unbelieved('it is not signed')
    else this.#before.push(event)
    if (event.kind === 'close') this.#depth -= 1
  }

  finish(): void {
    if (!this.#digest) throw new Unbelieved('it is not signed')
    if (this.#digest.digest('base64') !== this.#wanted)
      throw new Unbelieved('its signature does not hold: it was changed after it was signed')
  }

  #takeSignature(event: XmlEvent): void {
    if (!this.#signature && event.kind === 'open') this.#scope = new Map(event.tag.declared)
    this.#signature ??= growTree(2_000)
    if (event.kind === 'open' && event.tag.name === 'SignedInfo') this.#signedInfo ??= []
    if (this.#depth >= 3 && this.#signedInfo && !isEnded(this.#signedInfo)) this.#signedInfo.push(event)
    const signature = this.#signature.take(event)
    if (signature) this.#begin(signature)
  }

  /** The signature has been read and its key fits: from here on, everything is digested, what came before it first. */
  #begin(signature: XmlElement): void {
    const root = this.#before.find((event) => event.kind === 'open')
    if (!root) throw new Unbelieved('it is not signed')
    const parent = { ...root.tag, children: [] }
    const fault = checkSignature(signature, parent, ALLOWED)
    if (fault) throw new Unbelieved(`its signature is not of a kind that is believed: ${fault.detail}`)
    const info = part(signature, 'SignedInfo')
    const reference = part(info, 'Reference')
    const scope = new Map([...root.tag.declared, ...this.#scope])
    verifySignedInfo(signature, info, this.#signedInfo ?? [], scope, this.#key)
    this.#wanted = trimmedTextOf(part(reference, 'DigestValue')).replace(/\s+/g, '')
    const digest = createHash(hashOf(part(reference, 'DigestMethod')))
    this.#digest = digest
    const transforms = part(reference, 'Transforms')
    const [, canonical] = transforms.children.filter((child) => typeof child !== 'string')
    this.#canonical = canonicalize((text) => digest.update(text), prefixesOf(canonical))
    for (const event of this.#before) this.#canonical(event)
    this.#before = []
    this.#signature = null
  }
}

const isSignature = (event: XmlEvent): boolean =>
  event.kind === 'open' && event.tag.namespace === XMLDSIG && event.tag.name === 'Signature'

function isEnded(events: readonly XmlEvent[]): boolean {
  let depth = 0
  for (const { kind } of events) depth += kind === 'open' ? 1 : kind === 'close' ? -1 : 0
  return events.length > 0 && depth === 0
}

const part = (parent: XmlElement, name: string): XmlElement => {
  const found = childNamed(parent, XMLDSIG, name)
  if (!found) throw new Unbelieved('its signature is not whole')
  return found
}

const prefixesOf = (method: XmlElement | undefined): readonly string[] => {
  const list = method && childNamed(method, EXCLUSIVE_C14N, 'InclusiveNamespaces')
  const prefixes = (list && attributeOf(list, 'PrefixList')) ?? ''
  return prefixes
    .split(/\s+/)
    .filter((prefix) => prefix !== '')
    .map((prefix) => (prefix === '#default' ? '' : prefix))
}

const hashOf = (method: XmlElement): 'sha256' | 'sha384' | 'sha512' => {
  const [, bits] = /(256|384|512)/.exec(attributeOf(method, 'Algorithm')?.split('#')[1] ?? '') ?? []
  return bits === '384' ? 'sha384' : bits === '512' ? 'sha512' : 'sha256'
}

function verifySignedInfo(
  signature: XmlElement,
  info: XmlElement,
  events: readonly XmlEvent[],
  outside: Scope,
  key: KeyObject,
): void {
  let text = ''
  const write = canonicalize(
    (piece) => {
      text += piece
    },
    prefixesOf(part(info, 'CanonicalizationMethod')),
    outside,
  )
  for (const event of events) write(event)
  const method = part(info, 'SignatureMethod')
  const value = Buffer.from(trimmedTextOf(part(signature, 'SignatureValue')), 'base64')
  const how = attributeOf(method, 'Algorithm')?.includes('MGF1')
    ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : { key, dsaEncoding: 'ieee-p1363' as const }
  if (!verify(hashOf(method), Buffer.from(text, 'utf8'), how, value))
    throw new Unbelieved('it is not signed by the key that this federation is known by')
}

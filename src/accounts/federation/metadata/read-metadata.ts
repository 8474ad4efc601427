/**
 * Reads metadata of one provider or of a federation with thousands, in one pass and in little memory. The parser's events go to
 * two places at once: to whoever gathers providers, and to the digest of the federation's signature. What is gathered is
 * therefore what was signed, and it is handed out only after the signature has held.
 */
import { constants, createHash, type Hash, type KeyObject, verify, X509Certificate } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { fail, ok, type Result } from '#base'
import { checkSignature } from '../saml/check-signature.ts'
import { EXCLUSIVE_C14N, METADATA, XMLDSIG } from '../saml/names.ts'
import { type Canonicalizer, canonicalize, type Scope } from '../xml/canonicalize.ts'
import { attributeOf, childNamed, trimmedTextOf } from '../xml/element.ts'
import { type Growing, GrownTooLarge, growTree } from '../xml/grow-tree.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { type OpenedTag, readXmlEvents, type XmlEvent, XmlTrouble } from '../xml/xml-events.ts'
import type { SamlProvider } from './identity-provider.ts'
import { earliest, toProvider } from './to-provider.ts'

export type Metadata = {
  readonly providers: readonly SamlProvider[]
  /** Entities of every kind. */
  readonly entities: number
  readonly validUntil: Date | null
}

export type Reading = {
  /** Whose signature must be on it, in PEM; null: whoever handed it over is believed. */
  readonly certificate: string | null
  readonly now: Date
  /** A federation's word that never ends could be replayed for ever: how far off its end may be. Null: it need not have one. */
  readonly longestMs: number | null
}

/** In a sentence's words: "it is not signed". */
export type MetadataFault = string

class Unbelieved extends Error {}

/** Bytes read in one go: a few milliseconds. */
const TURN = 16_384

export async function readMetadata(
  chunks: AsyncIterable<Uint8Array>,
  reading: Reading,
): Promise<Result<Metadata, MetadataFault>> {
  try {
    const gathering = new Gathering(reading)
    const reader = readXmlEvents((event) => gathering.take(event))
    const decoder = new TextDecoder('utf-8', { fatal: true })
    for await (const chunk of chunks)
      for (let at = 0; at < chunk.length; at += TURN) {
        reader.write(decoder.decode(chunk.subarray(at, at + TURN), { stream: true }))
        // Whoever waits for a page comes in between.
        await setImmediate()
      }
    reader.write(decoder.decode())
    reader.close()
    return ok(gathering.finish())
  } catch (error) {
    if (error instanceof Unbelieved || error instanceof XmlTrouble) return fail(error.message)
    if (error instanceof GrownTooLarge) return fail('one of its entities is far too large')
    if (error instanceof TypeError) return fail('it is not UTF-8')
    // A body that grew too large or broke off on its way here.
    if (error instanceof Error) return fail(error.message)
    throw error
  }
}

/** One entity's elements and attributes: hundreds of times the usual. */
const MOST_OF_ENTITY = 100_000
const MOST_PROVIDERS = 50_000

class Gathering {
  readonly #reading: Reading
  readonly #seal: Seal | null
  readonly #groups: (string | null)[] = []
  readonly #providers = new Map<string, SamlProvider>()
  #depth = 0
  #entities = 0
  #entity: Growing | null = null
  #root: { readonly validUntil: string | null } | null = null

  constructor(reading: Reading) {
    this.#reading = reading
    this.#seal = reading.certificate === null ? null : new Seal(reading.certificate)
  }

  take(event: XmlEvent): void {
    this.#seal?.take(event)
    if (event.kind === 'open') this.#open(event.tag)
    const entity = this.#entity?.take(event) ?? null
    if (entity) this.#keep(entity)
    if (event.kind === 'close') this.#close(entity !== null)
  }

  finish(): Metadata {
    this.#seal?.finish()
    return {
      providers: [...this.#providers.values()],
      entities: this.#entities,
      validUntil: toDate(this.#root?.validUntil ?? null),
    }
  }

  #open(tag: OpenedTag): void {
    this.#depth += 1
    const validUntil = attributeOf({ ...tag, children: [] }, 'validUntil')
    const isGroup = tag.namespace === METADATA && tag.name === 'EntitiesDescriptor'
    const isEntity = tag.namespace === METADATA && tag.name === 'EntityDescriptor'
    if (this.#depth === 1) {
      if (!isGroup && !isEntity) throw new Unbelieved('it is no SAML metadata')
      this.#root = { validUntil }
      checkEnd(validUntil, this.#reading)
    }
    if (this.#entity) return
    if (isGroup && this.#groups.length === this.#depth - 1) this.#groups.push(validUntil)
    else if (isEntity && this.#groups.length === this.#depth - 1) this.#entity = growTree(MOST_OF_ENTITY)
  }

  #close(entityEnded: boolean): void {
    if (entityEnded) this.#entity = null
    else if (!this.#entity && this.#groups.length === this.#depth) this.#groups.pop()
    this.#depth -= 1
  }

  #keep(entity: XmlElement): void {
    this.#entities += 1
    const provider = toProvider(entity)
    if (!provider) return
    if (this.#providers.has(provider.entityId))
      throw new Unbelieved(`it describes ${provider.entityId} twice`)
    if (this.#providers.size >= MOST_PROVIDERS) throw new Unbelieved('it names too many providers')
    const validUntil = earliest(...this.#groups, provider.validUntil)
    this.#providers.set(provider.entityId, { ...provider, validUntil })
  }
}

function checkEnd(validUntil: string | null, { now, longestMs }: Reading): void {
  const end = toDate(validUntil)
  if (validUntil !== null && end === null) throw new Unbelieved('its end cannot be read')
  if (end !== null && end <= now) throw new Unbelieved(`it was valid until ${end.toISOString()}`)
  if (longestMs === null) return
  if (end === null) throw new Unbelieved('it does not say how long it is valid')
  if (end.getTime() - now.getTime() > longestMs)
    throw new Unbelieved(`it would be valid until ${end.toISOString()}, which is too long`)
}

const toDate = (text: string | null): Date | null => {
  const date = new Date(text ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? null : date
}

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
class Seal {
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

/**
 * Reads metadata of one provider or of a federation with thousands, in one pass and in little memory. The parser's events go to
 * two places at once: to whoever gathers providers, and to the digest of the federation's signature. What is gathered is
 * therefore what was signed, and it is handed out only after the signature has held.
 */
import { setImmediate } from 'node:timers/promises'
import { fail, ok, type Result } from '#base'
import { METADATA } from '../saml/names.ts'
import { attributeOf } from '../xml/element.ts'
import { type Growing, GrownTooLarge, growTree } from '../xml/grow-tree.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { type OpenedTag, readXmlEvents, type XmlEvent, XmlTrouble } from '../xml/xml-events.ts'
import type { SamlProvider } from './identity-provider.ts'
import { Seal, Unbelieved } from './seal.ts'
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

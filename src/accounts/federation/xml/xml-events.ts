/** XML as a stream of small happenings, from a parser that allows no document type. One stream feeds whoever reads and whoever digests. */
import { SaxesParser, type SaxesTagNS } from 'saxes'
import type { XmlAttribute } from './parse-xml.ts'

export type OpenedTag = {
  readonly prefix: string
  readonly name: string
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  /** Namespaces declared on this element: prefix ('' for the default) and name. */
  readonly declared: readonly (readonly [string, string])[]
}

export type XmlEvent =
  | { readonly kind: 'open'; readonly tag: OpenedTag }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'instruction'; readonly target: string; readonly body: string }
  | { readonly kind: 'close' }

export class XmlTrouble extends Error {}

export type XmlReader = { write(text: string): void; close(): void }

/** Throws XmlTrouble, out of `write` and `close`, for what is not XML or has a document type. */
export function readXmlEvents(take: (event: XmlEvent) => void): XmlReader {
  const parser = new SaxesParser({ xmlns: true, position: false })
  parser.on('error', (error) => {
    throw new XmlTrouble(error.message)
  })
  parser.on('doctype', () => {
    throw new XmlTrouble('it has a document type')
  })
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== '1.0' || !/^utf-8$/i.test(encoding ?? 'utf-8'))
      throw new XmlTrouble('it is not XML 1.0 in UTF-8')
  })
  parser.on('opentag', (tag) => take({ kind: 'open', tag: toTag(tag) }))
  parser.on('text', (text) => take({ kind: 'text', text }))
  parser.on('cdata', (text) => take({ kind: 'text', text }))
  parser.on('processinginstruction', ({ target, body }) => take({ kind: 'instruction', target, body }))
  parser.on('closetag', () => take({ kind: 'close' }))
  return { write: (text) => void parser.write(text), close: () => void parser.close() }
}

function toTag(tag: SaxesTagNS): OpenedTag {
  const all = Object.values(tag.attributes)
  return {
    prefix: tag.prefix,
    name: tag.local,
    namespace: tag.uri,
    attributes: all
      .filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
      .map(({ prefix, local, uri, value }) => ({ prefix, name: local, namespace: uri, value })),
    declared: all.flatMap(({ prefix, name, local, value }) => {
      if (name === 'xmlns') return [['', value] as const]
      return prefix === 'xmlns' ? [[local, value] as const] : []
    }),
  }
}

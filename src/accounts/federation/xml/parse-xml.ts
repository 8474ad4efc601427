/**
 * XML as strictly as it can be read: what comes from outside is refused before any library sees it when it holds anything in
 * which two readers might differ: a document type, an entity of its own, a comment, a processing instruction, CDATA, a
 * relative namespace name, an encoding other than UTF-8, or simply too much.
 */
import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes'
import { fail, ok, type Result } from '#base'

export type XmlAttribute = {
  readonly prefix: string
  readonly name: string
  readonly namespace: string
  readonly value: string
}

/** `name` without prefix. Declarations of namespaces are no attributes here. */
export type XmlElement = {
  readonly prefix: string
  readonly name: string
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly (XmlElement | string)[]
}

/** `hidden`: something that readers are known to differ on. `large`: more than any honest message. `broken`: not XML. */
export type XmlFault = { readonly kind: 'hidden' | 'large' | 'broken'; readonly message: string }

const MOST_ELEMENTS = 5_000
const MOST_DEPTH = 40
const MOST_ATTRIBUTES = 40

class Refused extends Error {
  readonly fault: XmlFault
  constructor(kind: XmlFault['kind'], message: string) {
    super(message)
    this.fault = { kind, message }
  }
}

type Growing = { readonly element: XmlElement; readonly children: (XmlElement | string)[] }

export function parseXml(text: string): Result<XmlElement, XmlFault> {
  try {
    return ok(readTree(text))
  } catch (error) {
    if (error instanceof Refused) return fail(error.fault)
    return fail({ kind: 'broken', message: error instanceof Error ? error.message : String(error) })
  }
}

function readTree(text: string): XmlElement {
  // A byte order mark: some readers skip it.
  if (text.startsWith('\ufeff')) throw new Refused('hidden', 'it begins with a byte order mark')
  const parser = new SaxesParser({ xmlns: true })
  const open: Growing[] = []
  let root: XmlElement | null = null
  let elements = 0
  parser.on('error', (error) => {
    throw new Refused('broken', error.message)
  })
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== '1.0') throw new Refused('hidden', `it is XML ${version}`)
    if (encoding !== undefined && !/^utf-8$/i.test(encoding))
      throw new Refused('hidden', `it says that it is written in ${encoding}`)
  })
  for (const [event, what] of HIDING) parser.on(event, () => refuse(what))
  parser.on('opentag', (tag) => {
    elements += 1
    if (elements > MOST_ELEMENTS) throw new Refused('large', `it has more than ${MOST_ELEMENTS} elements`)
    if (open.length >= MOST_DEPTH) throw new Refused('large', `it is nested more than ${MOST_DEPTH} deep`)
    open.push(begin(tag))
  })
  parser.on('text', (piece) => {
    const here = open.at(-1)
    if (here) here.children.push(piece)
  })
  parser.on('closetag', () => {
    const done = open.pop()
    const parent = open.at(-1)
    if (!done) return
    if (parent) parent.children.push(done.element)
    else root = done.element
  })
  parser.write(text).close()
  if (root === null) throw new Refused('broken', 'it holds no element')
  return root
}

const HIDING = [
  ['doctype', 'a document type'],
  ['comment', 'a comment'],
  ['processinginstruction', 'a processing instruction'],
  ['cdata', 'a CDATA section'],
] as const

function refuse(what: string): never {
  throw new Refused('hidden', `it holds ${what}`)
}

function begin(tag: SaxesTagNS): Growing {
  const all = Object.values(tag.attributes)
  if (all.length > MOST_ATTRIBUTES)
    throw new Refused('large', `an element has more than ${MOST_ATTRIBUTES} attributes`)
  for (const attribute of all) if (isDeclaration(attribute)) checkNamespace(attribute.value)
  const children: (XmlElement | string)[] = []
  const attributes = all
    .filter((attribute) => !isDeclaration(attribute))
    .map(({ prefix, local, uri, value }) => ({ prefix, name: local, namespace: uri, value }))
  return {
    element: { prefix: tag.prefix, name: tag.local, namespace: tag.uri, attributes, children },
    children,
  }
}

const isDeclaration = ({ prefix, name }: SaxesAttributeNS): boolean => prefix === 'xmlns' || name === 'xmlns'

/** A relative one makes some canonicalizers fail, and what is signed is then nothing at all. '' undeclares. */
function checkNamespace(uri: string): void {
  if (uri !== '' && !/^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"]+$/.test(uri))
    throw new Refused('hidden', `a namespace is named “${uri}”, which is no absolute name`)
}

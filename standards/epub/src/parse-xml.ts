/**
 * XML into the tree of xml.ts, by a conforming streaming parser (saxes). What is not well-formed is refused with its
 * line. Three faults common in books are mended and reported, since nothing of the text is in doubt: a named character
 * that no document type declares, a prefix without its declaration, and an html element in no namespace.
 * Nothing is ever fetched; depth, size, number of elements and expansion are limited.
 */
import { type SaxesOptions, SaxesParser, type SaxesTagNS } from 'saxes'
import { decodeXml } from './decode-xml.ts'
import { type Doctype, parseDoctype } from './doctype.ts'
import { type EntityTable, ExpansionRefused, entityTable, expandMarkup } from './expand-entities.ts'
import { epubFailure, epubIssue } from './issue.ts'
import { TreeBuilder } from './tree-builder.ts'
import type { EpubIssue } from './types.ts'
import { MATHML, OPS, SVG, XHTML, XLINK, type XmlElement } from './xml.ts'

export type XmlLimits = {
  readonly maxCharacters: number
  readonly maxDepth: number
  readonly maxElements: number
  /** Characters that declared entities may come to, all told. */
  readonly maxExpansion: number
}

const XML_LIMITS: XmlLimits = {
  maxCharacters: 64 * 1024 * 1024,
  maxDepth: 512,
  maxElements: 2_000_000,
  maxExpansion: 1_000_000,
}

export type XmlDocument = {
  readonly root: XmlElement
  readonly doctype: Doctype | null
  /** As the XML declaration says it; null where it is silent. */
  readonly declaration: { readonly version: string | null; readonly encoding: string | null }
  /** What the bytes were read as; "utf-8" for a string. */
  readonly encoding: string
  /** Instructions before the root: `xml-stylesheet` among them. */
  readonly instructions: readonly { readonly target: string; readonly body: string }[]
  readonly issues: readonly EpubIssue[]
}

export type ParsedXml =
  | ({ readonly ok: true } & XmlDocument)
  | { readonly ok: false; readonly error: EpubIssue }

export function parseXml(
  input: Uint8Array | string,
  options: { readonly file: string; readonly limits?: Partial<XmlLimits> },
): ParsedXml {
  const { file } = options
  const limits = { ...XML_LIMITS, ...options.limits }
  // Four bytes are the most that one character takes.
  if (input.length > limits.maxCharacters * (typeof input === 'string' ? 1 : 4)) return tooLarge(file, limits)
  const decoded = decodeXml(input, file)
  if (!decoded.ok) return decoded
  const { text, encoding, issues } = decoded.value
  if (text.length > limits.maxCharacters) return tooLarge(file, limits)
  try {
    const parsed = new Parse(file, limits).run(text)
    return { ok: true, ...parsed, encoding, issues: [...issues, ...parsed.issues] }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, error: error.issue }
    if (error instanceof ExpansionRefused)
      return epubFailure('entity-expansion-is-bounded', file, error.message)
    throw error
  }
}

const tooLarge = (file: string, limits: XmlLimits) =>
  epubFailure(
    'document-size-is-bounded',
    file,
    `The file holds more than ${limits.maxCharacters} characters, which is more than is read. Split it into several.`,
  )

/** Leaves the streaming parser, whose events have no other way out. */
class Refused extends Error {
  readonly issue: EpubIssue
  constructor(issue: EpubIssue) {
    super(issue.message)
    this.issue = issue
  }
}

/** Entities stand for tags: the source has to be parsed again with these put in. */
class Restart extends Error {
  readonly source: string
  constructor(source: string) {
    super()
    this.source = source
  }
}

type NamespaceParser = SaxesParser<SaxesOptions & { xmlns: true }>

class Parse {
  readonly #file: string
  readonly #limits: XmlLimits
  readonly #issues: EpubIssue[] = []
  readonly #said = new Set<string>()
  #parser: NamespaceParser = new SaxesParser({ xmlns: true as const })
  #tree: TreeBuilder
  #doctype: Doctype | null = null
  #table: EntityTable
  #instructions: { readonly target: string; readonly body: string }[] = []
  #line = 1

  constructor(file: string, limits: XmlLimits) {
    this.#file = file
    this.#limits = limits
    this.#tree = new TreeBuilder(limits)
    this.#table = entityTable(null, limits.maxExpansion)
  }

  run(source: string, isRestarted = false): Omit<XmlDocument, 'encoding'> {
    this.#tree = new TreeBuilder(this.#limits)
    this.#instructions = []
    this.#parser = this.#newParser(source, isRestarted)
    try {
      const { version, encoding } = this.#parser.write(source).xmlDecl
      this.#parser.close()
      const { root } = this.#tree
      if (root === null) throw this.#refusal('document-is-well-formed', 'The file holds no element at all.')
      return {
        root,
        doctype: this.#doctype,
        declaration: { version: version ?? null, encoding: encoding ?? null },
        instructions: this.#instructions,
        issues: this.#issues,
      }
    } catch (error) {
      if (error instanceof Restart && !isRestarted) return this.run(error.source, true)
      throw error
    }
  }

  #newParser(source: string, isRestarted: boolean): NamespaceParser {
    const parser: NamespaceParser = new SaxesParser({
      xmlns: true as const,
      resolvePrefix: (prefix) => this.#mendPrefix(prefix),
    })
    parser.on('error', (error) => {
      throw this.#notWellFormed(error)
    })
    parser.on('doctype', (text) => {
      if (!isRestarted) this.#readDoctype(text, source)
    })
    parser.on('processinginstruction', (instruction) => {
      if (this.#tree.root === null) this.#instructions.push(instruction)
    })
    parser.on('opentagstart', () => {
      this.#line = parser.line
    })
    parser.on('opentag', (tag) => {
      const fault = this.#tree.open(tag, this.#namespaceOf(tag), this.#line)
      if (fault !== null) throw this.#refusal(fault.rule, fault.message, fault.element)
    })
    parser.on('closetag', () => this.#tree.close())
    parser.on('text', (text) => this.#tree.addText(text))
    parser.on('cdata', (text) => this.#tree.addText(text))
    // A proxy, so that each reference is counted when it is met.
    parser.ENTITIES = new Proxy<Record<string, string>>({}, { get: (_, name) => this.#expand(String(name)) })
    return parser
  }

  #readDoctype(text: string, source: string): void {
    const doctype = parseDoctype(text)
    this.#doctype = doctype
    for (const name of doctype.externalEntities)
      this.#report(
        'document-type-is-plain',
        name,
        `The entity “${name}” is declared to live outside the file. It is never fetched: write its text here.`,
      )
    const table = entityTable(doctype, this.#limits.maxExpansion)
    this.#table = table
    if ([...doctype.entities.keys()].some((name) => table.expand(name).kind === 'markup')) {
      const { position } = this.#parser
      throw new Restart(source.slice(0, position) + expandMarkup(source.slice(position), table))
    }
  }

  #expand(name: string): string {
    const found = this.#table.expand(name)
    if (found.kind === 'markup') return found.source
    if (found.kind === 'undeclared') {
      this.#report(
        'document-is-well-formed',
        name,
        `“&${name};” stands for nothing: no such character is declared. Write the character itself.`,
      )
      return `&${name};`
    }
    if (!isDeclared(name, this.#doctype))
      this.#report(
        'document-is-well-formed',
        name,
        `“&${name};” is not declared in this file. It was read as “${found.text}”: write that, or &#${found.text.codePointAt(0)};.`,
      )
    return found.text
  }

  #mendPrefix(prefix: string): string | undefined {
    // The default namespace: none is right, except in a document that is plainly HTML.
    if (prefix === '') return this.#tree.root?.namespace === XHTML ? XHTML : undefined
    const usual = PREFIXES.get(prefix)
    this.#report(
      'document-is-well-formed',
      prefix,
      `The prefix “${prefix}:” is used without being declared. Add xmlns:${prefix}="${usual ?? '…'}" to the root element.`,
    )
    return usual ?? `undeclared:${prefix}`
  }

  #namespaceOf(tag: SaxesTagNS): string {
    if (tag.uri !== '' || this.#tree.isInside || tag.name !== 'html') return tag.uri
    this.#report(
      'document-follows-its-schema',
      '',
      `The html element is in no namespace, so a reading system sees no page. Add xmlns="${XHTML}" to it.`,
    )
    return XHTML
  }

  #report(rule: string, about: string, message: string): void {
    if (this.#said.has(`${rule} ${about}`)) return
    this.#said.add(`${rule} ${about}`)
    this.#issues.push(epubIssue(rule, 'error', this.#file, message, { line: this.#parser.line }))
  }

  #refusal(rule: string, message: string, element: string | null = null): Refused {
    return new Refused(epubIssue(rule, 'error', this.#file, message, { line: this.#parser.line, element }))
  }

  #notWellFormed(error: Error): Refused {
    const what = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')
    const open = this.#tree.lastClosed
    const detail =
      what === 'unexpected close tag' && open !== null
        ? `the element <${open.name}> of line ${open.line} is not closed`
        : what
    return this.#refusal(
      'document-is-well-formed',
      `The file is not well-formed XML: ${detail}. It cannot be read until that is corrected.`,
    )
  }
}

/** A public identifier names a set that declares the characters; a bare `<!DOCTYPE html>` declares none. */
const isDeclared = (name: string, doctype: Doctype | null): boolean =>
  ['amp', 'lt', 'gt', 'quot', 'apos'].includes(name) ||
  (doctype !== null && (doctype.entities.has(name) || doctype.publicId !== null))

/** What these prefixes always mean in an EPUB. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['epub', OPS],
  ['svg', SVG],
  ['m', MATHML],
  ['mml', MATHML],
  ['math', MATHML],
  ['xlink', XLINK],
  ['opf', 'http://www.idpf.org/2007/opf'],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
  ['dcterms', 'http://purl.org/dc/terms/'],
  ['xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
  ['ssml', 'http://www.w3.org/2001/10/synthesis'],
])

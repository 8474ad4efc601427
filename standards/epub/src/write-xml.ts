/**
 * The tree of xml.ts back into XML: `parseXml(writeXml(root))` gives an equal tree, lines apart. Elements of the page's own
 * vocabularies (XHTML, SVG, MathML) carry a default namespace, as people write them; attributes and package metadata get
 * the prefixes of the trade, declared once on the root.
 */
import { MATHML, OPS, SVG, XHTML, XLINK, XML, type XmlElement } from './xml.ts'

const PREFIXES: ReadonlyMap<string, string> = new Map([
  [XML, 'xml'],
  [OPS, 'epub'],
  [XLINK, 'xlink'],
  [SVG, 'svg'],
  [MATHML, 'm'],
  [XHTML, 'h'],
  ['http://www.idpf.org/2007/opf', 'opf'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://purl.org/dc/terms/', 'dcterms'],
  ['http://www.w3.org/2001/XMLSchema-instance', 'xsi'],
  ['http://www.w3.org/2001/10/synthesis', 'ssml'],
])

/** Their elements are written with the prefix above rather than with a default namespace. */
const PREFIXED_ELEMENTS = new Set(['http://purl.org/dc/elements/1.1/', 'http://purl.org/dc/terms/'])

const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr basefont frame keygen'.split(' '),
)

export function writeXml(
  root: XmlElement,
  options: { readonly declaration?: boolean; readonly doctype?: string } = {},
): string {
  const prefixes = prefixesFor(root)
  const parts: string[] = []
  if (options.declaration !== false) parts.push('<?xml version="1.0" encoding="UTF-8"?>\n')
  if (options.doctype !== undefined) parts.push(`${options.doctype}\n`)
  const declarations = [...prefixes]
    .filter(([namespace]) => namespace !== XML)
    .map(([namespace, prefix]) => ` xmlns:${prefix}="${escapeAttribute(namespace)}"`)
    .join('')
  writeElement(root, '', declarations, prefixes, parts)
  if (options.declaration !== false) parts.push('\n')
  return parts.join('')
}

function writeElement(
  element: XmlElement,
  inherited: string,
  declarations: string,
  prefixes: ReadonlyMap<string, string>,
  parts: string[],
): void {
  const prefix = PREFIXED_ELEMENTS.has(element.namespace) ? prefixes.get(element.namespace) : undefined
  const name = prefix === undefined ? checkName(element.name) : `${prefix}:${checkName(element.name)}`
  const current = prefix === undefined ? element.namespace : inherited
  parts.push('<', name)
  if (current !== inherited) parts.push(` xmlns="${escapeAttribute(current)}"`)
  parts.push(declarations)
  for (const attribute of element.attributes) {
    const own = attribute.namespace === '' ? '' : `${prefixes.get(attribute.namespace)}:`
    parts.push(' ', own, checkName(attribute.name), '="', escapeAttribute(attribute.value), '"')
  }
  // An empty <p/> or <a/> is read as an opening tag by whoever takes the file for HTML.
  if (element.children.length === 0 && (element.namespace !== XHTML || VOID.has(element.name))) {
    parts.push('/>')
    return
  }
  parts.push('>')
  for (const child of element.children)
    if (child.kind === 'text') parts.push(escapeText(child.text))
    else writeElement(child, current, '', prefixes, parts)
  parts.push('</', name, '>')
}

/** Namespace → prefix, for every attribute and prefixed element of the tree. */
function prefixesFor(root: XmlElement): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>()
  const need = (namespace: string): void => {
    if (namespace === '' || prefixes.has(namespace)) return
    prefixes.set(namespace, PREFIXES.get(namespace) ?? `ns${prefixes.size + 1}`)
  }
  const visit = (element: XmlElement): void => {
    if (PREFIXED_ELEMENTS.has(element.namespace)) need(element.namespace)
    for (const attribute of element.attributes) need(attribute.namespace)
    for (const child of element.children) if (child.kind === 'element') visit(child)
  }
  visit(root)
  return prefixes
}

const NAME = /^[\p{L}_][\p{L}\p{M}\p{N}_.\-·]*$/u
const checked = new Set<string>()

/** A name comes from a parser or from our own code; anything else would be a hole in the markup. */
function checkName(name: string): string {
  if (checked.has(name)) return name
  if (!NAME.test(name)) throw new Error(`“${name}” is no XML name`)
  if (checked.size < 10_000) checked.add(name)
  return name
}

const FORBIDDEN = /(?![\t\n\r\u007f-\u009f])[\p{Cc}\ufffe\uffff]/gu

const escapeText = (text: string): string =>
  /[&<>\r]|[^\t\n -\ud7ff]/.test(text)
    ? clean(text).replace(/[&<>\r]/g, (sign) => TEXT_ESCAPES[sign] ?? sign)
    : text

const escapeAttribute = (value: string): string =>
  /[&<>"\t\r\n]|[^ -\ud7ff]/.test(value)
    ? clean(value).replace(/[&<>"\t\r\n]/g, (sign) => ATTRIBUTE_ESCAPES[sign] ?? sign)
    : value

/** XML 1.0 §2.2 has no way to write these characters. */
const clean = (text: string): string => text.toWellFormed().replace(FORBIDDEN, '\ufffd')

const TEXT_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
}

const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  ...TEXT_ESCAPES,
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
}

/** Trees for property tests: any that XML can write, and pages as books have them. */
import fc from 'fast-check'
import { MATHML, OPS, SVG, XHTML, XLINK, XML, type XmlAttribute, type XmlElement, type XmlNode } from '../xml.ts'

const name = fc.stringMatching(/^[a-zA-Zéß_][a-zA-Z0-9é._-]{0,6}$/).filter((one) => !/^xml/i.test(one))
const namespaces = ['', XHTML, SVG, MATHML, 'http://purl.org/dc/elements/1.1/', 'urn:example:own']

/** XML 1.0 §2.2: what a document may hold at all. */
const character = fc.oneof(
  { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }) },
  { weight: 2, arbitrary: fc.constantFrom('&', '<', '>', '"', "'", ']]>', '\r', '\n', '\t', '&amp;', ' ') },
)
const isAllowed = (text: string): boolean =>
  text.isWellFormed() && !/(?![\t\n\r\u007f-\u009f])[\p{Cc}\ufffe\uffff]/u.test(text)
export const xmlText = fc
  .array(character.filter(isAllowed), { maxLength: 12 })
  .map((parts) => parts.join(''))

const plain = { noNullPrototype: true }

const attribute: fc.Arbitrary<XmlAttribute> = fc.record(
  {
    name,
    namespace: fc.constantFrom('', '', '', OPS, XLINK, XML, 'urn:example:own'),
    value: xmlText,
  },
  plain,
)

const attributes = fc.uniqueArray(attribute, {
  selector: (one) => `${one.namespace} ${one.name}`,
  maxLength: 4,
})

const merged = (nodes: readonly XmlNode[]): readonly XmlNode[] => {
  const out: XmlNode[] = []
  for (const node of nodes) {
    const last = out.at(-1)
    if (node.kind === 'text' && node.text === '') continue
    if (node.kind === 'text' && last?.kind === 'text')
      out[out.length - 1] = { kind: 'text', text: last.text + node.text }
    else out.push(node)
  }
  return out
}

const { element } = fc.letrec<{ element: XmlElement; node: XmlNode }>((tie) => ({
  element: fc.record(
    {
      kind: fc.constant('element' as const),
      name,
      namespace: fc.constantFrom(...namespaces),
      attributes,
      children: fc.array(tie('node'), { maxLength: 5, depthIdentifier: 'tree' }).map(merged),
      line: fc.constant(0),
    },
    plain,
  ),
  node: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'tree' },
    xmlText.map((text): XmlNode => ({ kind: 'text', text })),
    tie('element'),
  ),
}))

/** Any element that XML can write, adjacent texts joined. */
export const xmlTree: fc.Arbitrary<XmlElement> = element

export const withoutLines = (node: XmlElement): XmlElement => ({
  ...node,
  line: 0,
  children: node.children.map((child) => (child.kind === 'text' ? child : withoutLines(child))),
})

const page = fc.letrec<{ block: string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'page' },
    fc.constantFrom('<p>{t}</p>', '<h2>{t}</h2>', '<h2><a id="{i}"></a>{t}</h2>', '<p id="{i}">{t}</p>'),
    fc.constantFrom('<a id="{i}"></a>', '<span epub:type="pagebreak" id="{i}">7</span>', '<hr id="{i}"/>', ' '),
    fc.constantFrom('{t}', '<p>{t}<em id="{i}">{t}</em>{t}</p>', '<img id="{i}" src="a.png" alt="{t}"/>'),
    fc
      .tuple(
        fc.constantFrom('section', 'div', 'ol', 'blockquote', 'header', 'section id="{i}"', 'div id="{i}"'),
        fc.array(tie('block'), { maxLength: 5, depthIdentifier: 'page' }),
      )
      .map(([tag, inside]) => `<${tag}>${inside.join('')}</${tag.split(' ')[0]}>`),
  ),
}))

/** A page of a book as source, every text and id in it different: `t1`, `t2` … and `i1`, `i2` …. */
export const pageSource: fc.Arbitrary<string> = fc.array(page.block, { maxLength: 10 }).map((blocks) => {
  let texts = 0
  let ids = 0
  const body = blocks
    .join('')
    .replaceAll('{t}', () => `t${++texts};`)
    .replaceAll('{i}', () => `i${++ids}`)
  return `<html xmlns="${XHTML}" xmlns:epub="${OPS}"><head><title>T</title></head><body id="b">${body}</body></html>`
})

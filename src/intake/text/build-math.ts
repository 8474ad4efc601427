/**
 * Formulas as MathML Core draws them. Presentation is kept; what stands beside it for programs (annotations, Content
 * MathML) goes, since browsers would print its words.
 */
import { attr, MATHML, textOf, type XmlElement, type XmlNode } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'
import { attribute, make, type OutAttribute, type OutNode, text } from './out-tree.ts'
import { markId, type Reading } from './reading.ts'
import type { Scope } from './scope.ts'

/** MathML 3 presentation elements and those of MathML Core. */
const ELEMENTS = new Set(
  (
    'math mi mn mo ms mspace mtext menclose merror mfenced mfrac mpadded mphantom mroot mrow msqrt mstyle ' +
    'mmultiscripts mprescripts none mover munder munderover msub msup msubsup mtable mtd mtr mlabeledtr maligngroup ' +
    'malignmark'
  ).split(' '),
)

const ATTRIBUTES = new Set(
  (
    'accent accentunder align alttext arg bevelled close columnalign columnlines columnspacing columnspan depth dir ' +
    'display displaystyle denomalign equalcolumns equalrows fence form frame framespacing height intent largeop ' +
    'linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits notation numalign ' +
    'open rowalign rowlines rowspacing rowspan rspace scriptlevel separator separators side stretchy subscriptshift ' +
    'superscriptshift symmetric voffset width'
  ).split(' '),
)

/** Left out with all they hold. */
const DROPPED = new Set(['annotation', 'annotation-xml', 'mglyph', 'script', 'style'])

export function buildMath(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  if (!hasPresentation(element)) {
    // Content MathML alone has no look; its alternative says what it means.
    const told = normalizeSpace(attr(element, 'alttext') ?? textOf(element))
    return told === '' ? [] : [text(told)]
  }
  return [mathElement(element, scope, reading)]
}

const hasPresentation = (element: XmlElement): boolean =>
  element.children.some(
    (child) =>
      child.kind === 'element' &&
      child.namespace === MATHML &&
      ((ELEMENTS.has(child.name) && child.name !== 'mrow' && child.name !== 'mstyle') ||
        hasPresentation(child)),
  )

function mathElement(element: XmlElement, scope: Scope, reading: Reading): OutNode {
  markId(reading, scope.path, element)
  return make(element.name, scope, mathChildren(element.children, scope, reading), {
    attributes: mathAttributes(element),
  })
}

function mathChildren(nodes: readonly XmlNode[], scope: Scope, reading: Reading): OutNode[] {
  return nodes.flatMap((node): OutNode[] => {
    if (node.kind === 'text')
      return node.text.trim() === '' ? [] : [text(node.text.replace(/[ \t\r\n\f]+/g, ' ').trim())]
    if (DROPPED.has(node.name)) return []
    if (node.name === 'semantics' || node.name === 'maction') {
      const first = node.children.find((child) => child.kind === 'element')
      return first === undefined ? [] : mathChildren([first], scope, reading)
    }
    if (node.namespace === MATHML && node.name === 'mfenced') return [fenced(node, scope, reading)]
    if (node.namespace === MATHML && ELEMENTS.has(node.name) && node.name !== 'math')
      return [mathElement(node, scope, reading)]
    return mathChildren(node.children, scope, reading)
  })
}

/** MathML Core has no mfenced; these are the signs that it stood for. MathML 3 §3.3.8. */
function fenced(element: XmlElement, scope: Scope, reading: Reading): OutNode {
  markId(reading, scope.path, element)
  const fence = (sign: string): OutNode[] =>
    sign === '' ? [] : [make('mo', scope, [text(sign)], { attributes: [attribute('fence', 'true')] })]
  const separators = [...(attr(element, 'separators') ?? ',').replace(/\s+/g, '')]
  const inner = mathChildren(element.children, scope, reading).flatMap((child, i) => {
    const sign = i === 0 ? undefined : (separators[i - 1] ?? separators.at(-1))
    const separator =
      sign === undefined
        ? []
        : [make('mo', scope, [text(sign)], { attributes: [attribute('separator', 'true')] })]
    return [...separator, child]
  })
  const open = attr(element, 'open') ?? '('
  const close = attr(element, 'close') ?? ')'
  return make('mrow', scope, [...fence(open.trim()), make('mrow', scope, inner), ...fence(close.trim())])
}

const mathAttributes = (element: XmlElement): readonly OutAttribute[] =>
  element.attributes.flatMap(({ name, namespace, value }) =>
    namespace === '' && ATTRIBUTES.has(name) && !/url\s*\(|:\s*\/\//i.test(value)
      ? [attribute(name, value)]
      : [],
  )

/** Pictures that stand by themselves, with their captions and the longer words that describe them. */
import { attr, resolveHref, tokens, type XmlElement, type XmlNode } from '@chapterhouse/epub'
import { termsOf } from '../chapters/heading-block.ts'
import { buildBlocks, buildFlow } from './build-blocks.ts'
import { attribute, classed, isBlank, make, type OutNode, text } from './out-tree.ts'
import { closeBlock, markId, meaningOf, openBlock, placeOf, type Reading } from './reading.ts'
import { type Scope, within } from './scope.ts'

const CAPTION = /^(fig(ure)?-?)?(caption|legend|cap)$|^figcap/i
const FIGURE = /^(fig|figure|image-?(block|box|wrap(per)?)|illus|illustration|illustype.*|plate)$/i

export function isFigure(element: XmlElement, reading: Reading, scope: Scope): boolean {
  if (element.name === 'figure' || attr(element, 'role') === 'figure') return true
  if (element.name !== 'div') return false
  const named =
    tokens(attr(element, 'class')).some((name) => FIGURE.test(name)) || termsOf(element).includes('figure')
  return (
    named &&
    captionIn(element) !== null &&
    holdsPicture(element) &&
    !meaningOf(reading, scope.path, element).hidden
  )
}

const PICTURES = new Set(['img', 'svg', 'image', 'math', 'audio', 'video', 'object', 'picture'])

const holdsPicture = (element: XmlElement): boolean =>
  element.children.some(
    (child) => child.kind === 'element' && (PICTURES.has(child.name) || holdsPicture(child)),
  )

const captionIn = (element: XmlElement): XmlElement | null => {
  for (const child of element.children) if (child.kind === 'element' && isCaption(child)) return child
  return null
}

const isCaption = (element: XmlElement): boolean =>
  element.name === 'figcaption' ||
  ((element.name === 'p' || element.name === 'div') &&
    tokens(attr(element, 'class')).some((name) => CAPTION.test(name)) &&
    !holdsPicture(element))

/** One block: a picture and its caption are pointed at together. */
export function buildFigure(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  const opened = scope.isWithin ? null : openBlock(reading, 'figure')
  const inner: Scope = { ...scope, isWithin: true, align: null }
  const parts: OutNode[] = []
  const captions: OutNode[] = []
  let run: XmlNode[] = []
  const closeRun = (): void => {
    parts.push(...buildBlocks(run, inner, reading).flatMap(unwrapped))
    run = []
  }
  for (const child of element.children) {
    if (child.kind === 'text' || !isCaption(child)) {
      run.push(child)
      continue
    }
    closeRun()
    const words = within(child, inner)
    markId(reading, scope.path, child)
    if (meaningOf(reading, scope.path, child).hidden) continue
    const content = buildFlow(child, words, reading)
    if (!content.every(isBlank)) captions.push(...content)
    // The first caption keeps its place, above or below.
    if (captions.length > 0 && !parts.some(isPlace)) parts.push(CAPTION_PLACE)
  }
  closeRun()
  const described = longDescription([element], scope, reading)
  const caption = captions.length === 0 ? [] : [make('figcaption', scope, captions)]
  const shown = parts.flatMap((part) => (isPlace(part) ? caption : [part])).filter((part) => !isBlank(part))
  const isEmpty = shown.length === 0
  if (opened !== null) closeBlock(reading, isEmpty ? null : opened)
  if (isEmpty) return []
  const withDescription = placeDescription(shown, described)
  return [make('figure', scope, withDescription, { block: opened })]
}

const CAPTION_PLACE: OutNode = text('\u0000caption')
const isPlace = (node: OutNode): boolean => node === CAPTION_PLACE

/** A figure's caption must be its first or last child. HTML §4.4.12. */
function placeDescription(shown: readonly OutNode[], described: readonly OutNode[]): readonly OutNode[] {
  const last = shown.at(-1)
  const isLast = last?.kind === 'element' && last.name === 'figcaption'
  const ordered = isLast ? [...shown.slice(0, -1), ...described, last] : [...shown, ...described]
  const at = ordered.findIndex((node) => node.kind === 'element' && node.name === 'figcaption')
  const caption = ordered[at]
  return caption === undefined || at === 0 || at === ordered.length - 1
    ? ordered
    : [...ordered.slice(0, at), ...ordered.slice(at + 1), caption]
}

/** Pictures in a paragraph of their own need no figure inside a figure, unless they have a caption of their own. */
const unwrapped = (node: OutNode): readonly OutNode[] =>
  node.kind === 'element' &&
  node.name === 'figure' &&
  node.block === null &&
  node.children.every((child) => child.kind === 'element' && PICTURES.has(child.name))
    ? node.children
    : [node]

/** A medium between paragraphs stands as a figure of its own. */
export function pictureBlock(nodes: readonly OutNode[], scope: Scope, reading: Reading): OutNode[] {
  const shown = nodes.filter((node) => !isBlank(node))
  if (shown.length === 0) return []
  const isPicture = shown.every((node) => node.kind === 'element' && PICTURES.has(node.name))
  const block = scope.isWithin ? null : openBlock(reading, isPicture ? 'figure' : 'paragraph')
  if (block !== null) closeBlock(reading, block)
  return [make(isPicture ? 'figure' : 'p', scope, shown, { block })]
}

/**
 * aria-describedby, aria-details and longdesc: what a description says is shown under its picture, unless it stands in the
 * text anyway; then a link leads to it, where it does not stand right beside its picture.
 */
export function longDescription(nodes: readonly XmlNode[], scope: Scope, reading: Reading): OutNode[] {
  const references = nodes.flatMap((node) => (node.kind === 'element' ? [...descriptionsOf(node)] : []))
  return [...new Set(references)].slice(0, 4).flatMap((href) => {
    const reference = resolveHref(scope.path, href)
    if (reference.kind !== 'inside') return []
    const outside = reading.library.aside(reference.path)
    if (outside !== null) return disclosed(bodyOf(outside), { ...scope, path: reference.path }, reading)
    if (reference.fragment === null) return []
    const target = reading.library.elementAt(reference.path, reference.fragment, reading.chapter)
    if (target === null || reference.path !== scope.path) return []
    if (meaningOf(reading, scope.path, target).hidden)
      return disclosed(target.children, within(target, scope), reading)
    if (nodes.some((node) => node.kind === 'element' && reading.library.isBeside(scope.path, node, target)))
      return []
    return [
      make('p', scope, [
        make('a', scope, [text(reading.words.longDescription)], {
          made: true,
          attributes: [
            attribute('href', {
              kind: 'place',
              path: reference.path,
              id: reference.fragment,
              place: placeOf(scope.path, target),
            }),
          ],
        }),
      ]),
    ]
  })
}

const bodyOf = (root: XmlElement): readonly XmlNode[] =>
  root.children.find((child): child is XmlElement => child.kind === 'element' && child.name === 'body')
    ?.children ?? []

function disclosed(nodes: readonly XmlNode[], scope: Scope, reading: Reading): OutNode[] {
  if (scope.embedded > 0) return []
  const inside = buildBlocks(nodes, { ...scope, isWithin: true, embedded: 1 }, reading)
  if (inside.every(isBlank)) return []
  return [
    make(
      'details',
      scope,
      [make('summary', scope, [text(reading.words.longDescription)], { made: true }), ...inside],
      {
        attributes: classed('description'),
      },
    ),
  ]
}

function* descriptionsOf(element: XmlElement): Generator<string> {
  for (const name of ['aria-describedby', 'aria-details'])
    for (const id of tokens(attr(element, name)))
      if (PICTURES.has(element.name) || element.name === 'figure') yield `#${encodeURIComponent(id)}`
  const longdesc = attr(element, 'longdesc')
  if (longdesc !== null) yield longdesc
  for (const child of element.children)
    if (child.kind === 'element' && child.name !== 'figure') yield* descriptionsOf(child)
}

/** Running text: the words of a paragraph, a heading or a caption, with the meaning of what marks them. */
import { attr, resolveHref, textOf, type XmlElement, type XmlNode } from '@chapterhouse/epub'
import { buildFallback, buildForm, buildSwitch } from './build-embedded.ts'
import { buildMath } from './build-math.ts'
import { buildImage, buildPlayer, isPlayer } from './build-media.ts'
import { buildReference } from './build-reference.ts'
import { buildSvg } from './build-svg.ts'
import { BLOCKS, INLINE, INLINE_ATTRIBUTES, RENAMED, UNSEEN } from './element-table.ts'
import {
  attribute,
  isBlank,
  make,
  type OutAttribute,
  type OutElement,
  type OutNode,
  text,
} from './out-tree.ts'
import { indentOf, isLineNumber, isPageBreak, type Meaning } from './read-meaning.ts'
import { markId, meaningOf, openBlock, placeOf, type Reading, setAnchor } from './reading.ts'
import { type Scope, within } from './scope.ts'

export function buildInline(nodes: readonly XmlNode[], scope: Scope, reading: Reading): OutNode[] {
  const out: OutNode[] = []
  nodes.forEach((node, place) => {
    if (node.kind === 'text') {
      out.push(text(scope.keepsSpace ? node.text : collapse(node.text)))
      return
    }
    const isLine =
      !BLOCKS.has(node.name) && node.name !== 'br' && meaningOf(reading, scope.path, node).ownLine
    if (isLine && !out.every(isBlank) && !endsLine(out)) out.push(make('br', scope, []))
    const made = inlineElement(node, within(node, scope), scope, reading)
    out.push(...made)
    if (isLine && !made.every(isBlank) && goesOn(nodes, place + 1)) out.push(make('br', scope, []))
  })
  return out
}

/** Something is to be seen after it before the next line end. */
const goesOn = (nodes: readonly XmlNode[], from: number): boolean => {
  const next = nodes.slice(from).find((node) => node.kind === 'element' || node.text.trim() !== '')
  return next !== undefined && !(next.kind === 'element' && next.name === 'br')
}

const endsLine = (out: readonly OutNode[]): boolean => {
  const last = out.findLast((node) => !isBlank(node) || (node.kind === 'element' && node.name === 'br'))
  return last?.kind === 'element' && last.name === 'br'
}

const collapse = (value: string): string => value.replace(/[ \t\r\n\f]+/g, ' ')

function inlineElement(element: XmlElement, scope: Scope, around: Scope, reading: Reading): OutNode[] {
  const { name } = element
  if (UNSEEN.has(name)) return []
  markId(reading, scope.path, element)
  const note = reading.library.notes.unitOf(element)
  if (note !== null && !scope.isWithin) {
    reading.ownNotes.add(note)
    return []
  }
  if (isPageBreak(element)) return [buildPageMarker(element, scope, reading)]
  const listed = pageLabelsAt(element, scope, reading)
  const marker = listed.map((label) => pageMarker(label, scope, reading))
  const meaning = meaningOf(reading, scope.path, element)
  // Where lines are blocks by style, their line ends are hidden; here they are what parts the lines.
  if (meaning.hidden && name !== 'br') return marker
  return [...marker, ...seenElement(element, meaning, scope, around, reading)]
}

function seenElement(
  element: XmlElement,
  meaning: Meaning,
  scope: Scope,
  around: Scope,
  reading: Reading,
): OutNode[] {
  const { name } = element
  if (name === 'br' || name === 'wbr') return [make(name, scope, [])]
  if (name === 'a') return buildLink(element, scope, around, reading)
  if (name === 'img' || (name === 'input' && attr(element, 'type') === 'image'))
    return buildImage(element, scope, reading)
  if (name === 'picture') {
    const image = element.children.find((child) => child.kind === 'element' && child.name === 'img')
    return image?.kind === 'element' ? buildImage(image, within(image, scope), reading) : []
  }
  if (name === 'svg') return buildSvg(element, scope, reading)
  if (name === 'math') return buildMath(element, scope, reading)
  if (isPlayer(element)) return [buildPlayer(element, scope, reading)]
  const form = buildForm(element, scope, reading)
  if (form !== null) return form
  const switched = buildSwitch(element)
  if (switched !== null) return buildInline(switched, scope, reading)
  const fallback = buildFallback(element, scope, reading)
  if (fallback !== null)
    return fallback.kind === 'media' ? fallback.nodes : buildInline(fallback.content, scope, reading)
  const children = inlineChildren(element, meaning, scope, reading)
  // A paragraph inside running text is parted from it by a space, so that no two words become one.
  if (BLOCKS.has(name)) return [text(' '), ...children, text(' ')]
  return wrapInline(element, meaning, children, scope, around)
}

function inlineChildren(element: XmlElement, meaning: Meaning, scope: Scope, reading: Reading): OutNode[] {
  return buildInline(element.children, meaning.keepsSpace ? { ...scope, keepsSpace: true } : scope, reading)
}

/** The element itself where it means something, then what its look means, then its language. */
function wrapInline(
  element: XmlElement,
  meaning: Meaning,
  children: OutNode[],
  scope: Scope,
  around: Scope,
): OutNode[] {
  const renamed = RENAMED.get(element.name) ?? element.name
  const name = INLINE.has(renamed) && renamed !== 'span' ? renamed : null
  // A raised number is raised by being a reference.
  if (
    name === 'sup' &&
    children.every((child) => isBlank(child) || (child.kind === 'element' && child.note !== null))
  )
    return children
  let nodes = children
  for (const tag of meaningTags(meaning, name)) nodes = [make(tag, scope, nodes)]
  if (meaning.smallCaps) nodes = [make('span', scope, nodes, { attributes: [attribute('class', 'sc')] })]
  const indent = scope.isVerse && element.name === 'span' ? indentOf(element) : null
  if (indent !== null)
    nodes = [make('span', scope, nodes, { attributes: [attribute('class', `i${indent}`)] })]
  if (scope.isVerse && isLineNumber(element))
    return [text(' '), make('span', scope, nodes, { attributes: [attribute('class', 'line-number')] })]
  // Its direction is all that bdo says, also where it is that of the text around it.
  if (name === 'bdo')
    return [
      make('bdo', { lang: scope.lang, dir: around.dir }, nodes, {
        attributes: [attribute('dir', scope.dir === 'rtl' ? 'rtl' : 'ltr')],
      }),
    ]
  if (name !== null) return [make(name, scope, nodes, { attributes: keptAttributes(element, name) })]
  const speaks = scope.lang !== around.lang || scope.dir !== around.dir
  return speaks && nodes.some((node) => node.kind === 'text' && node.text.trim() !== '')
    ? [make('span', scope, nodes)]
    : nodes
}

function meaningTags(meaning: Meaning, name: string | null): readonly string[] {
  const has = (...names: string[]): boolean => name !== null && names.includes(name)
  return [
    ...(meaning.italic && !has('i', 'em', 'cite', 'dfn', 'var') ? ['i'] : []),
    ...(meaning.bold && !has('b', 'strong') ? ['b'] : []),
    ...(meaning.raised !== null && !has('sup', 'sub') ? [meaning.raised] : []),
    ...(meaning.struck && !has('s', 'del') ? ['s'] : []),
    ...(meaning.underlined && !has('u', 'ins', 'a') ? ['u'] : []),
  ]
}

export function keptAttributes(element: XmlElement, name: string): readonly OutAttribute[] {
  return Object.entries(INLINE_ATTRIBUTES[name] ?? {}).flatMap(([key, shape]) => {
    const value = attr(element, key)
    return value !== null && shape.test(value) ? [attribute(key, value)] : []
  })
}

/** Text around which the links and emphasis of outer elements hold. */
export function wrapAll(nodes: readonly OutNode[], scope: Scope): OutNode[] {
  if (scope.wraps.length === 0 || nodes.every(isBlank)) return [...nodes]
  return scope.wraps.reduceRight<OutNode[]>((inner, wrap) => [wrap(inner, scope)], [...nodes])
}

export function buildLink(element: XmlElement, scope: Scope, around: Scope, reading: Reading): OutNode[] {
  const href = attr(element, 'href')
  const { notes } = reading.library
  const unit = notes.referredBy(element)
  if (unit !== null && !scope.inLink) return [buildReference(element, unit, scope)]
  const inside = { ...scope, inLink: scope.inLink || href !== null }
  const children = buildInline(element.children, inside, reading)
  if (notes.isBackLink(element)) return isReturn(textOf(element)) ? [] : children
  const address = href === null || scope.inLink ? null : linkAttributes(element, href, scope)
  if (address !== null) {
    const marks = notes.saysReference(element) ? REFERENCE_MARKS : []
    return children.every(isBlank)
      ? children
      : [make('a', scope, children, { attributes: [...address, ...marks] })]
  }
  const meaning = meaningOf(reading, scope.path, element)
  return wrapInline(element, { ...meaning, underlined: false }, children, scope, around)
}

const REFERENCE_MARKS = [attribute('class', 'noteref'), attribute('role', 'doc-noteref')]

/** "↩", "[return to note reference 1]": the page makes its own links back. */
const isReturn = (label: string): boolean =>
  /^(?:[\s\p{P}\p{S}]|\ufe0e|\ufe0f)*$/u.test(label) ||
  /^\W*(back|return|retour|revenir|zurück|volver|torna|go to|jump)\b/i.test(label.trim())

/** Null when the link cannot be kept: its text stays. */
export function linkAttributes(
  element: XmlElement,
  href: string,
  scope: Scope,
): readonly OutAttribute[] | null {
  const reference = resolveHref(scope.path, href)
  if (reference.kind === 'inside')
    return [
      attribute('href', {
        kind: 'place',
        path: reference.path,
        id: reference.fragment,
        place: placeOf(scope.path, element),
      }),
    ]
  if (reference.kind === 'invalid' || !/^(https?|mailto)$/.test(reference.scheme)) return null
  const address = URL.parse(reference.address)
  if (address === null) return null
  return [attribute('href', address.href), attribute('rel', 'noopener external')]
}

export function buildPageMarker(element: XmlElement, scope: Scope, reading: Reading): OutNode {
  const listed =
    attr(element, 'id') === null
      ? undefined
      : reading.library.pages.get(`${scope.path}#${attr(element, 'id')}`)?.[0]
  const said = [attr(element, 'aria-label'), attr(element, 'title'), textOf(element)]
    .map((one) => (one ?? '').trim())
    .find((one) => one !== '')
  const label = (textOf(element).trim() || listed || said || '').replace(
    /^(page|p\.|seite|pág\.?)\s+(?=\S)/i,
    '',
  )
  const marker = pageMarker(label, scope, reading)
  const id = attr(element, 'id')
  // The marker itself, not the paragraph in which it stands.
  if (id !== null && marker.block !== null) setAnchor(reading, `${scope.path}#${id}`, marker.block)
  return marker
}

export function pageMarker(label: string, scope: Scope, reading: Reading): OutElement {
  const block = openBlock(reading, 'page', label)
  const opened = reading.found.open.pop()
  // What the marker's own id leads to is the marker; what came before it is not.
  const own = opened?.ids ?? []
  for (const id of own) if (!reading.anchors.has(id)) reading.anchors.set(id, block)
  return make('span', scope, label === '' ? [] : [text(label)], {
    attributes: [
      attribute('class', 'page'),
      attribute('role', 'doc-pagebreak'),
      attribute('aria-label', reading.words.page(label)),
    ],
    block,
  })
}

/** A place of the page list that bears no marker of its own. */
export function pageLabelsAt(element: XmlElement, scope: Scope, reading: Reading): readonly string[] {
  if (reading.library.pages.size === 0) return []
  const id = attr(element, 'id')
  return (id === null ? undefined : reading.library.pages.get(`${scope.path}#${id}`)) ?? []
}

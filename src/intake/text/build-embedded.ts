/**
 * What a page cannot hold: scripts, forms, frames, plug-ins. A reader still gets what could be seen of them: the fallback
 * that their makers gave, the words on labels and buttons, the picture behind an object.
 */
import { attr, OPS, resolveHref, textOf, type XmlElement, type XmlNode } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'
import { buildImage, buildPlayer, mediaKind, remoteNotice } from './build-media.ts'
import { make, type OutNode, text } from './out-tree.ts'
import type { Reading } from './reading.ts'
import type { Scope } from './scope.ts'

/** EPUB 3.0 §2.1.6: of a switch the first case that can be shown; MathML and SVG can. Null for anything else. */
export function buildSwitch(element: XmlElement): readonly XmlNode[] | null {
  if (element.namespace !== OPS) return null
  if (element.name === 'trigger') return []
  if (element.name !== 'switch') return null
  const cases = element.children.filter((child) => child.kind === 'element')
  const shown =
    cases.find((one) => one.name === 'case' && SHOWN.has(attr(one, 'required-namespace') ?? '')) ??
    cases.find((one) => one.name === 'default')
  return shown?.children ?? []
}

const SHOWN = new Set([
  'http://www.w3.org/1998/Math/MathML',
  'http://www.w3.org/2000/svg',
  'http://www.w3.org/1999/xhtml',
])

type Fallback =
  | { readonly kind: 'media'; readonly nodes: OutNode[] }
  | { readonly kind: 'content'; readonly content: readonly XmlNode[] }

/** For object, embed, iframe and canvas; null for anything else. */
export function buildFallback(element: XmlElement, scope: Scope, reading: Reading): Fallback | null {
  const { name } = element
  if (name === 'canvas') return { kind: 'content', content: element.children }
  if (name !== 'object' && name !== 'embed' && name !== 'iframe') return null
  const href = attr(element, name === 'object' ? 'data' : 'src')
  if (href !== null) {
    const kind = mediaKind(attr(element, 'type'), href)
    if (kind === 'image') return { kind: 'media', nodes: buildImage(element, scope, reading) }
    if (kind === 'audio' || kind === 'video')
      return { kind: 'media', nodes: [buildPlayer(element, scope, reading)] }
    const framed = name === 'embed' ? null : framedContent(href, scope, reading)
    if (framed !== null) return { kind: 'content', content: framed }
    const reference = resolveHref(scope.path, href)
    if (reference.kind === 'outside' && /^https?$/.test(reference.scheme))
      return { kind: 'media', nodes: remoteNotice('page', reference.address, '', element, scope, reading) }
  }
  return { kind: 'content', content: name === 'iframe' ? [] : element.children }
}

/** A page of the book that only a frame shows would be lost without it. */
function framedContent(href: string, scope: Scope, reading: Reading): readonly XmlNode[] | null {
  if (scope.embedded > 0) return null
  const reference = resolveHref(scope.path, href)
  const root = reference.kind === 'inside' ? reading.library.aside(reference.path) : null
  if (root === null) return null
  if (root.name === 'svg') return [root]
  const body = root.children.find((child) => child.kind === 'element' && child.name === 'body')
  return body?.kind === 'element' ? body.children : null
}

const TYPED = new Set(['text', 'search', 'button', 'submit', 'reset', 'email', 'tel', 'url', 'number', ''])

/** Fields and buttons without their workings; null for what is no field. */
export function buildForm(element: XmlElement, scope: Scope, reading: Reading): OutNode[] | null {
  switch (element.name) {
    case 'input': {
      const value = attr(element, 'value') ?? ''
      return TYPED.has(attr(element, 'type') ?? '') && value.trim() !== '' ? [text(` ${value} `)] : []
    }
    case 'select': {
      const options = [...optionsOf(element)].map((option) => normalizeSpace(textOf(option)))
      return [text(` ${options.filter((option) => option !== '').join(', ')} `)]
    }
    case 'textarea':
      return [text(` ${textOf(element)} `)]
    case 'button':
      return [make('span', scope, [text(` ${normalizeSpace(textOf(element))} `)])]
    case 'audio':
    case 'video':
      return [buildPlayer(element, scope, reading)]
    default:
      return null
  }
}

function* optionsOf(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) {
    if (child.kind !== 'element') continue
    if (child.name === 'option') yield child
    else yield* optionsOf(child)
  }
}

/**
 * Drawings, inline and as files of their own, by an allow-list: shapes, text, gradients, clips and filters stay; scripts,
 * handlers, animation, foreign markup and everything that would be loaded from elsewhere go. What style sheets say becomes
 * presentation attributes, so that a strict content security policy need not be loosened for them.
 */
import { attr, SVG, textOf, XLINK, type XmlElement, type XmlNode } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'
import { buildImage } from './build-media.ts'
import { attribute, make, type OutAttribute, type OutNode, text } from './out-tree.ts'
import { markId, type Reading } from './reading.ts'
import type { Scope } from './scope.ts'
import { presentation, type SvgStyles, svgStyles } from './svg-styles.ts'

const ELEMENTS = new Set(
  (
    'svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc linearGradient ' +
    'radialGradient stop clipPath mask pattern marker image switch filter feBlend feColorMatrix feComponentTransfer ' +
    'feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA ' +
    'feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting ' +
    'feSpotLight feTile feTurbulence'
  ).split(' '),
)

/** Geometry and structure; looks are in svg-styles.ts. */
const ATTRIBUTES = new Set(
  (
    'amplitude aria-label azimuth baseFrequency bias class clipPathUnits cx cy d diffuseConstant divisor dx dy edgeMode ' +
    'elevation exponent filterUnits fr fx fy gradientTransform gradientUnits height in in2 intercept k1 k2 k3 k4 ' +
    'kernelMatrix kernelUnitLength lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits ' +
    'maskUnits method mode numOctaves offset operator order orient pathLength patternContentUnits patternTransform ' +
    'patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX ' +
    'refY result role rotate rx ry scale seed slope spacing specularConstant specularExponent spreadMethod startOffset ' +
    'stdDeviation stitchTiles surfaceScale tableValues targetX targetY textLength transform type values viewBox width x ' +
    'x1 x2 xChannelSelector y y1 y2 yChannelSelector z'
  ).split(' '),
)

export type SvgPictures = (href: string, element: XmlElement) => { readonly name: string } | string | null

type Drawing = {
  readonly scope: Scope
  readonly styles: SvgStyles
  /** Put before every id, so that two drawings on one page do not share gradients. */
  readonly prefix: string
  /** A picture inside the drawing: a kept medium, a data address, or nothing. */
  readonly pictures: SvgPictures
  readonly seen: (element: XmlElement) => void
  readonly foreign: OutNode[]
}

/** An inline drawing. One that holds nothing but a picture, as covers often do, is that picture. */
export function buildSvg(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  const only = onlyPicture(element)
  if (only !== null) {
    const label = labelOf(element)
    markId(reading, scope.path, only)
    const named = label === null || attr(only, 'alt') !== null ? only : withLabel(only, label)
    return buildImage(named, scope, reading)
  }
  reading.found.counter += 1
  const foreign: OutNode[] = []
  const drawing: Drawing = {
    scope,
    styles: svgStyles(element),
    prefix: `g${reading.found.counter}-`,
    pictures: (href) => {
      const shown = reading.library.media(scope.path, href)
      if (shown.kind !== 'kept') return null
      reading.usedMedia.add(shown.media.name)
      return { name: shown.media.name }
    },
    seen: (one) => markId(reading, scope.path, one),
    foreign,
  }
  const svg = svgElement(element, drawing)
  return svg === null ? [] : [svg, ...foreign]
}

/** A drawing in a file of its own: `pictures` gives the bytes of those inside as data addresses. */
export function cleanSvg(root: XmlElement, pictures: SvgPictures): OutNode | null {
  const scope: Scope = {
    path: '',
    lang: '',
    dir: null,
    align: null,
    wraps: [],
    isVerse: false,
    keepsSpace: true,
    isWithin: false,
    depth: 0,
    inTable: false,
    inLink: false,
    embedded: 0,
  }
  return svgElement(root, {
    scope,
    styles: svgStyles(root),
    prefix: '',
    pictures,
    seen: () => {},
    foreign: [],
  })
}

function onlyPicture(element: XmlElement): XmlElement | null {
  const shown = element.children.filter(
    (child): child is XmlElement =>
      child.kind === 'element' && !['title', 'desc', 'style', 'metadata', 'defs'].includes(child.name),
  )
  const [one] = shown
  if (one === undefined || shown.length > 1) return null
  if (one.name === 'image' && attr(one, 'transform') === null) return one
  return one.name === 'g' && attr(one, 'transform') === null ? onlyPicture(one) : null
}

const labelOf = (element: XmlElement): string | null => {
  const title = element.children.find((child) => child.kind === 'element' && child.name === 'title')
  const told = attr(element, 'aria-label') ?? (title === undefined ? null : normalizeSpace(textOf(title)))
  return told === '' ? null : told
}

const withLabel = (element: XmlElement, label: string): XmlElement => ({
  ...element,
  attributes: [...element.attributes, { name: 'alt', namespace: '', value: label }],
})

function svgElement(element: XmlElement, drawing: Drawing): OutNode | null {
  if (element.namespace !== SVG && element.namespace !== '') return null
  drawing.seen(element)
  const attributes = [...svgAttributes(element, drawing), ...roleOf(element)]
  return make(element.name, drawing.scope, svgChildren(element.children, element.name, drawing), {
    attributes,
  })
}

const roleOf = (element: XmlElement): readonly OutAttribute[] =>
  element.name === 'svg' && attr(element, 'role') === null && labelOf(element) !== null
    ? [attribute('role', 'img'), attribute('aria-label', labelOf(element) ?? '')].slice(
        0,
        attr(element, 'aria-label') === null ? 2 : 1,
      )
    : []

const TEXTUAL = new Set(['text', 'tspan', 'textPath', 'title', 'desc'])

function svgChildren(nodes: readonly XmlNode[], parent: string, drawing: Drawing): OutNode[] {
  return nodes.flatMap((node): OutNode[] => {
    if (node.kind === 'text') return TEXTUAL.has(parent) ? [text(node.text)] : []
    if (node.namespace !== SVG && node.namespace !== '') return []
    // A link inside a drawing is taken apart; what it held is drawn.
    if (node.name === 'a')
      return [
        make('g', drawing.scope, svgChildren(node.children, parent, drawing), {
          attributes: svgAttributes(node, drawing),
        }),
      ]
    if (node.name === 'foreignObject') {
      const words = normalizeSpace(textOf(node))
      if (words !== '') drawing.foreign.push(make('span', drawing.scope, [text(` ${words} `)]))
      return []
    }
    if (!ELEMENTS.has(node.name)) return []
    const made = svgElement(node, drawing)
    return made === null ? [] : [made]
  })
}

function svgAttributes(element: XmlElement, drawing: Drawing): readonly OutAttribute[] {
  const kept = element.attributes.flatMap(({ name, namespace, value }): OutAttribute[] => {
    if (name === 'href' && (namespace === '' || namespace === XLINK)) return hrefOf(element, value, drawing)
    if (namespace !== '') return []
    if (name === 'id') return [attribute('id', drawing.prefix + idToken(value))]
    if (name === 'class' || !ATTRIBUTES.has(name)) return []
    return /[<>]|javascript:/i.test(value) ? [] : [attribute(name, value)]
  })
  const looks = presentation(element, drawing.styles).flatMap(([name, value]) => {
    const safe = safeLook(value, drawing.prefix)
    return safe === null ? [] : [attribute(name, safe)]
  })
  return [...kept, ...looks]
}

/** `use` and its like refer to what is in the drawing; a picture to what is in the book. */
function hrefOf(element: XmlElement, value: string, drawing: Drawing): OutAttribute[] {
  if (element.name === 'image') {
    const found = drawing.pictures(value, element)
    if (found === null) return []
    return [attribute('href', typeof found === 'string' ? found : { kind: 'media', name: found.name })]
  }
  return value.startsWith('#') ? [attribute('href', `#${drawing.prefix}${idToken(value.slice(1))}`)] : []
}

const idToken = (id: string): string => id.replace(/[^\w.-]+/g, '_')

/** A look is plain words and numbers, or refers by url(#id) to something in the same drawing. */
function safeLook(value: string, prefix: string): string | null {
  const local = value.replace(
    /url\(\s*['"]?#([^'")]+)['"]?\s*\)/gi,
    (_, id: string) => `url(#${prefix}${idToken(id)})`,
  )
  if (/url\((?!#)|expression|javascript:|[<>\\@]/i.test(local)) return null
  return local
}

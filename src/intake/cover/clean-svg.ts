/**
 * An SVG picture without anything that acts or reaches out: no scripts, no event handlers, no foreign elements, no links,
 * no address but one inside the picture or of a picture embedded in it.
 */
import { parseXml, SVG, writeXml, XLINK, XML, type XmlElement, type XmlNode } from '@chapterhouse/epub'

export type CleanSvg = {
  readonly bytes: Uint8Array
  readonly width: number | null
  readonly height: number | null
}

/** `embed` gives a picture that the SVG shows as a data: address, or null. Null when it is no SVG. */
export function cleanSvg(
  bytes: Uint8Array,
  embed: (href: string) => string | null = () => null,
): CleanSvg | null {
  const parsed = parseXml(bytes, { file: 'picture.svg' })
  if (!parsed.ok || parsed.root.name !== 'svg' || parsed.root.namespace !== SVG) return null
  const root = cleanElement(parsed.root, embed)
  return root === null ? null : { bytes: new TextEncoder().encode(writeXml(root)), ...sizeOf(root) }
}

function cleanElement(element: XmlElement, embed: (href: string) => string | null): XmlElement | null {
  if (element.namespace !== SVG || !KEPT.has(element.name)) return null
  const attributes = element.attributes.flatMap((attribute) => {
    if (attribute.name === 'href' && (attribute.namespace === XLINK || attribute.namespace === '')) {
      const address = keepAddress(element.name, attribute.value.trim(), embed)
      return address === null ? [] : [{ ...attribute, value: address }]
    }
    const isPlain = attribute.namespace === '' || attribute.namespace === XML || attribute.namespace === XLINK
    const acts = /^on/i.test(attribute.name) || reachesOut(attribute.value)
    return isPlain && !acts ? [attribute] : []
  })
  const children = element.children.flatMap((child): XmlNode[] => {
    if (child.kind === 'text') return element.name === 'style' && reachesOut(child.text) ? [] : [child]
    const kept = cleanElement(child, embed)
    return kept === null ? [] : [kept]
  })
  return { ...element, attributes, children }
}

const keepAddress = (
  name: string,
  address: string,
  embed: (href: string) => string | null,
): string | null => {
  if (address.startsWith('#')) return address
  if (name !== 'image') return null
  return /^data:image\/(?:png|jpe?g|webp|gif);base64,/i.test(address) ? address : embed(address)
}

/** `url(#id)` stays inside; every other url(), @import and script address leaves. CSS may hide letters behind backslashes. */
const reachesOut = (value: string): boolean =>
  /@import|javascript:|expression\s*\(|\\/i.test(value) || /url\(\s*(?!["']?#)/i.test(value)

const KEPT = new Set(
  (
    'svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath image style ' +
    'linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix feComponentTransfer ' +
    'feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB ' +
    'feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight ' +
    'feTile feTurbulence switch metadata'
  ).split(' '),
)

function sizeOf(root: XmlElement): { readonly width: number | null; readonly height: number | null } {
  const attribute = (name: string) =>
    root.attributes.find((one) => one.name === name && one.namespace === '')?.value ?? ''
  const [, , boxWidth, boxHeight] = attribute('viewBox')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  return {
    width: pixels(attribute('width')) ?? usable(boxWidth),
    height: pixels(attribute('height')) ?? usable(boxHeight),
  }
}

const pixels = (length: string): number | null => {
  const match = /^\s*(\d+(?:\.\d+)?)(?:px)?\s*$/.exec(length)
  return match ? usable(Number(match[1])) : null
}

const usable = (number: number | undefined): number | null =>
  number !== undefined && Number.isFinite(number) && number > 0 ? Math.round(number) : null

/**
 * A small immutable tree for XML: plain values that can be walked, cut and written again.
 * Entities are expanded within limits, external ones never; every element knows its line.
 */
export type XmlNode = XmlElement | XmlText

export type XmlText = { readonly kind: 'text'; readonly text: string }

export type XmlElement = {
  readonly kind: 'element'
  /** Local name, case kept. */
  readonly name: string
  /** Namespace address, '' for none. */
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlNode[]
  /** From 1. */
  readonly line: number
}

export type XmlAttribute = {
  readonly name: string
  readonly namespace: string
  readonly value: string
}

export const XHTML = 'http://www.w3.org/1999/xhtml'
export const OPS = 'http://www.idpf.org/2007/ops'
export const SVG = 'http://www.w3.org/2000/svg'
export const MATHML = 'http://www.w3.org/1998/Math/MathML'
export const XLINK = 'http://www.w3.org/1999/xlink'
export const XML = 'http://www.w3.org/XML/1998/namespace'

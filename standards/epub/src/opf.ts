/** Small readings that the package document, EPUB 2 and 3, needs in several places. */

import { attr, descendants, firstChild, textOf } from './walk-xml.ts'
import type { XmlElement } from './xml.ts'

/** EPUB 3.3 §5.5.1: white space at the ends is stripped and runs inside collapsed. The no-break space is none. */
export const collapse = (text: string): string => text.replace(/[ \t\r\n\f]+/g, ' ').replace(/^ | $/g, '')

/** `opf:role` and the like of OPF 2.0.1; a missing prefix is forgiven. */
export const opfAttr = (element: XmlElement, name: string): string | null => {
  const attribute =
    element.attributes.find((one) => one.name === name && one.namespace !== '') ??
    element.attributes.find((one) => one.name === name)
  return attribute === undefined ? null : collapse(attribute.value)
}

/** First child of that name, else the first anywhere inside: wrappers of OEB 1.2 and slips of the pen. */
export const section = (root: XmlElement, name: string): XmlElement | null => {
  const direct = firstChild(root, name)
  if (direct !== null) return direct
  for (const found of descendants(root, name)) return found
  return null
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'

/** `xml:lang`, or `lang` as XHTML has it; '' says that there is none. */
export const languageOf = (element: XmlElement): string | null =>
  attr(element, 'lang', XML_NAMESPACE) ?? attr(element, 'lang')

export const contentOf = (element: XmlElement): string => collapse(textOf(element))

/** OEBPS 1.2, which reading systems take for EPUB 2 (OPF 2.0.1 §1.3.2): it knew no table of contents of its own. */
export const isLegacyPackage = (root: XmlElement): boolean =>
  root.namespace === 'http://openebook.org/namespaces/oeb-package/1.0/'

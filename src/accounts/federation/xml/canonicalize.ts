/**
 * Exclusive XML Canonicalization 1.0, without comments, as the events go by: nothing is kept but the namespaces in scope, so
 * that a federation's hundred megabytes are digested in the memory of one element.
 */
import type { XmlAttribute } from './parse-xml.ts'
import type { OpenedTag, XmlEvent } from './xml-events.ts'

export type Scope = ReadonlyMap<string, string>

export type Canonicalizer = (event: XmlEvent) => void

type Level = { readonly scope: Scope; readonly rendered: Scope; readonly name: string }

/**
 * `inclusive`: the PrefixList of InclusiveNamespaces, '' standing for #default. `outside`: the namespaces in scope where the
 * first element stands.
 */
export function canonicalize(
  write: (text: string) => void,
  inclusive: readonly string[] = [],
  outside: Scope = new Map(),
): Canonicalizer {
  const levels: Level[] = [{ scope: outside, rendered: new Map(), name: '' }]
  return (event) => {
    const above = levels.at(-1)
    if (!above) return
    if (event.kind === 'open') {
      const level = open(event.tag, above, inclusive, write)
      levels.push(level)
    } else if (event.kind === 'close') {
      write(`</${above.name}>`)
      levels.pop()
    } else if (levels.length > 1)
      write(event.kind === 'text' ? escapeText(event.text) : instruction(event.target, event.body))
  }
}

/** Rendered are those that the element and its attributes visibly use, and those that were asked for by name. */
function open(
  tag: OpenedTag,
  above: Level,
  inclusive: readonly string[],
  write: (text: string) => void,
): Level {
  const scope = tag.declared.length === 0 ? above.scope : new Map([...above.scope, ...tag.declared])
  const used = new Map([[tag.prefix, tag.namespace]])
  for (const { prefix, namespace } of tag.attributes)
    if (prefix !== '' && prefix !== 'xml') used.set(prefix, namespace)
  for (const prefix of inclusive) {
    const namespace = scope.get(prefix)
    if (namespace !== undefined && !used.has(prefix)) used.set(prefix, namespace)
  }
  used.delete('xml')
  const fresh = [...used].filter(([prefix, namespace]) => (above.rendered.get(prefix) ?? '') !== namespace)
  const name = qualified(tag)
  let text = `<${name}`
  for (const [prefix, namespace] of fresh.sort(([a], [b]) => (a < b ? -1 : 1)))
    text += ` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeAttribute(namespace)}"`
  for (const attribute of tag.attributes.toSorted(inOrder))
    text += ` ${qualified(attribute)}="${escapeAttribute(attribute.value)}"`
  write(`${text}>`)
  const rendered = fresh.length === 0 ? above.rendered : new Map([...above.rendered, ...fresh])
  return { scope, rendered, name }
}

const qualified = ({ prefix, name }: { readonly prefix: string; readonly name: string }): string =>
  prefix === '' ? name : `${prefix}:${name}`

/** By namespace, those without one first; then by name. */
const inOrder = (a: XmlAttribute, b: XmlAttribute): number => {
  if (a.namespace !== b.namespace) return a.namespace < b.namespace ? -1 : 1
  return a.name < b.name ? -1 : 1
}

const instruction = (target: string, body: string): string => `<?${target}${body === '' ? '' : ` ${body}`}?>`

const escapeText = (text: string): string => text.replace(/[&<>\r]/g, (letter) => TEXT[letter] ?? letter)
const TEXT: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' }

const escapeAttribute = (text: string): string =>
  text.replace(/[&<"\t\n\r]/g, (letter) => ATTRIBUTE[letter] ?? letter)
const ATTRIBUTE: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}

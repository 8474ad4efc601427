/**
 * The looks of a drawing: attributes, `style` and the style sheet inside it, by an allow-list of properties. Selectors as
 * drawing programs write them (element, class, id, and lists of these) are understood; others are passed over.
 */
import { attr, textOf, tokens, type XmlElement } from '@chapterhouse/epub'
import { generate, parse, walk } from 'css-tree'

const LOOKS = new Set(
  (
    'alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters direction ' +
    'display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font-family font-size ' +
    'font-stretch font-style font-variant font-weight image-rendering letter-spacing lighting-color marker-end marker-mid ' +
    'marker-start mask opacity overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray ' +
    'stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor ' +
    'text-decoration text-rendering unicode-bidi vector-effect visibility word-spacing writing-mode'
  ).split(' '),
)

export type SvgStyles = readonly {
  readonly element: string | null
  readonly className: string | null
  readonly id: string | null
  readonly looks: readonly (readonly [string, string])[]
}[]

export function svgStyles(root: XmlElement): SvgStyles {
  return [...styleElements(root)].flatMap((element) => rulesOf(textOf(element)))
}

function* styleElements(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) {
    if (child.kind !== 'element') continue
    if (child.name === 'style') yield child
    else yield* styleElements(child)
  }
}

function rulesOf(css: string): SvgStyles {
  const rules: SvgStyles[number][] = []
  const sheet = parse(css, { onParseError: () => {} })
  walk(sheet, {
    visit: 'Rule',
    enter(rule) {
      if (this.atrule !== null || rule.prelude.type !== 'SelectorList') return
      const looks = looksIn(generate(rule.block).slice(1, -1))
      for (const selector of generate(rule.prelude).split(',')) {
        const match = /^([a-z][\w-]*|\*)?(?:\.([\w-]+))?(?:#([\w.-]+))?$/i.exec(selector.trim())
        if (match === null || selector.trim() === '') continue
        const [, element, className, id] = match
        rules.push({
          element: element === '*' ? null : (element ?? null),
          className: className ?? null,
          id: id ?? null,
          looks,
        })
      }
    },
  })
  return rules
}

function looksIn(declarations: string): readonly (readonly [string, string])[] {
  const looks: (readonly [string, string])[] = []
  const list = parse(declarations, { context: 'declarationList', onParseError: () => {} })
  walk(list, {
    visit: 'Declaration',
    enter(declaration) {
      const property = declaration.property.toLowerCase()
      if (LOOKS.has(property)) looks.push([property, generate(declaration.value)])
    },
  })
  return looks
}

/** Weakest first, as the cascade has it: attributes, the sheet by element, class, id, then `style`. */
export function presentation(element: XmlElement, styles: SvgStyles): readonly (readonly [string, string])[] {
  const looks = new Map<string, string>()
  for (const { name, namespace, value } of element.attributes)
    if (namespace === '' && LOOKS.has(name)) looks.set(name, value)
  const classes = tokens(attr(element, 'class'))
  const id = attr(element, 'id')
  const matching = styles
    .filter(
      (rule) =>
        (rule.element === null || rule.element === element.name) &&
        (rule.className === null || classes.includes(rule.className)) &&
        (rule.id === null || rule.id === id),
    )
    .map((rule, order) => ({
      rule,
      order,
      weight:
        (rule.id === null ? 0 : 100) + (rule.className === null ? 0 : 10) + (rule.element === null ? 0 : 1),
    }))
    .toSorted((a, b) => a.weight - b.weight || a.order - b.order)
  for (const { rule } of matching) for (const [name, value] of rule.looks) looks.set(name, value)
  const style = attr(element, 'style')
  if (style !== null) for (const [name, value] of looksIn(style)) looks.set(name, value)
  return [...looks]
}

/**
 * Selectors as far as they can be judged on the tree alone: types, classes, ids, attributes, descendants and children. A
 * selector with anything else matches nothing, so that no meaning is given to what does not have it.
 */
import type { CssNode } from 'css-tree'
import { attr, tokens } from './walk-xml.ts'
import { OPS, type XmlElement } from './xml.ts'

type Test = (element: XmlElement) => boolean

/** One step: the tests of an element, and how the step before it relates. */
type Step = { readonly tests: readonly Test[]; readonly relation: 'descendant' | 'child' }

export type Selector = {
  /** From the element itself outwards. */
  readonly steps: readonly Step[]
  /** Ids, classes and attributes, types: as one number to compare. */
  readonly specificity: number
  /** "#id", ".class", "[attribute", "name" or "*": only elements that have it can match. */
  readonly key: string
}

/** Null for a selector that is not judged. */
export function compileSelector(selector: CssNode): Selector | null {
  if (selector.type !== 'Selector') return null
  const steps: { tests: Test[]; relation: Step['relation'] }[] = [{ tests: [], relation: 'descendant' }]
  let specificity = 0
  let key = '*'
  for (const part of selector.children) {
    if (part.type === 'Combinator') {
      if (part.name !== ' ' && part.name !== '>') return null
      steps.unshift({ tests: [], relation: part.name === '>' ? 'child' : 'descendant' })
      key = '*'
      continue
    }
    const simple = compileSimple(part)
    if (simple === null) return null
    steps[0]?.tests.push(simple.test)
    specificity += simple.weight
    if (simple.key !== '*' && (key === '*' || simple.weight > 1)) key = simple.key
  }
  return steps.length > MOST_STEPS ? null : { steps, specificity, key }
}

/** Longer ones cost time and occur in no book. */
const MOST_STEPS = 8

type Simple = { readonly test: Test; readonly weight: number; readonly key: string }

function compileSimple(part: CssNode): Simple | null {
  switch (part.type) {
    case 'TypeSelector': {
      const name = part.name.replace(/^.*\|/, '')
      if (name === '*') return { test: () => true, weight: 0, key: '*' }
      return { test: (element) => element.name === name, weight: 1, key: name }
    }
    case 'ClassSelector':
      return {
        test: (element) => tokens(attr(element, 'class')).includes(part.name),
        weight: 1000,
        key: `.${part.name}`,
      }
    case 'IdSelector':
      return { test: (element) => attr(element, 'id') === part.name, weight: 1_000_000, key: `#${part.name}` }
    case 'AttributeSelector':
      return compileAttribute(
        part.name.name,
        part.matcher,
        part.value === null ? null : textOfValue(part.value),
      )
    case 'PseudoClassSelector':
      return part.name === 'root'
        ? { test: (element) => element.name === 'html', weight: 1000, key: 'html' }
        : null
    default:
      return null
  }
}

const textOfValue = (node: CssNode): string =>
  node.type === 'String' ? node.value : node.type === 'Identifier' ? node.name : ''

function compileAttribute(name: string, matcher: string | null, value: string | null): Simple | null {
  const [local = '', prefix] = name.split('|').toReversed()
  const read = (element: XmlElement): string | null =>
    prefix === undefined ? attr(element, local) : attr(element, local, prefix === 'epub' ? OPS : '')
  const matches = matcherOf(matcher, value ?? '')
  if (matches === null) return null
  return {
    test: (element) => {
      const found = read(element)
      return found !== null && matches(found)
    },
    weight: 1000,
    key: `[${local}`,
  }
}

function matcherOf(matcher: string | null, value: string): ((found: string) => boolean) | null {
  switch (matcher) {
    case null:
      return () => true
    case '=':
      return (found) => found === value
    case '~=':
      return (found) => tokens(found).includes(value)
    case '|=':
      return (found) => found === value || found.startsWith(`${value}-`)
    case '^=':
      return (found) => value !== '' && found.startsWith(value)
    case '$=':
      return (found) => value !== '' && found.endsWith(value)
    case '*=':
      return (found) => value !== '' && found.includes(value)
    default:
      return null
  }
}

export function matchesSelector(
  selector: Selector,
  element: XmlElement,
  parents: ReadonlyMap<XmlElement, XmlElement>,
): boolean {
  const [own, ...outer] = selector.steps
  if (own === undefined || !own.tests.every((test) => test(element))) return false
  return matchesOuter(outer, own.relation, parents.get(element), parents)
}

/** Looks outwards for the steps that are left. */
function matchesOuter(
  steps: readonly Step[],
  relation: Step['relation'],
  nearest: XmlElement | undefined,
  parents: ReadonlyMap<XmlElement, XmlElement>,
): boolean {
  const [step, ...rest] = steps
  if (step === undefined) return true
  // With descendants alone a nearer match is as good as any, so that none further out is tried.
  const isGreedy = steps.every((outer) => outer.relation === 'descendant')
  let ancestor = nearest
  while (ancestor !== undefined) {
    const candidate = ancestor
    const isMatch = step.tests.every((test) => test(candidate))
    ancestor = parents.get(candidate)
    if (isMatch && matchesOuter(rest, step.relation, ancestor, parents)) return true
    if (relation === 'child' || (isMatch && isGreedy)) return false
  }
  return false
}

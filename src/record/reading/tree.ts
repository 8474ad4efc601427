/** What a file of a record says, with the place of every word; all scalars are texts (record.md §2: YAML failsafe). */
import type { At } from './fault.ts'

export type Node = TextNode | ListNode | MapNode
export type TextNode = {
  readonly kind: 'text'
  readonly at: At
  readonly text: string
  readonly quoted?: boolean
}
export type ListNode = { readonly kind: 'list'; readonly at: At; readonly items: readonly Node[] }
export type MapNode = {
  readonly kind: 'map'
  readonly at: At
  readonly entries: readonly { readonly key: string; readonly keyAt: At; readonly value: Node }[]
}

export const isEmpty = (node: Node): boolean => node.kind === 'text' && node.text.trim() === ''

/** What was made by us stands nowhere in particular. */
export type Made = string | readonly Made[] | { readonly [key: string]: Made }

export function toNode(made: Made, at: At): Node {
  if (typeof made === 'string') return { kind: 'text', at, text: made }
  if (isItems(made)) return { kind: 'list', at, items: made.map((each) => toNode(each, at)) }
  return {
    kind: 'map',
    at,
    entries: Object.entries(made).map(([key, value]) => ({ key, keyAt: at, value: toNode(value, at) })),
  }
}

const isItems = (made: Made): made is readonly Made[] => Array.isArray(made)

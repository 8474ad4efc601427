/** A tree out of events: `take` every event of one element, and `done` is the element after its close. */
import type { XmlElement } from './parse-xml.ts'
import type { XmlEvent } from './xml-events.ts'

export type Growing = {
  /** The element, with the event that closes it; null before. Throws when it grows larger than `most`. */
  take(event: XmlEvent): XmlElement | null
}

export class GrownTooLarge extends Error {}

export function growTree(most: number): Growing {
  const open: { readonly element: XmlElement; readonly children: (XmlElement | string)[] }[] = []
  let weight = 0
  return {
    take(event) {
      weight += event.kind === 'open' ? 1 + event.tag.attributes.length : 1
      if (weight > most) throw new GrownTooLarge()
      if (event.kind === 'open') {
        const { prefix, name, namespace, attributes } = event.tag
        const children: (XmlElement | string)[] = []
        open.push({ element: { prefix, name, namespace, attributes, children }, children })
      } else if (event.kind === 'text') open.at(-1)?.children.push(event.text)
      else if (event.kind === 'close') {
        const done = open.pop()
        if (done && open.length === 0) return done.element
        if (done) open.at(-1)?.children.push(done.element)
      }
      return null
    },
  }
}

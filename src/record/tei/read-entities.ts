/** Places, organisations, events and sources as TEI describes them (P5 ch. 14, namesdates). */
import { attr, childElements, descendants, firstChild, idOf, type XmlElement } from '@chapterhouse/epub'
import { at, map, text } from './nodes.ts'
import { addSameAs, readOwnNotes } from './read-own-notes.ts'
import { addName, personOf } from './read-people.ts'
import { datesOf, isPerson, type Referring, refOf } from './tei-references.ts'
import type { Item, Shelf } from './tei-shelf.ts'
import { clipped, listed, nameIn, plain } from './tei-words.ts'

export function readPlace(shelf: Shelf, file: string, element: XmlElement): void {
  const item = shelf.itemOf('places', shelf.ownId(file, element), at(file, element))
  const forms = [...childElements(element, 'placeName')]
  shelf.set(item, 'name', file, forms[0], forms[0] === undefined ? '' : nameIn(forms[0]))
  for (const form of forms.slice(1)) addName(shelf, item, file, form, null)
  const geo = firstChild(firstChild(element, 'location') ?? element, 'geo')
  if (geo !== null) shelf.set(item, 'coords', file, geo, plain(geo).replace(/\s+/, ', '))
  addSameAs(shelf, item, file, element)
  readOwnNotes(item, file, element)
}

export function readGroup(shelf: Shelf, file: string, element: XmlElement): void {
  const item = shelf.itemOf('groups', shelf.ownId(file, element), at(file, element))
  const name = firstChild(element, 'orgName')
  shelf.set(item, 'label', file, name, name === null ? '' : nameIn(name))
  const definition = firstChild(element, 'desc')
  shelf.set(item, 'definition', file, definition, definition === null ? '' : plain(definition))
  addSameAs(shelf, item, file, element)
  readOwnNotes(item, file, element)
}

export function readEvent(shelf: Shelf, file: string, element: XmlElement): void {
  const item = shelf.itemOf('events', shelf.ownId(file, element), at(file, element))
  const label = firstChild(element, 'label') ?? firstChild(element, 'head') ?? firstChild(element, 'desc')
  shelf.set(item, 'type', file, element, attr(element, 'type') ?? 'event')
  shelf.set(item, 'label', file, label, label === null ? '' : clipped(plain(label)))
  shelf.set(item, 'when', file, element, datesOf(element) ?? '')
  const where = attr(element, 'where')
  if (where !== null && where !== '')
    shelf.set(item, 'where', file, element, placeOf(shelf, file, { ref: where, element }))
  takePart(shelf, item, file, element)
  readOwnNotes(item, file, element)
}

export function takePart(shelf: Shelf, item: Item, file: string, element: XmlElement): void {
  const seen = new Set<string>()
  for (const named of descendants(element, 'persName')) {
    const ref = refOf(named)
    if (ref === '' || !isPerson(ref)) continue
    const person = personOf(shelf, file, ref, named)
    if (seen.has(person)) continue
    seen.add(person)
    const as = attr(named, 'role')
    shelf.add(item, 'who', map(at(file, named), { person, ...(as && { as }) }))
  }
}

export function readSource(shelf: Shelf, file: string, bibl: XmlElement): string | null {
  const target = firstChild(bibl, 'ptr')
  const address = target === null ? null : attr(target, 'target')
  const own = idOf(bibl)
  if (own === null && address === null) return null
  const id = own === null ? shelf.idFor(address ?? '', 'bibl') : shelf.ownId(file, bibl)
  if (address !== null) shelf.noteAddress(address, id)
  const item = shelf.itemOf('sources', id, at(file, bibl))
  const citation = firstChild(bibl, 'title')?.attributes.some(({ value }) => value === 'citation')
    ? plain(firstChild(bibl, 'title') ?? bibl)
    : listed(bibl)
  shelf.set(item, 'citation', file, bibl, citation || (address ?? id))
  shelf.set(item, 'type', file, bibl, attr(bibl, 'type') ?? 'source')
  if (address !== null && /^https?:\/\//.test(address)) shelf.set(item, 'url', file, bibl, address)
  readOwnNotes(item, file, bibl)
  return id
}

export function placeOf(shelf: Shelf, file: string, { ref, element }: Referring): string {
  if (ref.startsWith('#')) return ref.slice(1)
  const id = shelf.idFor(ref, 'place')
  const item = shelf.itemOf('places', id, at(file, element))
  const name = element.name === 'placeName' ? nameIn(element) : ''
  if (!item.entries.has('name')) item.entries.set('name', text(at(file, element), name === '' ? id : name))
  if (!item.entries.has('same_as') && /^https?:/.test(ref))
    item.entries.set('same_as', {
      kind: 'list',
      at: at(file, element),
      items: [text(at(file, element), ref)],
    })
  return id
}

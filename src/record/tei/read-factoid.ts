/**
 * Factoids as prosopographies write them, `ab type="factoid"` with the place in a source (SPEAR, Syriaca.org): a factoid
 * becomes a claim by its source; one that is dated becomes an event as well, an occupation a role, a name a form of the name.
 */
import { attr, childElements, descendants, firstChild, type XmlElement } from '@chapterhouse/epub'
import { at, map, text } from './nodes.ts'
import { placeOf, readSource, takePart } from './read-entities.ts'
import { readOwnNotes } from './read-own-notes.ts'
import { addName, addRole, personOf } from './read-people.ts'
import { bareBibl, datesWithin, isPerson, isPlace, locatorOf, placeIn, refOf } from './tei-references.ts'
import type { Item, Shelf } from './tei-shelf.ts'
import { clipped, firstOf, keyword, plain, sentenceOf } from './tei-words.ts'

const CLAIM_KINDS = new Set(['fact', 'date', 'count', 'identification', 'comparison', 'cause', 'reading'])

export function readFactoid(shelf: Shelf, file: string, element: XmlElement): void {
  const id = shelf.free('claims', shelf.ownId(file, element))
  const here = at(file, element)
  const item = shelf.itemOf('claims', id, here)
  const subtype = attr(element, 'subtype') ?? 'fact'
  const says = [...childElements(element, 'note')].find((note) => attr(note, 'type') === 'says')
  shelf.set(
    item,
    'says',
    file,
    says ?? element,
    says === undefined ? sentenceOf(element, subtype) : plain(says),
  )
  if (CLAIM_KINDS.has(subtype)) shelf.set(item, 'kind', file, element, subtype)
  const bibls = [...childElements(element, 'bibl')]
  const own = bibls.filter((bibl) => attr(bibl, 'type') !== 'evidence')
  const first = own.find((bibl) => firstChild(bibl, 'citedRange') !== null) ?? own[0]
  const others = bibls.filter((bibl) => bibl !== first)
  const by = first === undefined ? null : citedSource(shelf, file, first)
  if (first !== undefined && by !== null) {
    shelf.set(item, 'by', file, first, by)
    const locator = locatorOf(file, first)
    if (locator !== null) item.entries.set('at', locator)
  }
  for (const bibl of others) {
    const source = citedSource(shelf, file, bibl)
    if (source === null) continue
    const locator = locatorOf(file, bibl)
    const stance = attr(bibl, 'subtype') ?? 'supports'
    shelf.add(item, 'evidence', map(at(file, bibl), { source, stance, ...(locator && { at: locator }) }))
  }
  readAbout(shelf, item, file, element)
  readOwnNotes(item, file, element)
  if (says === undefined) readWhatFollows(shelf, file, element, { id, by, subtype })
}

/** A factoid that is not ours says more than its sentence. */
function readWhatFollows(
  shelf: Shelf,
  file: string,
  element: XmlElement,
  { id, by, subtype }: { readonly id: string; readonly by: string | null; readonly subtype: string },
): void {
  for (const person of descendants(element, 'person')) {
    const [named] = childElements(person, 'persName')
    if (named === undefined) continue
    const ref = refOf(named)
    if (ref === '') continue
    const item = shelf.find('people', personOf(shelf, file, ref, named))
    if (item === undefined) continue
    for (const form of childElements(person, 'persName')) addName(shelf, item, file, form, by)
    for (const occupation of childElements(person, 'occupation')) addRole(shelf, item, file, occupation, by)
  }
  const when = datesWithin(element)
  if (when === null && subtype !== 'event') return
  const event = shelf.itemOf('events', `e-${id}`.slice(0, 64), at(file, element))
  const told = firstOf(element, 'event')
  shelf.set(event, 'type', file, element, told === null ? subtype : (keyword(told) ?? 'event'))
  shelf.set(event, 'label', file, element, clipped(sentenceOf(element, subtype)))
  if (when !== null) shelf.set(event, 'when', file, element, when)
  const where = placeIn(element)
  if (where !== null) shelf.set(event, 'where', file, element, placeOf(shelf, file, where))
  takePart(shelf, event, file, element)
  shelf.set(event, 'claim', file, element, id)
}

function readAbout(shelf: Shelf, item: Item, file: string, element: XmlElement): void {
  const seen = new Set<string>()
  const note = (id: string, from: XmlElement): void => {
    if (seen.has(id)) return
    seen.add(id)
    shelf.add(item, 'about', text(at(file, from), id))
  }
  for (const each of descendants(element)) {
    const ref = refOf(each)
    if (ref === '') continue
    if (each.name === 'persName' && isPerson(ref)) note(personOf(shelf, file, ref, each), each)
    else if (each.name === 'placeName' && isPlace(ref))
      note(placeOf(shelf, file, { ref, element: each }), each)
    else if (each.name === 'rs' && ref.startsWith('#')) note(ref.slice(1), each)
  }
}

function citedSource(shelf: Shelf, file: string, bibl: XmlElement): string | null {
  const pointer = firstChild(bibl, 'ptr')
  const target = pointer === null ? null : attr(pointer, 'target')
  if (target === null) return null
  if (target.startsWith('#')) return target.slice(1)
  const known = shelf.idOfAddress(target)
  return known !== undefined && shelf.find('sources', known) !== undefined
    ? known
    : readSource(shelf, file, bareBibl(bibl))
}

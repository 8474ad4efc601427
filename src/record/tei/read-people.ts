/** Persons as TEI describes them, wherever it does: with their names, their occupations, their birth and death. */
import { attr, childElements, firstChild, type XmlElement } from '@chapterhouse/epub'
import { at, decoded, isOwn, map, mapOf, text } from './nodes.ts'
import { placeOf } from './read-entities.ts'
import { addSameAs, readOwnNotes } from './read-own-notes.ts'
import { datesOf, placeIn } from './tei-references.ts'
import type { Item, Shelf } from './tei-shelf.ts'
import { clipped, keyword, nameIn, plain } from './tei-words.ts'

export function readPerson(shelf: Shelf, file: string, element: XmlElement): void {
  const item = shelf.itemOf('people', shelf.ownId(file, element), at(file, element))
  const forms = [...childElements(element, 'persName')]
  const main = forms.find((form) => attr(form, 'type') === 'main') ?? forms[0]
  shelf.set(item, 'name', file, main, main === undefined ? '' : nameIn(main))
  for (const form of forms) if (form !== main) addName(shelf, item, file, form, null)
  addSameAs(shelf, item, file, element)
  for (const occupation of childElements(element, 'occupation')) addRole(shelf, item, file, occupation, null)
  for (const [name, key] of [
    ['birth', 'born'],
    ['death', 'died'],
  ] as const) {
    const found = firstChild(element, name)
    if (found === null) continue
    shelf.set(item, key, file, found, datesOf(found) ?? '')
    const where = placeIn(found)
    if (where !== null)
      shelf.set(
        item,
        key === 'born' ? 'birth_place' : 'death_place',
        file,
        found,
        placeOf(shelf, file, where),
      )
  }
  readOwnNotes(item, file, element)
}

export function personOf(shelf: Shelf, file: string, ref: string, named: XmlElement): string {
  if (ref.startsWith('#')) return ref.slice(1)
  const id = shelf.idFor(ref, 'person')
  const item = shelf.itemOf('people', id, at(file, named))
  const name = nameIn(named)
  const known = item.entries.get('name')
  if (name !== '' && (known === undefined || (known.kind === 'text' && known.text === id)))
    item.entries.set('name', text(at(file, named), name))
  else if (known === undefined) item.entries.set('name', text(at(file, named), id))
  if (/^anonymous\b/i.test(name)) item.entries.set('anonymous', text(at(file, named), 'true'))
  if (!item.entries.has('same_as') && /^https?:/.test(ref))
    item.entries.set('same_as', { kind: 'list', at: at(file, named), items: [text(at(file, named), ref)] })
  return id
}

export function addName(
  shelf: Shelf,
  item: Item,
  file: string,
  form: XmlElement,
  source: string | null,
): void {
  const name = nameIn(form)
  if (name === '') return
  const fields: { [key: string]: string } = { text: name }
  const lang = form.attributes.find((each) => each.name === 'lang')?.value
  if (lang) fields['lang'] = lang
  const script = attr(form, 'n')
  if (script) fields['script'] = script
  const system = attr(form, 'rend')
  if (system) fields['system'] = system
  const from = attr(form, 'source')?.replace(/^#/, '') ?? source
  if (from) fields['source'] = from
  const note = firstChild(form, 'note')
  if (note !== null) fields['note'] = plain(note)
  shelf.add(item, 'names', map(at(file, form), fields))
}

export function addRole(
  shelf: Shelf,
  item: Item,
  file: string,
  occupation: XmlElement,
  source: string | null,
): void {
  const own = [...childElements(occupation, 'note')].filter(isOwn)
  if (own.length > 0) {
    const fields = new Map(own.map((note) => [attr(note, 'type') ?? '', decoded(file, note)]))
    shelf.add(item, 'roles', mapOf(at(file, occupation), fields))
    return
  }
  const said = firstChild(occupation, 'note') ?? occupation
  const what = keyword(occupation) ?? clipped(plain(said))
  if (what === '') return
  const when = datesOf(occupation)
  const where = placeIn(occupation)
  shelf.add(
    item,
    'roles',
    map(at(file, occupation), {
      what,
      ...(when && { when }),
      ...(where && { place: placeOf(shelf, file, where) }),
      ...(source && { source }),
    }),
  )
}

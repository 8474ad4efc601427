/** What build-tei.ts writes beside TEI's own words, in notes of the subtype `record`; and addresses of the same elsewhere. */
import { attr, childElements, type XmlElement } from '@chapterhouse/epub'
import type { Node } from '../reading/tree.ts'
import { at, decoded, isOwn, text } from './nodes.ts'
import type { Item, Shelf } from './tei-shelf.ts'
import { plain } from './tei-words.ts'

export function addSameAs(shelf: Shelf, item: Item, file: string, element: XmlElement): void {
  for (const idno of childElements(element, 'idno')) {
    const address = plain(idno)
    if (/^(https?:\/\/|record:)/.test(address)) shelf.add(item, 'same_as', text(at(file, idno), address))
  }
}

/** `ab subtype="record" type="mentions"`: an item of a list that TEI has no words for. */
export function readPlainItem(shelf: Shelf, file: string, element: XmlElement): void {
  const list = attr(element, 'type') ?? ''
  if (list === 'distinct') {
    const item = shelf.itemOf(list, `${list} ${element.line}`, at(file, element))
    const all = [...childElements(element, 'note')].map((note) => decoded(file, note))
    item.entries.set('', { kind: 'list', at: at(file, element), items: all })
    return
  }
  readOwnNotes(shelf.itemOf(list, shelf.ownId(file, element), at(file, element)), file, element)
}

/** What build-tei.ts wrote counts before anything that was guessed. */
export function readOwnNotes(item: Item, file: string, element: XmlElement): void {
  const lists = new Map<string, Node[]>()
  for (const note of childElements(element, 'note')) {
    if (!isOwn(note)) continue
    const key = attr(note, 'type') ?? ''
    if (attr(note, 'subtype') === 'record-item')
      lists.set(key, [...(lists.get(key) ?? []), decoded(file, note)])
    else item.entries.set(key, decoded(file, note))
  }
  for (const [key, items] of lists) item.entries.set(key, { kind: 'list', at: item.at, items })
}

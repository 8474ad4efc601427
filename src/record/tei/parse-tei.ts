/**
 * TEI into the lists of a record: persons, places, organisations, events and sources as their modules describe them
 * (P5 ch. 14, namesdates), and factoids as prosopographies write them, `ab type="factoid"` with the place in a source (SPEAR,
 * Syriaca.org): a factoid becomes a claim by its source; one that is dated becomes an event as well, an occupation a role,
 * a name a form of the name. What build-tei.ts writes beside all that, in notes of the subtype `record`, is read back as it
 * was.
 */
import {
  attr,
  childElements,
  descendants,
  firstChild,
  idOf,
  parseXml,
  textOf,
  type XmlElement,
} from '@chapterhouse/epub'
import { normalizeSpace } from '#base'
import type { At, RecordFault } from '../reading/fault.ts'
import type { ListNode, MapNode, Node } from '../reading/tree.ts'
import { teiToEdtf } from './tei-dates.ts'

export type TeiFile = { readonly name: string; readonly text: string }

export type ParsedTei = {
  readonly head: MapNode | null
  readonly lists: ReadonlyMap<string, ListNode>
  readonly faults: readonly RecordFault[]
}

export function parseTei(files: readonly TeiFile[]): ParsedTei {
  const faults: RecordFault[] = []
  const roots = files.flatMap(({ name, text }) => {
    const read = parseXml(text, { file: name })
    const at = (line: number): At => ({ file: name, line, column: 1 })
    if (!read.ok) {
      faults.push({ ...at(read.error.line ?? 1), code: 'E-TEI', message: read.error.message })
      return []
    }
    if (read.doctype !== null) {
      faults.push({
        ...at(1),
        code: 'E-TEI',
        message: 'The file has a document type of its own. Take the DOCTYPE away.',
      })
      return []
    }
    if (read.root.name !== 'TEI' && read.root.name !== 'teiCorpus') {
      faults.push({
        ...at(read.root.line),
        code: 'E-TEI',
        message: `The file begins with <${read.root.name}>, not with <TEI>. Send TEI, YAML or CSV.`,
      })
      return []
    }
    return [{ file: name, root: read.root }]
  })
  const reader = new Reader()
  for (const { file, root } of roots) reader.noteIds(file, root)
  for (const { file, root } of roots) reader.read(file, root)
  return { head: reader.head(), lists: reader.lists(), faults }
}

type Entry = MapNode['entries'][number]
type Item = { readonly at: At; readonly entries: Map<string, Node> }

class Reader {
  readonly #items = new Map<string, Map<string, Item>>()
  readonly #idOfAddress = new Map<string, string>()
  readonly #taken = new Map<string, string>()
  readonly #timesGiven = new Map<string, number>()
  #head: MapNode | null = null

  head = (): MapNode | null => this.#head

  lists(): ReadonlyMap<string, ListNode> {
    return new Map(
      [...this.#items].map(([list, items]) => {
        const all = [...items.values()].map(toMap)
        return [list, { kind: 'list', at: all[0]?.at ?? NOWHERE, items: all.map(unwrapped) }]
      }),
    )
  }

  /** An xml:id is unique in its file only. */
  noteIds(_file: string, root: XmlElement): void {
    for (const element of descendants(root)) {
      const id = idOf(element)
      if (id !== null) this.#timesGiven.set(id, (this.#timesGiven.get(id) ?? 0) + 1)
    }
  }

  read(file: string, root: XmlElement): void {
    this.#head ??= headOf(file, root)
    for (const element of descendants(root)) {
      if (element.name === 'listBibl')
        for (const bibl of childElements(element, 'bibl')) this.#source(file, bibl)
    }
    this.#walk(file, root)
  }

  /** Entities wherever they are described; factoids as wholes. */
  #walk(file: string, element: XmlElement): void {
    for (const child of childElements(element)) {
      const isNamed = idOf(child) !== null
      if (child.name === 'ab' && attr(child, 'type') === 'factoid') this.#factoid(file, child)
      else if (child.name === 'ab' && attr(child, 'subtype') === 'record') this.#plainItem(file, child)
      else if (child.name === 'person' && isNamed) this.#person(file, child)
      else if (child.name === 'place' && isNamed) this.#place(file, child)
      else if (child.name === 'org' && isNamed) this.#group(file, child)
      else if (child.name === 'event' && isNamed) this.#event(file, child)
      else this.#walk(file, child)
    }
  }

  #person(file: string, element: XmlElement): void {
    const item = this.#itemOf('people', this.#ownId(file, element), at(file, element))
    const forms = [...childElements(element, 'persName')]
    const main = forms.find((form) => attr(form, 'type') === 'main') ?? forms[0]
    this.#set(item, 'name', file, main, main === undefined ? '' : nameIn(main))
    for (const form of forms) if (form !== main) this.#addName(item, file, form, null)
    this.#sameAs(item, file, element)
    for (const occupation of childElements(element, 'occupation')) this.#addRole(item, file, occupation, null)
    for (const [name, key] of [
      ['birth', 'born'],
      ['death', 'died'],
    ] as const) {
      const found = firstChild(element, name)
      if (found === null) continue
      this.#set(item, key, file, found, datesOf(found) ?? '')
      const where = placeIn(found)
      if (where !== null)
        this.#set(
          item,
          key === 'born' ? 'birth_place' : 'death_place',
          file,
          found,
          this.#placeId(file, where),
        )
    }
    this.#ownNotes(item, file, element)
  }

  #place(file: string, element: XmlElement): void {
    const item = this.#itemOf('places', this.#ownId(file, element), at(file, element))
    const forms = [...childElements(element, 'placeName')]
    this.#set(item, 'name', file, forms[0], forms[0] === undefined ? '' : nameIn(forms[0]))
    for (const form of forms.slice(1)) this.#addName(item, file, form, null)
    const geo = firstChild(firstChild(element, 'location') ?? element, 'geo')
    if (geo !== null) this.#set(item, 'coords', file, geo, plain(geo).replace(/\s+/, ', '))
    this.#sameAs(item, file, element)
    this.#ownNotes(item, file, element)
  }

  #group(file: string, element: XmlElement): void {
    const item = this.#itemOf('groups', this.#ownId(file, element), at(file, element))
    const name = firstChild(element, 'orgName')
    this.#set(item, 'label', file, name, name === null ? '' : nameIn(name))
    const definition = firstChild(element, 'desc')
    this.#set(item, 'definition', file, definition, definition === null ? '' : plain(definition))
    this.#sameAs(item, file, element)
    this.#ownNotes(item, file, element)
  }

  #event(file: string, element: XmlElement): void {
    const item = this.#itemOf('events', this.#ownId(file, element), at(file, element))
    const label = firstChild(element, 'label') ?? firstChild(element, 'head') ?? firstChild(element, 'desc')
    this.#set(item, 'type', file, element, attr(element, 'type') ?? 'event')
    this.#set(item, 'label', file, label, label === null ? '' : clipped(plain(label)))
    this.#set(item, 'when', file, element, datesOf(element) ?? '')
    const where = attr(element, 'where')
    if (where !== null && where !== '')
      this.#set(item, 'where', file, element, this.#placeId(file, { ref: where, element }))
    this.#takePart(item, file, element)
    this.#ownNotes(item, file, element)
  }

  #takePart(item: Item, file: string, element: XmlElement): void {
    const seen = new Set<string>()
    for (const named of descendants(element, 'persName')) {
      const ref = attr(named, 'ref')?.trim()
      if (ref === undefined || ref === '' || !isPerson(ref)) continue
      const person = this.#personOf(file, ref, named)
      if (seen.has(person)) continue
      seen.add(person)
      const as = attr(named, 'role')
      this.#add(item, 'who', map(at(file, named), { person, ...(as && { as }) }))
    }
  }

  #source(file: string, bibl: XmlElement): string | null {
    const target = firstChild(bibl, 'ptr')
    const address = target === null ? null : attr(target, 'target')
    const own = idOf(bibl)
    if (own === null && address === null) return null
    const id = own === null ? this.#idFor(address ?? '', 'bibl') : this.#ownId(file, bibl)
    if (address !== null) this.#idOfAddress.set(address, id)
    const item = this.#itemOf('sources', id, at(file, bibl))
    const citation = firstChild(bibl, 'title')?.attributes.some(({ value }) => value === 'citation')
      ? plain(firstChild(bibl, 'title') ?? bibl)
      : listed(bibl)
    this.#set(item, 'citation', file, bibl, citation || (address ?? id))
    this.#set(item, 'type', file, bibl, attr(bibl, 'type') ?? 'source')
    if (address !== null && /^https?:\/\//.test(address)) this.#set(item, 'url', file, bibl, address)
    this.#ownNotes(item, file, bibl)
    return id
  }

  #factoid(file: string, element: XmlElement): void {
    const id = this.#free('claims', this.#ownId(file, element))
    const here = at(file, element)
    const item = this.#itemOf('claims', id, here)
    const subtype = attr(element, 'subtype') ?? 'fact'
    const says = [...childElements(element, 'note')].find((note) => attr(note, 'type') === 'says')
    this.#set(
      item,
      'says',
      file,
      says ?? element,
      says === undefined ? sentenceOf(element, subtype) : plain(says),
    )
    if (CLAIM_KINDS.has(subtype)) this.#set(item, 'kind', file, element, subtype)
    const bibls = [...childElements(element, 'bibl')]
    const own = bibls.filter((bibl) => attr(bibl, 'type') !== 'evidence')
    const first = own.find((bibl) => firstChild(bibl, 'citedRange') !== null) ?? own[0]
    const others = bibls.filter((bibl) => bibl !== first)
    const by = first === undefined ? null : this.#cited(file, first)
    if (first !== undefined && by !== null) {
      this.#set(item, 'by', file, first, by)
      const locator = locatorOf(file, first)
      if (locator !== null) item.entries.set('at', locator)
    }
    for (const bibl of others) {
      const source = this.#cited(file, bibl)
      if (source === null) continue
      const locator = locatorOf(file, bibl)
      const stance = attr(bibl, 'subtype') ?? 'supports'
      this.#add(item, 'evidence', map(at(file, bibl), { source, stance, ...(locator && { at: locator }) }))
    }
    this.#about(item, file, element)
    this.#ownNotes(item, file, element)
    if (says === undefined) this.#whatFollows(file, element, { id, by, subtype })
  }

  /** A factoid that is not ours says more than its sentence. */
  #whatFollows(
    file: string,
    element: XmlElement,
    { id, by, subtype }: { readonly id: string; readonly by: string | null; readonly subtype: string },
  ): void {
    for (const person of descendants(element, 'person')) {
      const [named] = childElements(person, 'persName')
      const ref = named === undefined ? undefined : attr(named, 'ref')?.trim()
      if (named === undefined || ref === undefined || ref === '') continue
      const item = this.#items.get('people')?.get(this.#personOf(file, ref, named))
      if (item === undefined) continue
      for (const form of childElements(person, 'persName')) this.#addName(item, file, form, by)
      for (const occupation of childElements(person, 'occupation')) this.#addRole(item, file, occupation, by)
    }
    const when = datesWithin(element)
    if (when === null && subtype !== 'event') return
    const event = this.#itemOf('events', `e-${id}`.slice(0, 64), at(file, element))
    const told = firstOf(element, 'event')
    this.#set(event, 'type', file, element, told === null ? subtype : (keyword(told) ?? 'event'))
    this.#set(event, 'label', file, element, clipped(sentenceOf(element, subtype)))
    if (when !== null) this.#set(event, 'when', file, element, when)
    const where = placeIn(element)
    if (where !== null) this.#set(event, 'where', file, element, this.#placeId(file, where))
    this.#takePart(event, file, element)
    this.#set(event, 'claim', file, element, id)
  }

  #about(item: Item, file: string, element: XmlElement): void {
    const seen = new Set<string>()
    const note = (id: string, from: XmlElement): void => {
      if (seen.has(id)) return
      seen.add(id)
      this.#add(item, 'about', text(at(file, from), id))
    }
    for (const each of descendants(element)) {
      const ref = attr(each, 'ref')?.trim() ?? ''
      if (ref === '') continue
      if (each.name === 'persName' && isPerson(ref)) note(this.#personOf(file, ref, each), each)
      else if (each.name === 'placeName' && isPlace(ref))
        note(this.#placeId(file, { ref, element: each }), each)
      else if (each.name === 'rs' && ref.startsWith('#')) note(ref.slice(1), each)
    }
  }

  #cited(file: string, bibl: XmlElement): string | null {
    const pointer = firstChild(bibl, 'ptr')
    const target = pointer === null ? null : attr(pointer, 'target')
    if (target === null) return null
    if (target.startsWith('#')) return target.slice(1)
    const known = this.#idOfAddress.get(target)
    return known !== undefined && this.#items.get('sources')?.has(known)
      ? known
      : this.#source(file, bareBibl(bibl))
  }

  #personOf(file: string, ref: string, named: XmlElement): string {
    if (ref.startsWith('#')) return ref.slice(1)
    const id = this.#idFor(ref, 'person')
    const item = this.#itemOf('people', id, at(file, named))
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

  #placeId(file: string, { ref, element }: Referring): string {
    if (ref.startsWith('#')) return ref.slice(1)
    const id = this.#idFor(ref, 'place')
    const item = this.#itemOf('places', id, at(file, element))
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

  #addName(item: Item, file: string, form: XmlElement, source: string | null): void {
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
    this.#add(item, 'names', map(at(file, form), fields))
  }

  #addRole(item: Item, file: string, occupation: XmlElement, source: string | null): void {
    const own = [...childElements(occupation, 'note')].filter(isOwn)
    if (own.length > 0) {
      const fields = new Map(own.map((note) => [attr(note, 'type') ?? '', decoded(file, note)]))
      this.#add(item, 'roles', mapOf(at(file, occupation), fields))
      return
    }
    const said = firstChild(occupation, 'note') ?? occupation
    const what = keyword(occupation) ?? clipped(plain(said))
    if (what === '') return
    const when = datesOf(occupation)
    const where = placeIn(occupation)
    this.#add(
      item,
      'roles',
      map(at(file, occupation), {
        what,
        ...(when && { when }),
        ...(where && { place: this.#placeId(file, where) }),
        ...(source && { source }),
      }),
    )
  }

  #sameAs(item: Item, file: string, element: XmlElement): void {
    for (const idno of childElements(element, 'idno')) {
      const address = plain(idno)
      if (/^(https?:\/\/|record:)/.test(address)) this.#add(item, 'same_as', text(at(file, idno), address))
    }
  }

  /** `ab subtype="record" type="mentions"`: an item of a list that TEI has no words for. */
  #plainItem(file: string, element: XmlElement): void {
    const list = attr(element, 'type') ?? ''
    if (list === 'distinct') {
      const item = this.#itemOf(list, `${list} ${element.line}`, at(file, element))
      const all = [...childElements(element, 'note')].map((note) => decoded(file, note))
      item.entries.set('', { kind: 'list', at: at(file, element), items: all })
      return
    }
    this.#ownNotes(this.#itemOf(list, this.#ownId(file, element), at(file, element)), file, element)
  }

  /** What build-tei.ts wrote counts before anything that was guessed. */
  #ownNotes(item: Item, file: string, element: XmlElement): void {
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

  #itemOf(list: string, id: string, where: At): Item {
    const items = this.#items.get(list) ?? new Map<string, Item>()
    this.#items.set(list, items)
    const known = items.get(id)
    if (known !== undefined) return known
    const item: Item = { at: where, entries: new Map(list === 'distinct' ? [] : [['id', text(where, id)]]) }
    items.set(id, item)
    return item
  }

  #set(item: Item, key: string, file: string, from: XmlElement | null | undefined, value: string): void {
    if (value !== '' && from) item.entries.set(key, text(at(file, from), value))
  }

  #add(item: Item, key: string, node: Node): void {
    const known = item.entries.get(key)
    if (known?.kind === 'list') item.entries.set(key, { ...known, items: [...known.items, node] })
    else item.entries.set(key, { kind: 'list', at: node.at, items: [node] })
  }

  #ownId(file: string, element: XmlElement): string {
    const id = idOf(element) ?? ''
    const isUnique = this.#timesGiven.get(id) === 1
    if (isUnique && /^[a-z][a-z0-9-]{1,63}$/.test(id)) return id
    return slug(isUnique ? id : `${slug(file.replace(/\.xml$/i, ''), 'f')}-${id}`, 'x')
  }

  /** Two factoids of one name are two claims. */
  #free(list: string, wanted: string): string {
    const items = this.#items.get(list)
    let id = wanted
    for (let n = 2; items?.has(id); n += 1) id = `${wanted.slice(0, 58)}-${n}`
    return id
  }

  /** From the end of its address, with a number where two addresses end alike. */
  #idFor(address: string, kind: string): string {
    const known = this.#idOfAddress.get(address)
    if (known !== undefined) return known
    const parts = address.split(/[/#:?=]+/).filter((part) => part !== '')
    const wanted = slug(parts.slice(-2).join('-'), kind)
    let id = wanted
    for (let n = 2; this.#taken.has(id); n += 1) id = `${wanted.slice(0, 58)}-${n}`
    this.#taken.set(id, address)
    this.#idOfAddress.set(address, id)
    return id
  }
}

const NOWHERE: At = { file: 'record.xml', line: 1, column: 1 }

const CLAIM_KINDS = new Set(['fact', 'date', 'count', 'identification', 'comparison', 'cause', 'reading'])

const at = (file: string, element: XmlElement): At => ({ file, line: element.line, column: 1 })
const text = (where: At, value: string): Node => ({ kind: 'text', at: where, text: value })
const mapOf = (where: At, fields: ReadonlyMap<string, Node>): MapNode => ({
  kind: 'map',
  at: where,
  entries: [...fields].map(([key, value]): Entry => ({ key, keyAt: value.at, value })),
})
const map = (where: At, fields: { readonly [key: string]: string | Node }): MapNode =>
  mapOf(
    where,
    new Map(
      Object.entries(fields).map(([key, value]) => [
        key,
        typeof value === 'string' ? text(where, value) : value,
      ]),
    ),
  )
const toMap = ({ at: where, entries }: Item): MapNode => mapOf(where, entries)

/** A list among lists has no keys. */
const unwrapped = (node: MapNode): Node => node.entries.find(({ key }) => key === '')?.value ?? node

const isOwn = (note: XmlElement): boolean => /^record(-item)?$/.test(attr(note, 'subtype') ?? '')

function decoded(file: string, note: XmlElement): Node {
  const inner = [...childElements(note, 'note')].filter(isOwn)
  if (inner.length === 0) return text(at(file, note), rawText(note))
  const fields = new Map<string, Node>()
  const items: Node[] = []
  for (const each of inner) {
    const key = attr(each, 'type') ?? ''
    const value = decoded(file, each)
    if (attr(each, 'subtype') !== 'record-item') fields.set(key, value)
    else if (key === 'item') items.push(value)
    else {
      const known = fields.get(key)
      const before = known?.kind === 'list' ? known.items : []
      fields.set(key, { kind: 'list', at: at(file, each), items: [...before, value] })
    }
  }
  return items.length > 0 ? { kind: 'list', at: at(file, note), items } : mapOf(at(file, note), fields)
}

const rawText = (element: XmlElement): string => textOf(element)
const plain = (element: XmlElement): string => normalizeSpace(textOf(element))

/** Without the notes that stand in it. */
const nameIn = (element: XmlElement): string =>
  normalizeSpace(
    element.children
      .map((child) =>
        child.kind === 'text'
          ? child.text
          : child.name === 'note' || child.name === 'date'
            ? ''
            : textOf(child),
      )
      .join(''),
  )

const clipped = (sentence: string): string =>
  sentence.length <= 140 ? sentence : `${sentence.slice(0, 140).replace(/\s+\S*$/, '')} …`

const isPerson = (ref: string): boolean =>
  ref.startsWith('#') || /\/person\//.test(ref) || !/\/(place|keyword|bibl)\//.test(ref)
const isPlace = (ref: string): boolean => ref.startsWith('#') || !/\/(person|keyword|bibl)\//.test(ref)

type Referring = { readonly ref: string; readonly element: XmlElement }

function placeIn(element: XmlElement): Referring | null {
  for (const each of descendants(element, 'placeName')) {
    const ref = attr(each, 'ref')?.trim() ?? ''
    if (ref !== '' && isPlace(ref)) return { ref, element: each }
  }
  return null
}

const firstOf = (element: XmlElement, name: string): XmlElement | null => {
  for (const each of descendants(element, name)) return each
  return null
}

const datesOf = (element: XmlElement): string | null => {
  const own = (from: XmlElement) =>
    teiToEdtf({
      when: attr(from, 'when'),
      notBefore: attr(from, 'notBefore'),
      notAfter: attr(from, 'notAfter'),
      from: attr(from, 'from'),
      to: attr(from, 'to'),
    })
  const said = own(element)
  if (said !== null) return said
  for (const date of childElements(element, 'date')) {
    const inside = own(date)
    if (inside !== null) return inside
  }
  return null
}

/** The first date that anything in it has; what a source's own date is does not count. */
function datesWithin(element: XmlElement): string | null {
  for (const each of descendants(element)) {
    if (each.name === 'bibl') continue
    const said = datesOf(each)
    if (said !== null) return said
  }
  return datesOf(element)
}

/** `http://syriaca.org/keyword/sender-of-letter-to`: the last words of it. */
function keyword(element: XmlElement): string | null {
  const [first] = (attr(element, 'ana') ?? '').trim().split(/\s+/)
  const last = first?.split(/[/#]/).at(-1) ?? ''
  return last === '' ? null : last.replaceAll('-', ' ')
}

/** What a factoid says, without its numbers and its sources: of two readings of a date the regular one. */
function sentenceOf(element: XmlElement, subtype: string): string {
  const said: string[] = []
  const walk = (each: XmlElement): void => {
    let before = ''
    for (const child of each.children) {
      if (child.kind === 'text') {
        // Some leave out the space after a name.
        said.push(
          /^(pers|place)Name$/.test(before) && /^\p{L}{2}/u.test(child.text) ? ` ${child.text}` : child.text,
        )
        before = ''
        continue
      }
      before = child.name
      const isLeftOut = child.name === 'idno' || child.name === 'bibl'
      const isOther = child.name === 'orig' || (child.name === 'listRelation' && each.name !== 'ab')
      if (!isLeftOut && !isOther) walk(child)
    }
  }
  walk(element)
  const sentence = normalizeSpace(said.join(''))
  if (sentence !== '' && subtype !== 'nameVariant') return sentence
  if (sentence !== '') return `Name: “${sentence}”.`
  const relation = firstOf(element, 'relation')
  const what = relation === null ? null : attr(relation, 'ref')?.split('/').at(-1)
  return what ? `Relation: ${what.replaceAll('-', ' ')}.` : `A factoid of the kind “${subtype}”.`
}

const LOCATOR_KEYS = new Set(['para', 'page', 'line', 'folio', 'quote', 'prefix', 'suffix'])
const UNITS: ReadonlyMap<string, string> = new Map([
  ...['p', 'pp', 'page', 'pages'].map((unit) => [unit, 'page'] as const),
  ...['l', 'll', 'line', 'lines'].map((unit) => [unit, 'line'] as const),
  ...['fol', 'f', 'folio'].map((unit) => [unit, 'folio'] as const),
])

/** What is no page, line or folio keeps its unit: `part 2`. */
function locatorOf(file: string, bibl: XmlElement): MapNode | null {
  const fields = new Map<string, Node>()
  for (const range of childElements(bibl, 'citedRange')) {
    const unit = attr(range, 'unit') ?? 'page'
    const key = UNITS.get(unit) ?? (LOCATOR_KEYS.has(unit) ? unit : 'para')
    const value = plain(range) || [attr(range, 'from'), attr(range, 'to')].filter(Boolean).join('–')
    if (value === '') continue
    const words = key === 'para' && unit !== 'para' ? `${unit} ${value}` : value
    const known = fields.get(key)
    fields.set(key, text(at(file, range), known?.kind === 'text' ? `${known.text}, ${words}` : words))
  }
  return fields.size === 0 ? null : mapOf(at(file, bibl), fields)
}

/** Only its pointer: where in the source a factoid stands is no part of what the source is. */
const bareBibl = (bibl: XmlElement): XmlElement => ({
  ...bibl,
  children: bibl.children.filter((child) => child.kind === 'element' && child.name === 'ptr'),
})

/** The parts of a reference, with commas where the file has lines. */
const listed = (bibl: XmlElement): string =>
  [...childElements(bibl)]
    .filter((child) => child.name !== 'ptr' && child.name !== 'note')
    .map(plain)
    .filter((part) => part !== '')
    .join(', ')

const slug = (words: string, kind: string): string => {
  const made = words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const begun = /^[a-z]/.test(made) && made.length > 1 ? made : `${kind}-${made}`
  return begun.slice(0, 64).replace(/-+$/, '')
}

/** Of a file that is a record by itself: what its header says. */
function headOf(file: string, root: XmlElement): MapNode | null {
  const header = firstOf(root, 'teiHeader')
  if (header === null) return null
  const here = at(file, header)
  const own = [...descendants(header, 'note')].find(
    (note) => attr(note, 'type') === 'head' && attr(note, 'subtype') === 'record',
  )
  const kept = own === undefined ? null : decoded(file, own)
  if (kept?.kind === 'map') return kept
  const title = [...descendants(header, 'title')].map(plain).find((each) => each !== '')
  if (title === undefined) return null
  const licence = firstOf(header, 'licence')
  return map(here, {
    record: slug(title, 'record'),
    title,
    chapter: map(here, { title }),
    ...(licence !== null && { licence: attr(licence, 'target') ?? plain(licence) }),
  })
}

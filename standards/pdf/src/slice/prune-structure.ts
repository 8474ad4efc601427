/**
 * The structure tree of the pages that come along (ISO 32000-2, 14.7): the elements whose content is on them, those above, and
 * new trees of parents and identifiers. An element whose content is partly elsewhere keeps its type and loses the words that
 * speak for the whole of it: its title, its alternative, what stands for it when read aloud.
 */
import {
  dictOf,
  isArray,
  isDict,
  isRef,
  isStream,
  isString,
  latin1,
  name,
  nameOf,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  type PdfString,
} from '../objects.ts'
import type { PdfFile } from '../open-pdf.ts'
import type { ValueCopier } from './copy-values.ts'

export type StructureRequest = {
  readonly file: PdfFile
  readonly copier: ValueCopier
  /** By the number of the page in the source. */
  readonly pages: ReadonlyMap<number, PdfRef>
  /** By the number of the annotation in the source. */
  readonly annotations: ReadonlyMap<number, PdfRef>
}

/** What an element says for the whole of its content. */
const WORDS = ['T', 'Alt', 'ActualText', 'E', 'Phoneme', 'PhoneticAlphabet']
const DEPTH = 300
/** More marks than this are on no page; a table of them would only be large. */
const MOST_MARKS = 100_000

/** Elsewhere: its content did not come along. Empty: it has none. Whole: nothing of it is elsewhere. */
type Outcome = { readonly value: PdfObject; readonly whole: boolean } | 'elsewhere' | 'empty'
type Kids = { readonly kept: readonly PdfObject[]; readonly whole: boolean }

export function pruneStructure(request: StructureRequest): PdfRef | null {
  const root = request.file.dictAt(request.file.catalog.entries.get('StructTreeRoot'))
  return root === null ? null : new Pruning(request, root).run()
}

class Pruning {
  private readonly request: StructureRequest
  private readonly source: PdfDict
  private readonly root: PdfRef
  private readonly seen = new Set<number>()
  /** Elements by mark, of a page or a form of the copy. */
  private readonly marks = new Map<number, Map<number, PdfRef>>()
  private readonly objects = new Map<number, PdfRef>()
  private readonly identifiers: (readonly [PdfString, PdfRef])[] = []
  private readonly types = new Set<string>()
  private readonly classes = new Set<string>()
  private readonly spaces = new Map<number, { readonly ref: PdfRef; readonly types: Set<string> }>()

  constructor(request: StructureRequest, source: PdfDict) {
    this.request = request
    this.source = source
    this.root = request.copier.writer.reserve()
  }

  run(): PdfRef | null {
    const { kept } = this.kids(this.source.entries.get('K'), null, this.root, false, 0)
    if (kept.length === 0) return null
    this.writeSpaces()
    const { copier } = this.request
    const parents = this.parentTree()
    copier.writer.set(
      this.root,
      dictOf({
        Type: name('StructTreeRoot'),
        K: kept.length === 1 ? (kept[0] ?? null) : kept,
        ParentTree: copier.writer.add(dictOf({ Nums: parents.flat() })),
        ParentTreeNextKey: parents.length,
        RoleMap: this.roleMap(),
        ClassMap: this.classMap(),
        IDTree: this.idTree(),
        Namespaces: this.spaces.size === 0 ? undefined : [...this.spaces.values()].map(({ ref }) => ref),
      }),
    )
    return this.root
  }

  private kids(
    value: PdfObject | undefined,
    page: PdfRef | null,
    parent: PdfRef,
    isRow: boolean,
    depth: number,
  ): Kids {
    const { file } = this.request
    const held = file.resolve(value)
    const list = isArray(held) ? held : value === undefined || held === null ? [] : [value]
    const outcomes = list.map((item) => {
      file.budget.spendNode()
      return { item, outcome: this.kid(item, page, parent, depth) }
    })
    const any = outcomes.some(({ outcome }) => outcome !== 'empty' && outcome !== 'elsewhere')
    const kept = outcomes.flatMap(({ item, outcome }) => {
      if (outcome === 'elsewhere') return []
      if (outcome !== 'empty') return [outcome.value]
      // An empty cell holds the others of its row in their columns.
      const cell = any && isRow ? file.resolve(item) : null
      return isDict(cell) ? [this.bareCell(cell, parent)] : []
    })
    const whole = outcomes.every(
      ({ outcome }) => outcome === 'empty' || (outcome !== 'elsewhere' && outcome.whole),
    )
    return { kept, whole }
  }

  private kid(value: PdfObject, page: PdfRef | null, parent: PdfRef, depth: number): Outcome {
    const { file } = this.request
    const held = file.resolve(value)
    if (typeof held === 'number') return this.mark(held, page, parent)
    if (!isDict(held)) return 'empty'
    const type = nameOf(file.resolve(held.entries.get('Type')))
    if (type === 'MCR') return this.markReference(held, page, parent)
    if (type === 'OBJR') return this.objectReference(held, page, parent)
    if (isRef(value)) {
      if (this.seen.has(value.number)) return 'empty'
      this.seen.add(value.number)
    }
    return depth > DEPTH ? 'elsewhere' : this.element(held, parent, depth)
  }

  private pageOf(source: PdfDict): PdfRef | null {
    const held = source.entries.get('Pg')
    return isRef(held) ? held : null
  }

  private newPage(page: PdfRef | null): PdfRef | undefined {
    return page === null ? undefined : this.request.pages.get(page.number)
  }

  private mark(mcid: number, page: PdfRef | null, parent: PdfRef): Outcome {
    const at = this.newPage(page)
    return at === undefined || !this.own(at, mcid, parent) ? 'elsewhere' : { value: mcid, whole: true }
  }

  private own(holder: PdfRef, mcid: number, parent: PdfRef): boolean {
    if (!Number.isInteger(mcid) || mcid < 0 || mcid > MOST_MARKS) return false
    const marks = this.marks.get(holder.number) ?? new Map<number, PdfRef>()
    this.marks.set(holder.number, marks)
    if (!marks.has(mcid)) marks.set(mcid, parent)
    return true
  }

  private markReference(source: PdfDict, page: PdfRef | null, parent: PdfRef): Outcome {
    const { file, copier } = this.request
    const at = this.newPage(this.pageOf(source) ?? page)
    const mcid = file.resolve(source.entries.get('MCID'))
    if (at === undefined || typeof mcid !== 'number') return 'elsewhere'
    const inside = source.entries.get('Stm')
    const form = isRef(inside) ? copier.copyOf(inside.number) : undefined
    if (inside !== undefined && form === undefined) return 'elsewhere'
    if (!this.own(form ?? at, mcid, parent)) return 'elsewhere'
    return { value: dictOf({ Type: name('MCR'), Pg: at, MCID: mcid, Stm: form }), whole: true }
  }

  private objectReference(source: PdfDict, page: PdfRef | null, parent: PdfRef): Outcome {
    const { copier, annotations } = this.request
    const at = this.newPage(this.pageOf(source) ?? page)
    const held = source.entries.get('Obj')
    if (!isRef(held)) return 'empty'
    const object = annotations.get(held.number) ?? copier.copyOf(held.number)
    // A link that was left out takes nothing of its element's text with it.
    if (object === undefined) return at === undefined ? 'elsewhere' : 'empty'
    this.objects.set(object.number, parent)
    return { value: dictOf({ Type: name('OBJR'), Obj: object, Pg: at }), whole: true }
  }

  private element(source: PdfDict, parent: PdfRef, depth: number): Outcome {
    const { file, copier } = this.request
    const page = this.pageOf(source)
    const at = copier.writer.reserve()
    const type = nameOf(file.resolve(source.entries.get('S'))) ?? 'NonStruct'
    const isRow = this.standardType(type) === 'TR'
    const { kept, whole } = this.kids(source.entries.get('K'), page, at, isRow, depth + 1)
    if (kept.length === 0) {
      if (!whole) return 'elsewhere'
      if (this.newPage(page) === undefined) return page === null ? 'empty' : 'elsewhere'
    }
    copier.writer.set(at, this.written(source, type, { parent, kept, whole, at, page }))
    return { value: at, whole }
  }

  private written(
    source: PdfDict,
    type: string,
    {
      parent,
      kept,
      whole,
      at,
      page,
    }: { parent: PdfRef; kept: readonly PdfObject[]; whole: boolean; at: PdfRef; page: PdfRef | null },
  ): PdfDict {
    const { file, copier } = this.request
    const space = this.spaceOf(source, type)
    const identifier = file.resolve(source.entries.get('ID'))
    if (whole && isString(identifier)) this.identifiers.push([identifier, at])
    const words = whole ? WORDS.map((key) => [key, copier.copy(source.entries.get(key))] as const) : []
    return dictOf({
      Type: name('StructElem'),
      S: name(type),
      P: parent,
      Pg: this.newPage(page),
      K: kept.length === 0 ? undefined : kept.length === 1 ? (kept[0] ?? undefined) : kept,
      ID: whole && isString(identifier) ? identifier : undefined,
      A: this.attributes(source.entries.get('A'), whole),
      C: this.classNames(source.entries.get('C')),
      Lang: copier.copy(file.resolve(source.entries.get('Lang'))),
      NS: space,
      ...Object.fromEntries(words),
    })
  }

  private bareCell(source: PdfDict, parent: PdfRef): PdfRef {
    const type = nameOf(this.request.file.resolve(source.entries.get('S'))) ?? 'TD'
    return this.request.copier.writer.add(
      dictOf({
        Type: name('StructElem'),
        S: name(type),
        P: parent,
        NS: this.spaceOf(source, type),
        A: this.attributes(source.entries.get('A'), false),
      }),
    )
  }

  /** Attributes of layout stay; the words among them only where they speak of nothing else. */
  private attributes(value: PdfObject | undefined, whole: boolean): PdfObject | undefined {
    const { file, copier } = this.request
    const held = file.resolve(value)
    if (isArray(held))
      return held.map((item) =>
        typeof file.resolve(item) === 'number' ? file.resolve(item) : (this.attributes(item, whole) ?? null),
      )
    const source = isStream(held) ? held.dict : held
    if (!isDict(source)) return undefined
    const entries = [...source.entries].filter(
      ([key, item]) => whole || (key !== 'Headers' && !isString(file.resolve(item)) && key !== 'Contents'),
    )
    return {
      kind: 'dict',
      entries: new Map(entries.map(([key, item]) => [key, copier.copy(key === 'NS' ? null : item)])),
    }
  }

  private classNames(value: PdfObject | undefined): PdfObject | undefined {
    const { file } = this.request
    const held = file.resolve(value)
    const list = isArray(held) ? held.map((item) => file.resolve(item)) : [held]
    const names = list.flatMap((item) => nameOf(item) ?? [])
    for (const found of names) this.classes.add(found)
    return names.length === 0 ? undefined : names.map(name)
  }

  /** The namespace of an element (14.7.4), which maps the types that are used, and no others. */
  private spaceOf(source: PdfDict, type: string): PdfRef | undefined {
    const held = source.entries.get('NS')
    if (!isRef(held) || !isDict(this.request.file.resolve(held))) {
      this.types.add(type)
      return undefined
    }
    const space = this.spaces.get(held.number) ?? {
      ref: this.request.copier.writer.reserve(),
      types: new Set<string>(),
    }
    this.spaces.set(held.number, space)
    space.types.add(type)
    return space.ref
  }

  private writeSpaces() {
    const { file, copier } = this.request
    for (const [number, { ref, types }] of this.spaces) {
      const source = file.dictAt({ kind: 'ref', number, generation: 0 })
      const map = file.dictAt(source?.entries.get('RoleMapNS'))
      const kept = [...(map?.entries ?? [])].flatMap(([type, value]) => {
        const target = file.resolve(value)
        if (!types.has(type)) return []
        if (nameOf(target) !== null) return [[type, target] as const]
        const [to, space] = isArray(target) ? target : []
        const known = isRef(space) ? this.spaces.get(space.number)?.ref : undefined
        return known === undefined ? [] : [[type, [file.resolve(to), known]] as const]
      })
      copier.writer.set(
        ref,
        dictOf({
          Type: name('Namespace'),
          NS: copier.copy(file.resolve(source?.entries.get('NS'))),
          RoleMapNS: kept.length === 0 ? undefined : { kind: 'dict', entries: new Map(kept) },
        }),
      )
    }
  }

  private standardType(type: string): string {
    const { file } = this.request
    const map = file.dictAt(this.source.entries.get('RoleMap'))
    let found = type
    for (let hop = 0; hop < 8; hop += 1) {
      const next = nameOf(file.resolve(map?.entries.get(found)))
      if (next === null) return found
      found = next
    }
    return found
  }

  private roleMap(): PdfDict | undefined {
    const { file } = this.request
    const map = file.dictAt(this.source.entries.get('RoleMap'))
    const entries = new Map<string, PdfObject>()
    for (const type of this.types)
      for (let from = type, hop = 0; hop < 8 && !entries.has(from); hop += 1) {
        const to = nameOf(file.resolve(map?.entries.get(from)))
        if (to === null) break
        entries.set(from, name(to))
        from = to
      }
    return entries.size === 0 ? undefined : { kind: 'dict', entries }
  }

  private classMap(): PdfDict | undefined {
    const map = this.request.file.dictAt(this.source.entries.get('ClassMap'))
    const entries = [...(map?.entries ?? [])].flatMap(([key, value]) => {
      const kept = this.classes.has(key) ? this.attributes(value, true) : undefined
      return kept === undefined ? [] : [[key, kept] as const]
    })
    return entries.length === 0 ? undefined : { kind: 'dict', entries: new Map(entries) }
  }

  private idTree(): PdfObject | undefined {
    const unique = new Map(this.identifiers.map(([id, ref]) => [latin1(id.bytes), [id, ref] as const]))
    const sorted = [...unique].sort(([a], [b]) => (a < b ? -1 : 1))
    return sorted.length === 0
      ? undefined
      : this.request.copier.writer.add(dictOf({ Names: sorted.flatMap(([, [id, ref]]) => [id, ref]) }))
  }

  /** Keys by the order of pages, then of annotations and images; each holder learns its own. */
  private parentTree(): (readonly [number, PdfObject])[] {
    const { writer } = this.request.copier
    const rows: (readonly [number, PdfObject])[] = []
    for (const [holder, marks] of this.marks) {
      const last = Math.max(...marks.keys())
      const parents = Array.from({ length: last + 1 }, (_, mcid): PdfObject => marks.get(mcid) ?? null)
      this.tell(holder, 'StructParents', rows.length)
      rows.push([rows.length, writer.add(parents)])
    }
    for (const [object, parent] of this.objects) {
      this.tell(object, 'StructParent', rows.length)
      rows.push([rows.length, parent])
    }
    return rows
  }

  private tell(holder: number, key: 'StructParent' | 'StructParents', value: number) {
    const { writer } = this.request.copier
    const at: PdfRef = { kind: 'ref', number: holder, generation: 0 }
    const object = writer.get(at)
    if (isDict(object)) writer.set(at, withEntry(object, key, value))
    else if (isStream(object)) writer.set(at, { ...object, dict: withEntry(object.dict, key, value) })
  }
}

const withEntry = (source: PdfDict, key: string, value: PdfObject): PdfDict => ({
  kind: 'dict',
  entries: new Map([...source.entries, [key, value]]),
})

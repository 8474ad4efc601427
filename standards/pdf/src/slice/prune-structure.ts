/**
 * The structure tree of the pages that come along (ISO 32000-2, 14.7): the elements whose content is on them, and those above.
 * An element whose content is partly elsewhere keeps its type and loses the words that speak for the whole of it.
 */
import {
  dictOf,
  isArray,
  isDict,
  isRef,
  name,
  nameOf,
  type PdfDict,
  type PdfObject,
  type PdfRef,
} from '../objects.ts'
import type { PdfFile } from '../open-pdf.ts'
import type { ValueCopier } from './copy-values.ts'
import { StructureNames } from './structure-names.ts'
import { StructureParents } from './structure-parents.ts'
import { attributesOf, wordsOf } from './structure-words.ts'

export type StructureRequest = {
  readonly file: PdfFile
  readonly copier: ValueCopier
  /** By the number of the page in the source. */
  readonly pages: ReadonlyMap<number, PdfRef>
  /** By the number of the annotation in the source. */
  readonly annotations: ReadonlyMap<number, PdfRef>
}

const DEPTH = 300

/** Elsewhere: its content did not come along. Empty: it has none. Whole: nothing of it is elsewhere. */
type Outcome = { readonly value: PdfObject; readonly whole: boolean } | 'elsewhere' | 'empty'
type Kids = { readonly kept: readonly PdfObject[]; readonly whole: boolean }
/** Of kids: the page they are on unless they say otherwise, and the element they belong to. */
type Above = { readonly page: PdfRef | null; readonly element: PdfRef; readonly depth: number }

/** Null: nothing on these pages has a place in it. */
export function pruneStructure(request: StructureRequest): PdfRef | null {
  const root = request.file.dictAt(request.file.catalog.entries.get('StructTreeRoot'))
  return root === null ? null : new Pruning(request, root).run()
}

class Pruning {
  private readonly request: StructureRequest
  private readonly source: PdfDict
  private readonly root: PdfRef
  private readonly names: StructureNames
  private readonly parents: StructureParents
  private readonly seen = new Set<number>()

  constructor(request: StructureRequest, source: PdfDict) {
    const { writer } = request.copier
    this.request = request
    this.source = source
    this.root = writer.reserve()
    this.names = new StructureNames(request.file, writer, source)
    this.parents = new StructureParents(writer)
  }

  run(): PdfRef | null {
    const { kept } = this.kids(this.source.entries.get('K'), { page: null, element: this.root, depth: 0 })
    if (kept.length === 0) return null
    this.request.copier.writer.set(
      this.root,
      dictOf({
        Type: name('StructTreeRoot'),
        K: oneOrList(kept),
        ...this.parents.write(),
        ...this.names.write(),
      }),
    )
    return this.root
  }

  private kids(value: PdfObject | undefined, above: Above, isRow = false): Kids {
    const { file } = this.request
    const held = file.resolve(value)
    const list = isArray(held) ? held : value === undefined || held === null ? [] : [value]
    const outcomes = list.map((item) => {
      file.budget.spendNode()
      return { item, outcome: this.kid(item, above) }
    })
    const any = outcomes.some(({ outcome }) => outcome !== 'empty' && outcome !== 'elsewhere')
    const kept = outcomes.flatMap(({ item, outcome }) => {
      if (outcome === 'elsewhere') return []
      if (outcome !== 'empty') return [outcome.value]
      // An empty cell holds the others of its row in their columns.
      const cell = any && isRow ? file.resolve(item) : null
      return isDict(cell) ? [this.bareCell(cell, above.element)] : []
    })
    const whole = outcomes.every(
      ({ outcome }) => outcome === 'empty' || (outcome !== 'elsewhere' && outcome.whole),
    )
    return { kept, whole }
  }

  private kid(value: PdfObject, above: Above): Outcome {
    const { file } = this.request
    const held = file.resolve(value)
    if (typeof held === 'number') return this.mark(held, above)
    if (!isDict(held)) return 'empty'
    const type = nameOf(file.resolve(held.entries.get('Type')))
    if (type === 'MCR') return this.markReference(held, above)
    if (type === 'OBJR') return this.objectReference(held, above)
    if (isRef(value)) {
      if (this.seen.has(value.number)) return 'empty'
      this.seen.add(value.number)
    }
    return above.depth > DEPTH ? 'elsewhere' : this.element(held, above)
  }

  private newPage(page: PdfRef | null): PdfRef | undefined {
    return page === null ? undefined : this.request.pages.get(page.number)
  }

  private mark(mcid: number, { page, element }: Above): Outcome {
    const at = this.newPage(page)
    return at === undefined || !this.parents.addMark(at, mcid, element)
      ? 'elsewhere'
      : { value: mcid, whole: true }
  }

  private markReference(source: PdfDict, { page, element }: Above): Outcome {
    const { file, copier } = this.request
    const at = this.newPage(pageOf(source) ?? page)
    const mcid = file.resolve(source.entries.get('MCID'))
    if (at === undefined || typeof mcid !== 'number') return 'elsewhere'
    const inside = source.entries.get('Stm')
    const form = isRef(inside) ? copier.copyOf(inside.number) : undefined
    if (inside !== undefined && form === undefined) return 'elsewhere'
    if (!this.parents.addMark(form ?? at, mcid, element)) return 'elsewhere'
    return { value: dictOf({ Type: name('MCR'), Pg: at, MCID: mcid, Stm: form }), whole: true }
  }

  private objectReference(source: PdfDict, { page, element }: Above): Outcome {
    const { copier, annotations } = this.request
    const at = this.newPage(pageOf(source) ?? page)
    const held = source.entries.get('Obj')
    if (!isRef(held)) return 'empty'
    const object = annotations.get(held.number) ?? copier.copyOf(held.number)
    // A link that was left out takes nothing of its element's text with it.
    if (object === undefined) return at === undefined ? 'elsewhere' : 'empty'
    this.parents.addObject(object, element)
    return { value: dictOf({ Type: name('OBJR'), Obj: object, Pg: at }), whole: true }
  }

  private element(source: PdfDict, { element: parent, depth }: Above): Outcome {
    const page = pageOf(source)
    const at = this.request.copier.writer.reserve()
    const type = this.typeOf(source) ?? 'NonStruct'
    const isRow = this.names.standardType(type) === 'TR'
    const { kept, whole } = this.kids(source.entries.get('K'), { page, element: at, depth: depth + 1 }, isRow)
    if (kept.length === 0) {
      if (!whole) return 'elsewhere'
      if (this.newPage(page) === undefined) return page === null ? 'empty' : 'elsewhere'
    }
    this.write(at, source, { type, parent, page, kept, whole })
    return { value: at, whole }
  }

  private write(
    at: PdfRef,
    source: PdfDict,
    { type, parent, page, kept, whole }: Kids & { type: string; parent: PdfRef; page: PdfRef | null },
  ) {
    const { file, copier } = this.request
    copier.writer.set(
      at,
      dictOf({
        Type: name('StructElem'),
        S: name(type),
        P: parent,
        Pg: this.newPage(page),
        K: kept.length === 0 ? undefined : oneOrList(kept),
        ID: whole ? this.names.useIdentifier(source.entries.get('ID'), at) : undefined,
        A: attributesOf(file, source.entries.get('A'), whole),
        C: this.names.useClasses(source.entries.get('C')),
        Lang: copier.copy(file.resolve(source.entries.get('Lang'))),
        NS: this.names.useType(source, type),
        ...(whole ? wordsOf(file, source) : {}),
      }),
    )
  }

  private bareCell(source: PdfDict, parent: PdfRef): PdfRef {
    const type = this.typeOf(source) ?? 'TD'
    return this.request.copier.writer.add(
      dictOf({
        Type: name('StructElem'),
        S: name(type),
        P: parent,
        NS: this.names.useType(source, type),
        A: attributesOf(this.request.file, source.entries.get('A'), false),
      }),
    )
  }

  private typeOf(source: PdfDict): string | null {
    return nameOf(this.request.file.resolve(source.entries.get('S')))
  }
}

function pageOf(source: PdfDict): PdfRef | null {
  const held = source.entries.get('Pg')
  return isRef(held) ? held : null
}

const oneOrList = (kids: readonly PdfObject[]): PdfObject => (kids.length === 1 ? (kids[0] ?? null) : kids)

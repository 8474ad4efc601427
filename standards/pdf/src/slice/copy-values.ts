/**
 * Takes over what a page draws with, and nothing else. Pages, structure, annotations, actions and files are never followed,
 * whatever entry leads to them; each dictionary comes with the entries that drawing needs (drawing-entries.ts); and a dictionary
 * of resources comes with those that its content names. What the result is made of is therefore known by name.
 */
import {
  dict,
  isArray,
  isDict,
  isRef,
  isStream,
  nameOf,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  type PdfStream,
} from '../objects.ts'
import type { PdfFile } from '../open-pdf.ts'
import { CATEGORIES, type Category, type UsedNames } from '../scan-content.ts'
import type { PdfWriter } from '../write-pdf.ts'
import * as drawing from './drawing-entries.ts'
import { drawingsOf, UsedNamesFinder } from './used-names.ts'

export class ValueCopier {
  /** Optional content that the copied pages use. */
  readonly layers: PdfRef[] = []
  readonly writer: PdfWriter
  private readonly file: PdfFile
  private readonly pages: ReadonlySet<number>
  private readonly used: UsedNamesFinder
  private readonly copies = new Map<number, PdfRef | null>()
  private readonly queue: (() => void)[] = []

  /** `pages`: the numbers of all page objects of the source. */
  constructor(file: PdfFile, writer: PdfWriter, pages: ReadonlySet<number>) {
    this.file = file
    this.writer = writer
    this.pages = pages
    this.used = new UsedNamesFinder(file)
  }

  /** Where an object of the source stands in the copy; undefined: it was not taken over. */
  copyOf(number: number): PdfRef | undefined {
    return this.copies.get(number) ?? undefined
  }

  /** The layer of the source that is meant, in the copy. */
  layerOf(value: PdfObject): PdfRef | undefined {
    const copied = isRef(value) ? this.copyOf(value.number) : undefined
    return this.layers.find((layer) => layer.number === copied?.number)
  }

  copy(value: PdfObject | undefined): PdfObject {
    if (value === undefined || value === null || typeof value !== 'object') return value ?? null
    if (isRef(value)) return this.copyRef(value.number)
    if (isArray(value)) return value.map((item) => this.copy(item))
    if (isDict(value)) return this.isForeign(value) ? null : this.copyDict(value)
    return isStream(value) ? null : value
  }

  /** The resources that `used` names, in the categories that exist. */
  copyResources(resources: PdfDict, used: UsedNames): PdfDict {
    const all = this.used.within(resources, used)
    const entries = new Map<string, PdfObject>()
    for (const category of CATEGORIES) {
      const held = this.file.dictAt(resources.entries.get(category))
      const kept = [...(held?.entries ?? [])].filter(([key]) => all[category].has(key))
      if (kept.length > 0)
        entries.set(category, dict(kept.map(([key, value]) => [key, this.copyResource(category, value)])))
    }
    if (resources.entries.has('ProcSet'))
      entries.set('ProcSet', this.copy(this.file.resolve(resources.entries.get('ProcSet'))))
    return { kind: 'dict', entries }
  }

  /** Works off what has been referred to; a chain of references costs no stack. */
  finish() {
    for (let work = this.queue.pop(); work !== undefined; work = this.queue.pop()) {
      this.file.budget.spendNode()
      work()
    }
  }

  private copyResource(category: Category, value: PdfObject): PdfObject {
    if (category === 'ExtGState') return this.copyEntry('ExtGState', value)
    const held = this.file.resolve(value)
    const isList = category === 'Properties' && isDict(held) && !this.isLayer(held)
    return isList ? this.pick(held, drawing.PROPERTIES) : this.copy(value)
  }

  private copyRef(number: number): PdfObject {
    const known = this.copies.get(number)
    if (known !== undefined) return known
    const source = this.file.resolve({ kind: 'ref', number, generation: 0 })
    if (source === null || typeof source !== 'object') return source
    const entries = isDict(source) ? source : isStream(source) ? source.dict : null
    if (this.pages.has(number) || (entries !== null && this.isForeign(entries))) {
      this.copies.set(number, null)
      return null
    }
    const at = this.writer.reserve()
    this.copies.set(number, at)
    if (entries !== null && this.typeOf(entries) === 'OCG') this.layers.push(at)
    this.queue.push(() => this.writer.set(at, isStream(source) ? this.copyStream(source) : this.copy(source)))
    return at
  }

  private copyDict(source: PdfDict): PdfDict {
    const type = this.typeOf(source)
    if (type === 'OCG') return this.pick(source, drawing.LAYER)
    if (type === 'OCMD') return this.pick(source, drawing.LAYER_RULE)
    const isFont = type === 'Font' || source.entries.has('BaseFont') || source.entries.has('CharProcs')
    return isFont ? this.copyFont(source) : this.pickKnown(source)
  }

  private copyStream(source: PdfStream): PdfStream {
    return { kind: 'stream', data: source.data, dict: this.copyEntries(source) }
  }

  private copyEntries(source: PdfStream): PdfDict {
    const own = source.dict
    const subtype = nameOf(this.file.resolve(own.entries.get('Subtype')))
    if (subtype === 'Form') return this.withResources(own, this.pick(own, drawing.FORM), [source])
    if (subtype === 'Image') return this.pick(own, drawing.IMAGE)
    return typeof own.entries.get('PatternType') === 'number'
      ? this.withResources(own, this.pick(own, drawing.PATTERN), [source])
      : this.pickKnown(own)
  }

  private copyFont(source: PdfDict): PdfDict {
    const font = this.pick(source, drawing.FONT)
    const letters = drawingsOf(this.file, source)
    return letters.length === 0 ? font : this.withResources(source, font, letters)
  }

  private withResources(source: PdfDict, copy: PdfDict, content: readonly PdfStream[]): PdfDict {
    const resources = this.file.dictAt(source.entries.get('Resources'))
    return resources === null
      ? copy
      : dict([...copy.entries, ['Resources', this.copyResources(resources, this.used.inAll(content))]])
  }

  private pick(source: PdfDict, keys: readonly string[]): PdfDict {
    return dict(
      keys.flatMap((key) => {
        const value = source.entries.get(key)
        return value === undefined ? [] : [[key, this.copyEntry(key, value)] as const]
      }),
    )
  }

  private copyEntry(key: string, value: PdfObject): PdfObject {
    if (key !== 'ExtGState' && !drawing.NAMED.has(key)) return this.copy(value)
    const held = this.file.dictAt(value)
    if (held === null) return null
    return key === 'ExtGState'
      ? this.pick(held, drawing.STATE)
      : dict([...held.entries].map(([own, item]) => [own, this.copy(item)] as const))
  }

  private pickKnown(source: PdfDict): PdfDict {
    // A halftone for each colour, by the name of the colour (10.6.5.6).
    const isSet = this.file.resolve(source.entries.get('HalftoneType')) === 5
    const isKnown = (key: string, value: PdfObject) =>
      isSet ||
      drawing.LEADING.has(key) ||
      drawing.NAMED.has(key) ||
      (drawing.PLAIN.has(key) && drawing.isPlain(value, this.file.resolve))
    return this.pick(
      source,
      [...source.entries].flatMap(([key, value]) => (isKnown(key, value) ? [key] : [])),
    )
  }

  private isLayer(value: PdfDict): boolean {
    const type = this.typeOf(value)
    return type === 'OCG' || type === 'OCMD'
  }

  private isForeign(value: PdfDict): boolean {
    const type = this.typeOf(value)
    return type !== null && drawing.FOREIGN.has(type)
  }

  private typeOf(value: PdfDict): string | null {
    return nameOf(this.file.resolve(value.entries.get('Type')))
  }
}

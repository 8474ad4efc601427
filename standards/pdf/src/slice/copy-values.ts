/**
 * Takes over what a page draws with, and nothing else. Pages, structure, annotations, actions and files are never followed,
 * whatever entry leads to them; forms, images, fonts and patterns come with the entries that drawing needs; and a dictionary
 * of resources comes with those that its content names. What the result is made of is therefore known by name.
 */
import {
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
import {
  CATEGORIES,
  type Category,
  mergeNames,
  noNames,
  scanContent,
  type UsedNames,
} from '../scan-content.ts'
import type { PdfWriter } from '../write-pdf.ts'

/** Types that lead out of what a page draws. */
const FOREIGN = new Set([
  'Page',
  'Pages',
  'Catalog',
  'Template',
  'StructElem',
  'StructTreeRoot',
  'MCR',
  'OBJR',
  'Outlines',
  'Annot',
  'Filespec',
  'F',
  'EmbeddedFile',
  'Action',
  'Thread',
  'Bead',
  'ObjStm',
  'XRef',
  'Sig',
  'SigRef',
  'Metadata',
  'Collection',
  'CollectionItem',
  'DPart',
  'DPartRoot',
  'Rendition',
  'MediaClip',
  'PieceInfo',
  'Measure',
  'PtData',
  'RichMediaContent',
  'ThreeD',
  '3D',
])

/** Entries that lead there, or hold a program's private notes. */
const PRIVATE = new Set([
  'Parent',
  'Pg',
  'Metadata',
  'PieceInfo',
  'AA',
  'Dest',
  'StructParent',
  'StructParents',
  'AF',
  'OPI',
  'Measure',
  'PtData',
  'Alternates',
  'LastModified',
  'Thumb',
  'DPart',
  'FFilter',
  'FDecodeParms',
])

const STREAM = ['Filter', 'DecodeParms']
const FORM = ['Type', 'Subtype', 'FormType', 'BBox', 'Matrix', 'Group', 'Name', 'OC', ...STREAM]
const IMAGE = [
  'Type',
  'Subtype',
  'Width',
  'Height',
  'ColorSpace',
  'BitsPerComponent',
  'Intent',
  'ImageMask',
  'Mask',
  'Decode',
  'Interpolate',
  'SMask',
  'SMaskInData',
  'Matte',
  'Name',
  'OC',
  ...STREAM,
]
const FONT = [
  'Type',
  'Subtype',
  'Name',
  'BaseFont',
  'FirstChar',
  'LastChar',
  'Widths',
  'FontDescriptor',
  'Encoding',
  'ToUnicode',
  'DescendantFonts',
  'CIDSystemInfo',
  'DW',
  'W',
  'DW2',
  'W2',
  'CIDToGIDMap',
  'FontBBox',
  'FontMatrix',
  'CharProcs',
]
const PATTERN = [
  'Type',
  'PatternType',
  'PaintType',
  'TilingType',
  'BBox',
  'XStep',
  'YStep',
  'Matrix',
  ...STREAM,
]
/** ISO 32000-2, table 57. */
const STATE =
  'Type LW LC LJ ML D RI OP op OPM Font BG BG2 UCR UCR2 TR TR2 HT FL SM SA BM SMask CA ca AIS TK UseBlackPtComp HTO'.split(
    ' ',
  )
const GROUP_OF_LAYERS = ['Type', 'Name', 'Intent', 'Usage']
const LAYER_RULE = ['Type', 'OCGs', 'P', 'VE']

export class ValueCopier {
  /** Optional content that the copied pages use. */
  readonly layers: PdfRef[] = []
  readonly writer: PdfWriter
  private readonly file: PdfFile
  private readonly pages: ReadonlySet<number>
  private readonly copies = new Map<number, PdfRef | null>()
  private readonly scans = new Map<Uint8Array, UsedNames>()
  private readonly queue: (() => void)[] = []

  /** `pages`: the numbers of all page objects of the source. */
  constructor(file: PdfFile, writer: PdfWriter, pages: ReadonlySet<number>) {
    this.file = file
    this.writer = writer
    this.pages = pages
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

  /** Works off what has been referred to; a chain of references costs no stack. */
  finish() {
    for (let work = this.queue.pop(); work !== undefined; work = this.queue.pop()) {
      this.file.budget.spendNode()
      work()
    }
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
    if (entries !== null && nameOf(entries.entries.get('Type')) === 'OCG') this.layers.push(at)
    this.queue.push(() => this.writer.set(at, isStream(source) ? this.copyStream(source) : this.copy(source)))
    return at
  }

  private copyDict(source: PdfDict): PdfObject {
    switch (nameOf(this.file.resolve(source.entries.get('Type')))) {
      case 'Font':
        return this.copyFont(source)
      case 'OCG':
        return this.pick(source, GROUP_OF_LAYERS)
      case 'OCMD':
        return this.pick(source, LAYER_RULE)
      default:
        return this.pickAllBut(source)
    }
  }

  private copyStream(source: PdfStream): PdfObject {
    const { entries } = source.dict
    const subtype = nameOf(this.file.resolve(entries.get('Subtype')))
    const { data } = source
    if (subtype === 'Form')
      return {
        kind: 'stream',
        data,
        dict: this.withResources(source.dict, this.pick(source.dict, FORM), [source]),
      }
    if (subtype === 'Image') return { kind: 'stream', data, dict: this.pick(source.dict, IMAGE) }
    if (typeof entries.get('PatternType') === 'number')
      return {
        kind: 'stream',
        data,
        dict: this.withResources(source.dict, this.pick(source.dict, PATTERN), [source]),
      }
    const copied = this.pickAllBut(source.dict)
    // /F would name a file outside (7.3.8.2).
    return {
      kind: 'stream',
      data,
      dict: { kind: 'dict', entries: new Map([...copied.entries].filter(([key]) => key !== 'F')) },
    }
  }

  private copyFont(source: PdfDict): PdfDict {
    const font = this.pick(source, FONT)
    const procs = this.file.dictAt(source.entries.get('CharProcs'))
    if (procs === null) return font
    const drawings = [...procs.entries.values()].map((proc) => this.file.resolve(proc)).filter(isStream)
    return this.withResources(source, font, drawings)
  }

  private withResources(source: PdfDict, copy: PdfDict, content: readonly PdfStream[]): PdfDict {
    const resources = this.file.dictAt(source.entries.get('Resources'))
    if (resources === null) return copy
    const used = mergeNames(content.map((stream) => this.namesIn(stream)))
    return {
      kind: 'dict',
      entries: new Map([...copy.entries, ['Resources', this.copyResources(resources, used)]]),
    }
  }

  private pick(source: PdfDict, keys: readonly string[]): PdfDict {
    const entries = new Map<string, PdfObject>()
    for (const key of keys) {
      const value = source.entries.get(key)
      if (value !== undefined) entries.set(key, this.copy(value))
    }
    return { kind: 'dict', entries }
  }

  private pickAllBut(source: PdfDict): PdfDict {
    return this.pick(
      source,
      [...source.entries.keys()].filter((key) => !PRIVATE.has(key) && key !== 'Length'),
    )
  }

  /** The resources that `used` names, in the categories that exist. */
  copyResources(resources: PdfDict, used: UsedNames): PdfDict {
    const all = this.namesWithin(resources, used)
    const entries = new Map<string, PdfObject>()
    for (const category of CATEGORIES) {
      const held = this.file.dictAt(resources.entries.get(category))
      if (held === null) continue
      const kept = [...held.entries].filter(([key]) => all[category].has(key))
      if (kept.length > 0)
        entries.set(category, {
          kind: 'dict',
          entries: new Map(
            kept.map(([key, value]) => [
              key,
              category === 'ExtGState' ? this.copyState(value) : this.copy(value),
            ]),
          ),
        })
    }
    if (resources.entries.has('ProcSet'))
      entries.set('ProcSet', this.copy(this.file.resolve(resources.entries.get('ProcSet'))))
    return { kind: 'dict', entries }
  }

  private copyState(value: PdfObject): PdfObject {
    const state = this.file.dictAt(value)
    return state === null ? null : this.pick(state, STATE)
  }

  /** Forms, patterns and drawn letters without resources of their own use those of the page (8.10.1). */
  private namesWithin(resources: PdfDict, first: UsedNames): UsedNames {
    const merged = noNames()
    const queue: UsedNames[] = [first]
    for (let used = queue.pop(); used !== undefined; used = queue.pop())
      for (const category of CATEGORIES)
        for (const key of used[category]) {
          if (merged[category].has(key)) continue
          merged[category].add(key)
          queue.push(...this.namesBehind(resources, category, key))
        }
    // Spaces by which device colours are drawn without being named (8.6.5.6).
    for (const space of ['DefaultGray', 'DefaultRGB', 'DefaultCMYK']) merged.ColorSpace.add(space)
    return merged
  }

  private namesBehind(resources: PdfDict, category: Category, key: string): readonly UsedNames[] {
    if (category !== 'XObject' && category !== 'Pattern' && category !== 'Font') return []
    const value = this.file.resolve(this.file.dictAt(resources.entries.get(category))?.entries.get(key))
    const entries = isDict(value) ? value : isStream(value) ? value.dict : null
    if (entries === null || this.file.dictAt(entries.entries.get('Resources')) !== null) return []
    if (isStream(value))
      return nameOf(entries.entries.get('Subtype')) === 'Image' ? [] : [this.namesIn(value)]
    const procs = this.file.dictAt(entries.entries.get('CharProcs'))
    if (procs === null) return []
    return [...procs.entries.values()]
      .map((proc) => this.file.resolve(proc))
      .filter(isStream)
      .map((proc) => this.namesIn(proc))
  }

  private namesIn(stream: PdfStream): UsedNames {
    const known = this.scans.get(stream.data)
    if (known !== undefined) return known
    const bytes = this.file.unpack(stream)
    const used = bytes === null ? noNames() : scanContent(bytes, this.file.budget.limits.depth).used
    this.scans.set(stream.data, used)
    return used
  }

  private isForeign(value: PdfDict): boolean {
    const type = nameOf(this.file.resolve(value.entries.get('Type')))
    return type !== null && FOREIGN.has(type)
  }
}

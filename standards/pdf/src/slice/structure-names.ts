/**
 * What elements of structure call by name (ISO 32000-2, 14.7.3 to 14.7.6): types and what they stand for, classes, namespaces,
 * identifiers. The tables of a book tell of all its pages; of each, those entries come along that an element here uses.
 */
import {
  dictOf,
  isArray,
  isDict,
  isRef,
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
import type { PdfWriter } from '../write-pdf.ts'
import { attributesOf } from './structure-words.ts'

/** So many types may stand for one another in turn. */
const HOPS = 8

type Space = { readonly ref: PdfRef; readonly types: Set<string> }

export class StructureNames {
  private readonly file: PdfFile
  private readonly writer: PdfWriter
  private readonly roles: PdfDict | null
  private readonly classes: PdfDict | null
  private readonly usedTypes = new Set<string>()
  private readonly usedClasses = new Set<string>()
  private readonly spaces = new Map<number, Space>()
  private readonly identifiers: (readonly [PdfString, PdfRef])[] = []

  constructor(file: PdfFile, writer: PdfWriter, root: PdfDict) {
    this.file = file
    this.writer = writer
    this.roles = file.dictAt(root.entries.get('RoleMap'))
    this.classes = file.dictAt(root.entries.get('ClassMap'))
  }

  /** What the standard calls elements of this type. */
  standardType(type: string): string {
    let found = type
    for (let hop = 0; hop < HOPS; hop += 1) {
      const next = this.roleOf(found)
      if (next === null) return found
      found = next
    }
    return found
  }

  /** Notes the type of an element, and returns its namespace, which then maps the types that are used and no others. */
  useType(element: PdfDict, type: string): PdfRef | undefined {
    const held = element.entries.get('NS')
    if (!isRef(held) || !isDict(this.file.resolve(held))) {
      this.usedTypes.add(type)
      return undefined
    }
    const space = this.spaces.get(held.number) ?? { ref: this.writer.reserve(), types: new Set<string>() }
    this.spaces.set(held.number, space)
    space.types.add(type)
    return space.ref
  }

  useClasses(value: PdfObject | undefined): PdfObject | undefined {
    const held = this.file.resolve(value)
    const list = isArray(held) ? held.map((item) => this.file.resolve(item)) : [held]
    const names = list.flatMap((item) => nameOf(item) ?? [])
    for (const found of names) this.usedClasses.add(found)
    return names.length === 0 ? undefined : names.map(name)
  }

  /** `element`: where what it names stands in the copy. */
  useIdentifier(value: PdfObject | undefined, element: PdfRef): PdfString | undefined {
    const found = this.file.resolve(value)
    if (!isString(found)) return undefined
    this.identifiers.push([found, element])
    return found
  }

  /** For the root, when all elements are known. */
  write(): Readonly<Record<string, PdfObject | undefined>> {
    return {
      RoleMap: this.roleMap(),
      ClassMap: this.classMap(),
      IDTree: this.idTree(),
      Namespaces: this.namespaces(),
    }
  }

  private roleOf(type: string): string | null {
    return nameOf(this.file.resolve(this.roles?.entries.get(type)))
  }

  private roleMap(): PdfDict | undefined {
    const entries = new Map<string, PdfObject>()
    for (const type of this.usedTypes)
      for (let from = type, hop = 0; hop < HOPS && !entries.has(from); hop += 1) {
        const to = this.roleOf(from)
        if (to === null) break
        entries.set(from, name(to))
        from = to
      }
    return toDict(entries)
  }

  /** A class speaks of all who bear it, and some of them stayed behind: its words do, too. */
  private classMap(): PdfDict | undefined {
    const kept = [...(this.classes?.entries ?? [])].flatMap(([key, value]) => {
      const attributes = this.usedClasses.has(key) ? attributesOf(this.file, value, false) : undefined
      return attributes === undefined ? [] : [[key, attributes] as const]
    })
    return toDict(new Map(kept))
  }

  private idTree(): PdfRef | undefined {
    const unique = new Map(this.identifiers.map(([id, at]) => [latin1(id.bytes), [id, at] as const]))
    const sorted = [...unique].sort(([a], [b]) => (a < b ? -1 : 1))
    return sorted.length === 0
      ? undefined
      : this.writer.add(dictOf({ Names: sorted.flatMap(([, [id, at]]) => [id, at]) }))
  }

  private namespaces(): PdfObject | undefined {
    for (const [number, { ref, types }] of this.spaces) this.writeSpace(number, ref, types)
    return this.spaces.size === 0 ? undefined : [...this.spaces.values()].map(({ ref }) => ref)
  }

  private writeSpace(number: number, at: PdfRef, types: ReadonlySet<string>) {
    const { file } = this
    const source = file.dictAt({ kind: 'ref', number, generation: 0 })
    const map = file.dictAt(source?.entries.get('RoleMapNS'))
    const kept = [...(map?.entries ?? [])].flatMap(([type, value]) => {
      const role = types.has(type) ? this.roleInSpace(file.resolve(value)) : undefined
      return role === undefined ? [] : [[type, role] as const]
    })
    const address = file.resolve(source?.entries.get('NS'))
    this.writer.set(
      at,
      dictOf({
        Type: name('Namespace'),
        NS: isString(address) ? address : undefined,
        RoleMapNS: toDict(new Map(kept)),
      }),
    )
  }

  /** A type of the standard, or a type of another namespace that is here as well. */
  private roleInSpace(target: PdfObject): PdfObject | undefined {
    if (nameOf(target) !== null) return target
    const [to, space] = isArray(target) ? target : []
    const known = isRef(space) ? this.spaces.get(space.number)?.ref : undefined
    const type = nameOf(this.file.resolve(to))
    return known === undefined || type === null ? undefined : [name(type), known]
  }
}

const toDict = (entries: ReadonlyMap<string, PdfObject>): PdfDict | undefined =>
  entries.size === 0 ? undefined : { kind: 'dict', entries }

/**
 * The way back from what is drawn to its element (ISO 32000-2, 14.7.5.4), written anew: a list for each page or form by the
 * numbers of its marks, an entry for each annotation or picture that is an element's content.
 */
import { dictOf, isDict, isStream, type PdfDict, type PdfObject, type PdfRef, ref } from '../objects.ts'
import type { PdfWriter } from '../write-pdf.ts'

/** More marks than this are on no page; a table of them would only be large. */
const MOST_MARKS = 100_000

export class StructureParents {
  private readonly writer: PdfWriter
  /** Elements by mark, of a page or a form of the copy. */
  private readonly marks = new Map<number, Map<number, PdfRef>>()
  private readonly objects = new Map<number, PdfRef>()

  constructor(writer: PdfWriter) {
    this.writer = writer
  }

  /** False when there can be no such mark. */
  addMark(holder: PdfRef, mark: number, element: PdfRef): boolean {
    if (!Number.isInteger(mark) || mark < 0 || mark > MOST_MARKS) return false
    const marks = this.marks.get(holder.number) ?? new Map<number, PdfRef>()
    this.marks.set(holder.number, marks)
    if (!marks.has(mark)) marks.set(mark, element)
    return true
  }

  addObject(object: PdfRef, element: PdfRef) {
    this.objects.set(object.number, element)
  }

  /** For the root; keys go by the order of pages, then of annotations and pictures, and each holder learns its own. */
  write(): Readonly<Record<string, PdfObject>> {
    const rows: (readonly [number, PdfObject])[] = []
    for (const [holder, marks] of this.marks) {
      const last = Math.max(...marks.keys())
      const parents = Array.from({ length: last + 1 }, (_, mark): PdfObject => marks.get(mark) ?? null)
      this.tell(holder, 'StructParents', rows.length)
      rows.push([rows.length, this.writer.add(parents)])
    }
    for (const [object, element] of this.objects) {
      this.tell(object, 'StructParent', rows.length)
      rows.push([rows.length, element])
    }
    return {
      ParentTree: this.writer.add(dictOf({ Nums: rows.flat() })),
      ParentTreeNextKey: rows.length,
    }
  }

  private tell(holder: number, key: 'StructParent' | 'StructParents', value: number) {
    const at = ref(holder)
    const object = this.writer.get(at)
    if (isDict(object)) this.writer.set(at, withEntry(object, key, value))
    else if (isStream(object)) this.writer.set(at, { ...object, dict: withEntry(object.dict, key, value) })
  }
}

const withEntry = (source: PdfDict, key: string, value: PdfObject): PdfDict => ({
  kind: 'dict',
  entries: new Map([...source.entries, [key, value]]),
})

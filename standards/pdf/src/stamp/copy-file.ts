/** A whole file taken over as it is, object by object, without what earlier versions of it left behind. */
import { isArray, isDict, isRef, isStream, type PdfDict, type PdfObject, type PdfRef } from '../objects.ts'
import type { PdfFile } from '../open-pdf.ts'
import type { PdfWriter } from '../write-pdf.ts'

export type FileCopier = {
  readonly copy: (value: PdfObject | undefined) => PdfObject
  readonly finish: () => void
}

/** `places`: objects that are written by the caller, by their number in the source. */
export function copyFile(file: PdfFile, writer: PdfWriter, places: ReadonlyMap<number, PdfRef>): FileCopier {
  const copies = new Map<number, PdfRef | null>(places)
  const queue: (() => void)[] = []
  const copyRef = (number: number): PdfObject => {
    const known = copies.get(number)
    if (known !== undefined) return known
    const source = file.resolve({ kind: 'ref', number, generation: 0 })
    if (source === null) {
      copies.set(number, null)
      return null
    }
    const at = writer.reserve()
    copies.set(number, at)
    queue.push(() =>
      writer.set(
        at,
        isStream(source) ? { kind: 'stream', dict: copyDict(source.dict), data: source.data } : copy(source),
      ),
    )
    return at
  }
  const copyDict = (source: PdfDict): PdfDict => ({
    kind: 'dict',
    entries: new Map([...source.entries].map(([key, value]) => [key, copy(value)])),
  })
  const copy = (value: PdfObject | undefined): PdfObject => {
    if (value === undefined || value === null || typeof value !== 'object') return value ?? null
    if (isRef(value)) return copyRef(value.number)
    if (isArray(value)) return value.map(copy)
    return isDict(value) ? copyDict(value) : value
  }
  return {
    copy,
    finish: () => {
      for (let work = queue.pop(); work !== undefined; work = queue.pop()) {
        file.budget.spendNode()
        work()
      }
    },
  }
}

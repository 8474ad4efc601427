/** Which resources the content of a page names, and what those name in turn (ISO 32000-2, 7.8.3). */
import { isDict, isStream, nameOf, type PdfDict, type PdfStream } from '../objects.ts'
import type { PdfFile } from '../open-pdf.ts'
import {
  CATEGORIES,
  type Category,
  mergeNames,
  noNames,
  scanContent,
  type UsedNames,
} from '../scan-content.ts'

export class UsedNamesFinder {
  private readonly file: PdfFile
  private readonly scans = new Map<Uint8Array, UsedNames>()

  constructor(file: PdfFile) {
    this.file = file
  }

  /** Used by any of these. */
  inAll(content: readonly PdfStream[]): UsedNames {
    return mergeNames(content.map((stream) => this.in(stream)))
  }

  /** Forms, patterns and drawn letters without resources of their own use those of the page (8.10.1). */
  within(resources: PdfDict, first: UsedNames): UsedNames {
    const merged = noNames()
    const queue: UsedNames[] = [first]
    for (let used = queue.pop(); used !== undefined; used = queue.pop())
      for (const category of CATEGORIES)
        for (const key of used[category]) {
          if (merged[category].has(key)) continue
          merged[category].add(key)
          queue.push(...this.behind(resources, category, key))
        }
    // Spaces by which device colours are drawn without being named (8.6.5.6).
    for (const space of ['DefaultGray', 'DefaultRGB', 'DefaultCMYK']) merged.ColorSpace.add(space)
    return merged
  }

  private behind(resources: PdfDict, category: Category, key: string): readonly UsedNames[] {
    if (category !== 'XObject' && category !== 'Pattern' && category !== 'Font') return []
    const value = this.file.resolve(this.file.dictAt(resources.entries.get(category))?.entries.get(key))
    const entries = isDict(value) ? value : isStream(value) ? value.dict : null
    if (entries === null || this.file.dictAt(entries.entries.get('Resources')) !== null) return []
    if (isStream(value)) return nameOf(entries.entries.get('Subtype')) === 'Image' ? [] : [this.in(value)]
    return drawingsOf(this.file, entries).map((proc) => this.in(proc))
  }

  private in(stream: PdfStream): UsedNames {
    const known = this.scans.get(stream.data)
    if (known !== undefined) return known
    const bytes = this.file.unpack(stream)
    const used = bytes === null ? noNames() : scanContent(bytes, this.file.budget.limits.depth).used
    this.scans.set(stream.data, used)
    return used
  }
}

/** The letters of a font that are drawn by content (9.6.4); of other fonts none. */
export const drawingsOf = (file: PdfFile, font: PdfDict): readonly PdfStream[] =>
  [...(file.dictAt(font.entries.get('CharProcs'))?.entries.values() ?? [])]
    .map((proc) => file.resolve(proc))
    .filter(isStream)
